"""Who leads sessions: somebody is named, a substitute steps in, and nobody is left without by one who went."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from igum.core.access import require
from igum.core.actor import Actor, system_actor
from igum.core.audit import record_each
from igum.core.errors import Refused
from igum.core.tenancy import tenant_scope
from igum.programmes import access, queries
from igum.programmes.commands.arranging import free_leader
from igum.programmes.commands.inviting import PapersLacking
from igum.programmes.commands.telling import member_concerned, tell_of_session
from igum.programmes.models import Session, TeamMember
from igum.programmes.queries.leading import own_memberships, standing_of
from igum.programmes.rules.leading import Candidacy
from igum.volunteering import queries as volunteering

MOST_AT_ONCE = 100


class MayNotLead(Refused):
    """Somebody who is not of the team then, or has no part in the session, does not lead it."""


class TooManySessions(Refused):
    """More sessions than anybody hands over at once."""


@transaction.atomic
def give_leader(*, actor: Actor, session_ids: Sequence[UUID], member_id: UUID, at: datetime) -> int:
    """Let somebody of the team lead sessions of one cohort: one for a substitute, many when a leader left.

    How many have another leader now; given to the same person again, nothing changes. Both leaders are told.

    Raises:
        Session.DoesNotExist: one is not there, or not for the actor to see.
        TeamMember.DoesNotExist: there is no such member of the cohort's team.
        PermissionDenied: the actor neither leads the round nor runs the programme.
        MayNotLead: the person does not serve then, or has no part in the session; or it is over or called off.
        LeaderElsewhere: the person is at another session then.
        PapersLacking: a paper that their role requires is not in force on the day of a session.
        TooManySessions: more than a hundred at once.
    """
    wanted = set(session_ids)
    if len(wanted) > MOST_AT_ONCE:
        raise TooManySessions(_("Hand over at most a hundred sessions at once."))
    seen = list(queries.sessions_for(actor, at=at).filter(pk__in=wanted))
    if len(seen) != len(wanted) or not seen:
        raise Session.DoesNotExist
    for session in seen:
        require(access.may_arrange(actor, session, own_memberships(actor, session.cohort_id, at=at)))
    with tenant_scope(system_actor(actor.here)):
        sessions = _locked(wanted)
        cohort_ids = {session.cohort_id for session in sessions}
        member = TeamMember.objects.select_related("user").get(pk=member_id, cohort_id__in=cohort_ids)
        changed = [session for session in sessions if session.led_by_id != member.pk]
        _require_papers(member, changed)
        for session in changed:
            _give(session, member, at=at)
    record_each(actor, "programmes.session.leader_named", changed, at=at, member=str(member.pk))
    return len(changed)


def _locked(ids: set[UUID]) -> list[Session]:
    found = Session.objects.select_for_update(of=("self",)).select_related(
        "cohort__programme", "cohort__version", "room", "led_by__user"
    )
    return list(found.filter(pk__in=ids).order_by("starts_at", "is_after", "pk"))


def _require_papers(member: TeamMember, sessions: Sequence[Session]) -> None:
    """Papers run out: they have to hold on the first day and on the last."""
    for session in {one.pk: one for one in (*sessions[:1], *sessions[-1:])}.values():
        lacks = queries.members_lacking(session.cohort, [member], at=session.starts_at).get(member.pk)
        if lacks:
            raise PapersLacking(
                _(
                    "%(name)s cannot lead this session: on its day a document that the role requires is not in force:"
                    " %(kinds)s. Ask for it, or choose somebody else."
                )
                % {"name": member.name, "kinds": ", ".join(volunteering.kind_name(one.kind) for one in lacks)}
            )


def _give(session: Session, member: TeamMember, *, at: datetime) -> None:
    if session.cancelled_at or session.ends_at <= at:
        raise MayNotLead(_("A session that is over or called off needs no leader. Take it off your choice."))
    if member.cohort_id != session.cohort_id or standing_of(member, session) != Candidacy.GOOD:
        raise MayNotLead(
            _("%(name)s cannot lead this session: whoever leads it serves in its round then and is expected at it.")
            % {"name": member.name}
        )
    earlier = session.led_by
    session.led_by = member
    free_leader(session)
    session.sequence += 1
    session.save(update_fields=["led_by", "sequence"])
    once = str(session.sequence)
    tell_of_session("session_to_lead", session, [member_concerned(member, session)], at=at, once=once)
    if earlier is not None and (earlier.until_at is None or earlier.until_at > at):
        tell_of_session("session_not_to_lead", session, [member_concerned(earlier, session)], at=at, once=once)
