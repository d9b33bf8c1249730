"""Programmes, the files behind them, and their cohorts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet

from igum.core.actor import Actor
from igum.programmes import access
from igum.programmes.models import Cohort, Programme, ProgrammeVersion
from igum.programmes.rules import building
from igum.programmes.rules.planning import Plan, Running, compare
from igum.programmes.rules.programme import Programme as Definition


def programme_of(version: ProgrammeVersion) -> Definition:
    """What a version's file says. Versions never change, so each is read once in a process."""
    return _build(_File(version.pk, version.definition))


def programmes_in(region_id: int) -> QuerySet[Programme]:
    """The programmes a region shows to everybody, each with its newest cohort first."""
    newest = Cohort.objects.select_related("version").order_by("-opens_at")
    return (
        Programme.objects.filter(region_id=region_id, closed_at=None)
        .select_related("authority", "region")
        .prefetch_related(Prefetch("cohorts", queryset=newest))
        .order_by("key")
    )


def cohorts_for(actor: Actor) -> QuerySet[Cohort]:
    """The rounds whose applications an actor may screen, newest first, with how many applied."""
    rounds = Cohort.objects.filter(region_id=actor.here).select_related("programme", "version", "authority")
    if not access.screens_the_region(actor):
        rounds = rounds.filter(authority_id__in=access.screened_authorities(actor))
    sent = Count("applications", filter=Q(applications__applied_at__isnull=False, applications__withdrawn_at=None))
    return rounds.annotate(applied=sent).order_by("-opens_at", "key")


def cohort(actor: Actor, cohort_id: UUID) -> Cohort:
    """One of these rounds.

    Raises:
        Cohort.DoesNotExist: there is none that the actor may screen.
    """
    return cohorts_for(actor).get(pk=cohort_id)


def plan_of(region_id: int, file: Definition, *, at: datetime) -> Plan | None:
    """What applying a checked file would change, and for which rounds; None for a programme that is new here.

    A round is running once it takes applications or has any: it keeps its version.
    """
    versions = ProgrammeVersion.objects.filter(region_id=region_id, programme__key=file.key)
    newest = versions.order_by("-applied_at", "-version").first()
    if newest is None:
        return None
    cohorts = Cohort.objects.filter(programme_id=newest.programme_id).select_related("version")
    running = cohorts.filter(Q(opens_at__lte=at) | Q(applications__isnull=False)).distinct().order_by("opens_at")
    return compare(programme_of(newest), file, [Running(one.key, one.version.version) for one in running])


@dataclass(frozen=True)
class _File:
    """A version of a file, the same as another of its number."""

    version_id: UUID
    definition: Mapping[str, Any] = field(compare=False)


@lru_cache(maxsize=64)
def _build(file: _File) -> Definition:
    return building.programme_of(file.definition)
