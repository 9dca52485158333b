"""Thin rasa-sdk actions: read the turn, call a service, word the Reply."""
