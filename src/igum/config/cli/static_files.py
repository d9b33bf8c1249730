"""The files that browsers load, gathered into one folder, compressed and named by their content."""

import shutil
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

from igum.config.cli.site import STATIC_MARK
from igum.core import loads


def collect_files() -> None:
    """Gather them when they are missing or changed. The mark is written last, so an interruption is noticed."""
    root = Path(str(settings.STATIC_ROOT))
    wanted = loads.fingerprint_of(
        Path(storage.path(name)) for finder in get_finders() for name, storage in finder.list([])
    )
    mark = root / STATIC_MARK
    if mark.exists() and mark.read_text() == wanted:
        return
    if root.exists():
        shutil.rmtree(root)
    call_command("collectstatic", interactive=False, verbosity=0)
    mark.write_text(wanted)
