"""Every cap in one place: what is larger is refused with a clear error, never half read."""

from __future__ import annotations

MAX_FILE_BYTES = 64 * 1024 * 1024  # one text or HTML file
MAX_LINE_BYTES = 16 * 1024 * 1024  # one line of JSON Lines
MAX_REPORT_CHARS = 1_000_000  # the cleaned text of one report
MAX_SENTENCE_CHARS = 2_000  # longer ones are kept, but not parsed: no press sentence is
MAX_PAGE_BYTES = 16 * 1024 * 1024  # one HTML page: far above any article, and the time to parse grows with it
MAX_RULING_CHARS = 2_000  # a name, a reason or a field that a person writes into a ruling
MAX_INFLATION = 200  # times its compressed size that data may swell to: text seldom passes 20
INFLATE_FREE = 2 * 1024 * 1024  # what comes out of a stream before that is asked
MAX_ZIP_INDEX = 4 * 1024 * 1024  # the list of files in an archive: some 40,000 of them
MAX_HEAD_LINE = 65_536  # one line of the head of a record in a web archive
MAX_HEAD_LINES = 2_000
MAX_FETCH_BYTES = 32 * 1024 * 1024  # what one address may send
MAX_FETCH_SECONDS = 30.0  # from the first connection to the last byte, redirects included
MAX_REDIRECTS = 5
MAX_PDF_BYTES = 64 * 1024 * 1024
MAX_PDF_PAGES = 500
MAX_PDF_STREAM = 16 * 1024 * 1024  # what one compressed part of a PDF may hold
MAX_REQUEST_BYTES = 64 * 1024  # what a browser or a program may send to a served record
MAX_URL_BYTES = 8 * 1024
MAX_PASSWORD_CHARS = 200
MAX_QUERY_SECONDS = 10.0  # one question to the database of a served record
MAX_COMPARED_REPORTS = 5_000  # of a served record that is compared as a whole with what it was
MAX_SEEN = 5_000  # entries of a feed that a watcher remembers
MAX_TRIES = 3  # polls at which it tries an entry that fails
MAX_GROUP_BYTES = 512 * 1024 * 1024  # one group of rows of a Parquet file, the columns that are read
MAX_MAIL_BYTES = 32 * 1024 * 1024  # one message with what is attached
