"""What is written is so: links lead somewhere, settings and commands exist, examples run."""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest

from igum.config.cli.main import COMMANDS
from igum.config.private_data import KEY_BYTES, ROOT

CONFIG = ROOT / "src" / "igum" / "config"
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
MOST_PICTURE_BYTES = 150_000
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)|(?:src|href)=\"([^\"]+)\"")
BLOCK = re.compile(r"^ *```(\w*)\n(.*?)^ *```", re.MULTILINE | re.DOTALL)
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
# Of other programs: named in the table's last line, not as settings of ours.
NOT_OURS = {"OMP_NUM_THREADS", "DJANGO_SETTINGS_MODULE"}


def blocks(page: Path, kind: str) -> list[str]:
    return [body for name, body in BLOCK.findall(page.read_text()) if name == kind]


def name_of(page: Path) -> str:
    return str(page.relative_to(ROOT))


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_link_between_files_leads_somewhere(page: Path):
    text = BLOCK.sub("", page.read_text())
    targets = [unquote(first or second) for first, second in LINK.findall(text)]

    lost = [target for target in targets if "://" not in target and not leads_somewhere(page, target)]

    assert lost == []


def leads_somewhere(page: Path, target: str) -> bool:
    path, _, heading = target.partition("#")
    file = (page.parent / path).resolve() if path else page
    return file.exists() and (not heading or heading in anchors(file))


def anchors(page: Path) -> set[str]:
    """What forges make of headings: small letters, hyphens for spaces, other signs dropped."""
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in HEADING.findall(page.read_text())}


def test_every_page_of_documentation_is_reached_from_the_readme():
    reached: set[Path] = set()
    ahead = [ROOT / "README.md"]
    while ahead:
        page = ahead.pop()
        if page in reached:
            continue
        reached.add(page)
        for target, _ in LINK.findall(page.read_text()):
            file = (page.parent / target.partition("#")[0]).resolve()
            if file.is_dir() and (file / "README.md").exists():
                file = file / "README.md"
            if file.suffix == ".md" and file.exists() and file.is_relative_to(ROOT):
                ahead.append(file)

    assert [name_of(page) for page in PAGES if page not in reached] == []


def test_the_readme_names_both_commands_on_lines_of_their_own():
    lines = (ROOT / "README.md").read_text().splitlines()

    assert "./igum demo" in lines
    assert "./igum test" in lines


def test_every_setting_is_in_the_table_and_every_row_of_the_table_is_a_setting():
    table = (ROOT / "docs" / "reference" / "settings.md").read_text()
    listed = set(re.findall(r"^\| `([A-Z_]+)` \|", table, re.MULTILINE))

    assert listed == set(settings_read()) - NOT_OURS


def settings_read() -> Iterator[str]:
    """The names that the code under config asks the environment for."""
    yield from KEY_BYTES
    yield from ("DATABASE_OWNER_URL", "DATABASE_BACKUP_URL", "DATABASE_ADMIN_URL")  # put together from the role
    for file in CONFIG.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and is_a_setting(node.value):
                yield node.value


def is_a_setting(text: str) -> bool:
    return re.fullmatch(r"(IGUM|DATABASE)_[A-Z_]+", text) is not None


@pytest.mark.parametrize("page", [page for page in PAGES if blocks(page, "console")], ids=name_of)
def test_every_command_shown_exists(page: Path):
    shown = [word for block in blocks(page, "console") for word in re.findall(r"\./igum ([a-z]+)", block)]

    assert set(shown) <= {command.name for command in COMMANDS}


def test_every_command_is_described_and_every_described_command_exists():
    table = (ROOT / "docs" / "reference" / "command-line.md").read_text()
    described = re.findall(r"^\| `\./igum ([a-z]+)", table, re.MULTILINE)

    assert set(described) == {command.name for command in COMMANDS}


EXAMPLES = [
    pytest.param(example, id=f"{name_of(page)}, example {number}")
    for page in PAGES
    for number, example in enumerate(blocks(page, "python"), 1)
]


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_python_example_runs(example: str):
    indent = re.match(r" *", example)
    lines = [line[len(indent[0] if indent else "") :] for line in example.splitlines()]

    exec(compile("\n".join(lines), "example", "exec"), {})


@pytest.mark.parametrize("page", [page for page in PAGES if blocks(page, "json")], ids=name_of)
def test_every_json_example_can_be_read(page: Path):
    for example in blocks(page, "json"):
        json.loads(example)


def test_decisions_are_numbered_without_a_gap_and_listed():
    pages = sorted(page.name for page in (ROOT / "docs" / "decisions").glob("[0-9]*.md"))
    listed = re.findall(r"\]\((\d{4}-[a-z0-9-]+\.md)\)", (ROOT / "docs" / "decisions" / "README.md").read_text())

    assert [int(page[:4]) for page in pages] == list(range(1, len(pages) + 1))
    assert listed == pages


def test_pictures_are_light_enough_for_a_page_of_text():
    heavy = [file.name for file in (ROOT / "docs" / "pictures").glob("*") if file.stat().st_size > MOST_PICTURE_BYTES]

    assert heavy == []
