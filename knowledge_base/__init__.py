"""What the assistant knows: policy documents, guides (办事指南), search and evaluation.

A library: it knows documents, articles, guides and queries, and knows no person, no dialogue and no web.
"""
