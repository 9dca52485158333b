"""From a question to an answer with evidence, a question back, or an honest no."""
