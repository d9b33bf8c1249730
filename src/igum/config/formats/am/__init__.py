"""Amharic, which Django lacks: Gregorian dates, the day first, 24 hours."""
