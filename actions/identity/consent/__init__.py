"""Consent: what people are told before anything personal is handled, and what they agreed to."""
