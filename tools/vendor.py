"""Fetch the browser files that are kept in the repository, and check that they are still what was fetched.

``python tools/vendor.py fetch`` packs each package with npm, keeps only the files named here
and its licence, and writes name, version and SHA-256 into VENDOR.json beside them.
``python tools/vendor.py check`` compares the files with VENDOR.json; it needs no network.
"""

import hashlib
import json
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SHOWN = ROOT / "src/igum/core/static/vendor"
TEST_ONLY = ROOT / "tests/vendor"
REGISTER = "VENDOR.json"
# A map that is not kept would be asked for by every browser's tools, and stops Django's hashed file names.
SOURCE_MAP = re.compile(rb"\n?(//# sourceMappingURL=\S+|/\*# sourceMappingURL=\S+ \*/)\s*\Z")


@dataclass(frozen=True)
class Package:
    """A package of the npm registry and the few files of it that are kept: path in the package -> name here."""

    name: str
    version: str
    licence: str
    folder: str
    files: dict[str, str]


PACKAGES: dict[Path, tuple[Package, ...]] = {
    SHOWN: (
        Package(
            "htmx.org",
            "2.0.11",
            "0BSD",
            "htmx",
            {"dist/htmx.min.js": "htmx.min.js", "LICENSE": "LICENSE"},
        ),
        Package(
            "@picocss/pico",
            "2.1.1",
            "MIT",
            "pico",
            {"css/pico.fluid.classless.min.css": "pico.fluid.classless.min.css", "LICENSE.md": "LICENSE.md"},
        ),
        Package(
            "leaflet",
            "1.9.4",
            "BSD-2-Clause",
            "leaflet",
            {
                "dist/leaflet.js": "leaflet.js",
                "dist/leaflet.css": "leaflet.css",
                "dist/images/layers.png": "images/layers.png",
                "dist/images/layers-2x.png": "images/layers-2x.png",
                "dist/images/marker-icon.png": "images/marker-icon.png",
                "dist/images/marker-icon-2x.png": "images/marker-icon-2x.png",
                "dist/images/marker-shadow.png": "images/marker-shadow.png",
                "LICENSE": "LICENSE",
            },
        ),
        Package(
            "@fontsource-variable/rubik",
            "5.3.0",
            "OFL-1.1",
            "rubik",
            {
                "files/rubik-hebrew-wght-normal.woff2": "hebrew.woff2",
                "files/rubik-arabic-wght-normal.woff2": "arabic.woff2",
                "files/rubik-cyrillic-wght-normal.woff2": "cyrillic.woff2",
                "files/rubik-latin-wght-normal.woff2": "latin.woff2",
                "LICENSE": "LICENSE",
            },
        ),
        Package(
            "@fontsource-variable/noto-sans-ethiopic",
            "5.3.0",
            "OFL-1.1",
            "noto-sans-ethiopic",
            {"files/noto-sans-ethiopic-ethiopic-wght-normal.woff2": "ethiopic.woff2", "LICENSE": "LICENSE"},
        ),
    ),
    TEST_ONLY: (
        Package(
            "axe-core",
            "4.14.1",
            "MPL-2.0",
            "axe-core",
            {"axe.min.js": "axe.min.js", "LICENSE": "LICENSE"},
        ),
    ),
}


def main(arguments: list[str]) -> int:
    """Run one of the two commands; the exit status is 1 when a file is not what it should be."""
    if arguments == ["fetch"]:
        for folder, packages in PACKAGES.items():
            fetch(folder, packages)
        return 0
    if arguments == ["check"]:
        wrong = [line for folder in PACKAGES for line in differences(folder)]
        print("\n".join(wrong) or "All vendored files are as fetched.")
        return 1 if wrong else 0
    print(__doc__)
    return 2


def fetch(folder: Path, packages: tuple[Package, ...]) -> None:
    """Fill a folder with its packages' files and register them."""
    rows = []
    for package in packages:
        shutil.rmtree(folder / package.folder, ignore_errors=True)
        rows.append(
            {
                "name": package.name,
                "version": package.version,
                "licence": package.licence,
                "files": _unpack(package, folder),
            }
        )
    (folder / REGISTER).write_text(json.dumps({"packages": rows}, indent=2) + "\n")


def differences(folder: Path) -> list[str]:
    """What stands in a folder against its register, one line for each file that is missing, changed or unknown."""
    registered = {
        name: sha256
        for package in json.loads((folder / REGISTER).read_text())["packages"]
        for name, sha256 in package["files"].items()
    }
    there = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    there.pop(REGISTER, None)
    missing = [f"{name} is registered and not there" for name in registered.keys() - there.keys()]
    unknown = [f"{name} is there and not registered" for name in there.keys() - registered.keys()]
    changed = [
        f"{name} was changed after it was fetched"
        for name in registered.keys() & there.keys()
        if _sha256(there[name].read_bytes()) != registered[name]
    ]
    return sorted(missing + unknown + changed)


def _unpack(package: Package, folder: Path) -> dict[str, str]:
    kept = {}
    with tempfile.TemporaryDirectory() as scratch:
        wanted = f"{package.name}@{package.version}"
        subprocess.run(["npm", "pack", "--silent", wanted], cwd=scratch, check=True, stdout=subprocess.DEVNULL)
        with tarfile.open(next(Path(scratch).glob("*.tgz"))) as archive:
            for inside, name in package.files.items():
                member = archive.extractfile(f"package/{inside}")
                if member is None:
                    raise ValueError(f"{wanted} has no file {inside}")
                content = SOURCE_MAP.sub(b"\n", member.read())
                kept[f"{package.folder}/{name}"] = _sha256(content)
                target = folder / package.folder / name
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content)
    return kept


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
