"""The dated data of volunteering: skills, and kinds of vetting documents with what they rest on."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import yaml
from django.conf import settings
from django.utils.translation import get_language

from igum.volunteering.rules.vetting import Source, VettingKind

DATA = Path(__file__).parent / "data"


@lru_cache(maxsize=1)
def vetting_kinds() -> Mapping[str, VettingKind]:
    """Every kind of document by its code, in the order of the file."""
    said = yaml.safe_load((DATA / "vetting.yaml").read_text(encoding="utf-8"))
    return {
        code: VettingKind(
            code=code,
            names=kind["names"],
            explains=kind["explains"],
            valid_months=kind["valid"]["months"],
            needs_file=kind["needs_file"],
            source=Source(
                says=kind["rests_on"]["names"],
                in_force_on=kind["rests_on"].get("in_force_on"),
                reference=kind["rests_on"]["reference"],
                from_memory=kind["rests_on"]["from_memory"],
            ),
        )
        for code, kind in said["kinds"].items()
    }


@lru_cache(maxsize=1)
def skills() -> Mapping[str, Mapping[str, str]]:
    """Names of every skill by its code, in the order of the file."""
    said: Mapping[str, Mapping[str, str]] = yaml.safe_load((DATA / "skills.yaml").read_text(encoding="utf-8"))
    return said


def in_words(names: Mapping[str, str]) -> str:
    """A name in the page's language, else in Hebrew."""
    language = (get_language() or settings.LANGUAGE_CODE)[:2]
    return str(names.get(language) or names.get("he") or "")


def kind_name(code: str) -> str:
    """What a kind of document is called; its code when the data know it no more."""
    kind = vetting_kinds().get(code)
    return in_words(kind.names) if kind else code


def skill_name(code: str) -> str:
    """What a skill is called; its code when the data know it no more."""
    return in_words(skills().get(code, {})) or code


def explained(code: str) -> str:
    """Why a kind of document is asked for, in the page's language."""
    kind = vetting_kinds().get(code)
    return in_words(kind.explains) if kind else ""


def law_of(code: str) -> str:
    """What a kind of document rests on, in the page's language."""
    kind = vetting_kinds().get(code)
    return in_words(kind.source.says) if kind else ""
