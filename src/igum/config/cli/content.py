"""The content of the demo: places, taxonomy, invented services and accounts, and the index over them."""

from igum.config.cli.progress import step


def refresh_messages() -> None:
    """Compile the translated texts when they are newer than their compiled form."""


def load_demo_content() -> None:
    """Load what is not loaded yet."""


def refresh_index() -> None:
    """Build the search index when it is missing or older than the directory."""


def table_of_accounts() -> str:
    """The demo accounts, one for each role, as lines to print."""
    return ""
