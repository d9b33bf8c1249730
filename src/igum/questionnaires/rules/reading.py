"""Reading a definition: everything wrong with its shape is found at once, and each finding says what to write."""

import difflib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from igum.questionnaires.rules.definition import (
    FILE,
    HOLDERS,
    WITH_CHOICES,
    WITH_LENGTH,
    Check,
    Choice,
    Form,
    Kind,
    Problem,
    Question,
    Texts,
)

NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,63}")
LANGUAGE = re.compile(r"[a-z]{2,3}")
# Words of the expression language, facts that are given from outside, and what the page of a form sends itself.
TAKEN_NAMES = frozenset(
    [
        "add",
        "remove",
        "go",
        "typed",
        "csrfmiddlewaretoken",
        "true",
        "false",
        "null",
        "in",
        "as",
        "break",
        "const",
        "continue",
        "else",
        "for",
        "function",
        "if",
        "import",
        "let",
        "loop",
        "package",
        "namespace",
        "return",
        "var",
        "void",
        "while",
        "value",
        "today",
        "params",
        "size",
        "has",
        "all",
        "exists",
        "exists_one",
        "map",
        "filter",
    ]
)
MOST_BYTES = 1_000_000
MOST_QUESTIONS = 1_000
MOST_CHOICES = 5_000
MOST_ENTRIES = 50
MOST_LENGTH = 20_000
DEEPEST = 6
LONGEST_TEXT = 5_000
LONGEST_RULE = 4_000
KINDS = frozenset(kind.value for kind in Kind)

ALWAYS = frozenset({"name", "type", "ask", "hint", "when"})
OF_ANSWERS = frozenset({"required", "check", "default"})


@dataclass(slots=True)
class Findings:
    """What was found wrong so far, and which names are taken where."""

    problems: list[Problem] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)

    def add(self, path: str, what: str, remedy: str) -> None:
        """One more problem."""
        self.problems.append(Problem(path, what, remedy))


def read_shape(definition: object) -> tuple[Form | None, list[Problem]]:
    """The form, when its shape is right, and every problem of shape. Expressions are not looked into here."""
    found = Findings()
    if not isinstance(definition, Mapping):
        found.add("", _("A definition is an object with a title and questions."), _('Write {"title": …}.'))
        return None, found.problems
    if len(json.dumps(definition, ensure_ascii=False, default=str).encode("utf-8", "replace")) > MOST_BYTES:
        found.add("", _("The definition is larger than a megabyte."), _("Divide it into several questionnaires."))
        return None, found.problems
    _refuse_unknown_keys(definition, {"title", "intro", "questions"}, "", found)
    title = _texts(definition, "title", "", found, needed=True)
    intro = _texts(definition, "intro", "", found)
    questions = _questions(definition.get("questions"), "questions", 1, found)
    if len(found.names) > MOST_QUESTIONS:
        found.add(
            "questions",
            _("There are %(count)s questions; at most %(most)s fit.")
            % {"count": len(found.names), "most": MOST_QUESTIONS},
            _("Divide the form into several questionnaires."),
        )
    return (None if found.problems else Form(title, intro, questions)), found.problems


def _questions(
    given: object, path: str, depth: int, found: Findings, *, in_repeat: bool = False
) -> tuple[Question, ...]:
    if not isinstance(given, list) or not given:
        found.add(path, _("There is no question here."), _("Write a list of at least one question."))
        return ()
    if depth > DEEPEST:
        found.add(path, _("Groups stand too deep inside one another."), _("Take the inner groups out."))
        return ()
    read = (_question(each, f"{path}[{place}]", depth, found, in_repeat) for place, each in enumerate(given))
    return tuple(question for question in read if question is not None)


def _question(given: object, path: str, depth: int, found: Findings, in_repeat: bool) -> Question | None:
    if not isinstance(given, Mapping):
        found.add(path, _("A question is an object."), _('Write {"name": …, "type": …, "ask": …}.'))
        return None
    kind = _kind(given, path, found)
    name = _name(given, path, found)
    if kind is None:
        return None
    if kind == Kind.REPEAT and in_repeat:
        found.add(
            f"{path}.type", _("A repeat stands inside a repeat."), _("Ask for the inner list in a form of its own.")
        )
        return None
    _refuse_unknown_keys(given, _keys_of(kind), path, found)
    inside = (
        _questions(
            given.get("questions"), f"{path}.questions", depth + 1, found, in_repeat=in_repeat or kind == Kind.REPEAT
        )
        if kind in HOLDERS
        else ()
    )
    least, most = _bounds(given, path, found) if kind == Kind.REPEAT else (0, 0)
    return Question(
        name=name,
        kind=kind,
        path=path,
        ask=_texts(given, "ask", path, found, needed=kind not in {Kind.CALCULATION, Kind.GROUP}),
        hint=_texts(given, "hint", path, found),
        required=_required(given, path, found),
        when=_rule(given, "when", path, found),
        check=_check(given, path, found),
        choices=_choices(given, path, found) if kind in WITH_CHOICES else (),
        value=_rule(given, "value", path, found, needed=kind == Kind.CALCULATION),
        default=given.get("default"),
        questions=inside,
        least=least,
        most=most,
        max_length=_whole(given, "max_length", path, found, MOST_LENGTH) if kind in WITH_LENGTH else 0,
        anywhere=given.get("anywhere") is True,
    )


def _keys_of(kind: Kind) -> frozenset[str]:
    if kind == Kind.NOTE:
        return ALWAYS
    if kind == Kind.CALCULATION:
        return ALWAYS | {"value"}
    if kind == Kind.GROUP:
        return ALWAYS | {"questions"}
    if kind == Kind.REPEAT:
        return ALWAYS | {"questions", "least", "most"}
    more = {Kind.CHOICE: {"choices"}, Kind.CHOICES: {"choices"}, Kind.TOWN: {"anywhere"}}.get(kind, set())
    return ALWAYS | OF_ANSWERS | more | ({"max_length"} if kind in WITH_LENGTH else set())


def _refuse_unknown_keys(
    given: Mapping[Any, Any], known: frozenset[str] | set[str], path: str, found: Findings
) -> None:
    for key in given:
        if key in known:
            continue
        near = difflib.get_close_matches(str(key), known, n=1)
        found.add(
            f"{path}.{key}".lstrip("."),
            _("Nothing here is called “%(key)s”.") % {"key": str(key)[:60]},
            _("Write “%(near)s”.") % {"near": near[0]}
            if near
            else _("Leave it out; known here are: %(known)s.") % {"known": ", ".join(sorted(known))},
        )


def _kind(given: Mapping[str, Any], path: str, found: Findings) -> Kind | None:
    written = given.get("type")
    if isinstance(written, str) and written in KINDS:
        return Kind(written)
    if written == FILE:
        found.add(
            f"{path}.type",
            _("Files cannot be taken in yet."),
            _("Ask for a text, and say in the hint how the document is brought."),
        )
        return None
    near = difflib.get_close_matches(str(written), list(Kind), n=1)
    found.add(
        f"{path}.type",
        _("There is no type “%(type)s”.") % {"type": str(written)[:60]},
        _("Write “%(near)s”.") % {"near": near[0]}
        if near
        else _("Write one of: %(known)s.") % {"known": ", ".join(Kind)},
    )
    return None


def _name(given: Mapping[str, Any], path: str, found: Findings) -> str:
    name, where = given.get("name"), f"{path}.name"
    if not isinstance(name, str) or not NAME.fullmatch(name):
        found.add(
            where,
            _("A question needs a name that expressions can use; “%(name)s” is none.") % {"name": str(name)[:60]},
            _("Write Latin letters, digits and underscores, beginning with a letter, at most 64."),
        )
        return ""
    if name in TAKEN_NAMES:
        found.add(
            where, _("“%(name)s” means something else in expressions.") % {"name": name}, _("Choose another name.")
        )
    elif name in found.names:
        found.add(
            where,
            _("“%(name)s” is the name of %(path)s too.") % {"name": name, "path": found.names[name]},
            _("Give each question a name of its own, also across groups and repeats."),
        )
    found.names.setdefault(name, path)
    return name


def _texts(given: Mapping[str, Any], key: str, path: str, found: Findings, *, needed: bool = False) -> Texts:
    texts, where = given.get(key), f"{path}.{key}".lstrip(".")
    remedy = _('Write {"he": "…", "ar": "…"}: a text for each language.')
    if texts is None or texts == {}:
        if needed:
            found.add(where, _("The text is missing."), remedy)
        return {}
    if not isinstance(texts, Mapping):
        found.add(where, _("A text is given for each language."), remedy)
        return {}
    kept: dict[str, str] = {}
    for language, text in texts.items():
        if not isinstance(language, str) or not LANGUAGE.fullmatch(language):
            found.add(where, _("“%(code)s” is no language code.") % {"code": str(language)[:30]}, remedy)
        elif not isinstance(text, str) or not text.strip():
            found.add(f"{where}.{language}", _("The text is empty."), _("Write it, or leave this language out."))
        elif len(text) > LONGEST_TEXT:
            found.add(
                f"{where}.{language}", _("The text is too long to be read."), _("Write at most 5,000 characters.")
            )
        else:
            kept[language] = text.replace("\x00", "")
    return kept


def _rule(given: Mapping[str, Any], key: str, path: str, found: Findings, *, needed: bool = False) -> str:
    rule, where = given.get(key), f"{path}.{key}"
    if rule is None and not needed:
        return ""
    if not isinstance(rule, str) or not rule.strip():
        found.add(where, _("An expression is missing."), _('Write one, such as "age >= 18".'))
        return ""
    if len(rule) > LONGEST_RULE:
        found.add(where, _("The expression is too long."), _("Divide it into calculations of their own."))
        return ""
    return rule


def _required(given: Mapping[str, Any], path: str, found: Findings) -> str:
    required = given.get("required", False)
    if isinstance(required, bool):
        return "true" if required else ""
    return _rule(given, "required", path, found)


def _check(given: Mapping[str, Any], path: str, found: Findings) -> Check | None:
    check, where = given.get("check"), f"{path}.check"
    if check is None:
        return None
    if not isinstance(check, Mapping):
        found.add(where, _("A check has a rule and says what is wrong."), _('Write {"rule": "value > 0", "say": {…}}.'))
        return None
    _refuse_unknown_keys(check, {"rule", "say"}, where, found)
    return Check(_rule(check, "rule", where, found, needed=True), _texts(check, "say", where, found, needed=True))


def _choices(given: Mapping[str, Any], path: str, found: Findings) -> tuple[Choice, ...]:
    choices, where = given.get("choices"), f"{path}.choices"
    if not isinstance(choices, list) or not choices or len(choices) > MOST_CHOICES:
        found.add(where, _("There are no choices, or too many."), _("Write a list of 1 to 5,000 choices."))
        return ()
    kept: dict[str, Choice] = {}
    for place, choice in enumerate(choices):
        here = f"{where}[{place}]"
        if not isinstance(choice, Mapping):
            found.add(here, _("A choice has a value and names."), _('Write {"value": "flute", "names": {…}}.'))
            continue
        _refuse_unknown_keys(choice, {"value", "names"}, here, found)
        value = choice.get("value")
        if not isinstance(value, str) or not value.strip() or len(value) > 200:
            found.add(f"{here}.value", _("The value is missing."), _("Write a short word, in quotation marks."))
        elif value in kept:
            found.add(f"{here}.value", _("“%(value)s” stands here twice.") % {"value": value}, _("Take one away."))
        else:
            kept[value] = Choice(value, _texts(choice, "names", here, found, needed=True))
    return tuple(kept.values())


def _bounds(given: Mapping[str, Any], path: str, found: Findings) -> tuple[int, int]:
    least = _whole(given, "least", path, found, MOST_ENTRIES)
    most = _whole(given, "most", path, found, MOST_ENTRIES) or MOST_ENTRIES
    if least > most:
        found.add(f"{path}.least", _("The least is more than the most."), _("Write a smaller number."))
    return least, most


def _whole(given: Mapping[str, Any], key: str, path: str, found: Findings, most: int) -> int:
    number = given.get(key, 0)
    if isinstance(number, bool) or not isinstance(number, int) or not 0 <= number <= most:
        found.add(
            f"{path}.{key}",
            _("This must be a whole number from 0 to %(most)s.") % {"most": most},
            _("Write such a number, or leave it out."),
        )
        return 0
    return number
