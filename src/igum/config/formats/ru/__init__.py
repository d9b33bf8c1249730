"""Russian: dates as Django writes them, hours with two digits, weeks from Sunday."""
