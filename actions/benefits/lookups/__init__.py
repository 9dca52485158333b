"""What follows from age, place and day alone: allowance, fares, years of medical insurance."""
