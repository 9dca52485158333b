"""A stand-in for WeChat's servers: what they push, and the API they answer with, as the documentation says."""
