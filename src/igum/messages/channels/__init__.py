"""Ways by which letters go out by themselves. Without any, letters wait in the outbox for a hand."""
