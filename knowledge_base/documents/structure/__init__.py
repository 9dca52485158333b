"""Understands the lines of an official document (公文): head, divisions, articles, tail, attachments."""
