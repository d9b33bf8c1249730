"""The yearly survey of ties: who was asked, and what the holder of a link is asked."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from igum.core.access import require
from igum.core.actor import Actor, system_actor
from igum.core.tenancy import tenant_scope
from igum.core.texts import Text
from igum.directory import queries as directory
from igum.needs import access
from igum.needs.models import TieStatement, TieSurvey


@dataclass(frozen=True, slots=True)
class Asked:
    """One organisation, and whether it was asked this year and answered."""

    body: directory.Body
    survey: TieSurvey | None


def asked_of_ties(actor: Actor, year: int) -> list[Asked]:
    """The organisations of the region, each with its survey of a year.

    Raises:
        PermissionDenied: the actor does not coordinate the region.
    """
    require(access.may_ask_of_ties(actor))
    surveys = {one.organization_id: one for one in TieSurvey.objects.filter(region_id=actor.here, year=year)}
    return [Asked(body, surveys.get(body.id)) for body in directory.bodies_in(actor.here)]


@dataclass(frozen=True, slots=True)
class Question:
    """One other organisation, and what was said of it: by oneself for this year, or by it or by work."""

    body: directory.Body
    routine: int | None
    emergency: int | None
    is_told: bool  # the other side said so, or work shows it


@dataclass(frozen=True, slots=True)
class OwnSurvey:
    """What an organisation is asked: first those who say they know it, then all others to choose from."""

    survey: TieSurvey
    name: Text
    questions: tuple[Question, ...]
    others: tuple[directory.Body, ...]


def tie_survey(actor: Actor) -> OwnSurvey:
    """The survey that the actor's link opens.

    What the other side said is not told, only that there is something to confirm: each answers by itself.

    Raises:
        TieSurvey.DoesNotExist: it opens none.
    """
    if not actor.link:
        raise TieSurvey.DoesNotExist("No secret link was given.")
    survey = TieSurvey.objects.get(region_id=actor.here, link_hash=actor.link)
    own, asked = survey.organization_id, (survey.year, survey.year - 1)
    with tenant_scope(system_actor(actor.here)):
        told = list(_about(survey).filter(year__in=asked))
    said = {
        (row.about_id, row.setting): row.intensity or 0
        for row in told
        if row.teller_id == own and row.source == TieStatement.Source.SURVEY and row.year == survey.year
    }
    near = {row.about_id if row.teller_id == own else row.teller_id for row in told}
    to_confirm = {row.teller_id for row in told if row.about_id == own}
    bodies = directory.bodies_in(actor.here)
    routine, emergency = TieStatement.Setting.ROUTINE, TieStatement.Setting.EMERGENCY
    return OwnSurvey(
        survey=survey,
        name=next((body.name for body in bodies if body.id == own), Text("", "he")),
        questions=tuple(
            Question(body, said.get((body.id, routine)), said.get((body.id, emergency)), body.id in to_confirm)
            for body in bodies
            if body.id in near
        ),
        others=tuple(body for body in bodies if body.id not in near and body.id != own),
    )


def _about(survey: TieSurvey) -> QuerySet[TieStatement]:
    own = Q(teller_id=survey.organization_id) | Q(about_id=survey.organization_id)
    return TieStatement.objects.filter(own, region_id=survey.region_id)
