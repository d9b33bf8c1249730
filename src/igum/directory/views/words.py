"""What the search understood and let go, said in whole sentences."""

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from igum.core.languages import language_name
from igum.directory.search.answers import Relaxation, SearchAnswer
from igum.directory.search.lexicon import Lexicon


def term_name(lexicon: Lexicon, code: str, language: str) -> str:
    """A need or situation in the page's language; its code when it is unknown."""
    term = lexicon.term_by_code.get(code)
    return (term.names.get(language) or term.names.get("he") or code) if term else code


def place_name(lexicon: Lexicon, code: int, language: str) -> str:
    """A locality in the page's language; its code when it is unknown."""
    place = lexicon.localities.get(code)
    return (place.names.get(language) or place.names.get("he") or str(code)) if place else str(code)


def said_of(relaxation: Relaxation, lexicon: Lexicon, language: str) -> str:
    """One sentence: what was asked, and what is shown instead."""
    asked = relaxation.asked
    say: dict[str, Callable[[], str]] = {
        "open_now": lambda: _("Nothing that fits is open now, so closed services are shown too."),
        "free": lambda: _("Nothing that fits is free of charge, so services that cost money are shown too."),
        "language": lambda: (
            _("Nothing that fits is given in %(language)s, so other languages are shown too.")
            % {"language": language_name(asked)}
        ),
        "distance": lambda: (
            _("Nothing that fits is within %(asked)s km, so farther services are shown too.") % {"asked": asked}
        ),
        "situation": lambda: (
            _("Nothing was found for “%(name)s” in particular, so services for everyone are shown.")
            % {"name": term_name(lexicon, asked, language)}
        ),
        "need": lambda: _need_said(relaxation, lexicon, language),
        "town": lambda: (
            _("No service that fits serves %(town)s, so services of the whole region are shown.")
            % {"town": place_name(lexicon, int(asked), language) if asked.isdigit() else asked}
        ),
        "region": lambda: _("Nothing that fits was found in this region, so other regions are shown too."),
        "text": lambda: _("No service has these words. Here is what the region offers; try other words."),
    }
    return say[relaxation.kind]()


def _need_said(relaxation: Relaxation, lexicon: Lexicon, language: str) -> str:
    asked = term_name(lexicon, relaxation.asked, language)
    if relaxation.kept:
        return _("Nothing was found under “%(asked)s”, so “%(kept)s” is shown.") % {
            "asked": asked,
            "kept": term_name(lexicon, relaxation.kept, language),
        }
    return _("Nothing was found under “%(asked)s”, so all needs are shown.") % {"asked": asked}


def understood(
    answer: SearchAnswer, typed: str, lexicon: Lexicon, language: str, region_id: int | None
) -> list[tuple[str, str]]:
    """How the words were read, as (kind, sentence), where that is not how they stand.

    Args:
        answer: what the search answered.
        typed: what was typed.
        lexicon: the index's terms and places.
        language: of the page.
        region_id: the region asked; None for all.
    """
    read = answer.understanding
    said: list[tuple[str, str]] = []
    if read.typed_in_layout:
        said.append(
            (
                "keyboard",
                _("The keyboard was set to another language: “%(typed)s” was read as “%(meant)s”.")
                % {"typed": typed, "meant": read.text},
            )
        )
    said += [
        ("spelling", _("“%(typed)s” was read as “%(meant)s”.") % {"typed": word.typed, "meant": word.meant})
        for word in read.corrections
    ]
    if read.town:
        said.append(
            (
                "place",
                _("Only services for residents of %(town)s.") % {"town": place_name(lexicon, read.town, language)},
            )
        )
    here = lexicon.localities
    elsewhere = [code for code in read.places if code in here and here[code].region != region_id]
    if elsewhere and region_id and not read.town:
        names = ", ".join(dict.fromkeys(place_name(lexicon, code, language) for code in elsewhere))
        said.append(
            ("place", _("%(places)s is outside this region. Here is what the region offers.") % {"places": names})
        )
    return said


def served_sentence(areas: tuple[str, ...], region: str) -> str:
    """Whom a service takes, by where they live: the region, one place, or a place and how many more."""
    if region:
        return _("The whole of %(region)s") % {"region": region}
    if len(areas) <= 2:
        return _(" and ").join(areas)
    more = len(areas) - 1
    return ngettext("%(place)s and %(count)d more place", "%(place)s and %(count)d more places", more) % {
        "place": areas[0],
        "count": more,
    }
