"""The estimate in talk: one form for every calculator, led by the calculator's own list of fields."""
