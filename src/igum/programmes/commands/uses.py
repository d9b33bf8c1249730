"""The log of a place's use: people counted without names, and the event that parts before from after."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from igum.core.access import require
from igum.core.actor import Actor, system_actor
from igum.core.audit import record
from igum.core.errors import Refused
from igum.core.tenancy import tenant_scope
from igum.programmes import access, queries
from igum.programmes.commands.places import locked_cohort
from igum.programmes.models import Cohort, UseCount, UseEvent
from igum.programmes.queries.uses import kinds_of

MOST_AT_ONCE = 2_000


class NoUseLog(Refused):
    """The programme counts no use."""


class NoSuchKind(Refused):
    """The file has no such neighbourhood, age band or purpose."""


class NotCountable(Refused):
    """So many people cannot have come, or not on that day."""


class NotCounted(Refused):
    """So many of this kind were not counted on that day."""


class EventIsSet(Refused):
    """There is an event already: moving it would tell what a month counted."""


@dataclass(frozen=True, slots=True)
class Used:
    """So many people of one kind on one day."""

    used_on: date
    neighbourhood: str
    age: str
    purpose: str
    language: str
    people: int = 1


@transaction.atomic
def count_use(*, actor: Actor, cohort_id: UUID, used: Used, at: datetime) -> int:
    """Count people who used the place. They are added to those of the day; how many there are of this kind now.

    Raises:
        Cohort.DoesNotExist: there is no such round in the actor's region.
        PermissionDenied: the actor is neither of the team nor runs the programme.
        NoUseLog: the programme counts no use.
        NoSuchKind: the file has no such kind.
        NotCountable: no people, too many, or a day that has not come or is before the round was opened.
    """
    cohort = _counting(actor, cohort_id, used, at)
    with tenant_scope(system_actor(cohort.region_id)):
        Cohort.objects.select_for_update(of=("self",)).get(pk=cohort.pk)
        counted, is_new = UseCount.objects.get_or_create(
            **_kind(cohort, used), defaults={"id": uuid4(), "people": used.people}
        )
        if not is_new:
            UseCount.objects.filter(pk=counted.pk).update(people=F("people") + used.people)
    record(actor, "programmes.use.counted", cohort, at=at)
    return counted.people - counted.struck + (0 if is_new else used.people)


@transaction.atomic
def take_back_use(*, actor: Actor, cohort_id: UUID, used: Used, at: datetime) -> None:
    """Take back people who were counted by mistake: they are struck, and stay written on the trail.

    Of a day that is over only those who run the programme do: whoever tries learns how many there were.

    Raises:
        Cohort.DoesNotExist: there is no such round in the actor's region.
        PermissionDenied: the actor is neither of the team nor runs the programme.
        NoUseLog, NoSuchKind, NotCountable: as for counting.
        NotCounted: not so many of this kind were counted on that day.
    """
    cohort = _counting(actor, cohort_id, used, at)
    if used.used_on != localdate(at):
        require(access.may_decide(actor, cohort))
    with tenant_scope(system_actor(cohort.region_id)):
        Cohort.objects.select_for_update(of=("self",)).get(pk=cohort.pk)
        there = UseCount.objects.filter(**_kind(cohort, used), people__gte=F("struck") + used.people)
        if not there.update(struck=F("struck") + used.people):
            # No number in the words: of a day that is over it would tell how few there were.
            raise NotCounted(_("Not so many of this kind were counted on that day. Look at the day and the kind."))
    record(actor, "programmes.use.taken_back", cohort, at=at, people=used.people)


def _counting(actor: Actor, cohort_id: UUID, used: Used, at: datetime) -> Cohort:
    """The round, for somebody who counts there what can be counted."""
    cohort = Cohort.objects.select_related("version").get(pk=cohort_id, region_id=actor.here)
    serving = queries.memberships_of(actor, at=at).filter(cohort_id=cohort_id)
    require(access.may_count(actor, cohort, serves=serving.exists()))
    _check(cohort, used, at)
    return cohort


def _kind(cohort: Cohort, used: Used) -> dict[str, Any]:
    return {
        "region_id": cohort.region_id,
        "authority_id": cohort.authority_id,
        "cohort_id": cohort.pk,
        "used_on": used.used_on,
        "neighbourhood": used.neighbourhood,
        "age": used.age,
        "purpose": used.purpose,
        "language": used.language,
    }


@transaction.atomic
def set_use_event(*, actor: Actor, cohort_id: UUID, names: Mapping[str, str], month: date, at: datetime) -> UseEvent:
    """Name the event that parts before from after. It is set once: two events a month apart would tell that month.

    Raises:
        Cohort.DoesNotExist: there is no such round in the actor's region.
        PermissionDenied: the actor does not run the programme.
        NoUseLog: the programme counts no use.
        NotCountable: no name.
        EventIsSet: there is one.
    """
    cohort = locked_cohort(actor, cohort_id)
    require(access.may_decide(actor, cohort))
    _log_of(cohort)
    said = {language: text.strip()[:200] for language, text in names.items() if text.strip()}
    if not said:
        raise NotCountable(_("Write what happened."))
    if UseEvent.objects.filter(cohort=cohort).exists():
        raise EventIsSet(_("An event is named already, and stays: a second one would tell what single months counted."))
    event = UseEvent.objects.create(
        id=uuid4(),
        region_id=cohort.region_id,
        authority_id=cohort.authority_id,
        cohort=cohort,
        month=month.replace(day=1),
        names=said,
    )
    record(actor, "programmes.use.event_set", cohort, at=at)
    return event


def _check(cohort: Cohort, used: Used, at: datetime) -> None:
    kinds = _log_of(cohort)
    known = (
        used.neighbourhood in {one.key for one in kinds.neighbourhoods}
        and used.age in {one.key for one in kinds.ages}
        and used.purpose in {one.key for one in kinds.purposes}
        and used.language in dict(settings.LANGUAGES)
    )
    if not known:
        raise NoSuchKind(_("Choose a neighbourhood, an age, a purpose and a language of those on the page."))
    if not 0 < used.people <= MOST_AT_ONCE:
        raise NotCountable(_("Write how many came: from 1 to 2000."))
    if not localdate(cohort.opens_at) <= used.used_on <= localdate(at):
        raise NotCountable(_("Choose a day from the opening of this round until today."))


def _log_of(cohort: Cohort) -> queries.Kinds:
    kinds = kinds_of(cohort)
    if kinds is None:
        raise NoUseLog(_("This programme counts no use. Nothing of this is kept here."))
    return kinds
