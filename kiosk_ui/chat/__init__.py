"""The WeChat-style chat page for phones."""
