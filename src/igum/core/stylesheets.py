"""The kit's style sheets: many for who writes them, one for who fetches them over a weak signal."""

from collections.abc import Iterator, MutableMapping
from pathlib import Path
from typing import Any

from whitenoise.storage import CompressedManifestStaticFilesStorage

PICO = "vendor/pico/pico.fluid.classless.min.css"
SHEETS = tuple(
    f"core/{name}.css" for name in ("fonts", "palette", "tokens", "page", "parts", "search_box", "forms", "print")
)
TOGETHER = "core/igum.css"  # stands beside the sheets, so that their relative addresses hold in it too
# Pico is taken into its layer here, as core/pico.css does by an import; an import would cost one more journey.
LAYERED = "@layer pico {%s}"


class KitStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # WhiteNoise has no types
    """Writes all the sheets of the kit into one before they are named by their content and compressed."""

    def post_process(self, paths: MutableMapping[str, Any], dry_run: bool = False, **options: Any) -> Iterator[Any]:
        """Django's own step after gathering the files."""
        if not dry_run:
            Path(self.path(TOGETHER)).write_text(self._together(), encoding="utf-8")
            paths[TOGETHER] = (self, TOGETHER)
        yield from super().post_process(paths, dry_run, **options)

    def _together(self) -> str:
        pico = self._read(PICO).removeprefix('@charset "UTF-8";')
        return "\n".join([LAYERED % pico, *(self._read(sheet) for sheet in SHEETS)])

    def _read(self, name: str) -> str:
        return Path(self.path(name)).read_text(encoding="utf-8")
