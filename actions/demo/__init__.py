"""Fictional retirees: a few hand-made ones for the demo, and as many as wanted for trials and measurements."""
