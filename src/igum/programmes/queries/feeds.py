"""Calendars that people subscribe to: what a secret address opens, and what it says."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import override

from igum.core.actor import Actor
from igum.core.links import hash_of
from igum.core.tenancy import tenant_scope
from igum.engines.schedule.feeds import initials
from igum.engines.schedule.icalendar import Event, icalendar
from igum.people import queries as people
from igum.programmes.models import CalendarFeed, Engagement, Match, Session
from igum.programmes.models.files import in_page_language
from igum.programmes.queries.calendars import calendar_sessions, files_of
from igum.programmes.queries.serving import memberships_of
from igum.programmes.rules.programme import Programme
from igum.programmes.rules.timetables import JERUSALEM

NOBODY = 0
BACK, AHEAD = timedelta(days=60), timedelta(days=400)
MOST_EVENTS = 2000


@dataclass(frozen=True, slots=True)
class Feed:
    """What a secret address says now. ``tag`` changes when something in it does, and not with the moment it is read."""

    events: tuple[Event, ...]
    language: str
    tag: str

    def text(self, at: datetime) -> str:
        """The calendar as it is sent."""
        return _text(self.events, self.language, at)


def feeds_of(actor: Actor) -> QuerySet[CalendarFeed]:
    """The address that an actor has now: of the link they came by, else of their account."""
    standing = CalendarFeed.objects.filter(region_id=actor.here, ended_at=None)
    if actor.link:
        return standing.filter(link_hash=actor.link)
    return standing.filter(user_id=actor.user_id or NOBODY)


def has_calendar(actor: Actor, *, at: datetime) -> bool:
    """Whether there is a session in an actor's own calendar, past or to come."""
    return calendar_sessions(owner(actor), at=at).exists()


def owner(actor: Actor) -> Actor:
    """Whose calendar it is: of those who take part by a link, whoever is signed in; else of the account."""
    return Actor(region_id=actor.region_id, link=actor.link) if actor.link else actor


def feed_by_secret(region_id: int, secret: str, *, at: datetime) -> Feed | None:
    """What a secret address opens; None when there is no such address, or it was ended.

    It opens what its owner may see at this moment: of somebody whose term and posts have ended, nothing.
    """
    with tenant_scope(Actor(region_id=region_id, link=hash_of(secret))):
        found = CalendarFeed.objects.filter(region_id=region_id, secret_hash=hash_of(secret), ended_at=None)
        feed = found.select_related("user").first()
    if feed is None or (feed.user is not None and not feed.user.is_active):
        return None
    with tenant_scope(Actor(feed.user_id, region_id, link=feed.link_hash)):
        actor = _acting(feed, at=at)
        with tenant_scope(actor), override(feed.language):
            events = tuple(_events(actor, at=at))
    # By a moment that stays the same: asked again, the same calendar has the same tag.
    tag = hashlib.sha256(_text(events, feed.language, feed.made_at).encode()).hexdigest()[:32]
    return Feed(events, feed.language, tag)


def _acting(feed: CalendarFeed, *, at: datetime) -> Actor:
    if feed.user_id is None:
        return Actor(region_id=feed.region_id, link=feed.link_hash)
    held = people.actor_of(feed.user_id, region_id=feed.region_id, at=at)
    # Posts of another region open nothing here.
    return Actor(feed.user_id, feed.region_id, tuple(post for post in held.posts if post.region_id == feed.region_id))


def _events(actor: Actor, *, at: datetime) -> Iterable[Event]:
    found = calendar_sessions(actor, at=at).between(at - BACK, at + AHEAD).select_related(None)
    sessions = list(found.select_related("cohort", "room").order_by("starts_at", "is_after", "pk")[:MOST_EVENTS])
    files, together = files_of(sessions), _whom_with(actor, at=at)
    for session in sessions:
        yield _event(session, files[session.cohort.version_id], together.get(session.cohort_id, ()))


def _event(session: Session, programme: Programme, whom_with: Iterable[str]) -> Event:
    shown = " · ".join(whom_with)
    return Event(
        uid=f"{session.pk}@igum",
        starts_at=session.starts_at.astimezone(JERUSALEM),
        ends_at=session.ends_at.astimezone(JERUSALEM),
        summary=f"{_name(session, programme)}" + (f" ({shown})" if shown else ""),
        description=session.cancel_reason and _("Called off"),
        location=_place(session),
        sequence=session.sequence,
        cancelled=session.cancelled_at is not None,
        private=True,
    )


def _name(session: Session, programme: Programme) -> str:
    """The name of the phase and the number. Not the programme's: it may say what somebody has to go through."""
    phase = next((one for one in programme.phases if one.key == session.phase), None)
    if phase is None:
        return f"{session.phase} {session.number}"
    then = phase.sessions.then if phase.sessions else None
    return f"{in_page_language(then.names if session.is_after and then else phase.names).text} {session.number}"


def _place(session: Session) -> str:
    if session.room is None:
        return session.place
    return ", ".join(part for part in (session.room.name, session.room.address) if part)


def _whom_with(actor: Actor, *, at: datetime) -> Mapping[UUID, list[str]]:
    """The initials of those a member of the team goes with, by the cohort. Nobody's name leaves the house."""
    if not actor.is_known:
        return {}
    matches = Match.objects.agreed(at).filter(member__in=memberships_of(actor, at=at).values("pk"))
    engagements = Engagement.objects.filter(pk__in=matches.values("engagement_id"), ended_at=None)
    found: dict[UUID, list[str]] = {}
    for cohort_id, name in engagements.order_by("name", "pk").values_list("cohort_id", "name"):
        found.setdefault(cohort_id, []).append(initials(name))
    return found


def _text(events: Iterable[Event], language: str, at: datetime) -> str:
    with override(language):
        return icalendar(events, name=_("My sessions"), stamped_at=at, language=language)
