"""Personal numbers: sealed at rest (AES-GCM with key ids), found again through a keyed blind index (HMAC)."""
