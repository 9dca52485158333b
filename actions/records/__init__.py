"""Records: what the office knows of a person, as imported or as a city's own system tells it."""
