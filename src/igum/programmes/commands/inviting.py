"""Asking volunteers to join a team, and their answer."""

from datetime import datetime
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from igum.core.access import require
from igum.core.actor import Actor, system_actor
from igum.core.audit import record
from igum.core.errors import Refused
from igum.core.tenancy import tenant_scope
from igum.programmes import access, queries
from igum.programmes.commands.places import locked_cohort
from igum.programmes.models import Invitation, TeamMember
from igum.programmes.queries.files import programme_of
from igum.programmes.queries.inviting import recruiting_of
from igum.volunteering import queries as volunteering


class NobodyNeeded(Refused):
    """The role has as many as it needs, or the file has no such role for volunteers."""


class PapersLacking(Refused):
    """Papers that the role requires are not in force."""


class AskedAlready(Refused):
    """They are asked, or serve, already."""


class WasAnsweredAlready(Refused):
    """The invitation was answered before, or is not theirs."""


@transaction.atomic
def invite_volunteer(*, actor: Actor, cohort_id: UUID, role: str, volunteer_id: UUID, at: datetime) -> Invitation:
    """Ask a volunteer to serve in a role. They answer on their own page.

    Raises:
        Cohort.DoesNotExist: there is no such round in the actor's region.
        PermissionDenied: the actor does not run the programme.
        NobodyNeeded: nobody more is needed in this role now, or it is none for volunteers.
        AskedAlready: they are asked already, serve already, or rest.
    """
    cohort = locked_cohort(actor, cohort_id)
    require(access.may_decide(actor, cohort))
    needs = programme_of(cohort.version).roles.get(role)
    if needs is None or not needs.volunteer:
        raise NobodyNeeded(_("Volunteers do not serve in this role. Choose one that the file opens to them."))
    found = recruiting_of(actor, cohort, role, at=at)
    if found.is_paused:
        raise NobodyNeeded(_("This role has as many as it needs. Ask nobody for nothing; go on when somebody leaves."))
    chosen = next((one for one in found.candidates if one.volunteer.pk == volunteer_id), None)
    if chosen is None or chosen.invited:
        raise AskedAlready(_("They are asked already, serve already, or take a break. Reload the page."))
    invitation = Invitation(
        id=uuid4(),
        region_id=cohort.region_id,
        authority_id=cohort.authority_id,
        cohort=cohort,
        role=role,
        volunteer_id=volunteer_id,
        user_id=chosen.volunteer.user_id,
        name=chosen.volunteer.name,
        invited_at=at,
        invited_by_id=actor.user_id,
    )
    try:
        with transaction.atomic():
            invitation.save(force_insert=True)
    except IntegrityError:
        raise AskedAlready(_("They are asked already, serve already, or take a break. Reload the page.")) from None
    record(actor, "programmes.team.invited", invitation, at=at, role=role)
    return invitation


@transaction.atomic
def answer_invitation(*, actor: Actor, invitation_id: UUID, agrees: bool, at: datetime) -> TeamMember | None:
    """Join the team, or decline. What matching may know of them comes from their own profile.

    Raises:
        Invitation.DoesNotExist: there is none that the actor is asked by.
        WasAnsweredAlready: it was answered before.
        PapersLacking: a paper that the role requires is not in force.
        AskedAlready: they serve already.
    """
    invitation = Invitation.objects.get(pk=invitation_id, region_id=actor.here, user_id=actor.user_id or 0)
    with tenant_scope(system_actor(actor.here)):
        invitation = Invitation.objects.select_for_update(of=("self",)).get(pk=invitation_id)
        if invitation.accepted_at or invitation.declined_at:
            raise WasAnsweredAlready(_("You answered this already. Call the coordinator to change it."))
        if agrees:
            invitation.accepted_at, invitation.member = at, _join(invitation, at)
        else:
            invitation.declined_at = at
        invitation.save(update_fields=["accepted_at", "declined_at", "member"])
    word = "programmes.team.invitation_accepted" if agrees else "programmes.team.invitation_declined"
    record(actor, word, invitation, at=at)
    return invitation.member


def _join(invitation: Invitation, at: datetime) -> TeamMember:
    cohort, role = invitation.cohort, invitation.role
    volunteer = volunteering.volunteers_by_id([invitation.volunteer_id])[invitation.volunteer_id]
    if TeamMember.objects.serving(at).filter(cohort=cohort, role=role, user_id=invitation.user_id).exists():
        raise AskedAlready(_("You serve in this role already. Nothing more is needed."))
    member = TeamMember(
        id=uuid4(),
        region_id=cohort.region_id,
        authority_id=cohort.authority_id,
        cohort=cohort,
        role=role,
        user_id=invitation.user_id,
        volunteer_id=volunteer.pk,
        name=volunteer.name,
        phone=volunteer.phone[:20],
        language=volunteer.language,
        locality_id=volunteer.locality_id,
        facts={name: value for name, value in volunteering.facts_of(volunteer, localdate(at)).items() if value},
        since_at=at,
    )
    lacking = queries.members_lacking(cohort, [member], at=at)
    if lacking:
        raise PapersLacking(
            _("A document that this task requires is not in force: %(kinds)s. Hand it in on your page, then answer.")
            % {"kinds": ", ".join(volunteering.kind_name(one.kind) for one in lacking[member.pk])}
        )
    member.save(force_insert=True)
    return member
