"""``python -m igum.config.keeper FOLDER``: stops a server that nobody uses any more, however its users ended."""

import sys
from pathlib import Path

from igum.config.postgres import Cluster, embedded_binaries


def main() -> None:
    """Sleep until the last user is gone, stop the server, and end."""
    Cluster(Path(sys.argv[1]), embedded_binaries(), admin_password="").stop_after_last_user()


if __name__ == "__main__":
    main()
