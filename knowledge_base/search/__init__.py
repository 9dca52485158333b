"""Finds the guides and articles a question is about, with features the decision to answer can rest on."""
