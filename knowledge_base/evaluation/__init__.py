"""Measures answering: question sets, scoring, report, and the fitting of the decision on the development half."""
