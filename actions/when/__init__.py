"""Understands when somebody would like to come."""
