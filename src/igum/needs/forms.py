"""What is typed on the pages of needs, made into clean values."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from igum.directory import queries as directory
from igum.needs.catalogue import population_name, populations, surveys
from igum.needs.commands import BodyAsked, NeedData, Person, Plan, Size
from igum.needs.models import Need, NeedSize
from igum.needs.models.needs import Regime
from igum.places import queries as places

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def term_groups() -> list[tuple[str, list[tuple[str, str]]]]:
    """The needs of the directory under their main heading, by name."""
    terms = list(directory.terms_of_needs())
    names = {term.pk: term.name for term in terms}
    groups: dict[str, list[tuple[str, str]]] = {}
    for term in terms:
        parts = term.pk.split(":")
        if len(parts) > 2:
            groups.setdefault(names.get(":".join(parts[:2]), parts[1]), []).append((term.pk, term.name))
        elif len(parts) == 2:
            groups.setdefault(term.name, []).insert(0, (term.pk, term.name))
    return [(heading, sorted(group, key=lambda one: one[1])) for heading, group in sorted(groups.items())]


def population_choices() -> list[tuple[str, str]]:
    """Whom needs are about."""
    return [(code, population_name(code)) for code in populations()]


class CampaignForm(forms.Form):
    """What a campaign asks."""

    title_he = forms.CharField(label=gettext_lazy("Title in Hebrew"), max_length=200)
    title_ar = forms.CharField(label=gettext_lazy("Title in Arabic"), max_length=200, required=False)
    title_en = forms.CharField(label=gettext_lazy("Title in English"), max_length=200, required=False)
    population = forms.ChoiceField(label=gettext_lazy("Whom it is about"))
    regime = forms.ChoiceField(label=gettext_lazy("When"), choices=Regime.choices)
    closes_on = forms.DateField(label=gettext_lazy("Last day for answers"), widget=DAY)
    terms = forms.MultipleChoiceField(label=gettext_lazy("What it asks about"), widget=forms.CheckboxSelectMultiple)
    own = forms.CharField(
        label=gettext_lazy("Questions of your own"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
        help_text=gettext_lazy("One on each line. They are answered in words, at the end."),
    )

    def __init__(self, region_id: int, authorities: Sequence[int | None], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.authorities = authorities
        self.fields["population"].choices = population_choices()  # type: ignore[attr-defined]
        self.fields["terms"].choices = term_groups()  # type: ignore[attr-defined]
        if len(authorities) > 1:
            named = sorted((one.name, one.pk) for one in places.authorities_of(region_id) if one.pk in authorities)
            self.fields["authority"] = forms.ChoiceField(
                label=_("For which of your authorities"), choices=[("", "—"), *((str(pk), name) for name, pk in named)]
            )

    @staticmethod
    def ready(key: str, closes_on: date) -> dict[str, Any]:
        """The first values of a survey that stands ready."""
        found = surveys()["ready"].get(key)
        if found is None:
            return {"closes_on": closes_on}
        titles = {f"title_{language}": found["titles"].get(language, "") for language in ("he", "ar", "en")}
        return {**titles, **{name: found[name] for name in ("population", "regime", "terms")}, "closes_on": closes_on}

    def plan(self) -> Plan:
        """The values as a command takes them."""
        said = self.cleaned_data
        authority_id = int(said["authority"]) if said.get("authority") else self.authorities[0]
        titles = {language: said[f"title_{language}"] for language in ("he", "ar", "en") if said[f"title_{language}"]}
        lines = [line.strip() for line in said["own"].splitlines() if line.strip()]
        return Plan(
            titles=titles,
            population=said["population"],
            regime=said["regime"],
            terms=said["terms"],
            closes_on=said["closes_on"],
            authority_id=authority_id,
            own=[dict.fromkeys(titles, line) for line in lines],
        )


class PersonForm(forms.Form):
    """A person who is asked to answer."""

    name = forms.CharField(label=gettext_lazy("Name of the person"), max_length=120)
    phone = forms.CharField(label=gettext_lazy("Phone"), max_length=40, required=False)
    email = forms.EmailField(label=gettext_lazy("E-mail"), max_length=254, required=False)
    language = forms.ChoiceField(label=gettext_lazy("Language of the letter"), choices=settings.LANGUAGES)

    def clean(self) -> dict[str, Any]:
        """There must be a way to reach the person."""
        said: dict[str, Any] = super().clean() or {}
        if not said.get("phone") and not said.get("email") and not self.errors:
            raise ValidationError(_("Write a phone number or an e-mail address, so that the link reaches the person."))
        return said

    def person(self) -> Person:
        """The values as a command takes them."""
        said = self.cleaned_data
        return Person(said["name"], said["phone"], said["email"], said["language"])


class InviteForm(PersonForm):
    """A body that is asked, and the first person who answers for it."""

    authority = forms.ChoiceField(label=gettext_lazy("For which authority it answers"), required=False)
    body = forms.CharField(label=gettext_lazy("Department or organisation"), max_length=200)
    organization = forms.UUIDField(required=False, widget=forms.HiddenInput)

    field_order = ("authority", "body", "name", "phone", "email", "language", "organization")

    def __init__(self, region_id: int, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = sorted((one.name, str(one.pk)) for one in places.authorities_of(region_id))
        self.fields["authority"].choices = [  # type: ignore[attr-defined]
            ("", _("The whole region")),
            *((pk, name) for name, pk in named),
        ]

    def asked(self) -> BodyAsked:
        """The values as a command takes them."""
        said = self.cleaned_data
        authority = said["authority"]
        return BodyAsked(said["body"], [self.person()], int(authority) if authority else None, said["organization"])


class HandOnForm(PersonForm):
    """Another person for the same answer."""

    stays = forms.ChoiceField(
        label=gettext_lazy("Who answers"),
        choices=[
            ("1", gettext_lazy("We answer together")),
            ("", gettext_lazy("The other person answers instead of me")),
        ],
        required=False,
        widget=forms.RadioSelect,
        initial="1",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].initial = get_language()


class NeedForm(forms.Form):
    """A need written down by hand."""

    term = forms.ChoiceField(label=gettext_lazy("What is lacking"))
    title = forms.CharField(label=gettext_lazy("In a few words"), max_length=200)
    population = forms.ChoiceField(label=gettext_lazy("Who lacks it"))
    regime = forms.ChoiceField(label=gettext_lazy("When"), choices=Regime.choices)
    town = forms.ChoiceField(label=gettext_lazy("Town"))
    people = forms.IntegerField(label=gettext_lazy("How many people"), min_value=1, max_value=1_000_000)
    age_from = forms.IntegerField(label=gettext_lazy("From age"), min_value=0, max_value=120, required=False)
    age_to = forms.IntegerField(label=gettext_lazy("To age"), min_value=0, max_value=120, required=False)
    language = forms.ChoiceField(label=gettext_lazy("Language it is needed in"), required=False)
    gender = forms.ChoiceField(
        label=gettext_lazy("Only for"),
        choices=[("", gettext_lazy("Everybody")), *NeedSize.Gender.choices],
        required=False,
    )
    confidence = forms.ChoiceField(label=gettext_lazy("How the number is known"), choices=Need.Confidence.choices)
    note = forms.CharField(
        label=gettext_lazy("Where it is known from"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
    )

    def __init__(self, region_id: int, authorities: Sequence[int | None], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_of_region = None in authorities
        towns = [
            town
            for town in places.localities_of(region_id=region_id)
            if self.is_of_region or town.authority_id in authorities
        ]
        self.authority_of_town = {town.pk: town.authority_id for town in towns}
        chosen: dict[str, list[tuple[str, Any]]] = {
            "term": [("", "—"), *term_groups()],
            "population": population_choices(),
            "town": [("", "—"), *((str(pk), name) for name, pk in sorted((town.name, town.pk) for town in towns))],
            "language": [("", _("Any")), *settings.LANGUAGES],
        }
        for name, choices in chosen.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def need(self) -> NeedData:
        """The values as a command takes them."""
        said = self.cleaned_data
        size = Size(
            int(said["town"]),
            said["people"],
            said["age_from"],
            said["age_to"],
            said["language"] or None,
            said["gender"],
        )
        return NeedData(
            term=said["term"],
            title=said["title"],
            population=said["population"],
            sizes=[size],
            regime=said["regime"],
            confidence=said["confidence"],
            source_note=said["note"],
            # Of who serves several towns, the town that was chosen says whose need it is.
            authority_id=None if self.is_of_region else self.authority_of_town[int(said["town"])],
        )


def chosen_body(organization_id: str) -> dict[str, Any]:
    """First values for inviting an organisation of the directory, by its first role-holder."""
    try:
        [first, *_others] = directory.role_holders_of([UUID(organization_id)])
    except ValueError:
        return {}
    return {
        "organization": organization_id,
        "body": first.organization,
        "name": first.name or first.title,
        "email": first.email,
    }
