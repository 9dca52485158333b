"""Kiosks the offices know: registered by a staff code, locked and unlocked, heard of every half minute."""
