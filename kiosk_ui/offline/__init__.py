"""What the kiosk page keeps for when the server cannot be reached: its own files and the guides most asked for."""
