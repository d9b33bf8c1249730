"""``./igum messages``: the texts of the interface, in five languages.

No gettext programs are needed: a bare Debian has none. Texts are collected with
Babel (development only, in ``collecting``) and compiled by the few lines below.
"""

import argparse
import ast
import os
import struct
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from igum.config.errors import CannotStart

PACKAGE = Path(__file__).resolve().parents[2]
LOCALE = PACKAGE / "locale"
LITTLE_ENDIAN_MO = 0x950412DE


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to do with the texts."""
    parser.add_argument(
        "what",
        choices=["collect", "compile"],
        help="collect: bring the .po files up to the code; compile: make .mo files from .po files",
    )


def run(options: argparse.Namespace) -> int:
    """Collect the texts, or compile what changed."""
    if options.what == "collect":
        print(f"Collected. Entries without a translation that holds: {_collect()}.")
    print(f"{compile_messages()} catalogues compiled.")
    return 0


def _collect() -> int:
    try:
        # Only here: Babel is there for development, and the site runs without it.
        collecting = import_module("igum.config.cli.collecting")
    except ModuleNotFoundError as missing:
        raise CannotStart(f"Texts are collected with {missing.name}: run ./igum check once, it installs it.") from None
    return int(collecting.collect_messages())


def compile_messages() -> int:
    """Make every catalogue that is older than its texts. Returns how many were made."""
    made = 0
    for texts in sorted(LOCALE.glob("*/LC_MESSAGES/*.po")):
        compiled = texts.with_suffix(".mo")
        if compiled.exists() and compiled.stat().st_mtime >= texts.stat().st_mtime:
            continue
        unfinished = compiled.with_suffix(f".mo.{os.getpid()}")  # two starts may compile at once
        unfinished.write_bytes(compiled_catalogue(texts.read_text(encoding="utf-8")))
        unfinished.rename(compiled)
        made += 1
    return made


def compiled_catalogue(content: str) -> bytes:
    """The .mo file of a .po file's content."""
    return _as_mo(dict(_entries(content)))


def _entries(content: str) -> Iterator[tuple[str, str]]:
    """Key and translation of every finished entry, in the form .mo files have (context and plurals joined in)."""
    for block in content.split("\n\n"):
        # Not splitlines(): a text may hold signs that it takes for the end of a line.
        lines = [line for line in block.split("\n") if line and not line.startswith("#~")]
        fuzzy = any(line.startswith("#,") and "fuzzy" in line for line in lines)
        words = _strings([line for line in lines if not line.startswith("#")])
        if "msgid" not in words or (fuzzy and words["msgid"]):
            continue
        key = words["msgid"]
        if "msgctxt" in words:
            key = f"{words['msgctxt']}\x04{key}"
        if "msgid_plural" in words:
            plurals = [text for name, text in words.items() if name.startswith("msgstr[")]
            if all(plurals):
                yield f"{key}\0{words['msgid_plural']}", "\0".join(plurals)
        elif words.get("msgstr"):
            yield key, words["msgstr"]


def _strings(lines: list[str]) -> dict[str, str]:
    """``msgid``, ``msgstr[1]`` … of one entry with their strings put together."""
    found: dict[str, str] = {}
    name = ""
    for line in lines:
        if line.startswith("msg"):
            name, _, line = line.partition(" ")
            found[name] = ""
        if name:
            found[name] += ast.literal_eval(line.strip())
    return found


def _as_mo(entries: dict[str, str]) -> bytes:
    """The binary catalogue of GNU gettext: two sorted tables of lengths and offsets, then the strings."""
    pairs = sorted((key.encode(), text.encode()) for key, text in entries.items())
    count = len(pairs)
    keys_at, texts_at, strings_at = 28, 28 + 8 * count, 28 + 16 * count
    table: list[bytes] = []
    body = b""
    for column in (0, 1):
        for pair in pairs:
            table.append(struct.pack("<II", len(pair[column]), strings_at + len(body)))
            body += pair[column] + b"\0"
    head = struct.pack("<7I", LITTLE_ENDIAN_MO, 0, count, keys_at, texts_at, 0, 0)
    return head + b"".join(table) + body
