"""A rule built from questions, comparisons and values, joined by “and” and “or”; or written out, for the rest."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from igum.programmes.forms.lengths import CODE, LONGEST_EXPRESSION, Judge, at_its_signs
from igum.programmes.forms.spots import FileForm, Spot
from igum.programmes.models.files import in_page_language
from igum.programmes.rules.asking import Asked
from igum.programmes.rules.conditions import (
    AGES,
    NUMBERS,
    ORDERED,
    SEVERAL,
    Condition,
    Join,
    Sign,
    rule_of,
    signs_for,
)
from igum.programmes.rules.conditions_reading import conditions_of
from igum.programmes.rules.edits import inside
from igum.programmes.rules.problems import Path

MOST_ROWS = 12
ROWS, TEXT = "rows", "text"
Offered = Sequence[tuple[str, Any]]
# Towns under the authority each belongs to.
Towns = Sequence[tuple[str, Sequence[tuple[str, str]]]]
ALL_OF = "all:"

SIGNS = {
    Sign.IS: gettext_lazy("is"),
    Sign.IS_NOT: gettext_lazy("is not"),
    Sign.AT_LEAST: gettext_lazy("is at least"),
    Sign.AT_MOST: gettext_lazy("is at most"),
    Sign.MORE_THAN: gettext_lazy("is more than"),
    Sign.LESS_THAN: gettext_lazy("is less than"),
    Sign.ONE_OF: gettext_lazy("is one of"),
    Sign.NONE_OF: gettext_lazy("is none of"),
    Sign.AGE_AT_LEAST: gettext_lazy("means an age, in years, of at least"),
    Sign.AGE_AT_MOST: gettext_lazy("means an age, in years, of at most"),
}
OF_DAYS = {
    Sign.AT_LEAST: gettext_lazy("is this day or later"),
    Sign.AT_MOST: gettext_lazy("is this day or earlier"),
    Sign.MORE_THAN: gettext_lazy("is after"),
    Sign.LESS_THAN: gettext_lazy("is before"),
}
OF_SEVERAL = {Sign.IS: gettext_lazy("includes"), Sign.IS_NOT: gettext_lazy("does not include")}
JOINS = ((Join.AND, gettext_lazy("and also")), (Join.OR, gettext_lazy("or else, when")))


@dataclass(frozen=True)
class Known:
    """What rules of one place may be built from, and how a rule that is written out is judged."""

    asked: Mapping[str, Asked]
    towns: Towns = ()
    # Figures of the programme: name, type, and what a page calls them.
    figures: Sequence[tuple[str, str, str]] = ()
    judge: Judge | None = None

    @property
    def types(self) -> Mapping[str, str]:
        """The type of every question."""
        return {name: each.kind for name, each in self.asked.items()}

    def named(self, kinds: Iterable[str] = ()) -> list[tuple[str, str]]:
        """Questions as one chooses them; those of some types only, where any are given."""
        wanted = frozenset(kinds)
        found = [(name, each) for name, each in self.asked.items() if not wanted or each.kind in wanted]
        return [(name, str(in_page_language(each.ask)) or name) for name, each in found]


class ConditionForm(FileForm):
    """A form with one rule in it, at ``path``; an empty one is allowed where it is not ``needed``."""

    heading: Any = gettext_lazy("The rule holds when")
    # Whether the rule is folded away while there is none.
    folds = False

    def __init__(  # noqa: PLR0913 - what a page knows, each by its name
        self,
        spots: Iterable[Spot],
        part: Mapping[str, Any],
        known: Known,
        *,
        path: Path,
        found: tuple[Condition, ...] | None = None,
        needed: bool = True,
        first: str = "",
        **common: Any,
    ) -> None:
        self.known, self.rule_path, self.needed = known, path, needed
        source = inside(part, path)
        self.source = source if isinstance(source, str) else ""
        super().__init__(spots, part, **common)
        self.found = found if found is not None else self._read()
        self.spots = (*self.spots, Spot(path, forms.CharField(required=False)))
        self._add_rows(first)
        self._add_text()
        inner = (each.name for row in self.rows for each in row)
        self.sometimes = frozenset({*self.sometimes, *inner, "rule_way", "rule_text"})
        for name in self.sometimes:
            self.fields[name].required = True

    @property
    def rows(self) -> list[list[BoundField]]:
        """The conditions, each in its fields."""
        parts = ("join", "question", "sign", "value", "figure", "times")
        count = sum(name.endswith(".question") for name in self.fields)
        return [[self[f"c{row}.{part}"] for part in parts if f"c{row}.{part}" in self.fields] for row in range(count)]

    @property
    def builder_rows(self) -> list[tuple[BoundField | None, list[BoundField]]]:
        """The conditions as pages draw them: how each goes with those before it, and its fields."""
        return [(row[0], row[1:]) if row[0].name.endswith(".join") else (None, row) for row in self.rows]

    @property
    def is_folded(self) -> bool:
        """Whether nothing is said of the rule yet."""
        asked = any(self[f"c{place}.question"].value() for place in range(len(self.rows)))
        return self.folds and not (asked or self.source or self["rule_text"].value() or self.errors)

    @property
    def others(self) -> list[BoundField]:
        """The fields that are no part of the rule."""
        inner = {each.name for row in self.rows for each in row} | {"rule_way", "rule_text"}
        return [self[name] for name in self.fields if name not in inner]

    def clean(self) -> dict[str, Any]:
        """The rule that the conditions make, or the one that was written."""
        cleaned = super().clean() or {}
        name = Spot(self.rule_path, forms.Field()).name
        cleaned[name] = self._text(cleaned) if cleaned.get("rule_way") == TEXT else self._built()
        return cleaned

    def expression_of(self, conditions: Sequence[Condition]) -> str:
        """The expression as the file has it."""
        return rule_of(conditions, self.known.types)

    def _read(self) -> tuple[Condition, ...] | None:
        return conditions_of(self.source, self.known.types) if self.source else ()

    def _text(self, cleaned: Mapping[str, Any]) -> str:
        text = str(cleaned.get("rule_text") or "").strip()
        wrong = self.known.judge(text) if text and self.known.judge else None
        if wrong is not None:
            self.add_error("rule_text", forms.ValidationError(at_its_signs(text, wrong)))
        if not text and self.needed:
            self.add_error("rule_text", _("Write the rule, or build it from questions."))
        return text

    def _built(self) -> str:
        conditions = [each for each in map(self._condition, range(len(self.rows))) if each is not None]
        if not conditions and self.needed and not self._wrong_rows():
            self.add_error("c0.question", _("Choose a question."))
        if self._wrong_rows() or not conditions:
            return ""
        return self.source if tuple(conditions) == self.found else self.expression_of(conditions)

    def _wrong_rows(self) -> bool:
        return any(each.name in self.errors for row in self.rows for each in row)

    def _say(self, name: str, words: str) -> None:
        """What is wrong with the rule as a whole stands at its first question, or at its text."""
        if name == Spot(self.rule_path, forms.Field()).name:
            name = "rule_text" if self.initial.get("rule_way") == TEXT else "c0.question"
        super()._say(name, words)

    def _add_text(self) -> None:
        ways = ((ROWS, _("build it from questions")), (TEXT, _("write it out")))
        self.fields["rule_way"] = forms.ChoiceField(label=_("How to say it"), choices=ways, required=False)
        self.initial["rule_way"] = ROWS if self.found is not None else TEXT
        field = forms.CharField(
            label=_("The rule as the file has it"),
            required=False,
            max_length=LONGEST_EXPRESSION,
            widget=forms.Textarea({**CODE, "rows": 3}),
            help_text=_(
                "For those who know how: && is “and”, || is “or”, ! is “not”. Names are those of the questions."
            ),
        )
        self.fields["rule_text"] = field
        self.initial["rule_text"] = self.source

    def _add_rows(self, first: str) -> None:
        begun = [Condition(first if first in self.known.asked else "", Sign.IS)]
        shown = list(self.found or begun)
        if self.typed is not None:
            count = sum(f"c{place}.question" in self.typed for place in range(MOST_ROWS))
            shown = [self._typed_row(f"c{place}") for place in range(count)] or begun
            if self.typed.get("do") == "more" and len(shown) < MOST_ROWS:
                shown.append(Condition("", Sign.IS))
        for place, each in enumerate(shown):
            self._add_row(place, each)

    def _typed_row(self, row: str) -> Condition:
        typed = self.typed or {}
        words = {name: str(typed.get(f"{row}.{name}", "")) for name in ("question", "sign", "figure")}
        sign = Sign(words["sign"]) if words["sign"] in tuple(Sign) else Sign.IS
        return Condition(words["question"], sign, figure=words["figure"])

    def _add_row(self, place: int, given: Condition) -> None:
        row, known = f"c{place}", self.known
        asked = known.asked.get(given.question)
        kind = asked.kind if asked else ""
        signs = signs_for(kind, ages="applied_on" in known.asked)
        sign = given.sign if given.sign in signs else signs[0]
        if place:
            self.fields[f"{row}.join"] = forms.ChoiceField(label=_("How it goes on"), choices=JOINS, required=False)
        questions = [("", _("– choose –")), *known.named()]
        again = forms.Select({"data-again": ""})
        self.fields[f"{row}.question"] = forms.ChoiceField(
            label=_("Question"), choices=questions, required=False, widget=again
        )
        self.fields[f"{row}.sign"] = forms.ChoiceField(
            label=_("How it compares"),
            choices=[(each, _said(each, kind)) for each in signs],
            required=False,
            error_messages={"invalid_choice": _("This comparison does not go with the question. Choose another.")},
            widget=forms.Select({"data-again": ""}),
        )
        self.fields[f"{row}.value"] = value_field(asked, sign, known.towns)
        self._keep_values(self.fields[f"{row}.value"].widget, f"{row}.value", [given.value, *given.values])
        self._add_figures(row, kind)
        values = list(given.values) if sign in SEVERAL else given.value
        now = {"join": given.join, "question": given.question, "sign": sign, "value": values}
        now |= {"figure": given.figure, "times": given.times}
        self.initial.update({f"{row}.{name}": value for name, value in now.items()})

    def _keep_values(self, widget: forms.Widget, name: str, stands: Sequence[str]) -> None:
        """What the file says and what was typed can be chosen, also a town of another region."""
        if not isinstance(widget, forms.Select):
            return
        typed = widget.value_from_datadict(self.typed, MultiValueDict(), name) if self.typed is not None else None
        typed = typed if isinstance(typed, list) else [typed]
        keep_values(widget, [*stands, *typed])

    def _add_figures(self, row: str, kind: str) -> None:
        fitting = [(name, label) for name, of, label in self.known.figures if _fits(of, kind)]
        if not fitting:
            return
        figures = [("", _("the value above")), *fitting]
        self.fields[f"{row}.figure"] = forms.ChoiceField(
            label=_("Or compare with a figure of the programme"), choices=figures, required=False
        )
        counts = [("", _("once")), *self.known.named({"integer"})]
        self.fields[f"{row}.times"] = forms.ChoiceField(label=_("The figure counts"), choices=counts, required=False)

    def _condition(self, place: int) -> Condition | None:
        row, typed = f"c{place}", self.cleaned_data
        asked = self.known.asked.get(typed.get(f"{row}.question") or "")
        if asked is None or f"{row}.sign" in self.errors:
            return None
        sign = Sign(typed.get(f"{row}.sign") or Sign.IS)
        figure = typed.get(f"{row}.figure") or ""
        given = typed.get(f"{row}.value")
        made = Condition(
            asked.name,
            sign,
            "" if figure or sign in SEVERAL else meant(asked, str(given or ""), self.known.towns),
            values=_each_town(asked, given, self.known.towns) if sign in SEVERAL else (),
            figure=figure,
            times=(typed.get(f"{row}.times") or "") if figure else "",
            join=Join(typed.get(f"{row}.join") or Join.AND),
        )
        try:
            rule_of([made], self.known.types)
        except ValueError:
            self.add_error(f"{row}.value", _what_is_wanted(asked, sign))
            return None
        return made


class ValuesField(forms.Field):
    """Several values of a list; whatever is not in it is looked at with the condition."""

    def to_python(self, value: Any) -> list[str]:
        """Texts."""
        return [str(each)[:200] for each in value] if isinstance(value, list | tuple) else [str(value)] if value else []


def value_field(asked: Asked | None, sign: Sign, towns: Towns) -> forms.Field:
    """A field that fits a question's answers and how they are compared."""
    if asked is not None and sign in SEVERAL:
        offered: Any = offered_for(asked, towns)
        if asked.kind == "town":
            offered = [(group, [(_all_of(group), _("all of %(authority)s") % {"authority": group}), *inner])
                       if len(inner) > 1 else (group, inner) for group, inner in towns]  # fmt: skip
        widget = forms.SelectMultiple({"size": 8}, choices=offered)
        hint = _("Several may be chosen: hold Ctrl, or tap one after another.")
        return ValuesField(label=_("Values"), required=False, widget=widget, help_text=hint)
    return forms.CharField(label=_("Value"), max_length=200, required=False, widget=value_widget(asked, towns, sign))


def value_widget(asked: Asked | None, towns: Towns, sign: Sign = Sign.IS) -> forms.Widget:
    """What an answer to a question is typed or chosen with."""
    if asked is None:
        return forms.TextInput()
    if asked.kind == "date" and sign not in AGES:
        return forms.DateInput({"type": "date"})
    offered: Any = towns if asked.kind == "town" else offered_for(asked, towns)
    if offered:
        return forms.Select(choices=[("", _("– choose –")), *offered])
    return forms.TextInput({"inputmode": "decimal", "dir": "ltr"})


def meant(asked: Asked, typed: str, towns: Towns) -> str:
    """The value that somebody meant who typed a name instead."""
    by_name = {str(name).casefold(): value for value, name in offered_for(asked, towns)}
    return by_name.get(typed.strip().casefold(), typed.strip().replace("₪", "").strip())


def offered_for(asked: Asked, towns: Towns) -> list[tuple[str, str]]:
    """The answers that a question offers."""
    if asked.kind == "yes_no":
        return [("yes", _("Yes")), ("no", _("No"))]
    if asked.kind == "town":
        return [one for _group, inner in towns for one in inner]
    return [(value, str(in_page_language(names)) or value) for value, names in asked.choices]


def keep_values(widget: forms.Select, stands: Iterable[Any]) -> None:
    """What stands already can be chosen, also when it is not offered."""
    known = {str(value) for value, _label in _flat(widget.choices)}
    more = [str(each) for each in dict.fromkeys(stands) if each and str(each) not in known]
    widget.choices = [*widget.choices, *((each, each) for each in more)]


def _flat(choices: Iterable[tuple[Any, Any]]) -> list[tuple[Any, Any]]:
    """Choices without their groups."""
    found: list[tuple[Any, Any]] = []
    for value, label in choices:
        found += label if isinstance(label, list | tuple) else [(value, label)]
    return found


def _all_of(group: str) -> str:
    return f"{ALL_OF}{group}"


def _each_town(asked: Asked, given: Any, towns: Towns) -> tuple[str, ...]:
    """The values chosen; for a whole authority each of its towns."""
    inside_of = {_all_of(group): [code for code, _name in inner] for group, inner in towns}
    known = {value for value, _name in offered_for(asked, towns)}
    found = [code for each in given or [] for code in inside_of.get(each, [each])]
    # What the file says already stays; of what is new only what is offered is taken.
    return tuple(dict.fromkeys(each for each in found if each in known or (asked.kind == "town" and each.isdigit())))


def _said(sign: Sign, kind: str) -> Any:
    if kind == "date":
        return OF_DAYS.get(sign, SIGNS[sign])
    return OF_SEVERAL.get(sign, SIGNS[sign]) if kind == "choices" else SIGNS[sign]


def _fits(figure: str, kind: str) -> bool:
    """Whether a figure can stand beside an answer."""
    return figure == kind or (figure in NUMBERS and kind in NUMBERS - {"money", "share"} and figure != "money")


def _what_is_wanted(asked: Asked, sign: Sign) -> str:
    if asked.kind == "money":
        return _("Write a sum in shekels, such as 3200.")
    if asked.kind in NUMBERS or sign in AGES:
        return _("Write a number.")
    if asked.kind in ORDERED:
        return _("Write a day, such as 2026-10-13.")
    return _("Choose one of the answers, with “is” or “is not”.")
