"""What is typed on the pages of volunteering, made into clean values."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from igum.places import queries as places
from igum.volunteering.catalogue import kind_name, skill_name, skills, vetting_kinds
from igum.volunteering.commands import Description, Given, Idea, Profile
from igum.volunteering.models import Opportunity, Shift, Volunteer
from igum.volunteering.queries import BoardFilters, Filters
from igum.volunteering.queries.board import TIMES
from igum.volunteering.rules.times import ALL_PARTS, DAYS

LANGUAGES = [*settings.LANGUAGES, ("fr", "Français"), ("es", "Español")]
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
MOST_WEEKS = 26


def day_names() -> dict[int, str]:
    """The days of the week as people here count them; 0 is Monday."""
    names = (_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday"))
    return {day: names[day] for day in DAYS}


def part_names() -> dict[str, str]:
    """The parts of a day."""
    return {
        "morning": pgettext("part of the day", "Morning"),
        "afternoon": pgettext("part of the day", "Afternoon"),
        "evening": pgettext("part of the day", "Evening"),
        "night": pgettext("part of the day", "Night"),
    }


def named_part(code: str) -> str:
    """One part of the week in words."""
    day, _colon, part = code.partition(":")
    return f"{day_names()[int(day)]} · {part_names()[part]}"


def grid(chosen: list[str]) -> list[tuple[str, list[tuple[str, str, bool]]]]:
    """The week as rows of days, each with its parts: code, name, whether chosen."""
    return [
        (name, [(f"{day}:{part}", part_name, f"{day}:{part}" in chosen) for part, part_name in part_names().items()])
        for day, name in day_names().items()
    ]


class _Many(forms.MultipleChoiceField):
    """Several of a list, as boxes to tick."""

    widget = forms.CheckboxSelectMultiple


def _towns(region_id: int) -> list[tuple[str, str]]:
    named = sorted((town.name, str(town.pk)) for town in places.localities_of(region_id=region_id))
    return [("", "—"), *((pk, name) for name, pk in named)]


class ProfileForm(forms.Form):
    """What a volunteer tells of themselves."""

    name = forms.CharField(label=gettext_lazy("Your name"), max_length=120)
    phone = forms.CharField(label=gettext_lazy("Phone"), max_length=40, required=False)
    email = forms.EmailField(label=gettext_lazy("E-mail"), required=False)
    language = forms.ChoiceField(label=gettext_lazy("Language of letters"), choices=settings.LANGUAGES)
    town = forms.ChoiceField(label=gettext_lazy("The town you live in"), required=False)
    birth_year = forms.IntegerField(
        label=gettext_lazy("Year of birth"),
        required=False,
        help_text=gettext_lazy("Only to know whether you are of age: some tasks, and the law, ask for it."),
    )
    gender = forms.ChoiceField(
        label=gettext_lazy("Gender"),
        required=False,
        choices=[("", gettext_lazy("I would rather not say")), *Volunteer.Gender.choices],
        help_text=gettext_lazy("Some families ask for a woman or a man."),
    )
    languages = _Many(label=gettext_lazy("Languages you speak"), choices=LANGUAGES, required=False)
    skills = _Many(label=gettext_lazy("What you would like to do"), required=False)
    available = _Many(required=False, choices=[(code, code) for code in ALL_PARTS])
    available_note = forms.CharField(
        label=gettext_lazy("In your own words"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Such as “not on the Sabbath” or “only in the school holidays”."),
    )
    remote_only = forms.BooleanField(label=gettext_lazy("Only from home, by phone or computer"), required=False)

    def __init__(self, region_id: int, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["town"].choices = _towns(region_id)  # type: ignore[attr-defined]
        self.fields["skills"].choices = [(code, skill_name(code)) for code in skills()]  # type: ignore[attr-defined]

    @property
    def week(self) -> list[tuple[str, list[tuple[str, str, bool]]]]:
        """The week to tick."""
        chosen = self["available"].value() or []
        return grid(list(chosen))

    def profile(self) -> Profile:
        """The values as a command takes them."""
        said = self.cleaned_data
        return Profile(
            name=said["name"],
            phone=said["phone"],
            email=said["email"],
            language=said["language"],
            birth_year=said["birth_year"],
            gender=said["gender"],
            languages=tuple(said["languages"]),
            skills=tuple(said["skills"]),
            available=tuple(said["available"]),
            available_note=said["available_note"],
            remote_only=said["remote_only"],
            locality_id=int(said["town"]) if said["town"] else None,
        )

    @classmethod
    def told_by(cls, volunteer: Volunteer) -> dict[str, Any]:
        """What the form shows of somebody who told it before."""
        names = ("name", "phone", "email", "language", "birth_year", "gender", "languages", "skills", "available")
        told = {name: getattr(volunteer, name) for name in (*names, "available_note", "remote_only")}
        return told | {"town": str(volunteer.locality_id or "")}


class VettingForm(forms.Form):
    """A document, its kind and its day."""

    kind = forms.ChoiceField(label=gettext_lazy("Which document"))
    issued_on = forms.DateField(label=gettext_lazy("Issued on"), widget=DAY)
    file = forms.FileField(
        label=gettext_lazy("The document"),
        help_text=gettext_lazy("A PDF or a picture, up to 10 megabytes. Only those who check it open it."),
        widget=forms.ClearableFileInput(attrs={"accept": "application/pdf,image/jpeg,image/png,image/webp"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [code for code, kind in vetting_kinds().items() if kind.needs_file]
        self.fields["kind"].choices = [(code, kind_name(code)) for code in kinds]  # type: ignore[attr-defined]


class HoursForm(forms.Form):
    """Hours given: where, when, how long."""

    sign_up = forms.ChoiceField(label=gettext_lazy("Where"))
    hours = forms.DecimalField(label=gettext_lazy("Hours"), min_value=0, max_value=24, decimal_places=2, max_digits=4)
    note = forms.CharField(label=gettext_lazy("A note"), max_length=200, required=False)

    def __init__(self, sign_ups: list[Any], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sign_ups = {str(one.pk): one for one in sign_ups}
        self.fields["sign_up"].choices = [(pk, _name_of(one)) for pk, one in self.sign_ups.items()]  # type: ignore[attr-defined]

    def given(self) -> Given:
        """The values as a command takes them."""
        said = self.cleaned_data
        sign_up = self.sign_ups[said["sign_up"]]
        return Given(
            opportunity_id=sign_up.opportunity_id,
            day=timezone.localdate(sign_up.starts_at),
            minutes=round(said["hours"] * 60),
            note=said["note"],
            sign_up_id=sign_up.pk,
        )


def _name_of(sign_up: Any) -> str:
    day = timezone.localdate(sign_up.starts_at)
    return f"{sign_up.opportunity.titled} · {day:%d.%m.%Y}"


class PeriodForm(forms.Form):
    """From one day to another."""

    first_day = forms.DateField(label=gettext_lazy("From"), widget=DAY)
    last_day = forms.DateField(label=gettext_lazy("Until"), widget=DAY)

    @classmethod
    def of_this_year(cls) -> "PeriodForm":
        """From the first of January until today."""
        today = timezone.localdate()
        return cls(initial={"first_day": date(today.year, 1, 1), "last_day": today})


class InitiativeForm(forms.Form):
    """An idea, and what is missing for it."""

    proposer_name = forms.CharField(label=gettext_lazy("Your name"), max_length=120)
    phone = forms.CharField(label=gettext_lazy("Phone"), max_length=40, required=False)
    title = forms.CharField(label=gettext_lazy("Your idea in a few words"), max_length=120)
    description = forms.CharField(
        label=gettext_lazy("What would you like to do, and for whom?"), widget=forms.Textarea(attrs={"rows": 4})
    )
    help_wanted = forms.CharField(
        label=gettext_lazy("What do you need for it?"),
        help_text=gettext_lazy("A room, money, advice, more people …"),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
    )
    town = forms.ChoiceField(label=gettext_lazy("In which town"), required=False)

    def __init__(self, region_id: int, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["town"].choices = _towns(region_id)  # type: ignore[attr-defined]

    def idea(self, language: str) -> Idea:
        """The values as a command takes them."""
        said = {name: self.cleaned_data[name] for name in ("proposer_name", "phone", "title", "description")}
        town = self.cleaned_data["town"]
        return Idea(
            **said,
            help_wanted=self.cleaned_data["help_wanted"],
            language=language,
            locality_id=int(town) if town else None,
        )


class OpportunityForm(forms.Form):
    """What a body asks help with. In Hebrew or in Arabic, better in both."""

    title_he = forms.CharField(label=gettext_lazy("Title in Hebrew"), max_length=120, required=False)
    title_ar = forms.CharField(label=gettext_lazy("Title in Arabic"), max_length=120, required=False)
    description_he = forms.CharField(
        label=gettext_lazy("What there is to do, in Hebrew"), widget=forms.Textarea(attrs={"rows": 3}), required=False
    )
    description_ar = forms.CharField(
        label=gettext_lazy("What there is to do, in Arabic"), widget=forms.Textarea(attrs={"rows": 3}), required=False
    )
    body_name = forms.CharField(label=gettext_lazy("Who asks"), max_length=200)
    town = forms.ChoiceField(label=gettext_lazy("In which town"), required=False)
    remote = forms.BooleanField(label=gettext_lazy("Can be done from home"), required=False)
    skills = _Many(label=gettext_lazy("What helps"), required=False)
    languages = _Many(label=gettext_lazy("Languages that help"), choices=LANGUAGES, required=False)
    with_minors = forms.BooleanField(label=gettext_lazy("With children or youths"), required=False)
    with_dependants = forms.BooleanField(
        label=gettext_lazy("With children up to six, or people who depend on others"), required=False
    )
    requires = _Many(label=gettext_lazy("Other documents it needs"), required=False)
    minimum_age = forms.IntegerField(label=gettext_lazy("From the age of"), min_value=10, max_value=99, required=False)

    def __init__(self, region_id: int, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["town"].choices = _towns(region_id)  # type: ignore[attr-defined]
        self.fields["skills"].choices = [(code, skill_name(code)) for code in skills()]  # type: ignore[attr-defined]
        self.fields["requires"].choices = [(code, kind_name(code)) for code in vetting_kinds()]  # type: ignore[attr-defined]

    def description(
        self, *, organization_id: UUID | None, authority_id: int | None, before: Opportunity | None = None
    ) -> Description:
        """The values as a command takes them; what the form does not ask stays as it was."""
        said = self.cleaned_data
        titles = _kept(before.titles if before else {}, he=said["title_he"], ar=said["title_ar"])
        texts = _kept(before.descriptions if before else {}, he=said["description_he"], ar=said["description_ar"])
        return Description(
            titles=titles,
            descriptions=texts,
            organization_id=organization_id,
            body_name=said["body_name"],
            authority_id=authority_id,
            term_id=before.term_id if before else None,
            locality_id=int(said["town"]) if said["town"] else None,
            remote=said["remote"],
            languages=tuple(said["languages"]),
            skills=tuple(said["skills"]),
            requires=tuple(said["requires"]),
            with_minors=said["with_minors"],
            with_dependants=said["with_dependants"],
            minimum_age=said["minimum_age"],
            times=tuple(before.times) if before else (),
        )

    @classmethod
    def said_by(cls, opportunity: Opportunity) -> dict[str, Any]:
        """What the form shows of an opportunity that is there."""
        names = ("body_name", "remote", "skills", "languages", "with_minors", "with_dependants", "requires")
        told = {name: getattr(opportunity, name) for name in (*names, "minimum_age")}
        for language in ("he", "ar"):
            told[f"title_{language}"] = opportunity.titles.get(language, "")
            told[f"description_{language}"] = opportunity.descriptions.get(language, "")
        return told | {"town": str(opportunity.locality_id or "")}


def _kept(before: Mapping[str, str], **said: str) -> dict[str, str]:
    return {**before, **said}


class ShiftForm(forms.Form):
    """A shift: a day, from when until when, how many, and for how many weeks."""

    day = forms.DateField(label=gettext_lazy("Day"), widget=DAY)
    begins = forms.TimeField(label=gettext_lazy("From"), widget=forms.TimeInput(attrs={"type": "time"}))
    ends = forms.TimeField(
        label=gettext_lazy("Until"),
        widget=forms.TimeInput(attrs={"type": "time"}),
        help_text=gettext_lazy("An earlier hour is one of the next day."),
    )
    places = forms.IntegerField(label=gettext_lazy("How many people"), min_value=1, max_value=500, initial=2)
    weeks = forms.IntegerField(
        label=gettext_lazy("For how many weeks"), min_value=1, max_value=MOST_WEEKS, initial=1, required=False
    )

    def times(self) -> tuple[datetime, datetime]:
        """When it begins and ends."""
        said = self.cleaned_data
        begins = timezone.make_aware(datetime.combine(said["day"], said["begins"]))
        last = said["day"] if said["ends"] > said["begins"] else said["day"] + timedelta(days=1)
        return begins, timezone.make_aware(datetime.combine(last, said["ends"]))

    @staticmethod
    def said_by(shift: Shift) -> dict[str, object]:
        """What a form says of a shift as it stands."""
        begins, ends = timezone.localtime(shift.starts_at), timezone.localtime(shift.ends_at)
        return {"day": begins.date(), "begins": begins.time(), "ends": ends.time(), "places": shift.places}


class ChangedShiftForm(ShiftForm):
    """A shift that stands: another day, other hours, more or fewer people. It is one, and repeats in no weeks."""

    weeks = None  # type: ignore[assignment]  # how Django leaves out a field of the form above


def board_filters(query: QueryDict) -> BoardFilters:
    """What of the board an address asks for; what makes no sense in it is left out."""
    town = query.get("town", "")
    return BoardFilters(
        town=int(town) if town.isascii() and town.isdigit() and len(town) <= 9 else None,
        need=query.get("need", "")[:160],
        language=query.get("language", "") if query.get("language") in dict(LANGUAGES) else "",
        times=query.get("times", "") if query.get("times") in TIMES else "",
        remote=query.get("remote") == "1",
    )


def volunteer_filters(query: QueryDict) -> Filters:
    """Which volunteers an address asks for."""
    return Filters(
        typed=query.get("q", "").strip()[:60],
        skill=query.get("skill", "") if query.get("skill") in skills() else "",
        language=query.get("language", "") if query.get("language") in dict(LANGUAGES) else "",
        part=query.get("part", "") if query.get("part") in ALL_PARTS else "",
        without_task=query.get("free") == "1",
    )
