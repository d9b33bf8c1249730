"""Applications: those an actor may see, lists of them, and where one stands."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.urls import reverse

from igum.core.actor import Actor
from igum.core.texts import Text
from igum.places import queries as places
from igum.programmes import access
from igum.programmes.models import Application, Engagement, Offer
from igum.programmes.models.files import in_page_language
from igum.programmes.queries.files import programme_of
from igum.programmes.queries.missing import missing_words
from igum.programmes.rules.outcomes import Outcome, Stage
from igum.questionnaires import queries as questionnaires

PAGE = 50


def applications_for(actor: Actor) -> QuerySet[Application]:
    """The applications an actor may see: of the programmes they screen, and the one of their secret link."""
    applications = Application.objects.filter(region_id=actor.here).select_related(
        "cohort__programme", "cohort__version__intake", "locality"
    )
    if access.screens_the_region(actor):
        return applications
    seen = Q(authority_id__in=access.screened_authorities(actor))
    if actor.link:
        seen |= Q(link_hash=actor.link)
    return applications.filter(seen)


def offers_for(actor: Actor) -> QuerySet[Offer]:
    """The offers of these applications."""
    return Offer.objects.filter(application__in=applications_for(actor)).select_related("application", "cohort")


@dataclass(frozen=True, slots=True)
class Page:
    """A piece of a list, and the key with which the next piece begins; empty at the end."""

    rows: list[Application]
    after: str


def applications_of(actor: Actor, cohort_id: UUID, *, stage: str = "", after: str = "") -> Page:
    """A cohort's applications in the order of the last choosing, then by arrival; fifty at a time, by keyset.

    ``stage`` is one outcome, ``undecided``, ``withdrawn``, or empty for all that stand; ``after`` is the key that the
    page before ended with.
    """
    rows = applications_for(actor).filter(cohort_id=cohort_id, applied_at__isnull=False, erased_at=None)
    rows = rows.filter(withdrawn_at__isnull=stage != "withdrawn")
    if stage in Outcome.values:
        rows = rows.filter(outcome=stage)
    elif stage == "undecided":
        rows = rows.filter(outcome="")
    rows = rows.order_by(F("position").asc(nulls_last=True), "applied_at", "pk")
    # Two steps: joined to tables under row-level security, the order of the index would be given up for a sort of all.
    keys: list[UUID] = []
    for part in _after(rows.select_related(None), after):
        keys += part.values_list("pk", flat=True)[: PAGE + 1 - len(keys)]
    # Of one round: its file and its form need not come along with each.
    by_key = applications_for(actor).select_related(None).select_related("locality").defer("findings").in_bulk(keys)
    piece = [by_key[key] for key in keys]
    return Page(piece[:PAGE], _key(piece[PAGE - 1]) if len(piece) > PAGE else "")


def stage_of(application: Application, offer: Offer | None, engagement: Engagement | None, at: datetime) -> Stage:
    """Where an application stands, by its dates and those of its newest offer and engagement."""
    if application.withdrawn_at:
        return Stage.WITHDRAWN
    if application.applied_at is None:
        return Stage.STARTED
    if engagement is not None and engagement.ended_at is None:
        return Stage.TAKING_PART
    if offer is not None:
        if offer.is_open(at):
            return Stage.OFFERED
        return Stage.DECLINED if offer.declined_at else Stage.EXPIRED
    told = {
        Outcome.WAITING: Stage.WAITING,
        Outcome.NOT_CHOSEN: Stage.NOT_CHOSEN,
        Outcome.NEEDS_INFORMATION: Stage.NEEDS_INFORMATION,
    }
    # A place is told of by its offer, so that nobody reads "chosen" before there is something to answer; and the rest
    # is read here once it was told by letter, so that nobody reads a list that may still change.
    if application.told_outcome:
        return told.get(Outcome(application.told_outcome), Stage.RECEIVED)
    return Stage.NEEDS_INFORMATION if application.is_eligible is None else Stage.RECEIVED


@dataclass(frozen=True, slots=True)
class Status:
    """Where an application stands, for its page: the newest offer and engagement, and what may be done."""

    application: Application
    stage: Stage
    offer: Offer | None
    engagement: Engagement | None


def status_of(actor: Actor, application_id: UUID, *, at: datetime) -> Status:
    """Where one application stands.

    Raises:
        Application.DoesNotExist: there is none that the actor may see.
    """
    application = applications_for(actor).get(pk=application_id)
    offer = application.offers.order_by("-made_at").first()
    engagement = application.engagements.order_by("-began_at").first()
    return Status(application, stage_of(application, offer, engagement, at), offer, engagement)


def missing_words_of(actor: Actor, status: Status) -> tuple[Text, ...]:
    """What an application still lacks, in the page's language; nothing where nothing can be added."""
    application = status.application
    if not access.may_complete(actor, application):
        return ()
    response = questionnaires.response(actor, application.response_id)
    return missing_words(application, application.cohort, response.standing_answers)


def reasons_of(status: Status) -> tuple[Text, ...]:
    """The conditions that an application does not meet, in the page's language, once it was told so."""
    application = status.application
    selection = programme_of(application.cohort.version).selection
    if status.stage != Stage.NOT_CHOSEN or selection is None:
        return ()
    answers = application.findings.get("rules", {})
    return tuple(in_page_language(rule.because) for rule in selection.eligible if answers.get(rule.key) is False)


def _key(application: Application) -> str:
    moment = application.applied_at.isoformat() if application.applied_at else ""
    return f"{'' if application.position is None else application.position}|{moment}|{application.pk}"


def _after(rows: QuerySet[Application], key: str) -> Iterator[QuerySet[Application]]:
    """Those behind a key, as ranges of the index one after the other; all of them for a key that was not made here."""
    try:
        place, moment, pk = key.split("|")
        applied_at, application_id = datetime.fromisoformat(moment), UUID(pk)
        position = int(place) if place else None
    except ValueError:
        yield rows
        return
    later = Q(applied_at__gt=applied_at) | Q(applied_at=applied_at, pk__gt=application_id)
    yield rows.filter(later, position=position, applied_at__gte=applied_at)
    if position is not None:
        yield rows.filter(position__gt=position)
        yield rows.filter(position=None)


def address_of(application: Application) -> str:
    """The address of the page that follows an application, with ``{secret}`` where its secret belongs."""
    slug = places.regions().get(pk=application.region_id).slug
    return reverse("programmes:status", args=[slug, "secret"]).replace("/secret/", "/{secret}/")
