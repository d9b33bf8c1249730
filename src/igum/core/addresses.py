"""Addresses of pages, fast: a list of a hundred people leads to a hundred addresses of one shape.

Django looks for the shape anew each time, in three tables and once for each language. Here it is found once in a
process, and the ids are put in.
"""

from functools import lru_cache
from uuid import UUID

from django.conf import settings
from django.urls import get_script_prefix, get_urlconf, reverse

# Ids that no row has: where they come to stand, the real ones go.
_STANDING_IN = tuple(UUID(int=0xF0F0F0F0_F0F0_4F0F_8F0F_F0F0F0F0F0F0 + number) for number in range(4))


def address(name: str, *ids: UUID) -> str:
    """The address of a page that is told by ids alone, as Django's ``reverse(name, args=ids)`` gives it.

    Raises:
        django.urls.NoReverseMatch: no page has this name and so many ids.
    """
    return _shape(name, len(ids), get_urlconf() or settings.ROOT_URLCONF, get_script_prefix()) % ids


@lru_cache(maxsize=1024)
def _shape(name: str, ids: int, _urlconf: str, _prefix: str) -> str:
    """The address with a place for each id; per table of addresses and prefix, which tests exchange."""
    standing_in = _STANDING_IN[:ids]
    shape = reverse(name, args=standing_in).replace("%", "%%")
    for one in standing_in:
        shape = shape.replace(str(one), "%s")
    return shape
