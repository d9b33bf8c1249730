"""Filters of pooling's pages."""
