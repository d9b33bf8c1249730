"""What a schema cannot say, one family a file. Each check takes a ``Draft`` and yields every problem it finds."""
