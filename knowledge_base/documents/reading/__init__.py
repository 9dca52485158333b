"""Readers: the lines of a file, whatever its format. A reader recognises the content, not the file's suffix alone."""
