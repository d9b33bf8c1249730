"""Which gates somebody stands before, which they passed and by whom; and who of a round lacks what."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from uuid import UUID

from django.db.models import TextChoices
from django.utils.timezone import localdate
from django.utils.translation import pgettext_lazy

from igum.core.access import require
from igum.core.actor import Actor, system_actor
from igum.core.tenancy import tenant_scope
from igum.core.texts import Text
from igum.people import queries as people
from igum.programmes import access
from igum.programmes.models import Attendance, Cohort, Document, Engagement, Passage, Task
from igum.programmes.models.files import in_page_language
from igum.programmes.queries.agreements import ABOUT, purpose_of
from igum.programmes.queries.files import programme_of
from igum.programmes.queries.serving import engagements_for
from igum.programmes.rules.attendance import record_of
from igum.programmes.rules.gates import Gate, gate_of
from igum.programmes.rules.programme import Consent, Phase, Programme

PAGE = 25
MOST = 1000


class Lack(TextChoices):
    """What somebody may lack in a round."""

    GATE = "gate", pgettext_lazy("lacking", "Gates")
    DOCUMENT = "document", pgettext_lazy("lacking", "Documents")
    CONSENT = "consent", pgettext_lazy("lacking", "Consents")


class Handed(Enum):
    """How far a document that is asked for has come."""

    NOTHING = "nothing"
    WAITING = "waiting"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True)
class Passing:
    """A gate with what became of it: once somebody let the subject on, that stays, whatever the gate says later."""

    gate: Gate
    passage: Passage | None


@dataclass(frozen=True, slots=True)
class Awaited:
    """A document that is asked for and not accepted yet. ``is_late``: its day has passed and nothing stands."""

    name: Text
    due_on: date
    handed: Handed
    is_late: bool


@dataclass(frozen=True, slots=True)
class Lacking:
    """Somebody who takes part, and what they lack: gates not passed, documents not accepted, consents not in force."""

    engagement: Engagement
    gates: tuple[Passing, ...]
    documents: tuple[Awaited, ...]
    consents: tuple[Text, ...]

    @property
    def lacks(self) -> frozenset[Lack]:
        """Which kinds of things are lacking."""
        found = {Lack.GATE: self.gates, Lack.DOCUMENT: self.documents, Lack.CONSENT: self.consents}
        return frozenset(kind for kind, things in found.items() if things)


@dataclass(frozen=True, slots=True)
class LackingOfRound:
    """A page of those of a round who lack something; how many lack what; how many lack nothing."""

    rows: tuple[Lacking, ...]
    counts: Mapping[Lack, int]
    complete: int
    page: int
    pages: int


def passings_of(engagement: Engagement) -> tuple[Passing, ...]:
    """The gates of a subject's programme in their order. For an actor who was given the engagement. Three queries."""
    return _passings(programme_of(engagement.cohort.version), [engagement.pk])[engagement.pk]


def lacking_of(actor: Actor, cohort: Cohort, *, kind: str = "", page: int = 1, at: datetime) -> LackingOfRound:
    """Who of a round lacks a gate, a document or a consent, by name. Seven queries, however many take part.

    Raises:
        PermissionDenied: the actor does not run the programme.
    """
    require(access.may_decide(actor, cohort))
    programme = programme_of(cohort.version)
    there = engagements_for(actor, at=at).filter(cohort=cohort, ended_at=None).order_by("name", "pk")
    engagements = list(there[:MOST])
    ids = [one.pk for one in engagements]
    passings, awaited = _passings(programme, ids), _awaited(programme, ids, at)
    consents = _consents(cohort, programme.consents, engagements, at)
    every = [
        Lacking(one, _shut(passings[one.pk]), tuple(awaited[one.pk]), consents.get(one.pk, ())) for one in engagements
    ]
    found = [one for one in every if (kind in one.lacks if kind else one.lacks)]
    pages = max(1, -(-len(found) // PAGE))
    page = min(max(page, 1), pages)
    return LackingOfRound(
        rows=tuple(found[PAGE * (page - 1) : PAGE * page]),
        counts=Counter(kind for one in every for kind in one.lacks),
        complete=sum(not one.lacks for one in every),
        page=page,
        pages=pages,
    )


def _passings(programme: Programme, ids: Collection[UUID]) -> dict[UUID, tuple[Passing, ...]]:
    gated = [phase for phase in programme.phases if phase.gate]
    if not gated:
        return dict.fromkeys(ids, ())
    noted: dict[tuple[UUID, str], list[str]] = defaultdict(list)
    rows = Attendance.objects.filter(engagement__in=ids).order_by("session__starts_at", "session_id")
    for engagement_id, phase, status in rows.values_list("engagement_id", "session__phase", "status"):
        if engagement_id is not None:
            noted[engagement_id, phase].append(status)
    done: dict[UUID, set[str]] = defaultdict(set)
    finished = Task.objects.filter(engagement__in=ids).exclude(key="").exclude(done_at=None, waived_at=None)
    for engagement_id, key in finished.values_list("engagement_id", "key"):
        done[engagement_id].add(key)
    passed = {
        (one.engagement_id, one.phase): one
        for one in Passage.objects.filter(engagement__in=ids).select_related("passed_by")
    }

    def passing(pk: UUID, phase: Phase) -> Passing:
        gate = gate_of(programme, phase, record_of(noted[pk, phase.key]), done[pk])
        return Passing(gate, passed.get((pk, phase.key)))

    return {pk: tuple(passing(pk, phase) for phase in gated) for pk in ids}


def _shut(passings: Iterable[Passing]) -> tuple[Passing, ...]:
    """Those that nobody passed and that are not open: whoever did all that is asked lacks nothing."""
    return tuple(one for one in passings if one.passage is None and one.gate.is_open is not True)


def _awaited(programme: Programme, ids: Collection[UUID], at: datetime) -> dict[UUID, list[Awaited]]:
    names = {task.key: task.names for phase in programme.phases for task in phase.tasks if task.evidence == "file"}
    awaited: dict[UUID, list[Awaited]] = defaultdict(list)
    if not names:
        return awaited
    asked = list(Task.objects.filter(engagement__in=ids, key__in=names, waived_at=None).order_by("due_on", "pk"))
    newest = {
        one.task_id: one
        for one in Document.objects.filter(task__in=[task.pk for task in asked], withdrawn_at=None).order_by(
            "handed_in_at", "pk"
        )
    }
    for task in asked:
        document = newest.get(task.pk)
        if (document.accepted_at if document else task.done_at) is not None:
            continue
        handed = _handed(document)
        late = handed != Handed.WAITING and task.due_on < localdate(at)
        awaited[task.engagement_id].append(Awaited(in_page_language(names[task.key]), task.due_on, handed, late))
    return awaited


def _handed(document: Document | None) -> Handed:
    if document is None:
        return Handed.NOTHING
    return Handed.RETURNED if document.returned_at else Handed.WAITING


def _consents(
    cohort: Cohort, consents: Iterable[Consent], engagements: Collection[Engagement], at: datetime
) -> dict[UUID, tuple[Text, ...]]:
    """The required consents that are not in force, by engagement. As the program: no post opens consents."""
    required = {purpose_of(cohort, one): in_page_language(one.text) for one in consents if one.required}
    if not required:
        return {}
    program = system_actor(cohort.region_id)
    with tenant_scope(program):
        held = people.consents_about(program, ABOUT, *(one.application_id for one in engagements)).in_force(at)
        there = set(held.filter(purpose__in=required).values_list("about_id", "purpose"))
    return {
        one.pk: tuple(text for purpose, text in required.items() if (str(one.application_id), purpose) not in there)
        for one in engagements
    }
