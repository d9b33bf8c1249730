"""Filters, tags and parts for templates."""
