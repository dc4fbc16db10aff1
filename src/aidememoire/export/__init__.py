"""In: acts, or what a layer found. Out: text for other programs and for people, one format a file."""
