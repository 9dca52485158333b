"""The demonstration's own pages: fictional people to try things with, and the text messages nobody carried."""
