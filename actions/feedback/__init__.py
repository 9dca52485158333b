"""Whether an answer was useful: counted per guide and week, of nobody."""
