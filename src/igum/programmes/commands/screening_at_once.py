"""Screening a whole round by one statement, where its rules have a form in SQL; equal to screening row by row."""

# ruff: noqa: S608 - all text is our own (``rules.screening_sql``); what an author or applicant writes is a parameter

import json
from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.utils.timezone import localtime

from igum.engines.rules.explaining import explain
from igum.engines.rules.parsing import parse
from igum.engines.rules.types import conform
from igum.programmes.models import Cohort, ProgrammeVersion
from igum.programmes.queries.files import programme_of
from igum.programmes.rules.programme import Programme
from igum.programmes.rules.screening_sql import AskedFor, NotInSql, Screening, screening_of
from igum.questionnaires import queries as questionnaires

# What was sent counts, also while it is open to be completed.
ANSWERS = "(SELECT region_id, id, coalesce(sent_answers, answers) AS answers FROM questionnaires_response) r"


def screen_in_sql(cohort: Cohort, *, at: datetime) -> int | None:
    """Set what the rules find on every application of a round that was sent. How many; None where SQL cannot say.

    Which answers a rule still misses is found by the evaluator, for those applications alone where a rule is unknown.
    """
    programme = programme_of(cohort.version)
    try:
        screening = screening_of(
            programme, asked_for(cohort.version), today=localtime(at).date(), time_zone=settings.TIME_ZONE
        )
    except NotInSql:
        return None
    found = (screening.eligible, screening.score, screening.takes, screening.findings)
    parameters = [value for one in found for value in one.parameters]
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE programmes_application a SET"
            f" is_eligible = {found[0].text}, rule_score = {found[1].text}, units = {found[2].text},"
            f" findings = {found[3].text}, screened_at = %s"
            f" FROM {ANSWERS} WHERE r.region_id = a.region_id AND r.id = a.response_id"
            " AND a.cohort_id = %s AND a.applied_at IS NOT NULL AND a.withdrawn_at IS NULL",
            [*parameters, at, cohort.pk],
        )
        count = int(cursor.rowcount)
    _say_what_is_missing(cohort, programme, screening)
    return count


def asked_for(version: ProgrammeVersion) -> list[AskedFor]:
    """The questions of a version's form, those that others lean on first."""
    compiled = questionnaires.compiled_of(version.intake)
    return [
        AskedFor(
            name=question.name,
            kind=compiled.types.get(question.name),
            when=question.when,
            group=compiled.top.holder[question.name] or "",
            value=question.value,
            simple=not any(inner.when or inner.value for inner in question.questions) or question.kind == "group",
        )
        for question in compiled.top.in_order
    ]


def _say_what_is_missing(cohort: Cohort, programme: Programme, screening: Screening) -> None:
    """Write down which answers an unknown rule could still be settled by."""
    ids, said = [], []
    for application_id, missing in _missing(cohort, programme, screening):
        ids.append(application_id)
        said.append(json.dumps(missing))
    if not ids:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE programmes_application SET findings = jsonb_set(findings, '{missing}', given.said)"
            " FROM unnest(%s::uuid[], %s::jsonb[]) AS given (id, said)"
            " WHERE programmes_application.id = given.id AND cohort_id = %s",
            [ids, said, cohort.pk],
        )


def _missing(
    cohort: Cohort, programme: Programme, screening: Screening
) -> Iterator[tuple[UUID, dict[str, tuple[str, ...]]]]:
    rules = {rule.key: rule.when for rule in (programme.selection.eligible if programme.selection else ())}
    leans = {key: _facts_in(when, screening) for key, when in rules.items()}
    names = sorted({name for each in leans.values() for name in each})
    if not names:
        return
    columns = [screening.columns[name] for name in names]
    values = ", ".join(f"to_jsonb({column.text})" for column in columns)
    parameters = [value for column in columns for value in column.parameters]
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT a.id, jsonb_path_query_array(a.findings -> 'rules', '$.keyvalue() ? (@.value == null).key'),"
            f" jsonb_build_array({values}) FROM programmes_application a"
            f" JOIN {ANSWERS} ON r.region_id = a.region_id AND r.id = a.response_id"
            " WHERE a.cohort_id = %s AND a.applied_at IS NOT NULL AND a.withdrawn_at IS NULL"
            " AND jsonb_path_exists(a.findings -> 'rules', '$.* ? (@ == null)')",
            [*parameters, cohort.pk],
        )
        rows = cursor.fetchall()
    for application_id, unknown, held in rows:
        facts = dict(zip(names, json.loads(held) if isinstance(held, str) else held, strict=True))
        keys = json.loads(unknown) if isinstance(unknown, str) else unknown
        told = {
            key: _explained(rules[key], _frozen({name: facts[name] for name in leans[key]}), screening) for key in keys
        }
        yield application_id, {key: missing for key, missing in told.items() if missing}


def _facts_in(when: str, screening: Screening) -> tuple[str, ...]:
    """The columns that a rule leans on."""
    found = set()
    for name in parse(when).facts():
        while name not in screening.columns and "." in name:
            name = name.rpartition(".")[0]
        found.add(name)
    return tuple(sorted(found & screening.columns.keys()))


def _frozen(facts: dict[str, Any]) -> str:
    return json.dumps(facts, sort_keys=True)


def _explained(when: str, facts: str, screening: Screening) -> tuple[str, ...]:
    kinds = tuple((name, screening.columns[name].type) for name in sorted(json.loads(facts)))
    return _explain(when, facts, kinds)


@lru_cache(maxsize=4096)
def _explain(when: str, facts: str, kinds: tuple[tuple[str, Any], ...]) -> tuple[str, ...]:
    known = {name: conform(json.loads(facts)[name], kind) for name, kind in kinds}
    return explain(parse(when), known).missing
