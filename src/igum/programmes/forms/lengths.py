"""Fields of two parts: a length of time, and an expression that is chosen or written out."""

import re
from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext as _

from igum.programmes.forms.spots import Spot
from igum.programmes.rules.editing_facts import Wrong
from igum.programmes.rules.problems import Path

_SIMPLE = re.compile(r"P([0-9]{1,3})([DWMY])")
_KEPT = "="
WRITTEN = "="
LONGEST_EXPRESSION = 1000
CODE = {"dir": "ltr", "lang": "en", "class": "code", "spellcheck": "false", "autocapitalize": "none"}


class LengthWidget(forms.MultiWidget):
    """A number and its unit."""

    use_fieldset = True

    def __init__(self, units: Sequence[tuple[str, Any]]) -> None:
        number = forms.NumberInput({"min": 1, "max": 999, "aria-label": _("How many")})
        super().__init__([number, forms.Select({"aria-label": _("Of what")}, choices=units)], {"class": "pair"})

    def id_for_label(self, id_: str, index: str = "") -> str:
        """Where a link to the field leads: its first part."""
        return f"{id_}_0" if id_ else ""

    def decompress(self, value: Any) -> list[Any]:
        """The two parts of a length; a length of another form is kept as one more unit."""
        if not value:
            return [None, "D"]
        found = _SIMPLE.fullmatch(str(value))
        if found:
            return [int(found[1]), found[2]]
        unit = f"{_KEPT}{value}"
        select = self.widgets[1]
        if isinstance(select, forms.Select) and unit not in dict(select.choices):
            select.choices = [*select.choices, (unit, _("as the file says: %(words)s") % {"words": value})]
        return [None, unit]


class LengthField(forms.MultiValueField):
    """A length in days, weeks, months or years, as the file writes it."""

    def __init__(self, *, required: bool = True, **more: Any) -> None:
        units = [("D", _("days")), ("W", _("weeks")), ("M", _("months")), ("Y", _("years"))]
        parts = (forms.IntegerField(min_value=1, max_value=999, required=False), forms.CharField(required=False))
        super().__init__(parts, widget=LengthWidget(units), require_all_fields=False, required=required, **more)

    def compress(self, data_list: Any) -> str:
        """The length, or nothing."""
        count, unit = data_list or (None, "")
        if count and unit in ("D", "W", "M", "Y"):
            return f"P{count}{unit}"
        if count is None and str(unit).startswith(_KEPT):
            return str(unit).removeprefix(_KEPT)
        if self.required:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return ""

    def clean(self, value: Any) -> Any:
        """A unit without a number says nothing."""
        if isinstance(value, list | tuple) and not value[0] and not str(value[1] or "").startswith(_KEPT):
            return self.compress([])
        return super().clean(value)


def length(path: Path, label: Any, *, whole: Path = (), **field: Any) -> Spot:
    """A length of days, weeks, months or years."""
    return Spot(path, LengthField(label=label, **field), shown=str, whole=whole)


class PickWidget(forms.MultiWidget):
    """Ready-made expressions in words, and a box for any other."""

    use_fieldset = True

    def __init__(self, choices: Sequence[tuple[str, Any]]) -> None:
        self.known = dict(choices)
        written = (WRITTEN, _("something else, written as an expression"))
        select = forms.Select({"aria-label": _("What counts")}, choices=[*choices, written])
        text = forms.Textarea({**CODE, "class": "code pick", "rows": 2, "aria-label": _("The expression")})
        super().__init__([select, text], {"class": "pick"})

    def id_for_label(self, id_: str, index: str = "") -> str:
        """Where a link to the field leads: its first part."""
        return f"{id_}_0" if id_ else ""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Each part keeps marks of its own, which the common ones would write over."""
        context: dict[str, Any] = super().get_context(name, value, attrs)
        for part, widget in zip(context["widget"]["subwidgets"], self.widgets, strict=True):
            part["attrs"] = {**part["attrs"], **widget.attrs}
        return context

    def decompress(self, value: Any) -> list[Any]:
        """Which ready-made one it is, or its text."""
        return [value or "", ""] if (value or "") in self.known else [WRITTEN, value]


Judge = Callable[[str], Wrong | None]


class PickField(forms.MultiValueField):
    """An expression: chosen in words, or written and held against what it may lean on."""

    def __init__(
        self, choices: Sequence[tuple[str, Any]], *, judge: Judge | None = None, required: bool = True, **more: Any
    ) -> None:
        self.judge = judge
        parts = (
            forms.CharField(required=False),
            forms.CharField(required=False, max_length=LONGEST_EXPRESSION),
        )
        super().__init__(parts, widget=PickWidget(choices), require_all_fields=False, required=required, **more)

    def compress(self, data_list: Any) -> str:
        """The expression."""
        chosen, text = data_list or ("", "")
        expression = str(text or "").strip() if chosen == WRITTEN else str(chosen or "")
        if not expression and self.required:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        wrong = self.judge(expression) if expression and self.judge else None
        if wrong is not None:
            raise forms.ValidationError(at_its_signs(expression, wrong), code="expression")
        return expression


def pick(
    path: Path, label: Any, choices: Sequence[tuple[str, Any]], *, judge: Judge, whole: Path = (), **field: Any
) -> Spot:
    """An expression, mostly chosen."""
    return Spot(path, PickField(choices, judge=judge, label=label, **field), shown=str, whole=whole)


def at_its_signs(source: str, wrong: Wrong) -> str:
    """What is wrong with an expression, and the expression with the wrong part marked."""
    start, end = min(wrong.start, len(source)), min(max(wrong.end, wrong.start), len(source))
    before, part, after = source[:start], source[start:end], source[end:]
    return format_html(
        '<span>{}</span> <code class="at-its-signs" dir="ltr">{}<mark>{}</mark>{}</code>',
        wrong.what, before, part or "…", after,
    )  # fmt: skip
