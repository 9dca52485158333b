"""Reads what people say about their case: years, dates, money, ages and choices; what is not certain is asked back."""

from actions.benefits.reading.grief import tells_of_a_death
from actions.benefits.reading.model import AskBack, Read, Value
from actions.benefits.reading.reader import read, read_all

__all__ = ["AskBack", "Read", "Value", "read", "read_all", "tells_of_a_death"]
