"""Verbs of volunteering, split by noun. Each is one transaction, asks leave and leaves a trace."""
