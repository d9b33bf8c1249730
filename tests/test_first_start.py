"""The very first start of a fresh clone, where no catalogue is compiled yet."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ASK = """
from igum.config.cli.main import COMMANDS, _prepare_environment
_prepare_environment(next(one for one in COMMANDS if one.name == "demo"), [])
from django.utils.translation import activate, gettext
activate("he")
print(gettext("What do you need help with?"))
"""


def test_the_first_start_of_a_fresh_clone_speaks_hebrew(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("*.mo"))

    said = subprocess.run(
        [sys.executable, "-c", ASK],
        env={**os.environ, "PYTHONPATH": str(tmp_path / "src"), "IGUM_DATA": str(tmp_path / "data"), "PYTHONUTF8": "1"},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )

    assert said.stdout.strip() == "במה אפשר לעזור?"
