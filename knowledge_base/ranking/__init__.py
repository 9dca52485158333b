"""Ranks guides for a question: search and wording together."""
