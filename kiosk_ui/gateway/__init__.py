"""The conversation gateway: every face speaks through it, and only it speaks to Rasa."""
