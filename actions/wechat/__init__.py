"""The official account: who writes to us there, each message once, what goes out and how much of it may."""
