"""Rules about the kit's own files: palette, style sheets, templates and what was vendored."""

import re
import runpy
from itertools import pairwise
from pathlib import Path

import pytest

from igum.core.templatetags.igum import ICON_NAMES

PACKAGE = Path(__file__).resolve().parents[2]
STATIC = PACKAGE / "core/static/core"
SHEETS = sorted(path for path in PACKAGE.rglob("*.css") if "vendor" not in path.parts)
TEMPLATES = sorted(PACKAGE.rglob("templates/**/*.html"))
VENDOR = runpy.run_path(str(PACKAGE.parents[1] / "tools/vendor.py"))

PALETTES = re.findall(
    r"(?P<where>(?:@media[^{]+\{\s*)?:root[^{]*)\{(?P<body>[^}]*--paper[^}]*)\}", (STATIC / "palette.css").read_text()
)
COLOURS = [(where.strip(), dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", body))) for where, body in PALETTES]
GROUNDS = ("paper", "stone", "surface")
# Words on grounds, 4.5:1; edges that carry meaning, 3:1 (WCAG 2.2, 1.4.3 and 1.4.11).
READ = [
    *((ink, ground) for ink in ("ink", "ink-soft", "sea", "olive", "clay", "honey") for ground in GROUNDS),
    *((ink, f"{name}-wash") for name in ("sea", "olive", "clay", "honey") for ink in ("ink", "ink-soft", name)),
    ("on-sea", "sea"),
    ("on-sea", "sea-strong"),
    ("sea-strong", "sea-wash"),
    ("ink", "sky"),
    ("sea", "sky"),
]
SEEN = [(line, ground) for line in ("edge", "focus", "sea") for ground in GROUNDS]


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_there_are_light_dark_and_strong_palettes():
    assert len(COLOURS) == 6


@pytest.mark.parametrize(("where", "colours"), COLOURS)
def test_every_palette_can_be_read(where, colours):
    poor = [
        f"{ink} on {ground}: {contrast(colours[ink], colours[ground]):.2f}"
        for pairs, least in ((READ, 4.5), (SEEN, 3.0))
        for ink, ground in pairs
        if contrast(colours[ink], colours[ground]) < least
    ]
    assert poor == []


@pytest.mark.parametrize(("where", "colours"), [pair for pair in COLOURS if "contrast" in pair[0]])
def test_strong_contrast_is_seven_to_one(where, colours):
    poor = [pair for pair in READ if contrast(colours[pair[0]], colours[pair[1]]) < 7]

    assert poor == []


def test_what_the_device_asks_and_what_the_person_chose_are_the_same():
    dark = [colours for where, colours in COLOURS if "scheme: dark" in where or '"dark"' in where]
    strong = dark[1:][-1:] + [colours for where, colours in COLOURS if '"contrast"' in where]

    assert all(one == other for one, other in pairwise(dark[:2]))
    assert strong[0] == strong[1]


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_a_style_sheet_knows_no_left_and_right(sheet):
    physical = re.findall(
        r"^\s*(?:(?:margin|padding|border|inset)-(?:left|right|top|bottom)\b[^;]*"
        r"|(?:left|right|top|bottom|float|width|height|(?:min|max)-(?:width|height)):[^;]*"
        r"|text-align: (?:left|right));",
        sheet.read_text(),
        re.MULTILINE,
    )
    assert [line for line in physical if "float: none" not in line and "float: inline-" not in line] == []


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_a_style_sheet_fetches_nothing_from_elsewhere(sheet):
    assert re.findall(r"https?://|//[a-z]", sheet.read_text()) == []


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_a_template_holds_no_style_and_no_script(template):
    source = template.read_text()

    assert re.findall(r"<style|\sstyle=|\son[a-z]+=\"|javascript:", source) == []
    # A block of data is no script: browsers do not run it, and the policy lets it stand.
    inline = [tag for tag in re.findall(r"<script[^>]*>", source) if "src=" not in tag]
    assert [tag for tag in inline if 'type="application/json"' not in tag] == []


def test_every_drawing_a_template_asks_for_is_on_the_sheet():
    asked = {name for template in TEMPLATES for name in re.findall(r'{% icon "([\w-]+)"', template.read_text())}
    assert asked - ICON_NAMES == set()


@pytest.mark.parametrize("folder", list(VENDOR["PACKAGES"]), ids=lambda path: path.parent.name)
def test_vendored_files_are_as_fetched_and_their_licences_stand_beside_them(folder):
    assert VENDOR["differences"](folder) == []
    assert all(list((folder / package.folder).glob("LICEN*")) for package in VENDOR["PACKAGES"][folder])
