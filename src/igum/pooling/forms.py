"""What is typed on the pages of pooling, made into clean values."""

from collections.abc import Iterable, Mapping
from datetime import time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from igum.engines.pooling.shares.keys import Key
from igum.pooling.commands import NewHall, Terms
from igum.pooling.models import Review, Vote
from igum.pooling.rules.document import PoolFile
from igum.pooling.rules.halls import MOST_POINTS, MOST_WEEKS, Opening, WeekTime
from igum.pooling.rules.making import Basics
from igum.pooling.rules.what_if import RULES, NewSite, WhatIf
from igum.pooling.words import KEYS, Names

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
CLOCK = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
MOST_SHEKELS = 10**8
# Django counts weekdays from Monday; here a week begins on Sunday.
WEEK = [(day, WEEKDAYS[day]) for day in (6, 0, 1, 2, 3, 4, 5)]


def _whole(label: Any, least: int, most: int, initial: int, help_text: Any = "") -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=least, max_value=most, initial=initial, help_text=help_text)


class NewPoolForm(forms.Form):
    """A pool by hand: how it is held, how many need it in each town, where it could be."""

    title = forms.CharField(label=gettext_lazy("What the service is called, in Hebrew"), max_length=120)
    title_ar = forms.CharField(label=gettext_lazy("In Arabic"), max_length=120, required=False)
    least = _whole(gettext_lazy("Smallest group"), 1, 500, 8)
    most = _whole(gettext_lazy("Largest group"), 1, 1000, 15)
    minutes = _whole(gettext_lazy("Longest way, minutes"), 0, 180, 30)
    group_cost = _whole(gettext_lazy("Cost of a group for a year, shekels"), 0, MOST_SHEKELS, 24000)
    head_cost = _whole(gettext_lazy("Cost of each participant for a year, shekels"), 0, MOST_SHEKELS, 600)
    site_cost = _whole(gettext_lazy("Cost of a place for a year, shekels"), 0, MOST_SHEKELS, 12000)
    seats = _whole(gettext_lazy("People that a place holds at once"), 1, 5000, 30)
    state_share = _whole(gettext_lazy("The state's share, percent"), 0, 100, 75)
    without = _whole(
        gettext_lazy("What a person costs whom a town could not serve by itself, shekels"),
        0,
        MOST_SHEKELS,
        4000,
        gettext_lazy("A place elsewhere, or what doing without is held to cost."),
    )
    source = forms.CharField(
        label=gettext_lazy("Where these figures are from"), max_length=300, initial="", help_text=gettext_lazy(
            "A decision, a circular or an estimate, with its date.")
    )  # fmt: skip

    def __init__(
        self, towns: Iterable[tuple[str, str, str]], needs: Iterable[tuple[str, str]], *args: Any, **kwargs: Any
    ) -> None:
        """Take the towns (code of the locality, code and name of its authority) and the needs by id."""
        super().__init__(*args, **kwargs)
        self.fields["needs"] = forms.MultipleChoiceField(
            label=_("Needs that it answers"),
            help_text=_("Their people are taken from there; numbers written below come beside them."),
            choices=list(needs),
            widget=forms.CheckboxSelectMultiple,
            required=False,
        )
        self.towns = list(towns)
        for code, _payer, name in self.towns:
            self.fields[f"people_{code}"] = forms.IntegerField(
                label=name, min_value=0, max_value=100_000, required=False
            )
        self.fields["hosts"] = forms.MultipleChoiceField(
            label=_("Where it could be held"),
            choices=[(code, name) for code, _payer, name in self.towns],
            widget=forms.CheckboxSelectMultiple,
        )

    def clean(self) -> dict[str, Any]:
        """Groups that fit, and somebody who takes part."""
        cleaned = super().clean() or {}
        if cleaned.get("least", 0) > cleaned.get("most", 0):
            raise ValidationError(_("The smallest group is larger than the largest one."))
        counted = any(cleaned.get(f"people_{code}") for code, _payer, _name in self.towns)
        if not counted and not cleaned.get("needs"):
            raise ValidationError(_("Write for at least one town how many people need the service."))
        return cleaned

    def basics(self) -> Basics:
        """How the service is held."""
        given = self.cleaned_data
        return Basics(**{name: given[name] for name in Basics.__dataclass_fields__ if name in given})

    def people(self) -> dict[str, list[dict[str, int]]]:
        """Who need it, by locality."""
        given = {code: self.cleaned_data.get(f"people_{code}") for code, _payer, _name in self.towns}
        return {code: [{"people": people}] for code, people in given.items() if people}

    def titles(self) -> dict[str, str]:
        """By language."""
        given = {"he": self.cleaned_data["title"], "ar": self.cleaned_data["title_ar"]}
        return {code: words for code, words in given.items() if words}


def what_if_of(pool: PoolFile, posted: QueryDict) -> WhatIf:
    """A what-if as the form of locks and sliders sends it. What is not of the pool is not taken."""
    sites = {site.name for site in pool.service.sites}
    kept = tuple(site for site in sites if posted.get(f"site_{site}") == "keep")
    closed = tuple(site for site in sites if posted.get(f"site_{site}") == "close")
    town, site = posted.get("lock_town", ""), posted.get("lock_site", "")
    payers = {pool.payer(one) for one in pool.service.towns}
    rules = {}
    for rule in RULES:
        written = posted.get(rule, "").strip()
        if written.isdecimal() and len(written) < 10:
            figure = int(written) * (100 if rule == "budget" else 1)
            if figure != getattr(pool.service.rules, rule):
                rules[rule] = figure
    return WhatIf(
        kept=tuple(sorted(kept)),
        closed=tuple(sorted(closed)),
        locked={town: site} if town in pool.service.towns and site in sites else {},
        dropped=tuple(payer for payer in posted.getlist("drop") if payer in payers),
        rules=rules,
        added=_added(pool, posted),
    )


def _added(pool: PoolFile, posted: QueryDict) -> tuple[NewSite, ...]:
    town, seats = posted.get("new_town", ""), posted.get("new_seats", "")
    if town not in pool.service.towns or not (seats.isdecimal() and len(seats) < 6 and 0 < int(seats) <= 5000):
        return ()
    costs = [site.cost for site in pool.service.sites]
    return (NewSite(f"new-{town}", town, int(seats), max(costs, default=0)),)


class VoteForm(forms.Form):
    """For or against, and by which key."""

    authority = forms.TypedChoiceField(label=gettext_lazy("For which town"), coerce=int)
    choice = forms.ChoiceField(label=gettext_lazy("Your town's answer"), choices=Vote.Choice, widget=forms.RadioSelect)
    key = forms.ChoiceField(label=gettext_lazy("The key you prefer"), required=False)

    def __init__(self, towns: Iterable[int], keys: Iterable[Key], names: Names, *args: Any, **kwargs: Any) -> None:
        """Take the towns that the actor speaks for, and the keys of the plan."""
        super().__init__(*args, **kwargs)
        choose(self.fields["authority"], [(town, names.payer(town)) for town in towns])
        choose(self.fields["key"], [("", "—"), *((key.value, KEYS[key]) for key in keys)])


class TermsForm(forms.Form):
    """Key, bounds, term, notice, review."""

    key = forms.ChoiceField(label=gettext_lazy("Key"))
    starts_on = forms.DateField(label=gettext_lazy("From"), widget=DAY)
    ends_on = forms.DateField(label=gettext_lazy("Until"), widget=DAY)
    review_on = forms.DateField(label=gettext_lazy("Looked at again on"), widget=DAY)
    notice_months = _whole(gettext_lazy("Months of notice before leaving"), 0, 36, 6)

    def __init__(self, keys: Iterable[Key], payers: Iterable[str], names: Names, *args: Any, **kwargs: Any) -> None:
        """Take the keys of the plan, and who pays."""
        super().__init__(*args, **kwargs)
        self.payers = list(payers)
        choose(self.fields["key"], [(key.value, KEYS[key]) for key in keys])
        for payer in self.payers:
            words = {"town": names.payer(payer)}
            for bound, label in (
                ("floor", _("%(town)s pays at least, shekels") % words),
                ("cap", _("%(town)s pays at most, shekels") % words),
            ):
                self.fields[f"{bound}_{payer}"] = forms.IntegerField(
                    label=label, min_value=0, max_value=MOST_SHEKELS, required=False
                )

    @property
    def terms_fields(self) -> list[Any]:
        """All but the bounds."""
        return [self[name] for name in ("key", "starts_on", "ends_on", "review_on", "notice_months")]

    @property
    def bound_fields(self) -> list[Any]:
        """Floors and caps."""
        return [self[f"{bound}_{payer}"] for payer in self.payers for bound in ("floor", "cap")]

    def terms(self) -> Terms:
        """What is proposed."""
        given = self.cleaned_data
        return Terms(
            key=Key(given["key"]),
            starts_on=given["starts_on"],
            ends_on=given["ends_on"],
            review_on=given["review_on"],
            notice_months=given["notice_months"],
            floors=self._bounds("floor"),
            caps=self._bounds("cap"),
        )

    def _bounds(self, bound: str) -> dict[str, int]:
        given = {payer: self.cleaned_data.get(f"{bound}_{payer}") for payer in self.payers}
        return {payer: amount * 100 for payer, amount in given.items() if amount is not None}


class SpendingForm(forms.Form):
    """What a town paid in a quarter."""

    authority = forms.TypedChoiceField(label=pgettext_lazy("that takes part", "Town"), coerce=int)
    year = forms.IntegerField(label=gettext_lazy("Year"), min_value=2000, max_value=2100)
    quarter = forms.TypedChoiceField(
        label=gettext_lazy("Quarter of the year"), coerce=int, choices=[(n, n) for n in range(1, 5)]
    )
    paid = forms.DecimalField(
        label=gettext_lazy("Paid, shekels"), min_value=0, max_value=MOST_SHEKELS, decimal_places=2
    )
    people = _whole(gettext_lazy("People served"), 0, 100_000, 0)

    def __init__(self, towns: Iterable[int], names: Names, *args: Any, **kwargs: Any) -> None:
        """Take the towns for which the actor may note."""
        super().__init__(*args, **kwargs)
        choose(self.fields["authority"], [(town, names.payer(town)) for town in towns])


class ReviewForm(forms.Form):
    """Whether a year was worth it."""

    authority = forms.TypedChoiceField(label=pgettext_lazy("that takes part", "Town"), coerce=int)
    year = forms.TypedChoiceField(label=gettext_lazy("Year"), coerce=int)
    verdict = forms.ChoiceField(
        label=gettext_lazy("Was it worth it?"), choices=Review.Verdict, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=gettext_lazy("In your words"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, towns: Iterable[int], names: Names, years: Iterable[int], *args: Any, **kwargs: Any) -> None:
        """Take the towns that the actor speaks for, and the years of the term: another would lose what was written."""
        super().__init__(*args, **kwargs)
        choose(self.fields["authority"], [(town, names.payer(town)) for town in towns])
        choose(self.fields["year"], [(year, year) for year in years])


def choose(field: forms.Field, choices: list[tuple[Any, Any]]) -> None:
    """Give a field its choices."""
    if isinstance(field, forms.ChoiceField):
        field.choices = choices


class HallForm(forms.Form):
    """A hall to be shared: its name, when it is open, how long a turn is, each town's part."""

    title = forms.CharField(label=gettext_lazy("What the hall is called, in Hebrew"), max_length=120)
    title_ar = forms.CharField(label=gettext_lazy("In Arabic"), max_length=120, required=False)
    days = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Days of the week"), coerce=int, choices=WEEK, widget=forms.CheckboxSelectMultiple
    )
    opens = forms.TimeField(label=gettext_lazy("Open from"), widget=CLOCK, initial=time(16))
    closes = forms.TimeField(label=gettext_lazy("Open until"), widget=CLOCK, initial=time(22))
    turn_minutes = _whole(gettext_lazy("Minutes of a turn"), 15, 720, 120)

    def __init__(self, parts: Mapping[str, int], names: Names, *args: Any, **kwargs: Any) -> None:
        """Take who take part, with the figure that each begins with."""
        super().__init__(*args, **kwargs)
        self.towns = list(parts)
        for town, people in parts.items():
            self.fields[f"weight_{town}"] = _whole(names.payer(town), 0, 10_000_000, people)

    @property
    def hall_fields(self) -> list[Any]:
        """All but the parts."""
        return [self[name] for name in ("title", "title_ar", "days", "opens", "closes", "turn_minutes")]

    @property
    def part_fields(self) -> list[Any]:
        """Each town's part."""
        return [self[f"weight_{town}"] for town in self.towns]

    def hall(self) -> NewHall:
        """What is begun."""
        given = self.cleaned_data
        titles = {"he": given["title"], "ar": given["title_ar"]}
        return NewHall(
            titles={code: words for code, words in titles.items() if words},
            opens=tuple(Opening(day, given["opens"], given["closes"]) for day in given["days"]),
            turn_minutes=given["turn_minutes"],
            weights={int(town): given[f"weight_{town}"] for town in self.towns},
        )


class TurnsForm(forms.Form):
    """From when on turns are given, and for how long."""

    first_on = forms.DateField(label=gettext_lazy("From"), widget=DAY)
    weeks = _whole(gettext_lazy("Weeks"), 1, MOST_WEEKS, 13)


def wishes_of_post(times: Iterable[WeekTime], posted: QueryDict) -> dict[WeekTime, int]:
    """Points by time of the week as the page of a hall sends them; what is not chosen is all the same."""
    given = {at: posted.get(wish_field(at), "") for at in times}
    return {at: int(points) for at, points in given.items() if points in {str(one) for one in range(MOST_POINTS + 1)}}


def wish_field(at: WeekTime) -> str:
    """The name of the field for a time of the week."""
    return f"wish_{at[0]}_{at[1]:%H%M}"


# Communities whose holidays a town may keep, as ``engines.schedule.calendars`` has them.
HOLIDAYS = (
    ("jewish", gettext_lazy("Jewish holidays")),
    ("muslim", gettext_lazy("Muslim holidays")),
    ("druze", gettext_lazy("Druze holidays")),
    ("christian", gettext_lazy("Christian holidays")),
)
