"""Backup: one file with everything of the database, made and put back while the product runs, and verified both times."""
