"""Conversations: who may speak in one, what was said (masked), and the choices it offered."""
