"""English: the day before the month, as in the other languages of the site."""
