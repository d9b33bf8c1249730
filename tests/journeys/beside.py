"""Python run on the data of the site that the journeys visit, as a module of the site would run there.

One process does it all: Django is loaded once for all journeys, not once for each word.
"""

import io
import json
import os
import subprocess
import sys
import traceback
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


class Beside:
    """The process beside the site. It begins with the first word and ends with ``end()``."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.process: subprocess.Popen[str] | None = None

    def run(self, code: str, words: tuple[str, ...], said: str) -> str:
        """Run this; what it printed."""
        process = self._running()
        assert process.stdin
        assert process.stdout
        process.stdin.write(json.dumps({"code": code, "words": words, "said": said}) + "\n")
        process.stdin.flush()
        line = process.stdout.readline()
        assert line, f"The process beside the site has ended: {process.wait()}"
        answer = json.loads(line)
        assert not answer["failed"], answer["failed"]
        return str(answer["printed"]).strip()

    def end(self) -> None:
        """End it: before the database that it uses."""
        if self.process:
            self.process.communicate()
            self.process = None

    def _running(self) -> subprocess.Popen[str]:
        if self.process is None:
            kept = {name: value for name, value in os.environ.items() if not name.startswith(("IGUM_", "DATABASE_"))}
            settings = {"IGUM_DATA": str(self.data), "DJANGO_SETTINGS_MODULE": "igum.config.settings"}
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tests.journeys.beside"],
                cwd=ROOT,
                env={**kept, **settings, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
        return self.process


def _run_one(code: str, words: list[str], said: str) -> dict[str, Any]:
    printed = io.StringIO()
    sys.argv, sys.stdin = ["-c", *words], io.StringIO(said)
    failed = ""
    try:
        with redirect_stdout(printed):
            exec(compile(code, "beside the site", "exec"), {"__name__": "__main__"})
    except Exception:
        failed = traceback.format_exc()
    return {"printed": printed.getvalue(), "failed": failed}


def _main() -> None:
    import django

    django.setup()
    from django.utils import translation

    asked, answers = sys.stdin, sys.stdout
    for line in asked:
        translation.deactivate()
        print(json.dumps(_run_one(**json.loads(line))), file=answers, flush=True)


if __name__ == "__main__":
    _main()
