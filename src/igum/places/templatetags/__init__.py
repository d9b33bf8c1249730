"""Filters of the pages of places."""
