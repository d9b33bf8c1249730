"""What a submission must pass calls the README's test command, and fails when a test fails or none ran."""

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.mark.parametrize(
    ("said", "status", "expected"),
    [
        ("== 12 passed, 1 skipped in 3.1s ==", 0, 0),
        ("== 1 failed, 11 passed in 3.1s ==", 1, 1),
        ("== 3 skipped in 0.1s ==", 0, 1),
        ("== no tests ran in 0.1s ==", 5, 1),
        ("igum: Port 8000 is taken", 0, 1),
    ],
)
def test_only_a_run_with_tests_and_no_failure_passes(tmp_path: Path, said: str, status: int, expected: int):
    (tmp_path / ".ci").mkdir()
    shutil.copy(ROOT / ".ci" / "run", tmp_path / ".ci" / "run")
    shutil.copy(ROOT / "README.md", tmp_path / "README.md")
    (tmp_path / "igum").write_text(f'#!/bin/sh\n[ "$1" = test ] && echo "{said}"\nexit {status}\n')
    (tmp_path / "igum").chmod(0o755)

    ran = subprocess.run(
        [tmp_path / ".ci" / "run"],
        env={"CI": "true"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )

    assert bool(ran.returncode) is bool(expected)
    assert said in ran.stdout
