"""Identity: proof by ID number and text message, clerk or card; locks, consent, WeChat binding, phone change."""
