"""Alerts about those who stay away: raised once a row of absences, closed when they come again or somebody called."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction
from django.db.models import F, Max, Q, Window
from django.urls import reverse
from django.utils.translation import override

from igum.core.access import require
from igum.core.actor import Actor, system_actor
from igum.core.audit import record, record_each
from igum.core.tenancy import tenant_scope
from igum.engines.schedule.feeds import initials
from igum.messages.commands import Letter, Recipient, write_messages
from igum.people import queries as people
from igum.programmes import queries
from igum.programmes.models import AbsenceAlert, Attendance, Engagement, Session, TeamMember
from igum.programmes.queries.files import programme_of
from igum.programmes.queries.rosters import phase_of
from igum.programmes.rules.attendance import CAME, absences_in_a_row

ABOUT = "programmes.cohort"
COORDINATORS = ("coordinator",)


def watch_absences(session: Session, engagement_ids: Sequence[UUID], *, at: datetime) -> int:
    """Raise and close alerts about these, after a session was noted. How many were raised. Runs as the program."""
    phase = phase_of(programme_of(session.cohort.version), session.phase)
    if phase is None or phase.attendance is None or phase.attendance.alert is None or not engagement_ids:
        return 0
    most = phase.attendance.alert.absences_in_a_row
    rows = {pk: absences_in_a_row(noted) for pk, noted in _noted(engagement_ids).items()}
    there = {
        (alert.engagement_id, alert.since_id): alert
        for alert in AbsenceAlert.objects.select_for_update(of=("self",)).filter(engagement_id__in=rows)
    }
    _close_broken(there, rows, at=at)
    raised = []
    for pk, row in rows.items():
        if len(row) < most:
            continue
        known = there.get((pk, row[0]))
        if known is None:
            raised.append(_alert(session, pk, row, at=at))
        elif known.in_a_row != len(row):
            known.in_a_row = len(row)
            known.save(update_fields=["in_a_row"])
    AbsenceAlert.objects.bulk_create(raised)
    if raised:
        record_each(system_actor(session.region_id), "programmes.absences.alerted", raised, at=at)
        _tell(session, raised, at=at)
    return len(raised)


@transaction.atomic
def close_alert(*, actor: Actor, alert_id: UUID, at: datetime) -> None:
    """Note that somebody called them. A second time changes nothing.

    Raises:
        AbsenceAlert.DoesNotExist: there is none that the actor may see.
        PermissionDenied: the actor neither leads the round nor runs the programme.
    """
    seen = queries.absence_alerts_for(actor, at=at).get(pk=alert_id)
    require(queries.may_arrange_cohort(actor, seen.cohort, at=at))
    with tenant_scope(system_actor(actor.here)):
        alert = AbsenceAlert.objects.select_for_update(of=("self",)).get(pk=alert_id)
        if alert.closed_at is not None:
            return
        alert.closed_at, alert.closed_by_id = at, actor.user_id
        alert.save(update_fields=["closed_at", "closed_by"])
    record(actor, "programmes.absences.closed", alert, at=at)


def _noted(engagement_ids: Sequence[UUID]) -> dict[UUID, list[tuple[UUID, str]]]:
    """What was noted of each since they came last, by time, and that.

    What was noted of a session that is called off since does not count.
    """
    noted: dict[UUID, list[tuple[UUID, str]]] = {pk: [] for pk in engagement_ids}
    came = Max("session__starts_at", filter=Q(status__in=CAME))
    found = Attendance.objects.filter(engagement_id__in=noted, session__cancelled_at=None).annotate(
        came_at=Window(came, partition_by="engagement_id")
    )
    since = found.filter(Q(came_at=None) | Q(session__starts_at__gte=F("came_at")))
    for engagement_id, session_id, status in since.order_by("session__starts_at", "session_id").values_list(
        "engagement_id", "session_id", "status"
    ):
        if engagement_id is not None:
            noted[engagement_id].append((session_id, status))
    return noted


def _close_broken(
    there: dict[tuple[UUID, UUID], AbsenceAlert], rows: dict[UUID, tuple[UUID, ...]], *, at: datetime
) -> None:
    broken = [
        alert
        for (pk, since), alert in there.items()
        if alert.closed_at is None and (not rows[pk] or rows[pk][0] != since)
    ]
    for alert in broken:
        alert.closed_at = at
    AbsenceAlert.objects.bulk_update(broken, ["closed_at"])


def _alert(session: Session, engagement_id: UUID, row: tuple[UUID, ...], *, at: datetime) -> AbsenceAlert:
    return AbsenceAlert(
        id=uuid4(),
        region_id=session.region_id,
        authority_id=session.authority_id,
        cohort_id=session.cohort_id,
        engagement_id=engagement_id,
        since_id=row[0],
        in_a_row=len(row),
        raised_at=at,
    )


def _tell(session: Session, raised: Sequence[AbsenceAlert], *, at: datetime) -> None:
    """One letter about each to the coordinator and to whoever leads: in initials, the names are on the page."""
    engagements = Engagement.objects.in_bulk([alert.engagement_id for alert in raised])
    told = _told(session, at=at)
    letters = [
        _letter(session, alert, engagements[alert.engagement_id], to, key) for alert in raised for key, to in told
    ]
    write_messages(actor=system_actor(session.region_id), letters=letters, at=at)


def _told(session: Session, *, at: datetime) -> list[tuple[str, Recipient]]:
    program = system_actor(session.region_id)
    posts = people.holders_of(program, COORDINATORS, authority_id=session.authority_id, at=at)
    found = {user.email: (f"u{user.pk}", Recipient(user.name or user.email, "he", email=user.email)) for user in posts}
    leading = TeamMember.objects.serving(at).filter(cohort_id=session.cohort_id, leads=True).select_related("user")
    for member in leading.order_by("name", "pk"):
        email = member.user.email if member.user else ""
        to = Recipient(member.name, member.language, member.phone, email)
        found.setdefault(email or str(member.pk), (str(member.pk), to))
    return list(found.values())


def _letter(session: Session, alert: AbsenceAlert, engagement: Engagement, to: Recipient, key: str) -> Letter:
    names = session.cohort.programme.names
    with override(to.language):
        facts = {
            "name": to.name,
            "programme": names.get(to.language) or names.get("he") or next(iter(names.values()), ""),
            "family": initials(engagement.name) or "–",
            "count": str(alert.in_a_row),
            "link": settings.IGUM_ADDRESS + reverse("programmes:calendar", args=[session.cohort_id]),
        }
    return Letter(
        to=to,
        about=(ABOUT, session.cohort_id),
        once=f"absences:{alert.pk}:{key}",
        authority_id=session.authority_id,
        template="programmes.absences",
        facts=facts,
    )
