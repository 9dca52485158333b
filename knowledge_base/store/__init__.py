"""The knowledge base alive in the database: documents, articles, guides, facts, tables and synonyms."""
