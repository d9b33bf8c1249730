"""Rules and points built from questions, without a word of the language that they are written in."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from igum.programmes.forms.spots import FileForm, Spot, number, texts
from igum.programmes.models.files import in_page_language
from igum.programmes.rules.asking import Asked
from igum.programmes.rules.conditions import (
    NUMBERS,
    ORDERED,
    Condition,
    Sign,
    conditions_of,
    points_of,
    points_rule,
    rule_of,
)
from igum.programmes.rules.problems import Path

SIGNS = {
    Sign.IS: gettext_lazy("is"),
    Sign.AT_LEAST: gettext_lazy("is at least"),
    Sign.AT_MOST: gettext_lazy("is at most"),
    Sign.IS_NOT: gettext_lazy("is not"),
}
MOST_ROWS = 12
Towns = Sequence[tuple[str, str]]


class RuleForm(FileForm):
    """One rule of who may apply: conditions joined by “and”, or a text when it says something else."""

    def __init__(  # noqa: PLR0913 - what a page knows, each by its name
        self,
        rule: Mapping[str, Any],
        questions: Sequence[Asked],
        *,
        languages: Sequence[str],
        towns: Towns,
        base: Path = (),
        post: Mapping[str, Any] | None = None,
        first: str = "",
        more: bool = False,
    ) -> None:
        self.asked = {each.name: each for each in questions}
        self.towns, self.more = towns, more
        self.types = {each.name: each.kind for each in questions}
        found = conditions_of(str(rule["when"]), self.types) if rule.get("when") else ()
        self.is_plain = found is not None
        super().__init__(
            texts(("because",), _("The rule as people read it"), languages),
            rule,
            base=base,
            post=None if more else post,
        )
        if self.is_plain:
            self._add_rows(found or (), post, first)
        else:
            self._add_text(rule)
        if self.is_plain:
            self.sometimes = frozenset(field.name for field in self.rows[0])
        for name in self.sometimes:
            self.fields[name].required = True
        if more and post is not None:
            self.initial.update({name: post[name] for name in self.fields if name in post})

    @property
    def rows(self) -> list[tuple[BoundField, BoundField, BoundField]]:
        """The conditions, each in three fields."""
        numbers = [name.split(".")[0] for name in self.fields if name.endswith(".question")]
        return [(self[f"{one}.question"], self[f"{one}.sign"], self[f"{one}.value"]) for one in numbers]

    @property
    def others(self) -> list[BoundField]:
        """The fields that are no part of a condition."""
        inner = {field.name for row in self.rows for field in row}
        return [self[name] for name in self.fields if name not in inner]

    def clean(self) -> dict[str, Any]:
        """The rule that the conditions make."""
        cleaned = super().clean() or {}
        if not self.is_plain:
            return cleaned
        found = [each for each in (self._condition(*row) for row in self.rows) if each is not None]
        if not found and not self.errors:
            self.add_error(self.rows[0][0].name, _("Choose a question."))
        if not self.errors:
            cleaned["when"] = rule_of(found, self.types)
        return cleaned

    def _say(self, name: str, words: str) -> None:
        """What is wrong with the rule as a whole stands at its first question."""
        super()._say(self.rows[0][0].name if name == "when" and self.is_plain else name, words)

    def _add_text(self, rule: Mapping[str, Any]) -> None:
        widget = forms.Textarea({"rows": 3, "dir": "ltr", "lang": "en", "class": "code", "spellcheck": "false"})
        field = forms.CharField(label=_("The rule, as it is written in the file"), max_length=1000, widget=widget)
        field.help_text = _("It says more than questions joined by “and”, and is changed as a text.")
        self.fields["when"] = field
        self.initial["when"] = rule.get("when")
        self._with_spot(field)

    def _with_spot(self, field: forms.Field) -> None:
        self.spots = (*self.spots, Spot(("when",), field))

    def _add_rows(self, found: Iterable[Condition], post: Mapping[str, Any] | None, first: str) -> None:
        shown = [*found] or [Condition(first if first in self.asked else "", Sign.IS, "")]
        if post is not None:
            shown = [Condition(str(post.get(f"c{n}.question", "")), Sign.IS, "") for n in _numbers(post)] or shown
        if self.more and len(shown) < MOST_ROWS:
            shown.append(Condition("", Sign.IS, ""))
        for place, each in enumerate(shown):
            self._add_row(f"c{place}", each)
        self._with_spot(forms.CharField(required=False))

    def _add_row(self, row: str, given: Condition) -> None:
        kind = self.types.get(given.question, "")
        labels = [(name, str(in_page_language(one.ask)) or name) for name, one in self.asked.items()]
        question = forms.ChoiceField(label=_("Question"), choices=[("", _("– choose –")), *labels], required=False)
        signs = [(sign, words) for sign, words in SIGNS.items() if kind in ORDERED | {""} or sign.startswith("is")]
        self.fields[f"{row}.question"] = question
        self.fields[f"{row}.sign"] = forms.ChoiceField(label=_("How it compares"), choices=signs, required=False)
        self.fields[f"{row}.value"] = forms.CharField(
            label=_("Value"), max_length=200, required=False, widget=self._widget(given.question)
        )
        given_now = {f"{row}.question": given.question, f"{row}.sign": given.sign, f"{row}.value": given.value}
        self.initial.update(given_now)

    def _widget(self, question: str) -> forms.Widget:
        asked = self.asked.get(question)
        return value_widget(asked, self.towns)

    def _condition(self, question: BoundField, sign: BoundField, value: BoundField) -> Condition | None:
        asked = self.asked.get(self.cleaned_data.get(question.name, ""))
        if asked is None:
            return None
        typed = meant(asked, self.cleaned_data.get(value.name, ""), self.towns)
        made = Condition(asked.name, Sign(self.cleaned_data.get(sign.name) or Sign.IS), typed)
        try:
            rule_of([made], self.types)
        except ValueError:
            self.add_error(value.name, _what_is_wanted(asked))
            return None
        return made


class PointsForm(FileForm):
    """One part of the score: a question times a weight, up to a limit; or a text when it says something else."""

    def __init__(
        self,
        part: Mapping[str, Any],
        questions: Sequence[Asked],
        *,
        languages: Sequence[str],
        base: Path = (),
        post: Mapping[str, Any] | None = None,
    ) -> None:
        self.types = {each.name: each.kind for each in questions}
        found = points_of(str(part["value"]), self.types) if part.get("value") else None
        self.is_plain = found is not None or not part.get("value")
        super().__init__(
            [
                *texts(("because",), _("What points are given for, as people read it"), languages),
                number(("weight",), _("Points for each"), 0.01, 1000, required=False),
                number(("most",), _("At most so many points"), 0.01, 1000),
            ],
            part,
            base=base,
            post=post,
        )
        fitting = [each for each in questions if each.kind in NUMBERS | {"yes_no"}]
        if self.is_plain:
            names = [(each.name, str(in_page_language(each.ask)) or each.name) for each in fitting]
            field: forms.Field = forms.ChoiceField(label=_("Question"), choices=[("", _("– choose –")), *names])
            field.help_text = _("A number counts as it is, a yes counts as one.")
            self.initial["value"] = found.question if found else ""
            spot = Spot(("value",), field, written=lambda name: points_rule(name, self.types[name]))
        else:
            widget = forms.Textarea({"rows": 3, "dir": "ltr", "lang": "en", "class": "code", "spellcheck": "false"})
            field = forms.CharField(label=_("The points, as they are written in the file"), widget=widget)
            spot = Spot(("value",), field)
            self.initial["value"] = part.get("value")
        self.fields = {"value": field, **self.fields}
        self.spots = (spot, *self.spots)


def value_widget(asked: Asked | None, towns: Towns) -> forms.Widget:
    """A field that fits a question's answers."""
    if asked is None:
        return forms.TextInput()
    if asked.kind == "date":
        return forms.DateInput({"type": "date"})
    offered = _offered(asked, towns)
    if offered:
        return forms.Select(choices=[("", _("– choose –")), *offered])
    return forms.TextInput({"inputmode": "decimal", "dir": "ltr"})


def meant(asked: Asked, typed: str, towns: Towns) -> str:
    """The value that somebody meant who typed a name instead."""
    by_name = {name.casefold(): value for value, name in _offered(asked, towns)}
    return by_name.get(typed.strip().casefold(), typed.strip().replace("₪", ""))


def _offered(asked: Asked, towns: Towns) -> list[tuple[str, str]]:
    if asked.kind == "yes_no":
        return [("yes", _("Yes")), ("no", _("No"))]
    if asked.kind == "town":
        return list(towns)
    return [(value, str(in_page_language(names)) or value) for value, names in asked.choices]


def _what_is_wanted(asked: Asked) -> str:
    if asked.kind == "money":
        return _("Write a sum in shekels, such as 3200.")
    if asked.kind in NUMBERS:
        return _("Write a number.")
    if asked.kind == "date":
        return _("Write a day, such as 2026-10-13.")
    return _("Choose one of the answers, with “is” or “is not”.")


def _numbers(post: Mapping[str, Any]) -> range:
    return range(sum(f"c{place}.question" in post for place in range(MOST_ROWS)))
