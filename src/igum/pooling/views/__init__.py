"""Pages of pooling."""
