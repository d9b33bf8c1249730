"""Dates and hours as each language writes them, where Django's own forms do not fit."""
