"""Hebrew: dates as Django writes them."""
