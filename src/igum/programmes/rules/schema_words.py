"""The sentences for what a schema finds: what, why, remedy."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from igum.programmes.rules.problems import Path, did_you_mean, listed, words_of
from igum.programmes.rules.scalars import Doubt, as_others_read_it

Words = tuple[str, str, str]
Schema = Mapping[str, Any]


def unknown_key(key: str, value: Any, known: Sequence[str]) -> Words:
    """A name that has no meaning here."""
    if value is None and key.endswith(":"):
        what = _("Nothing is written after “%(key)s”.") % {"key": key[:60]}
        return what, "", _("Write a value, with a space before it, or take the name out.")
    what = _("“%(key)s” is not a name that belongs here.") % {"key": key[:60]}
    if value is None and (" " in key or not key.isascii()):
        why = _("It stands without a value: perhaps a comma ended the text before it.")
        return what, why, _("Put the whole text in quotes: inside { } a comma ends a text.")
    return what, _("Nobody would read it."), did_you_mean(key, known)


def missing(path: Path, key: str, example: Any) -> Words:
    """A name that must be here."""
    where = words_of(path)
    if where:
        what = _("“%(key)s” is missing in %(where)s.") % {"key": key, "where": where}
    else:
        what = _("“%(key)s” is missing in the file.") % {"key": key}
    return what, "", _("Write a line such as: %(line)s") % {"line": f"{key}: {as_yaml(example)}"}


def no_programme(value: Any) -> Words:
    """A file that holds something else than names with values."""
    what = _("A programme file holds names with values, and here is %(found)s.") % {"found": _found(value)}
    return what, "", _("Begin with ./igum programme new, or with the line “format: 1”.")


def wrong_type(value: Any, wanted: str, schema: Schema, key: str | int) -> Words:
    """A value of another kind than the one that belongs here."""
    example = schema.get("examples", [None])[0]
    facts = {"key": key, "wanted": _type_name(wanted), "found": _found(value)}
    if value is None and isinstance(key, str):
        what = _("Nothing is written after “%(key)s”; %(wanted)s belongs there.") % facts
    elif isinstance(key, str) and key:
        what = _("“%(key)s” must be %(wanted)s, and %(found)s stands here.") % facts
    else:
        what = _("%(wanted)s must stand here, and there is %(found)s.") % facts
    line = f"{key}: {as_yaml(example)}" if isinstance(key, str) and key else as_yaml(example)
    remedy = _("Write for example: %(line)s") % {"line": line} if example is not None else ""
    if wanted == "string" and isinstance(value, bool | int | float) and "format" not in schema:
        why = _("YAML reads words such as true, 12 or 1.0 as values, not as text.")
        quoted = str(value).lower() if isinstance(value, bool) else str(value)
        return (
            what,
            why,
            remedy
            if "pattern" in schema and schema.get("examples") and isinstance(value, float)
            else (_('Put it in quotes: "%(value)s".') % {"value": quoted}),
        )
    if wanted == "boolean":
        return what, "", _("Write true or false.")
    if wanted == "array" and not isinstance(value, dict | list) and value is not None:
        return what, "", _("Put it in square brackets: [%(value)s].") % {"value": str(value)[:60]}
    if wanted == "array" and isinstance(value, dict):
        return what, "", _("Begin each entry with a hyphen on a line of its own: “- key: …”.")
    if wanted == "object" and not remedy:
        return what, "", _("Write names with values under it, each on a line of its own: “name: value”.")
    return what, "", remedy


def not_one_of(value: Any, known: Sequence[Any]) -> Words:
    """A word that is not among those there are."""
    shown = [as_yaml(one) for one in known]
    what = _("“%(value)s” is not one of the words for this: %(known)s.") % {
        "value": as_yaml(value)[:60],
        "known": listed(shown),
    }
    return what, "", did_you_mean(as_yaml(value), shown)


def empty(schema: Schema) -> Words:
    """A list or a group without enough in it."""
    least = schema.get("minItems", schema.get("minProperties", 1))
    what = _("At least %(least)d must stand here.") % {"least": least}
    example = schema.get("examples")
    return what, "", _("Write for example: %(line)s") % {"line": as_yaml(example[0])} if example else _("Add one.")


def one_of_two(choices: Sequence[str], there: Sequence[str]) -> Words:
    """Of several names exactly one must be written."""
    facts = {"choices": _(" or ").join(f"“{one}”" for one in choices)}
    if there:
        return _("%(choices)s: only one of them may stand here.") % facts, "", _("Take one of them out.")
    return _("%(choices)s is missing here.") % facts, "", _("Write one of them.")


def twice_in_list(value: Any) -> Words:
    """An entry that a list has already."""
    what = _("“%(value)s” stands twice in this list.") % {"value": as_yaml(value)[:60]}
    return what, "", _("Keep one of the two.")


def wrong_length(value: str, schema: Schema) -> Words:
    """A text too short or too long."""
    if not value.strip():
        return _("There is no text here."), "", _("Write the text, or take the line out.")
    facts = {"most": schema.get("maxLength", 0), "length": len(value)}
    what = _("This text is too long: %(length)d signs, and at most %(most)d are read.") % facts
    return what, "", _("Shorten it.")


def not_written_so(value: str, name: str, schema: Schema) -> Words:
    """A text that does not have the form it needs."""
    what = _("“%(value)s” is not written as it must be here.") % {"value": value[:60]}
    example = schema.get("examples", [""])[0]
    why = _WHY.get(name, _no_reason)()
    return what, why, _("Write for example: %(line)s") % {"line": as_yaml(example)}


def not_of_format(value: str, kind: str, example: Any) -> Words:
    """A day that is none, a duration that is none."""
    facts = {"value": value[:60], "line": as_yaml(example)}
    if kind == "date":
        what = _("“%(value)s” is not a day of the calendar.") % facts
        return what, _("A day is written year-month-day."), _("Write for example: %(line)s") % facts
    what = _("“%(value)s” is not a length of time.") % facts
    why = _("Lengths are written as in ISO 8601: P5D is five days, P3M three months, PT2H two hours.")
    return what, why, _("Write for example: %(line)s") % facts


def out_of_bounds(value: float, schema: Schema) -> Words:
    """A number too small or too large."""
    facts = {
        "value": as_yaml(value),
        "least": schema.get("minimum", schema.get("exclusiveMinimum")),
        "most": schema.get("maximum"),
    }
    what = _("%(value)s is out of bounds.") % facts
    if "exclusiveMinimum" in schema:
        return what, "", _("Write a number above %(least)s and up to %(most)s.") % facts
    if facts["most"] is None:
        return what, "", _("Write a number from %(least)s up.") % facts
    return what, "", _("Write a number from %(least)s to %(most)s.") % facts


def doubtful(value: Any, doubt: Doubt) -> Words:
    """An unquoted word that programs read in different ways."""
    facts = {"value": value, "other": as_others_read_it(str(value))}
    if doubt is Doubt.YES_NO:
        what = _("“%(value)s” without quotes can be read in two ways.") % facts
        why = _("Some programs read it as %(other)s, others as a text.") % facts
        return what, why, _('Write true or false; and if a text is meant, put it in quotes: "%(value)s".') % facts
    if doubt is Doubt.SIXTIES:
        what = _("“%(value)s” without quotes can be read in two ways.") % facts
        why = _("Some programs read it as the number %(other)s (sixties), others as a time.") % facts
    elif doubt is Doubt.DAY:
        what = _("“%(value)s” without quotes is a date, and a text belongs here.") % facts
        why = _("YAML reads it as a date.")
    else:
        what = _("“%(value)s” without quotes can be read in two ways.") % facts
        why = _("Some programs read it as a number and change how it looks.")
    return what, why, _('Put it in quotes: "%(value)s".') % facts


def as_yaml(value: Any) -> str:
    """A value as one writes it on one line.

    >>> as_yaml({"key": "2026", "places": 10, "skip": ["jewish"]})
    '{key: "2026", places: 10, skip: [jewish]}'
    """
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {as_yaml(inside)}" for key, inside in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(as_yaml(inside) for inside in value) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f'"{value}"' if (value[:3].isdigit() and value.isdigit()) or value[2:3] == ":" else value
    return str(value)


def _type_name(wanted: str) -> str:
    names = {
        "object": _("names with values"),
        "array": _("a list"),
        "string": _("a text"),
        "integer": _("a whole number"),
        "number": _("a number"),
        "boolean": _("true or false"),
    }
    return names[wanted]


def _found(value: Any) -> str:
    if isinstance(value, dict):
        return _("names with values")
    if isinstance(value, list):
        return _("a list")
    if value is None:
        return _("nothing")
    return f"“{as_yaml(value)[:60]}”"


def _no_reason() -> str:
    return ""


_WHY: Mapping[str, Callable[[], str]] = {
    "key": lambda: _("A key has small Latin letters, digits and _, and begins with a letter."),
    "who": lambda: _("Roles and posts have small Latin letters, digits and _."),
    "address": lambda: _("A word in addresses has small Latin letters, digits and hyphens."),
    "version": lambda: _("A version has three numbers: MAJOR.MINOR.PATCH."),
    "time": lambda: _("A time of day has two digits, a colon, and two digits."),
    "path": lambda: _("A path is made of names with dots between them."),
}
