"""Endpoints of the funeral grant: proving a phone, one's own applications with their photos and papers, and progress."""
