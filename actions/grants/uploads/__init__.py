"""Photos and scans of papers: taken in, cleaned, kept encrypted, shown to whom they belong, deleted with their case."""
