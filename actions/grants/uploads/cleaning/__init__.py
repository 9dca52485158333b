"""Cleaning: a file from outside becomes a picture or PDF of our own making, in a process of its own with nothing to steal."""
