"""HTTP of volunteering, split by who comes."""
