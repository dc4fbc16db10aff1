"""Every cap in one place: what is larger is refused with a clear error, never half read."""

from __future__ import annotations

MAX_FILE_BYTES = 64 * 1024 * 1024  # one text or HTML file
MAX_LINE_BYTES = 16 * 1024 * 1024  # one line of JSON Lines
MAX_REPORT_CHARS = 1_000_000  # the cleaned text of one report
MAX_SENTENCE_CHARS = 2_000  # longer ones are kept, but not parsed: no press sentence is
MAX_PAGE_BYTES = 16 * 1024 * 1024  # one HTML page: far above any article, and the time to parse grows with it
MAX_RULING_CHARS = 2_000  # a name, a reason or a field that a person writes into a ruling
