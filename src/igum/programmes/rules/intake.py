"""The form that applicants fill: how to reach them, the programme's own questions, and what they agree to."""

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from ruamel.yaml import YAML


def intake_definition(form: Mapping[str, Any], consents: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """A questionnaire definition with the contact questions before the form's own, and the consents after them.

    Args:
        form: the programme's application form, as its file has it.
        consents: those of the file: ``key``, ``text`` by language, ``required``.
    """
    questions = [contact_section(), *form["questions"], *map(_consent, consents)]
    return {**form, "questions": questions}


@cache
def _contact() -> dict[str, Any]:
    written = files("igum.programmes.rules").joinpath("data/contact.yaml").read_text(encoding="utf-8")
    return dict(YAML(typ="safe", pure=True).load(written))


def contact_section() -> dict[str, Any]:
    """The group of questions that every application begins with."""
    return dict(_contact())


def _consent(consent: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "name": f"consent_{consent['key']}",
        "type": "consent",
        "required": bool(consent.get("required")),
        "ask": dict(consent["text"]),
    }
