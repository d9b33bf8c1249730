"""Make the faces that printed documents are set in, out of the web fonts that are kept in the repository.

``python tools/make_print_fonts.py`` needs ``fonttools`` and ``brotli``, which the site does not. A web font is packed,
varies in weight and is cut by script; a printed document is set in plain faces, each under a name of its own, so
that a letter is looked for in one after another.
"""

import shutil
from pathlib import Path

from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

CORE = Path(__file__).resolve().parents[1] / "src/igum/core"
TARGET = CORE / "print/fonts"
SOURCES = {
    "Rubik Hebrew": "static/vendor/rubik/hebrew.woff2",
    "Rubik Arabic": "static/vendor/rubik/arabic.woff2",
    "Rubik Cyrillic": "static/vendor/rubik/cyrillic.woff2",
    "Rubik Latin": "static/vendor/rubik/latin.woff2",
    "Noto Sans Ethiopic": "static/core/fonts/ethiopic.woff2",
}
LICENCES = {"LICENSE-rubik": "static/vendor/rubik/LICENSE", "LICENSE-noto": "static/core/fonts/LICENSE-noto"}
STYLES = {"Regular": 400, "Bold": 700}
# Of the name table: the family and the style under their old and their typographic numbers.
FAMILY, STYLE, WHOLE, POSTSCRIPT, DROPPED = (1, 16, 21), (2, 17, 22), 4, 6, (3, 25)


def main() -> None:
    """Write every face anew, and the licences beside them."""
    TARGET.mkdir(parents=True, exist_ok=True)
    for family, source in SOURCES.items():
        for style, weight in STYLES.items():
            face(CORE / source, family, style, weight).save(TARGET / f"{family.replace(' ', '')}-{style}.ttf")
    for name, source in LICENCES.items():
        shutil.copyfile(CORE / source, TARGET / name)


def face(source: Path, family: str, style: str, weight: int) -> TTFont:
    """One weight of a web font, named."""
    variable = TTFont(source, recalcTimestamp=False)
    axes = {axis.axisTag: axis.defaultValue for axis in variable["fvar"].axes} | {"wght": weight}
    font = instantiateVariableFont(variable, axes)
    font.flavor = None
    names = font["name"]
    said = {**dict.fromkeys(FAMILY, family), **dict.fromkeys(STYLE, style)}
    said |= {WHOLE: f"{family} {style}", POSTSCRIPT: f"{family} {style}".replace(" ", "-")}
    for row in list(names.names):
        if row.nameID in said:
            names.setName(said[row.nameID], row.nameID, row.platformID, row.platEncID, row.langID)
        elif row.nameID in DROPPED:
            names.removeNames(nameID=row.nameID)
    bold = weight > 400
    font["OS/2"].usWeightClass = weight
    font["OS/2"].fsSelection = (font["OS/2"].fsSelection & ~0x61) | (0x20 if bold else 0x40)
    font["head"].macStyle = int(bold)
    return font


if __name__ == "__main__":
    main()
