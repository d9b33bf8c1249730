"""Publishing a programme's file: its version is kept word for word, its form and its rounds are made from it."""

import hashlib
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.timezone import make_aware
from django.utils.translation import gettext as _

from igum.core.access import require
from igum.core.actor import Actor
from igum.core.audit import record
from igum.core.errors import Refused
from igum.programmes import access
from igum.programmes.models import Cohort, Programme, ProgrammeVersion
from igum.programmes.queries.files import plan_of
from igum.programmes.rules.intake import intake_definition
from igum.programmes.rules.programme import CohortPlan
from igum.programmes.rules.programme import Programme as File
from igum.programmes.rules.running import can_run
from igum.questionnaires.commands import keep_questionnaire


class MayNotRun(Refused):
    """The file is sound, and the platform does not run such a programme yet."""


class WasApplied(Refused):
    """Another file was applied under this version."""


class MayNotReplace(Refused):
    """The newer file would pull a running round away, or its version was not raised enough."""


class RoundExists(Refused):
    """The programme has a round of this name."""


@transaction.atomic
def apply_file(*, actor: Actor, source: str, file: File, authority_id: int | None, at: datetime) -> ProgrammeVersion:
    """Publish a checked file: a new version of its programme, and the rounds it names. Again, it changes nothing.

    A round that takes applications, or has any, keeps the version it started on. ``source`` is the file word for word,
    ``file`` what it says, checked; ``authority_id`` is None for a programme that the region itself runs.

    Raises:
        PermissionDenied: the actor publishes no programmes of this authority.
        MayNotRun: the programme is sealed, coded or anonymous.
        WasApplied: this version was applied with other words, or the programme is another authority's.
        MayNotReplace: its version is too low for what it changes, or it takes a running round away.
    """
    require(access.may_publish(actor, authority_id))
    leave = can_run(file)
    if not leave:
        raise MayNotRun(leave.reason)
    programme = _programme(actor, file, authority_id)
    mark = hashlib.sha256(source.encode()).hexdigest()
    before = ProgrammeVersion.objects.filter(programme=programme, version=file.version).first()
    if before is not None:
        if before.sha256 != mark:
            raise WasApplied(
                _("Version %(version)s was applied with other words. Raise the version in the file.")
                % {"version": file.version}
            )
        return before

    plan = plan_of(actor.here, file, at=at)
    if plan is not None and not plan.decision:
        raise MayNotReplace(plan.decision.reason)

    intake = file.forms[file.intake.form] if file.intake else {"title": dict(file.names), "questions": []}
    kept = keep_questionnaire(
        actor=actor,
        region_id=actor.here,
        authority_id=authority_id,
        key=f"programmes.{file.key}",
        definition=intake_definition(intake, file.definition.get("consents", [])),
        at=at,
    )
    version = ProgrammeVersion.objects.create(
        id=uuid4(),
        region_id=actor.here,
        authority_id=authority_id,
        programme=programme,
        version=file.version,
        source=source,
        definition=dict(file.definition),
        sha256=mark,
        intake=kept,
        applied_at=at,
        applied_by_id=actor.user_id,
    )
    programme.names, programme.summary = dict(file.names), dict(file.summary)
    programme.save(update_fields=["names", "summary"])
    _keep_rounds(version, file, at=at)
    record(actor, "programmes.file.applied", version, at=at, version=file.version)
    return version


@transaction.atomic
def open_cohort(*, actor: Actor, programme_id: UUID, plan: CohortPlan, at: datetime) -> Cohort:
    """Open one more round of a programme, on its newest version, without a new file.

    Raises:
        Programme.DoesNotExist: there is no such programme in the actor's region.
        PermissionDenied: the actor publishes no programmes of its authority.
        RoundExists: a round of this key is there.
    """
    programme = Programme.objects.select_for_update(of=("self",)).get(pk=programme_id, region_id=actor.here)
    require(access.may_publish(actor, programme.authority_id))
    if programme.cohorts.filter(key=plan.key).exists():
        raise RoundExists(_("A round named %(key)s is there already. Choose another name.") % {"key": plan.key})
    newest = programme.versions.latest("applied_at", "version")
    cohort = Cohort.objects.create(
        id=uuid4(), region_id=programme.region_id, programme=programme, key=plan.key, **_as_fields(newest, plan)
    )
    record(actor, "programmes.cohort.opened", cohort, at=at, places=cohort.places)
    return cohort


def _programme(actor: Actor, file: File, authority_id: int | None) -> Programme:
    Programme.objects.bulk_create(
        [Programme(region_id=actor.here, authority_id=authority_id, key=file.key, names={}, summary={})],
        ignore_conflicts=True,
    )
    programme = Programme.objects.select_for_update().filter(region_id=actor.here, key=file.key).first()
    if programme is None or programme.authority_id != authority_id:
        raise WasApplied(_("A programme of this key is run by another authority of the region. Choose another key."))
    return programme


def _keep_rounds(version: ProgrammeVersion, file: File, *, at: datetime) -> None:
    for plan in file.cohorts:
        fields = _as_fields(version, plan)
        cohort = Cohort.objects.filter(programme=version.programme, key=plan.key).first()
        if cohort is None:
            Cohort.objects.create(
                id=uuid4(), region_id=version.region_id, programme=version.programme, key=plan.key, **fields
            )
        elif cohort.opens_at > at and not cohort.applications.exists():
            Cohort.objects.filter(pk=cohort.pk).update(**fields)


def _as_fields(version: ProgrammeVersion, plan: CohortPlan) -> dict[str, Any]:
    return {
        "version": version,
        "opens_at": _midnight(plan.opens),
        "closes_at": _midnight(plan.closes + timedelta(days=1)),
        "starts_on": plan.starts,
        "places": plan.places,
        "authority_id": version.authority_id,
    }


def _midnight(day: date) -> datetime:
    return make_aware(datetime.combine(day, time()))
