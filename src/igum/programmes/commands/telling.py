"""Letters about sessions: to the families in their language, and to the team. Written by the program, each once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import override

from igum.core.actor import system_actor
from igum.messages.commands import Letter, Recipient, withdraw_message, write_messages
from igum.places import queries as places
from igum.programmes.commands.letters import link_of
from igum.programmes.models import Engagement, Session, TeamMember
from igum.programmes.queries.files import programme_of
from igum.programmes.queries.rosters import SUBJECT, phase_of

ABOUT = "programmes.session"


@dataclass(frozen=True, slots=True)
class Concerned:
    """Somebody to be told of a session: who, and the page that they open."""

    key: UUID
    to: Recipient
    link: str


def concerned_by(sessions: Sequence[Session], *, at: datetime) -> list[Concerned]:
    """Everybody who is expected at any of these sessions of one cohort, each once: families, and the team.

    Runs as the program of the region. Whoever leads one of them is concerned too.
    """
    session = sessions[0]
    who = {role for one in sessions for role in one.who}
    found: list[Concerned] = []
    if SUBJECT in who:
        # Whom nobody can write to must not keep the letters of all others back.
        known = Engagement.objects.exclude(name="").filter(application__erased_at=None)
        taking_part = known.filter(cohort_id=session.cohort_id, ended_at=None)
        slug = places.regions().get(pk=session.region_id).slug
        found += [_family(one, slug) for one in taking_part.select_related("application").order_by("began_at", "pk")]
    team = TeamMember.objects.serving(at).exclude(name="").filter(cohort_id=session.cohort_id).select_related("user")
    leading = {one.led_by_id for one in sessions}
    found += [
        member_concerned(one, session)
        for one in team.order_by("role", "name", "pk")
        if one.leads or one.role in who or one.pk in leading
    ]
    return found


def member_concerned(member: TeamMember, session: Session) -> Concerned:
    """One of the team, who opens the page of the session with an account, and none without one."""
    email = member.user.email if member.user else ""
    link = settings.IGUM_ADDRESS + reverse("programmes:session", args=[session.pk]) if member.user_id else ""
    return Concerned(member.pk, Recipient(member.name, member.language, member.phone, email), link)


def tell_of_session(
    kind: str,
    session: Session,
    people: Iterable[Concerned],
    *,
    at: datetime,
    once: str = "",
    before: tuple[datetime, str] | None = None,
) -> int:
    """The same letter about a session to each of these. How many were written or were there already.

    ``kind`` is its key in ``data/session_letters.yaml``. ``once`` tells letters of one kind apart, such as the change
    they tell of; ``before`` is when and where the session was to be. Runs as the program of the region.
    """
    letters = [_letter(kind, session, one, once=once, before=before) for one in people]
    program = system_actor(session.region_id)
    for message in write_messages(actor=program, letters=letters, at=at):
        # Quiet hours end too late for it: whoever hears of a meeting that is over is only alarmed.
        if message.written_at == at and message.due_at >= session.starts_at and kind == "session_reminder":
            withdraw_message(actor=program, message_id=message.pk, at=at)
    return len(letters)


def when_and_where(starts_at: datetime, place: str) -> str:
    """A session's day, hour and place, in the language that is on."""
    moment = localtime(starts_at)
    return ", ".join(part for part in (date_format(moment, "l"), date_format(moment, "DATETIME_FORMAT"), place) if part)


def place_of(session: Session) -> str:
    """Where a session is held, in words."""
    if session.room is None:
        return session.place
    return ", ".join(part for part in (session.room.name, session.room.address) if part)


def name_of(session: Session, language: str) -> str:
    """What a session is called, in a language or one that the file has, with its number."""
    programme = programme_of(session.cohort.version)
    phase = phase_of(programme, session.phase)
    if phase is None:
        return f"{session.phase} {session.number}"
    then = phase.sessions.then if phase.sessions else None
    return f"{programme.text(then.names if session.is_after and then else phase.names, language)} {session.number}"


def _family(engagement: Engagement, slug: str) -> Concerned:
    to = Recipient(engagement.name, engagement.language, engagement.phone, engagement.application.email)
    return Concerned(engagement.pk, to, link_of(engagement.application, slug))


def _letter(
    kind: str, session: Session, person: Concerned, *, once: str, before: tuple[datetime, str] | None
) -> Letter:
    language = person.to.language
    names = session.cohort.programme.names
    with override(language):
        facts = {
            "name": person.to.name,
            "programme": names.get(language) or names.get("he") or next(iter(names.values()), ""),
            "session": name_of(session, language),
            "when": when_and_where(session.starts_at, place_of(session)),
            "before": when_and_where(*before) if before else "",
            "reason": session.cancel_reason,
            "link": person.link,
        }
    return Letter(
        to=person.to,
        about=(ABOUT, session.pk),
        once=f"session:{session.pk}:{kind.removeprefix('session_')}:{once}:{person.key}",
        authority_id=session.authority_id,
        template=f"programmes.{kind}",
        facts=facts,
    )
