"""Readings in, the record out: acts that are the same event become one entry; pure functions, any order of reports."""
