"""The script ./igum on a fresh clone makes the environment once, whatever happens meanwhile, or says what is missing.

A tiny project stands for Igum and a server on this machine for PyPI; the script, uv and Python are the real ones.
"""

import ast
import hashlib
import io
import json
import os
import platform
import runpy
import shutil
import signal
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SCRIPT = ROOT / "igum"
UV = ROOT / ".venv" / "bin" / "uv"
WHEEL = "tiny-1.0-py3-none-any.whl"
MACHINE = f"{platform.machine()}-{platform.libc_ver()[0] or 'musl'}"

needs_uv = pytest.mark.skipif(not UV.exists(), reason="This environment was made without uv.")


class Shelf:
    """What stands for PyPI: files by name, and how long it takes to hand one out."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.seconds = 0.0
        self.asked: list[str] = []
        self.address = ""

    def answer(self, path: str) -> bytes | None:
        name = path.strip("/").split("/")[-1]
        self.asked.append(name)
        if name in {"uv", "tiny"}:
            fitting = [file for file in self.files if file.startswith(name)]
            listed = [{"filename": file, "url": f"{self.address}/files/{file}", "hashes": {}} for file in fitting]
            return json.dumps({"meta": {"api-version": "1.0"}, "name": name, "files": listed}).encode()
        time.sleep(self.seconds)
        return self.files.get(name)


class Clone:
    """A fresh copy of a tiny project with the real script."""

    def __init__(self, folder: Path, shelf: Shelf, uv_wheel: bytes) -> None:
        self.folder, self.shelf = folder, shelf
        (folder / "requirements").mkdir(parents=True)
        (folder / "src" / "igum").mkdir(parents=True)
        (folder / "src" / "igum" / "__main__.py").write_text(
            "import sys, tiny\nprint('Igum', tiny.COLOUR, sys.argv[1:])"
        )
        shutil.copy(SCRIPT, folder / "igum")
        pinned = {"file": "uv-0-py3-none-any.whl", "sha256": hashlib.sha256(uv_wheel).hexdigest()}
        (folder / "requirements" / "uv.json").write_text(json.dumps({"version": "0", "wheels": {MACHINE: pinned}}))
        shelf.files["uv-0-py3-none-any.whl"] = uv_wheel
        self.need("green")

    def need(self, colour: str) -> None:
        """Ask for one version of the tiny package, in all lists."""
        wheel = a_wheel("tiny", {"tiny.py": f"COLOUR = '{colour}'".encode()})
        self.shelf.files[WHEEL] = wheel
        line = f"tiny==1.0 --hash=sha256:{hashlib.sha256(wheel).hexdigest()} # {colour}\n"
        for name in ("runtime", "dev"):
            (self.folder / "requirements" / f"{name}.lock").write_text(line)

    def start(self, *words: str, **surroundings: str) -> subprocess.Popen[str]:
        kept = {"PATH": os.environ["PATH"], "HOME": str(self.folder.parent / "home")}
        return subprocess.Popen(
            [sys.executable, str(self.folder / "igum"), *words],
            env={
                **kept,
                "UV_DEFAULT_INDEX": self.shelf.address,
                "UV_CACHE_DIR": f"{kept['HOME']}/cache",
                **surroundings,
            },
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *words: str, **surroundings: str) -> tuple[int, str, str]:
        started = self.start(*words, **surroundings)
        said, complained = started.communicate(timeout=400)
        return started.returncode, said, complained


def a_wheel(name: str, files: dict[str, bytes]) -> bytes:
    """A wheel with these files in it."""
    info = f"{name}-1.0.dist-info"
    described = {
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n".encode(),
        f"{info}/WHEEL": b"Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    everything = {**files, **described}
    record = "".join(f"{path},,\n" for path in [*everything, f"{info}/RECORD"])
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as packing:
        for path, content in {**everything, f"{info}/RECORD": record.encode()}.items():
            packing.writestr(path, content)
    return written.getvalue()


@pytest.fixture(scope="module")
def uv_wheel() -> bytes:
    return a_wheel("uv", {"uv-1.0.data/scripts/uv": UV.read_bytes()})


@pytest.fixture
def shelf() -> Iterator[Shelf]:
    stock = Shelf()

    class Answering(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            content = stock.answer(self.path)
            self.send_response(200 if content is not None else 404)
            kind = "application/vnd.pypi.simple.v1+json" if "/files/" not in self.path else "application/octet-stream"
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(content or b"")))
            self.end_headers()
            if self.command == "GET":
                self.wfile.write(content or b"")

        do_HEAD = do_GET  # noqa: N815 - the name the library calls

        def log_message(self, *_: object) -> None:
            """Nothing to the terminal."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    stock.address = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield stock
    server.shutdown()
    server.server_close()


@pytest.fixture
def clone(tmp_path: Path, shelf: Shelf, uv_wheel: bytes) -> Clone:
    (tmp_path / "home").mkdir()
    return Clone(tmp_path / "שכנים טובים", shelf, uv_wheel)  # of every path: spaces, and letters beyond ASCII


@needs_uv
def test_a_fresh_clone_gets_its_packages_once_and_hands_over_every_word(clone: Clone):
    first = clone.run("demo", "--port", "8001")
    asked = len(clone.shelf.asked)
    second = clone.run("demo")

    assert first[0] == second[0] == 0
    assert first[1].splitlines()[-1] == "Igum green ['demo', '--port', '8001']"
    assert "✓ Packages (runtime)" in first[1]
    assert second[1] == "Igum green ['demo']\n"
    assert len(clone.shelf.asked) == asked


@needs_uv
def test_nothing_of_the_surroundings_is_needed(clone: Clone):
    bare = {"HOME": str(clone.folder.parent / "home"), "UV_DEFAULT_INDEX": clone.shelf.address, "LC_ALL": "C"}
    # As the kernel starts it from its first line, without a PATH: then Python does not know where it lies.
    started = [
        sys.executable,
        "-c",
        f"import os; os.execve({sys.executable!r}, ['python3', {str(clone.folder / 'igum')!r}], {bare!r})",
    ]

    ran = subprocess.run(started, capture_output=True, text=True, check=False)

    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.endswith("Igum green ['--help']\n")


@needs_uv
def test_two_starts_at_once_make_one_environment(clone: Clone):
    clone.shelf.seconds = 0.5
    both = [clone.start("demo") for _ in range(2)]

    said = [started.communicate(timeout=400)[0] for started in both]

    assert [started.returncode for started in both] == [0, 0]
    assert all(words.endswith("Igum green ['demo']\n") for words in said)
    assert sum("✓ Python environment" in words for words in said) == 1
    assert sum("Another start makes the environment" in words for words in said) == 1


@needs_uv
@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_a_start_ended_in_the_middle_of_an_installation_is_made_good_by_the_next(clone: Clone, ending: signal.Signals):
    clone.shelf.seconds = 0.4
    started = clone.start("demo")
    while WHEEL not in clone.shelf.asked:  # uv is at work now
        time.sleep(0.02)
    started.send_signal(ending)
    started.communicate(timeout=400)

    status, said, _ = clone.run("demo")

    assert started.returncode == (130 if ending != signal.SIGKILL else -9)
    assert status == 0
    assert said.endswith("Igum green ['demo']\n")


@needs_uv
def test_a_changed_list_and_a_moved_folder_are_noticed(clone: Clone):
    clone.run("demo")
    clone.need("blue")
    changed = clone.run("demo", UV_CACHE_DIR=str(clone.folder.parent / "another-cache"))
    clone.folder = clone.folder.rename(clone.folder.with_name("moved"))
    moved = clone.run("demo")

    assert changed[0] == moved[0] == 0
    assert changed[1].startswith("  ✓ Packages (runtime)")
    assert moved[1].startswith("  ✓ Python environment")
    assert moved[1].endswith(" ['demo']\n")


@needs_uv
def test_another_uv_than_the_pinned_one_is_not_run(clone: Clone):
    clone.shelf.files["uv-0-py3-none-any.whl"] += b"one byte more"

    status, _, complained = clone.run("demo")

    assert status == 1
    assert complained == "igum: The download of uv 0 does not match its pinned hash; nothing was run.\n"


@needs_uv
def test_another_package_than_the_listed_one_is_not_installed(clone: Clone):
    clone.shelf.files[WHEEL] = a_wheel("tiny", {"tiny.py": b"COLOUR = 'forged'"})

    status, _, complained = clone.run("demo")

    assert status == 1
    assert "Hash mismatch" in complained
    assert complained.splitlines()[-1].startswith("igum: The packages could not be installed; the lines above say why.")


def test_without_a_connection_the_last_line_says_what_to_check(clone: Clone):
    status, _, complained = clone.run("demo", UV_DEFAULT_INDEX="", PIP_INDEX_URL="http://127.0.0.1:9/simple")

    assert status == 1
    assert complained.splitlines()[-1].startswith("igum: ")
    assert "Check the connection" in complained.splitlines()[-1]


@pytest.mark.skipif(os.getuid() == 0, reason="Root may write anywhere.")
def test_a_clone_of_another_account_is_refused_in_one_line(clone: Clone):
    clone.folder.chmod(0o555)

    status, _, complained = clone.run("demo")

    assert status == 1
    assert "cannot be written" in complained
    assert len(complained.splitlines()) == 1


def test_it_can_be_read_by_python_3_8():
    ast.parse(SCRIPT.read_text(), feature_version=(3, 8))


def test_a_too_old_python_is_told_so_in_one_line(monkeypatch: pytest.MonkeyPatch):
    script = runpy.run_path(str(SCRIPT), run_name="igum_script")
    monkeypatch.setattr(sys, "version_info", (3, 9, 2, "final", 0))
    monkeypatch.setenv("PATH", "/nonexistent")

    with pytest.raises(script["CannotStart"]) as refused:
        script["use_new_enough_python"]()

    assert str(refused.value) == ("Igum needs Python 3.11 or newer, and this is 3.9. On Debian 12: apt install python3")


@pytest.mark.parametrize("module", ["venv", "ssl", "zipfile"])
def test_a_python_without_a_module_is_told_what_to_install(module: str):
    without = f"import runpy, sys; sys.modules['{module}'] = None; runpy.run_path('{SCRIPT}', run_name='__main__')"

    ran = subprocess.run([sys.executable, "-c", without], capture_output=True, text=True, check=False)

    assert ran.returncode == 1
    assert ran.stderr == (f"igum: Python's {module} module is missing. As root: apt install python3 python3-venv\n")
