"""The record in a browser: server-rendered pages. A face: every page is a view of `views/`."""
