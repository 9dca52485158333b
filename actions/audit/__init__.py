"""Audit: an append-only chain of who did what to whom, which shows any change, removal or reordering."""
