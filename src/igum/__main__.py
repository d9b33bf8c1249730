"""``python -m igum``: the command line that the root script hands over to."""

from igum.config.cli import main

raise SystemExit(main())
