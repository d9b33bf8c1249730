"""Words of needs for templates."""
