"""The kiosk's own pinyin: candidates for what is typed, worked out here, with nothing kept of it."""
