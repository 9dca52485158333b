"""Brings a fresh clone to a working assistant and keeps its processes together."""
