"""A round that very many have applied to, made by SQL in a database of its own, and what its list and its rules cost.

Imported only once Django is set up and knows its data folder.
"""

import random
import statistics
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, connections, transaction
from django.db.models import Model, QuerySet

from bench.harness import p50_p95, timed
from igum.config import prepare
from igum.config.databases import embedded_cluster, url_of
from igum.core.actor import Actor, PostHeld
from igum.core.tenancy import tenant_scope
from igum.places.models import Region
from igum.programmes import queries
from igum.programmes.commands.screening import find_out
from igum.programmes.commands.screening_at_once import screen_in_sql
from igum.programmes.models import Application, Cohort
from igum.programmes.queries.files import programme_of
from igum.programmes.tests import factories
from igum.programmes.tests.factories import AFTER, AKKO, KARMIEL, PROGRAM, WESTERN_GALILEE
from igum.questionnaires import queries as questionnaires
from igum.questionnaires.models import Response

STAGES = ("", "undecided", "chosen", "waiting", "withdrawn")
RUNS = 5


def use_database() -> None:
    """A database of the benchmark's own, with all tables."""
    data = Path(settings.IGUM_DATA)
    embedded_cluster(data).use()
    prepare.prepare_server(url_of("admin", data), "igum")
    prepare.migrate()


def round_of(count: int) -> Cohort:
    """A round of Acre's programme to which so many have applied. Made once for each number."""
    key = f"bench-{count}"
    if not Region.objects.filter(pk=WESTERN_GALILEE).exists():
        factories.make_places()
    with tenant_scope(PROGRAM):
        there = Cohort.objects.select_related("version__intake", "programme").filter(programme__key=key).first()
    if there is not None:
        return there
    with transaction.atomic():  # whole or not at all: a round half filled would be measured the next time
        cohort = factories.publish(key=key, authority_id=AKKO)
        first = factories.apply(cohort, key, members=4, children=2)
        with tenant_scope(PROGRAM):
            _copy(Response, first.response_id, count, _OF_A_RESPONSE | {"link_hash": f"md5('{key}' || n)"})
            _copy(Application, first.pk, count, _OF_AN_APPLICATION | {"link_hash": f"md5('{key}' || n)"})
    with connections["owner"].cursor() as cursor:  # as the server does by itself a minute later
        cursor.execute("ANALYZE questionnaires_response, programmes_application")
    return round_of(count)


# Every copy's ids are drawn from its number and the id of the row it copies, so that the two tables meet.
_OF_A_RESPONSE = {
    "id": "md5('r' || n || about_id)::uuid",
    "about_id": "md5('a' || n || about_id)::uuid",
    "answers": "answers || jsonb_strip_nulls(jsonb_build_object('contact_name', 'Family ' || n,"
    " 'members', CASE WHEN n %% 7 > 0 THEN 1 + n * 7919 %% 9 END,"
    " 'children', CASE WHEN n %% 3 > 0 THEN n * 7907 %% 6 END))"
    " - CASE WHEN n %% 7 = 0 THEN 'members' ELSE '' END - CASE WHEN n %% 3 = 0 THEN 'children' ELSE '' END",
}
_OF_AN_APPLICATION = {
    "id": "md5('a' || n || id)::uuid",
    "response_id": "md5('r' || n || id)::uuid",
    "name": "'Family ' || n",
    "applied_at": "applied_at + n * interval '1 second'",
    "withdrawn_at": "CASE WHEN n %% 50 = 0 THEN applied_at + interval '20 days' END",
    "outcome": "CASE n %% 5 WHEN 0 THEN '' WHEN 1 THEN 'chosen' ELSE 'waiting' END",
    "outcome_at": "applied_at + interval '20 days'",
    "position": "CASE WHEN n %% 5 > 0 THEN n * 7919 %% 99991 END",
}


def _copy(model: type[Model], pk: object, count: int, changed: dict[str, str]) -> None:
    columns = [field.column for field in model._meta.concrete_fields]
    values = ", ".join(changed.get(column, column) for column in columns)
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({', '.join(columns)})"
            f" SELECT {values} FROM {table}, generate_series(1, %s) AS n WHERE id = %s",
            [count - 1, pk],
        )


# --- The list -------------------------------------------------------------------------------------------------


def list_pages(cohort: Cohort, count: int) -> list[dict[str, Any]]:
    """Milliseconds of a page of the list, for whoever sees it and whoever does not: first, middle and last."""
    rows = []
    for who, actor in _actors().items():
        for stage in STAGES:
            for where, after in _places(cohort, stage, count):
                times = [_page(actor, cohort, stage, after) for _ in range(RUNS)]
                rows.append({"who": who, "list": stage or "all", "page": where, **p50_p95(times), "times": times})
    return rows


def _actors() -> dict[str, Actor]:
    posts = {
        "coordinator of the region": ("coordinator", None),
        "social worker of the town": ("social_worker", AKKO),
        "coordinator next door": ("coordinator", KARMIEL),
    }
    return {
        who: Actor(number, WESTERN_GALILEE, (PostHeld(role, WESTERN_GALILEE, authority),))
        for number, (who, (role, authority)) in enumerate(posts.items(), start=1)
    }


def _places(cohort: Cohort, stage: str, count: int) -> Iterator[tuple[str, str]]:
    yield "first", ""
    with tenant_scope(PROGRAM):
        listed = queries.applications_for(PROGRAM).filter(cohort=cohort, withdrawn_at=None).order_by("position", "pk")
        for where, share in (("middle", 0.5), ("last", 0.99)):
            one = listed[int(count * 0.98 * share * 0.8)]
            yield where, f"{one.position}|{one.applied_at.isoformat() if one.applied_at else ''}|{one.pk}"


def _page(actor: Actor, cohort: Cohort, stage: str, after: str) -> float:
    with tenant_scope(actor):
        return timed(lambda: queries.applications_of(actor, cohort.pk, stage=stage, after=after))[1]


# --- The rules ------------------------------------------------------------------------------------------------


def score_and_rank(cohort: Cohort) -> dict[str, Any]:
    """Seconds to screen and rank a round by SQL and by the evaluator, and whether both say the same."""
    by_sql = statistics.median(_by_sql(cohort) for _ in range(RUNS))
    ranked_by_sql = _ranked(cohort)
    by_evaluator = _by_evaluator(cohort)
    if _ranked(cohort) != ranked_by_sql:
        raise AssertionError("SQL and the evaluator rank otherwise")
    return {"sql_s": by_sql / 1000, "evaluator_s": by_evaluator / 1000, "ratio": by_evaluator / by_sql}


def _by_sql(cohort: Cohort) -> float:
    def work() -> None:
        with tenant_scope(PROGRAM):
            screen_in_sql(cohort, at=AFTER)
            list(_in_order(cohort).values_list("pk", flat=True))

    return timed(work)[1]


def _by_evaluator(cohort: Cohort) -> float:
    programme = programme_of(cohort.version)

    def work() -> None:
        with tenant_scope(PROGRAM):
            facts_of = questionnaires.fact_reader(cohort.version.intake.definition, on=AFTER.date())
            standing = Application.objects.filter(cohort=cohort, withdrawn_at=None).select_related("response")
            applications = list(standing)
            random.Random(5).shuffle(applications)
            for application in applications:
                find_out(application, programme, facts_of(application.response.answers), at=AFTER)
            Application.objects.bulk_update(
                applications, ["is_eligible", "rule_score", "findings", "units", "screened_at"], batch_size=500
            )
            list(_in_order(cohort).values_list("pk", flat=True))

    return timed(work)[1]


def _ranked(cohort: Cohort) -> list[tuple[Any, ...]]:
    """Everybody in order, with all that was found."""
    with tenant_scope(PROGRAM):
        return list(_in_order(cohort).values_list("pk", "is_eligible", "rule_score", "units", "findings"))


def _in_order(cohort: Cohort) -> QuerySet[Application]:
    """From most points to fewest; of equals, whoever applied first."""
    standing = Application.objects.filter(cohort=cohort, withdrawn_at=None)
    return standing.order_by("-is_eligible", "-rule_score", "applied_at", "pk")
