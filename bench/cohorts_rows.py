"""Two hundred cohorts in the middle of their life, made in a database of their own, and what their pages cost.

Imported only once Django is set up and knows its data folder.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime, timedelta
from typing import Any
from unittest.mock import patch
from uuid import UUID, uuid4

from django.conf import settings
from django.db import connection, connections, transaction
from django.db.models import Exists, OuterRef
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bench.harness import timed
from igum.config.warming import settle
from igum.core.actor import Actor, PostHeld
from igum.core.tenancy import tenant_scope
from igum.people.models import Post, User
from igum.places.models import Region
from igum.programmes import commands, queries
from igum.programmes.models import Attendance, Cohort, Engagement, Match, RosterReceipt, Session
from igum.programmes.rules.attendance import record_of
from igum.programmes.rules.watching import Figure
from igum.programmes.tests import factories
from igum.programmes.tests.factories import AKKO, KARMIEL, NAHARIYA, PROGRAM, WESTERN_GALILEE

NOW = datetime(2027, 1, 12, 10, tzinfo=UTC)
TEXTS = {"he": "טקסט", "ar": "نص"}
COHORTS_OF_ONE = 10
PARTICIPANTS_OF_ONE = 50
BEFORE_THE_CALENDAR = 4
OWNERS = (None, AKKO, KARMIEL, NAHARIYA)
FORM = {"title": TEXTS, "questions": [{"name": "calm", "type": "integer", "ask": TEXTS}]}
PHASES = [
    {
        "key": "workshops",
        "names": {"he": "סדנאות", "ar": "ورشات"},
        "starts": "cohort",
        "lasts": "P6M",
        "sessions": {
            "at": "17:30",
            "lasts": "PT2H",
            "repeat": "FREQ=WEEKLY;COUNT=24",
            "skip": ["jewish"],
            "who": ["subject", "mentor"],
        },
        "attendance": {"statuses": ["present", "late", "excused", "absent"], "alert": {"absences_in_a_row": 2}},
        "tasks": [
            {"key": f"homework-{month}", "names": TEXTS, "due": f"P{month}M", "evidence": "none"}
            for month in range(1, 6)
        ],
    },
]
ROLES = {"mentor": {"names": TEXTS, "volunteer": True, "for_each_subject": 1}}
MATCHING = [{"key": "mentors", "role": "mentor", "approved_by": "coordinator"}]
OUTCOMES = [
    {
        "key": "calm",
        "kind": "outcome",
        "answers": "better_off",
        "indicator": TEXTS,
        "unit": "points",
        "measured": ["baseline", "end"],
        "better": "up",
        "form": "measure",
        "value": "calm",
    }
]


def lives(programmes: int) -> None:
    """So many programmes with ten cohorts of fifty each, once. Every fourth is the region's own."""
    if not Region.objects.filter(pk=WESTERN_GALILEE).exists():
        factories.make_places()
    for number in range(programmes):
        with tenant_scope(PROGRAM):
            there = Cohort.objects.filter(programme__key=f"life-{number}").exists()
        if not there:
            with transaction.atomic():  # whole or not at all: half of it would be measured the next time
                _programme(number)
    with connections["owner"].cursor() as cursor:  # as the server does by itself a minute later
        cursor.execute("ANALYZE")


def sizes() -> dict[str, int]:
    """How many there are of what counts."""
    with tenant_scope(PROGRAM):
        models = {
            "cohorts": Cohort,
            "participants": Engagement,
            "meetings": Session,
            "marks": Attendance,
        }
        return {name: model.objects.count() for name, model in models.items()}


# --- A roster -------------------------------------------------------------------------------------------------


def rosters(runs: int) -> list[tuple[str, int, list[float]]]:
    """Milliseconds of so many rosters: sent for the first time, corrected, and saved mark by mark."""
    client = _browser("coordinator of the region")
    with tenant_scope(PROGRAM):
        meetings = Session.objects.filter(is_after=False, ends_at__lt=NOW, roster_number=0).order_by("pk")
        found = list(meetings[: 2 * runs])
        lists = {
            one.pk: list(
                Engagement.objects.filter(cohort=one.cohort_id).order_by("pk").values_list("pk", flat=True)[:40]
            )
            for one in found
        }
    try:
        with at_that_time():
            first = [_sent(client, one, lists[one.pk], "present") for one in found[:runs]]
            corrected = [_sent(client, one, lists[one.pk], "absent") for one in found[:runs]]
        peer = [_mark_by_mark(one, lists[one.pk]) for one in found[runs:]]
    finally:
        with tenant_scope(PROGRAM):  # as it was, for the next run
            RosterReceipt.objects.filter(session__in=found).delete()
            Attendance.objects.filter(session__in=found).delete()
            Session.objects.filter(pk__in=lists).update(roster_number=0, counted=0, came=0)
    return [("igum, first noted", 40, first), ("igum, corrected", 40, corrected), ("peer, first noted", 40, peer)]


def _sent(client: Client, session: Session, engagement_ids: list[UUID], status: str) -> float:
    form = {"key": str(uuid4()), "seen": "1", **{f"mark-{one}": status for one in engagement_ids}}
    address = reverse("programmes:note", args=[session.pk])
    answer, milliseconds = timed(lambda: client.post(address, form, headers={"Accept": "application/json"}))
    if answer.json()["taken"] != len(engagement_ids):
        raise AssertionError(f"not taken: {answer.content[:200]!r}")
    return milliseconds


def _mark_by_mark(session: Session, engagement_ids: list[UUID]) -> float:
    def save() -> None:
        with tenant_scope(PROGRAM):
            for one in engagement_ids:
                Attendance.objects.update_or_create(
                    session=session,
                    engagement_id=one,
                    region_id=session.region_id,
                    defaults={
                        "authority_id": session.authority_id,
                        "status": "present",
                        "number": 1,
                        "noted_at": NOW,
                    },
                )

    return timed(save)[1]


# --- The board ------------------------------------------------------------------------------------------------


def boards(runs: int) -> list[dict[str, Any]]:
    """Milliseconds and queries of the whole page, for those who open it and for what they ask of it."""
    rows = []
    with at_that_time():
        for who in POSTS:
            client = _browser(who)
            for words in ASKED:
                address = f"{reverse('programmes:board')}?{words}"
                with CaptureQueriesContext(connection) as asked:
                    client.get(address)
                # Those of the transaction itself are no questions. Counted now: the next request forgets them.
                queries = sum(not one["sql"].startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")) for one in asked)
                times = [_opened(client, address) for _ in range(runs)]
                rows.append({"who": who, "board": words or "all", "queries": queries, "times": times})
    return rows


def _opened(client: Client, address: str) -> float:
    answer, milliseconds = timed(lambda: client.get(address))
    if answer.status_code != 200:
        raise AssertionError(f"{address}: {answer.status_code}")
    return milliseconds


def board_cohort_by_cohort() -> dict[str, Any]:
    """What one writes without the board: a question for each figure of each cohort. It must find the same."""
    program = PROGRAM
    with tenant_scope(program), CaptureQueriesContext(connection) as asked:
        theirs, milliseconds = timed(lambda: {one.pk: _figures(one) for one in Cohort.objects.order_by("pk")})
    coordinator = Actor(None, WESTERN_GALILEE, (PostHeld("coordinator", WESTERN_GALILEE),))
    ours: dict[UUID, dict[Figure, int]] = {}
    with tenant_scope(coordinator):
        pages = queries.board_of(coordinator, queries.Wish(), at=NOW).pages
        for page in range(1, pages + 1):
            found = queries.board_of(coordinator, queries.Wish(page=page), at=NOW)
            ours |= {line.round.id: {key: line.figures.get(key, 0) for key in COMPARED} for line in found.lines}
    if any(theirs[key] != figures for key, figures in ours.items()):
        raise AssertionError("cohort by cohort other figures are found")
    return {"what": "cohort by cohort, no page drawn", "queries": len(asked), "ms": milliseconds}


def _figures(cohort: Cohort) -> dict[Figure, int]:
    today, staying = NOW.date(), cohort.engagements.filter(ended_at=None)
    meetings = cohort.sessions.held().filter(is_after=False)
    late = cohort.tasks.late(today)
    last = list(meetings.filter(roster_number__gt=0, starts_at__lte=NOW).order_by("-starts_at")[:6])
    marks: dict[UUID, list[str]] = {}
    for one in Attendance.objects.filter(session__in=last).select_related("session").order_by("session__starts_at"):
        if one.engagement_id:
            marks.setdefault(one.engagement_id, []).append(one.status)
    served = Match.objects.standing(NOW).filter(engagement=OuterRef("pk"))
    return {
        Figure.ABSENT: sum(record_of(each).in_a_row >= 2 for each in marks.values()),
        Figure.UNMATCHED: staying.exclude(Exists(served)).count(),
        Figure.UNNOTED: meetings.filter(ends_at__lte=NOW, roster_number=0).count(),
        Figure.LATE: late.exclude(key__startswith="measure.").count(),
        Figure.UNMEASURED: late.filter(key__startswith="measure.").count(),
    }


COMPARED = (Figure.ABSENT, Figure.UNMATCHED, Figure.UNNOTED, Figure.LATE, Figure.UNMEASURED)
ASKED = ("", "page=4", "show=absent", "stage=running&sort=next", f"authority={AKKO}", "sort=name&page=2")
POSTS = {
    "coordinator of the region": ("coordinator", None),
    "coordinator of a town": ("coordinator", AKKO),
    "manager in another town": ("department_manager", KARMIEL),
}


def at_that_time() -> AbstractContextManager[Any]:
    """The cohorts are in the middle of their life at one moment, whenever they were made and are measured."""
    return patch("django.utils.timezone.now", return_value=NOW)


def _browser(who: str) -> Client:
    role, authority_id = POSTS[who]
    email = f"{who.replace(' ', '-')}@example.org"
    user = User.objects.filter(email=email).first() or User.objects.create_user(email, name=who)
    with tenant_scope(PROGRAM):
        post = {"user": user, "region_id": WESTERN_GALILEE, "authority_id": authority_id, "role": role}
        Post.objects.get_or_create(**post, defaults={"starts_on": date(2026, 1, 1)})
    client = Client(SERVER_NAME="localhost")
    with at_that_time():
        client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
        client.get(reverse("programmes:board"))
    settle()  # as a process of the site does once it has warmed up
    return client


# --- Making them ----------------------------------------------------------------------------------------------


def _programme(number: int) -> None:
    key = f"life-{number}"
    cohorts = [_cohort_plan(number, one) for one in range(COHORTS_OF_ONE)]
    factories.publish(
        key=key,
        authority_id=OWNERS[number % len(OWNERS)],
        names={"he": f"תכנית {number}", "ar": f"برنامج {number}"},
        cohorts=cohorts,
        phases=PHASES,
        roles=ROLES,
        matching=MATCHING,
        outcomes=OUTCOMES,
        forms=factories.a_definition()["forms"] | {"measure": FORM},
        selection=factories.first_come(),
        at=datetime(2026, 7, 1, tzinfo=UTC),
    )
    with tenant_scope(PROGRAM):
        rounds = list(Cohort.objects.filter(programme__key=key).select_related("programme").order_by("key"))
    first = factories.apply(rounds[0], f"first-{number}", members=4, children=2)
    with tenant_scope(PROGRAM), connection.cursor() as cursor:
        statements = list(_statements())
        for statement in statements[:BEFORE_THE_CALENDAR]:
            cursor.execute(statement, _named(first, rounds))
        for one in rounds:
            commands.schedule_cohort(actor=PROGRAM, cohort_id=one.pk, at=NOW - timedelta(days=200))
        for statement in statements[BEFORE_THE_CALENDAR:]:
            cursor.execute(statement, _named(first, rounds))


def _cohort_plan(programme: int, number: int) -> dict[str, Any]:
    starts = date(2026, 9, 15) + timedelta(days=7 * ((programme + number * 3) % 16))
    plan = {"key": "2026" if not number else f"c{number}", "places": PARTICIPANTS_OF_ONE + 5}
    return plan | {"opens": "2026-08-01", "closes": "2026-09-10", "starts": starts.isoformat()}


def _named(first: Any, rounds: list[Cohort]) -> dict[str, Any]:
    return {
        "response": first.response_id,
        "application": first.pk,
        "cohorts": [one.pk for one in rounds],
        "many": COHORTS_OF_ONE * PARTICIPANTS_OF_ONE - 1,
        "now": NOW,
    }


def _copy(table: str, changed: dict[str, str], source: str) -> str:
    with connection.cursor() as cursor:
        columns = [one.name for one in connection.introspection.get_table_description(cursor, table)]
    values = ", ".join(changed.get(column, f'"{column}"') for column in columns)
    return f"INSERT INTO {table} ({', '.join(columns)}) SELECT {values} FROM {source}"


def _statements() -> Iterator[str]:
    """Applications that took their places; then, once the calendar is drawn, who came, what was done and written."""
    many = "generate_series(1, %(many)s) AS n"
    yield _copy(
        "questionnaires_response",
        {
            "id": "md5('r' || n || about_id)::uuid",
            "about_id": "md5('a' || n || about_id)::uuid",
            "link_hash": "md5('l' || n || about_id)",
        },
        f"questionnaires_response, {many} WHERE id = %(response)s",
    )
    yield _copy(
        "programmes_application",
        {
            "id": "md5('a' || n || id)::uuid",
            "response_id": "md5('r' || n || id)::uuid",
            "link_hash": "md5('l' || n || id)",
            "name": "'Family ' || n",
            "cohort_id": f"(%(cohorts)s::uuid[])[1 + n %% {COHORTS_OF_ONE}]",
        },
        f"programmes_application, {many} WHERE id = %(application)s",
    )
    yield (
        "INSERT INTO programmes_engagement (id, region_id, authority_id, cohort_id, application_id, name, phone,"
        " language, locality_id, units, began_at, end_reason)"
        " SELECT md5('e' || id)::uuid, region_id, authority_id, cohort_id, id, name, phone, language, locality_id, 1,"
        " '2026-09-12', '' FROM programmes_application WHERE cohort_id = ANY(%(cohorts)s)"
        " AND NOT EXISTS (SELECT 1 FROM programmes_engagement e WHERE e.application_id = programmes_application.id)"
    )
    # The command gives one of each round its tasks, and SQL the same to the others: by the command it takes a minute.
    yield (
        "UPDATE programmes_engagement e SET ended_at = %(now)s WHERE cohort_id = ANY(%(cohorts)s) AND id <>"
        " (SELECT id FROM programmes_engagement o WHERE o.cohort_id = e.cohort_id ORDER BY id LIMIT 1)"
    )
    yield (
        "INSERT INTO programmes_task (id, region_id, authority_id, cohort_id, engagement_id, phase, key, title, due_on,"
        " note, waive_reason) SELECT gen_random_uuid(), t.region_id, t.authority_id, t.cohort_id, e.id, t.phase, t.key,"
        " t.title, t.due_on, t.note, t.waive_reason FROM programmes_task t"
        " JOIN programmes_engagement e USING (region_id, cohort_id)"
        " WHERE t.cohort_id = ANY(%(cohorts)s) AND e.ended_at IS NOT NULL"
    )
    yield "UPDATE programmes_engagement SET ended_at = NULL WHERE cohort_id = ANY(%(cohorts)s)"
    past = "s.cohort_id = ANY(%(cohorts)s) AND s.ends_at < %(now)s AND s.cancelled_at IS NULL"
    yield (  # one roster in twelve was never sent
        f"UPDATE programmes_session s SET roster_number = 1 WHERE {past} AND hashtext(s.id::text) %% 12 <> 0"
    )
    yield (
        "INSERT INTO programmes_attendance (id, region_id, authority_id, session_id, engagement_id, status, number,"
        " noted_at) SELECT gen_random_uuid(), s.region_id, s.authority_id, s.id, e.id,"
        " CASE abs(hashtext(s.id::text || e.id)) %% 20 WHEN 0 THEN 'excused' WHEN 1 THEN 'late' WHEN 2 THEN 'absent'"
        " WHEN 3 THEN 'absent' WHEN 4 THEN 'absent' ELSE 'present' END, 1, s.ends_at"
        " FROM programmes_session s JOIN programmes_engagement e USING (region_id, cohort_id)"
        f" WHERE {past} AND s.roster_number > 0"
    )
    yield (
        "UPDATE programmes_session s SET (counted, came) = (SELECT count(*) FILTER (WHERE status <> 'excused'),"
        " count(*) FILTER (WHERE status IN ('present', 'late')) FROM programmes_attendance a WHERE a.session_id = s.id)"
        f" WHERE {past} AND s.roster_number > 0"
    )
    yield (
        "UPDATE programmes_engagement e SET heard_at = %(now)s - abs(hashtext(e.id::text)) %% 90 * interval '1 day',"
        " came_at = (SELECT max(s.starts_at) FROM programmes_attendance a"
        " JOIN programmes_session s ON s.id = a.session_id"
        " WHERE a.engagement_id = e.id AND a.status IN ('present', 'late')) WHERE cohort_id = ANY(%(cohorts)s)"
    )
    yield (  # nine tasks in ten that were due are done
        "UPDATE programmes_task SET done_at = due_on WHERE cohort_id = ANY(%(cohorts)s) AND due_on < %(now)s"
        " AND hashtext(id::text) %% 10 <> 0"
    )
    yield (
        "INSERT INTO programmes_note (id, region_id, authority_id, engagement_id, audience, text, written_at)"
        " SELECT gen_random_uuid(), region_id, authority_id, id, 'team', 'x', %(now)s - n * interval '20 days'"
        " FROM programmes_engagement, generate_series(0, 2) AS n WHERE cohort_id = ANY(%(cohorts)s)"
    )
    yield (
        "INSERT INTO programmes_teammember (id, region_id, authority_id, cohort_id, role, name, phone, language, facts,"
        " leads, since_at, until_at) SELECT md5('m' || id)::uuid, region_id, authority_id, cohort_id, 'mentor', name,"
        " '', 'he', '{}', false, '2026-09-12', CASE WHEN hashtext(id::text) %% 40 = 0 THEN timestamptz '2027-02-01' END"
        " FROM programmes_engagement WHERE cohort_id = ANY(%(cohorts)s) AND hashtext(id::text) %% 20 <> 0"
    )
    yield (
        "INSERT INTO programmes_match (id, region_id, authority_id, engagement_id, member_id, link_hash, reasons,"
        " by_hand, proposed_at, approved_at, subject_agreed_at, member_agreed_at, declined_by_subject, end_reason)"
        " SELECT gen_random_uuid(), region_id, authority_id, id, md5('m' || id)::uuid, '', '[]', false, began_at,"
        " began_at, began_at, began_at, false, '' FROM programmes_engagement"
        " WHERE cohort_id = ANY(%(cohorts)s) AND hashtext(id::text) %% 20 <> 0"
    )
