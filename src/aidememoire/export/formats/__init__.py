"""In: a dossier. Out: it in one format, as bytes: one format a file, known by the file's own name.

A format has `ABOUT`, a line for people, `SUFFIX`, the usual end of a file's name, `MEDIA`, its media type, and
`write(dossier)`, which gives the file piece by piece. One that is no text says `BINARY = True`. A module beginning with
`_` is none.
"""
