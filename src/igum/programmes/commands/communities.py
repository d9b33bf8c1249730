"""A settlement's way: its profile, its leading team, its goals and what was done with its leadership."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.timezone import localdate, make_aware
from django.utils.translation import gettext as _

from igum.core.access import require
from igum.core.actor import Actor, system_actor
from igum.core.audit import record
from igum.core.errors import Refused
from igum.core.tenancy import tenant_scope
from igum.programmes import access, queries
from igum.programmes.commands.team import Newcomer, add_member, answer_match, match_by_hand
from igum.programmes.commands.work import refuse_ended
from igum.programmes.models import Engagement, Goal, Match, Measurement, ProfileEntry, WorkEntry
from igum.programmes.queries.communities import goals_of
from igum.programmes.queries.files import programme_of
from igum.programmes.rules.goals import Standing
from igum.programmes.rules.subjects import Community, Named

LONGEST = 4000
MOST_GOALS = 30
NOON = time(12)  # of a day: no change of clocks moves it to another


class NoCommunity(Refused):
    """The programme does not go with settlements."""


class NotInTheFile(Refused):
    """The file has no such kind, theme or body."""


class NothingSaid(Refused):
    """A word or a number that is needed is missing."""


class TooEarly(Refused):
    """What has not happened yet cannot be written down."""


class GoalIsDropped(Refused):
    """The goal is not pursued any more."""


class TooManyGoals(Refused):
    """So many goals are none."""


class WasReviewed(Refused):
    """The goals were looked at on this day already."""


@dataclass(frozen=True, slots=True)
class Known:
    """Something known of a settlement, by language, with who says so and the day for which it holds."""

    kind: str
    texts: Mapping[str, str]
    source: str
    known_on: date


@dataclass(frozen=True, slots=True)
class Aim:
    """A goal as it is set: what is to be reached, what is counted, from where to where, by when."""

    theme: str
    texts: Mapping[str, str]
    measures: Mapping[str, str]
    target: Decimal
    due_on: date
    baseline: Decimal | None = None
    more_is_better: bool = True


@dataclass(frozen=True, slots=True)
class Worked:
    """What was done on a day, on which theme and with which body; both may be empty."""

    worked_on: date
    text: str
    theme: str = ""
    body: str = ""


@transaction.atomic
def write_profile(*, actor: Actor, engagement_id: UUID, known: Known, at: datetime) -> ProfileEntry:
    """Write down something known of a settlement.

    Raises:
        Engagement.DoesNotExist: there is none that the actor may see.
        PermissionDenied: the actor is neither of its team nor runs the programme.
        HasEnded: the settlement takes no part any more.
        NoCommunity, NotInTheFile: the file has no settlements, or no such kind.
        NothingSaid: the text or its source is missing.
        TooEarly: its day has not come.
    """
    engagement, community = _led(actor, engagement_id, at)
    _in_file(community.profile, known.kind)
    texts = _said(known.texts)
    if not texts or not known.source.strip():
        raise NothingSaid(_("Write what is known, and who says so."))
    _happened(known.known_on, at)
    with tenant_scope(system_actor(engagement.region_id)):
        entry = ProfileEntry.objects.create(
            **_of(engagement),
            kind=known.kind,
            texts=texts,
            source=known.source.strip()[:200],
            known_on=known.known_on,
            written_at=at,
            written_by_id=actor.user_id,
        )
    record(actor, "programmes.profile.written", entry, at=at, kind=known.kind)
    return entry


@transaction.atomic
def strike_profile(*, actor: Actor, engagement_id: UUID, entry_id: UUID, at: datetime) -> None:
    """Strike something that does not hold any more. The second time changes nothing.

    Raises:
        Engagement.DoesNotExist, ProfileEntry.DoesNotExist: there is none that the actor may see.
        PermissionDenied: the actor is neither of its team nor runs the programme.
        HasEnded: the settlement takes no part any more.
    """
    engagement, _community = _led(actor, engagement_id, at)
    with tenant_scope(system_actor(engagement.region_id)):
        entry = ProfileEntry.objects.select_for_update(of=("self",)).get(pk=entry_id, engagement=engagement)
        if entry.struck_at:
            return
        entry.struck_at = at
        entry.save(update_fields=["struck_at"])
    record(actor, "programmes.profile.struck", entry, at=at)


@transaction.atomic
def join_settlement(*, actor: Actor, engagement_id: UUID, role: str, newcomer: Newcomer, at: datetime) -> Match:
    """Let somebody serve with one settlement: of its leading team, its committee. Both sides are asked as always.

    Somebody without an account said so to whoever enters them: nobody is left to ask.

    Raises:
        Engagement.DoesNotExist: there is none that the actor may see.
        PermissionDenied: the actor does not run the programme.
        HasEnded: the settlement takes no part any more.
        NoSuchRole, AlreadyServes, NotBothHere: as when somebody joins a team, and goes with a subject.
    """
    engagement = queries.engagements_for(actor, at=at).get(pk=engagement_id)
    require(access.may_decide(actor, engagement))
    refuse_ended(engagement, engagement.cohort)
    member = add_member(actor=actor, cohort_id=engagement.cohort_id, role=role, newcomer=newcomer, at=at)
    match = match_by_hand(actor=actor, engagement_id=engagement_id, member_id=member.pk, at=at)
    if newcomer.user_id is None:
        for for_member in (False, True):
            answer_match(actor=actor, match_id=match.pk, agrees=True, at=at, for_member=for_member)
    return match


@transaction.atomic
def set_goal(*, actor: Actor, engagement_id: UUID, aim: Aim, at: datetime) -> Goal:
    """Set a settlement a goal, with the number that shows it.

    Raises:
        Engagement.DoesNotExist: there is none that the actor may see.
        PermissionDenied: the actor is neither of its team nor runs the programme.
        HasEnded: the settlement takes no part any more.
        NoCommunity, NotInTheFile: the file has no settlements, or no such theme.
        NothingSaid: what is to be reached, or what is counted, is missing.
        TooManyGoals: there are many already.
    """
    engagement, community = _led(actor, engagement_id, at)
    _in_file(community.themes, aim.theme)
    texts, measures = _said(aim.texts), _said(aim.measures)
    if not texts or not measures:
        raise NothingSaid(_("Write what is to be reached, and what is counted to see it."))
    if aim.baseline is not None and (aim.target > aim.baseline) != aim.more_is_better:
        raise NothingSaid(_("The target must be better than the first value. Look at both numbers once more."))
    with tenant_scope(system_actor(engagement.region_id)):
        Engagement.objects.select_for_update(of=("self",)).get(pk=engagement.pk)
        if Goal.objects.filter(engagement=engagement, dropped_at=None).count() >= MOST_GOALS:
            raise TooManyGoals(_("There are thirty goals already. Drop one before you set another."))
        goal = Goal.objects.create(
            **_of(engagement),
            theme=aim.theme,
            texts=texts,
            measures=measures,
            baseline=aim.baseline,
            target=aim.target,
            more_is_better=aim.more_is_better,
            due_on=aim.due_on,
            set_at=at,
            set_by_id=actor.user_id,
        )
    record(actor, "programmes.goal.set", goal, at=at, theme=aim.theme)
    return goal


@transaction.atomic
def drop_goal(*, actor: Actor, engagement_id: UUID, goal_id: UUID, reason: str, at: datetime) -> None:
    """Pursue a goal no more, and say why. The second time changes nothing.

    Raises:
        Engagement.DoesNotExist, Goal.DoesNotExist: there is none that the actor may see.
        PermissionDenied: the actor is neither of its team nor runs the programme.
        HasEnded: the settlement takes no part any more.
        NothingSaid: no reason.
    """
    engagement, _community = _led(actor, engagement_id, at)
    if not reason.strip():
        raise NothingSaid(_("Write why the goal is dropped, for whoever reads it in a year."))
    with tenant_scope(system_actor(engagement.region_id)):
        goal = Goal.objects.select_for_update(of=("self",)).get(pk=goal_id, engagement=engagement)
        if goal.dropped_at:
            return
        goal.dropped_at, goal.drop_reason = at, reason.strip()[:400]
        goal.save(update_fields=["dropped_at", "drop_reason"])
    record(actor, "programmes.goal.dropped", goal, at=at)


@transaction.atomic
def write_work(*, actor: Actor, engagement_id: UUID, worked: Worked, at: datetime) -> WorkEntry:
    """Write down what was done with a settlement's leadership.

    Raises:
        Engagement.DoesNotExist: there is none that the actor may see.
        PermissionDenied: the actor is neither of its team nor runs the programme.
        HasEnded: the settlement takes no part any more.
        NoCommunity, NotInTheFile: the file has no settlements, or no such theme or body.
        NothingSaid: no word.
        TooEarly: its day has not come.
    """
    engagement, community = _led(actor, engagement_id, at)
    if worked.theme:
        _in_file(community.themes, worked.theme)
    if worked.body:
        _in_file(community.bodies, worked.body)
    entry = _written(actor, engagement, worked, at, is_review=False)
    record(actor, "programmes.work.written", entry, at=at)
    return entry


@transaction.atomic
def review_goals(
    *, actor: Actor, engagement_id: UUID, values: Mapping[UUID, Decimal], worked: Worked, at: datetime
) -> WorkEntry:
    """Look at a settlement's goals again: what each measures on that day, and what it means in words.

    The share of goals that are met is kept as the outcome that the file names, when its moment is now.

    Raises:
        Engagement.DoesNotExist: there is none that the actor may see.
        PermissionDenied: the actor is neither of its team nor runs the programme.
        HasEnded: the settlement takes no part any more.
        NoCommunity: the file has no settlements.
        NothingSaid: no word, or no value.
        TooEarly: its day has not come.
        GoalIsDropped: a value is of a goal that is not pursued here.
        WasReviewed: the goals were reviewed on this day.
    """
    engagement, community = _led(actor, engagement_id, at)
    if not values:
        raise NothingSaid(_("Write what at least one goal measures today."))
    with tenant_scope(system_actor(engagement.region_id)):
        Engagement.objects.select_for_update(of=("self",)).get(pk=engagement.pk)
        goals = {goal.pk: goal for goal in Goal.objects.filter(engagement=engagement, dropped_at=None)}
        if values.keys() - goals.keys():
            raise GoalIsDropped(_("One of these goals is not pursued any more. Reload the page and write the others."))
        if WorkEntry.objects.filter(engagement=engagement, is_review=True, worked_on=worked.worked_on).exists():
            raise WasReviewed(_("The goals were reviewed on this day already. Choose the day of this review."))
    entry = _written(actor, engagement, worked, at, is_review=True)
    with tenant_scope(system_actor(engagement.region_id)):
        day = worked.worked_on.isoformat()
        _measured(actor, engagement, [(goals[key].outcome, day, value) for key, value in values.items()], at)
        _measured(actor, engagement, list(_share_met(engagement, community, worked.worked_on, at)), at)
    record(actor, "programmes.goals.reviewed", entry, at=at, goals=len(values))
    return entry


def _share_met(
    engagement: Engagement, community: Community, on: date, at: datetime
) -> Iterable[tuple[str, str, Decimal]]:
    planned = next(
        (one for one in programme_of(engagement.cohort.version).outcomes if one.key == community.goals_met), None
    )
    phase = queries.phase_at(engagement.cohort, make_aware(datetime.combine(on, NOON)))
    stands = [one.standing for one in goals_of(engagement) if one.goal.dropped_at is None]
    if planned is not None and phase in planned.measured and stands:
        met = sum(stand == Standing.MET for stand in stands)
        yield planned.key, phase, Decimal(met) / Decimal(len(stands))


def _measured(actor: Actor, engagement: Engagement, found: Iterable[tuple[str, str, Decimal]], at: datetime) -> None:
    Measurement.objects.bulk_create(
        (
            Measurement(
                **_of(engagement),
                outcome=outcome,
                moment=moment,
                value=value,
                measured_at=at,
                measured_by_id=actor.user_id,
            )
            for outcome, moment, value in found
        ),
        update_conflicts=True,
        unique_fields=["region", "engagement", "outcome", "moment"],
        update_fields=["value", "measured_at", "measured_by"],
    )


def _written(actor: Actor, engagement: Engagement, worked: Worked, at: datetime, *, is_review: bool) -> WorkEntry:
    if not worked.text.strip():
        raise NothingSaid(_("Write in a line or two what was done."))
    _happened(worked.worked_on, at)
    with tenant_scope(system_actor(engagement.region_id)):
        return WorkEntry.objects.create(
            **_of(engagement),
            worked_on=worked.worked_on,
            theme=worked.theme,
            body=worked.body,
            text=worked.text.strip()[:LONGEST],
            is_review=is_review,
            written_at=at,
            written_by_id=actor.user_id,
        )


def _led(actor: Actor, engagement_id: UUID, at: datetime) -> tuple[Engagement, Community]:
    """A settlement that the actor writes about."""
    engagement = queries.engagements_for(actor, at=at).select_related("cohort__version").get(pk=engagement_id)
    require(access.may_lead(actor, engagement, serves=queries.serves_subject(actor, engagement_id, at=at)))
    refuse_ended(engagement, engagement.cohort)
    community = programme_of(engagement.cohort.version).community
    if community is None:
        raise NoCommunity(_("This programme does not go with settlements. Nothing of this is kept here."))
    return engagement, community


def _in_file(known: Iterable[Named], key: str) -> None:
    if key not in {one.key for one in known}:
        raise NotInTheFile(_("The programme's file has no such word. Choose one of those on the page."))


def _said(texts: Mapping[str, str]) -> dict[str, str]:
    return {language: text.strip()[:LONGEST] for language, text in texts.items() if text.strip()}


def _happened(day: date, at: datetime) -> None:
    if day > localdate(at):
        raise TooEarly(_("This day has not come yet. Write the day on which it was."))


def _of(engagement: Engagement) -> dict[str, object]:
    return {
        "id": uuid4(),
        "region_id": engagement.region_id,
        "authority_id": engagement.authority_id,
        "engagement": engagement,
    }
