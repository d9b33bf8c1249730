"""The team of a cohort: who joins it, who goes with whom, and both sides' word on it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from igum.core.access import require
from igum.core.actor import Actor, system_actor
from igum.core.audit import record, record_each
from igum.core.errors import Refused
from igum.core.tenancy import tenant_scope
from igum.engines.matching.matching import match as match_all
from igum.engines.matching.outcomes import Reason, Unmatched
from igum.programmes import access
from igum.programmes.commands.places import locked_cohort
from igum.programmes.models import Cohort, Engagement, Match, TeamMember
from igum.programmes.queries.files import programme_of
from igum.programmes.queries.inviting import members_lacking
from igum.programmes.queries.pairing import terms_for
from igum.programmes.rules import programme as file


class NoSuchRole(Refused):
    """The file has no such role."""


class AlreadyServes(Refused):
    """The person has this role in the round already."""


class NotBothHere(Refused):
    """One of the two takes no part in this round any more, or they go together already."""


class MayNotBegin(Refused):
    """A paper of the member is not in force: what goes on goes on, and nothing new begins."""


class NothingToMatch(Refused):
    """The file matches nobody by this key."""


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody who joins a team. Facts are the answers of the role's form, by name."""

    name: str
    user_id: int | None = None
    phone: str = ""
    language: str = "he"
    locality_id: int | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)
    leads: bool = False


@dataclass(frozen=True, slots=True)
class Proposed:
    """What a matching found: how many pairs it proposes, and who is left and why."""

    made: int
    unmatched: tuple[Unmatched, ...]


@transaction.atomic
def add_member(*, actor: Actor, cohort_id: UUID, role: str, newcomer: Newcomer, at: datetime) -> TeamMember:
    """Let somebody serve in a role of a cohort's file.

    Raises:
        Cohort.DoesNotExist: there is no such round in the actor's region.
        PermissionDenied: the actor does not run the programme.
        NoSuchRole: the file has no such role.
        AlreadyServes: the person has this role in the round already.
    """
    cohort = locked_cohort(actor, cohort_id)
    require(access.may_decide(actor, cohort))
    if role not in programme_of(cohort.version).roles:
        raise NoSuchRole(_("This programme has no such role. Choose one that its file names."))
    serving = TeamMember.objects.serving(at).filter(cohort=cohort, role=role, user_id=newcomer.user_id or 0)
    if newcomer.user_id and serving.exists():
        raise AlreadyServes(_("This person has this role in the round already."))
    member = TeamMember.objects.create(
        id=uuid4(),
        region_id=cohort.region_id,
        authority_id=cohort.authority_id,
        cohort=cohort,
        role=role,
        user_id=newcomer.user_id,
        name=newcomer.name,
        phone=newcomer.phone,
        language=newcomer.language,
        locality_id=newcomer.locality_id,
        facts=dict(newcomer.facts),
        leads=newcomer.leads,
        since_at=at,
    )
    record(actor, "programmes.team.joined", member, at=at, role=role)
    return member


@transaction.atomic
def end_member(*, actor: Actor, member_id: UUID, reason: str, at: datetime) -> None:
    """End somebody's term: from that moment they see nothing of the cohort. Their matches end with it.

    One that has ended stays as it ended.

    Raises:
        TeamMember.DoesNotExist: there is none in the actor's region.
        PermissionDenied: the actor does not run the programme.
    """
    member = (
        TeamMember.objects.select_for_update(of=("self",))
        .select_related("cohort")
        .get(pk=member_id, region_id=actor.here)
    )
    require(access.may_decide(actor, member.cohort))
    if member.until_at is not None and member.until_at <= at:
        return
    member.until_at = max(at, member.since_at)
    member.save(update_fields=["until_at"])
    ended = Match.objects.standing(at).filter(member=member)
    ended.update(ended_at=at, end_reason=reason[:400])
    record(actor, "programmes.team.left", member, at=at)


@transaction.atomic
def propose_matches(*, actor: Actor, cohort_id: UUID, key: str, at: datetime) -> Proposed:
    """Match everybody who has nobody yet by the file's rules. Approved pairs stay; earlier proposals are made anew.

    Raises:
        Cohort.DoesNotExist: there is no such round in the actor's region.
        PermissionDenied: the actor does not run the programme.
        NothingToMatch: the file matches nobody by this key.
    """
    cohort = locked_cohort(actor, cohort_id)
    require(access.may_decide(actor, cohort))
    rules = _matching(cohort, key)
    earlier = Match.objects.standing(at).filter(engagement__cohort=cohort, member__role=rules.role, approved_at=None)
    earlier.filter(by_hand=False).update(ended_at=at)
    found = match_all(terms_for(actor, cohort, rules, at=at))
    engagements = _by_key(Engagement.objects.filter(cohort=cohort).select_related("application"))
    members = _by_key(TeamMember.objects.filter(cohort=cohort, role=rules.role))
    asked = {(str(one.engagement_id), str(one.member_id)) for one in earlier.filter(by_hand=True)}
    proposed = [
        _match(engagements[one.subject], members[one.candidate], at, reasons=_as_json(one.reasons))
        for one in found.matches
        if not one.stays and (one.subject, one.candidate) not in asked
    ]
    Match.objects.bulk_create(proposed)
    record_each(actor, "programmes.match.proposed", proposed, at=at)
    return Proposed(len(proposed), found.unmatched)


@transaction.atomic
def match_by_hand(*, actor: Actor, engagement_id: UUID, member_id: UUID, at: datetime) -> Match:
    """Put two together whom a person chose. The next matching keeps them.

    Raises:
        Engagement.DoesNotExist, TeamMember.DoesNotExist: one of the two is not in the actor's region.
        PermissionDenied: the actor does not run the programme.
        NotBothHere: one takes no part any more, the two are of different rounds, or go together already.
    """
    engagement = Engagement.objects.select_related("cohort", "application").get(pk=engagement_id, region_id=actor.here)
    cohort = locked_cohort(actor, engagement.cohort_id)
    require(access.may_decide(actor, cohort))
    member = TeamMember.objects.get(pk=member_id, region_id=actor.here)
    here = member.cohort_id == engagement.cohort_id and engagement.ended_at is None
    there = Match.objects.standing(at).filter(engagement=engagement, member=member).exists()
    if not here or there or (member.until_at and member.until_at <= at):
        raise NotBothHere(_("These two cannot be put together: one has left this round, or they go together already."))
    _refuse_lacking(cohort, member, at)
    made = _match(engagement, member, at, by_hand=True)
    made.approved_at, made.approved_by_id = at, actor.user_id
    made.save(force_insert=True)
    record(actor, "programmes.match.made", made, at=at)
    return made


@transaction.atomic
def approve_match(*, actor: Actor, match_id: UUID, at: datetime) -> None:
    """Approve a proposed pair; now both sides are asked. The second time changes nothing.

    Raises:
        Match.DoesNotExist: there is none in the actor's region.
        PermissionDenied: the actor does not run the programme.
        NotBothHere: the pair was declined or ended meanwhile.
    """
    match = _locked(actor, match_id)
    require(access.may_decide(actor, match.engagement.cohort))
    if match.declined_at or match.ended_at:
        raise NotBothHere(_("This pair was declined or ended meanwhile. Reload the page and propose another."))
    if match.approved_at is None:
        match.approved_at, match.approved_by_id = at, actor.user_id
        match.save(update_fields=["approved_at", "approved_by"])
        record(actor, "programmes.match.approved", match, at=at)


@transaction.atomic
def answer_match(*, actor: Actor, match_id: UUID, agrees: bool, at: datetime, for_member: bool = False) -> None:
    """Agree to go together, or decline: the subject by its link, the member, or who runs it for one who called.

    A pair that one of the two declined is not proposed again. ``for_member``: a member without an account called.

    Raises:
        Match.DoesNotExist: there is none that the actor is asked about.
        PermissionDenied: the pair is not approved, or ended.
    """
    asked = Match.objects.select_related("engagement__cohort", "member").get(pk=match_id, region_id=actor.here)
    side = access.side_of(actor, asked, for_member=for_member)
    require(access.may_answer_match(asked, side, at))
    with tenant_scope(system_actor(asked.region_id)):
        match = Match.objects.select_for_update(of=("self",)).get(pk=match_id)
        require(access.may_answer_match(match, side, at))
        if agrees and side == access.Side.MEMBER:
            _refuse_lacking(asked.engagement.cohort, asked.member, at)
        if not agrees:
            match.declined_at, match.declined_by_subject = match.declined_at or at, side == access.Side.SUBJECT
        elif side == access.Side.SUBJECT:
            match.subject_agreed_at = match.subject_agreed_at or at
        else:
            match.member_agreed_at = match.member_agreed_at or at
        match.save(update_fields=["declined_at", "declined_by_subject", "subject_agreed_at", "member_agreed_at"])
    record(actor, "programmes.match.agreed" if agrees else "programmes.match.declined", match, at=at)


@transaction.atomic
def end_match(*, actor: Actor, match_id: UUID, reason: str, at: datetime) -> None:
    """End a pair. From that moment the member sees nothing of the subject.

    Raises:
        Match.DoesNotExist: there is none in the actor's region.
        PermissionDenied: the actor does not run the programme.
    """
    match = _locked(actor, match_id)
    require(access.may_decide(actor, match.engagement.cohort))
    if match.ended_at is None:
        match.ended_at, match.end_reason = at, reason[:400]
        match.save(update_fields=["ended_at", "end_reason"])
        record(actor, "programmes.match.ended", match, at=at)


def _refuse_lacking(cohort: Cohort, member: TeamMember, at: datetime) -> None:
    if members_lacking(cohort, [member], at=at):
        raise MayNotBegin(_("A document that this role requires is not in force. Nobody new is gone with until it is."))


def _matching(cohort: Cohort, key: str) -> file.Match:
    found = next((one for one in programme_of(cohort.version).matching if one.key == key), None)
    if found is None:
        raise NothingToMatch(_("This programme matches nobody under this name. Choose one that its file has."))
    return found


def _locked(actor: Actor, match_id: UUID) -> Match:
    matches = Match.objects.select_for_update(of=("self",)).select_related("engagement__cohort")
    return matches.get(pk=match_id, region_id=actor.here)


def _match(
    engagement: Engagement, member: TeamMember, at: datetime, *, reasons: list[Any] | None = None, by_hand: bool = False
) -> Match:
    return Match(
        id=uuid4(),
        region_id=engagement.region_id,
        authority_id=engagement.authority_id,
        engagement=engagement,
        member=member,
        user_id=member.user_id,
        link_hash=engagement.application.link_hash,
        reasons=reasons or [],
        by_hand=by_hand,
        proposed_at=at,
    )


def _as_json(reasons: Iterable[Reason]) -> list[Any]:
    return [
        {"because": one.because.value, "facts": {name: _plain(value) for name, value in one.facts.items()}}
        for one in reasons
    ]


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


def _by_key(rows: Iterable[Any]) -> dict[str, Any]:
    return {str(row.pk): row for row in rows}
