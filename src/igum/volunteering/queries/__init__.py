"""Questions about volunteering. Fetching and being allowed are one act."""
