"""A round in the middle of its meetings: two families, a leader with an account, a coordinator, a room."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from igum.core.actor import Actor
from igum.core.links import hash_of
from igum.core.tenancy import tenant_scope
from igum.messages.models import Message
from igum.people.models import Post, User
from igum.programmes import commands
from igum.programmes.models import Cohort, Engagement, Match, Room, Session, TeamMember
from igum.programmes.tests.factories import (
    DURING,
    OPENS,
    PROGRAM,
    WESTERN_GALILEE,
    apply,
    coordinator,
    first_come,
    make_user,
    publish,
)
from igum.programmes.tests.test_calendar import ROLES, WORKSHOPS

# Before the first meeting, which is on a Tuesday: 9 March 2027, then 23 March, and 6 April.
BEFORE = datetime(2027, 3, 1, 9, tzinfo=UTC)
ATTENDANCE = {"statuses": ["present", "excused", "absent"], "alert": {"absences_in_a_row": 2}}


class Season:
    """Meetings every second Tuesday at half past five, from 9 March 2027, and what follows each for its mentors."""

    def __init__(self, key: str = "home", *, starts: str = "2027-03-09", **phase: Any) -> None:
        rounds = [{"key": "2026", "opens": "2026-08-01", "closes": "2026-09-10", "starts": starts, "places": 2}]
        phases = [{**WORKSHOPS, "attendance": ATTENDANCE, **phase}]
        roles = {**ROLES, "guide": ROLES["mentor"]}
        self.cohort: Cohort = publish(key=key, phases=phases, roles=roles, cohorts=rounds, selection=first_come())
        self.secrets = [f"{key}-secret-{number}" for number in range(2)]
        for number, secret in enumerate(self.secrets):
            apply(self.cohort, secret, at=DURING + timedelta(hours=number), children=number + 1)
        self.runs = self._coordinator()
        self.leader, self.leading = self._member("guide", "Dana", leads=True)
        with tenant_scope(PROGRAM):
            commands.schedule_cohort(actor=PROGRAM, cohort_id=self.cohort.pk, at=OPENS)
            found = Engagement.objects.select_related("application").filter(cohort=self.cohort)
            self.families = list(found.order_by("application__applied_at"))

    def session(self, number: int = 1, *, is_after: bool = False) -> Session:
        with tenant_scope(PROGRAM):
            return Session.objects.select_related("cohort", "room", "led_by").get(
                cohort=self.cohort, number=number, is_after=is_after
            )

    def room(self, name: str = "Hall") -> Room:
        with tenant_scope(PROGRAM):
            return commands.add_room(actor=PROGRAM, name=name, authority_id=None, at=OPENS)

    def family(self, number: int = 0) -> Actor:
        return Actor(region_id=WESTERN_GALILEE, link=hash_of(self.secrets[number]))

    def mentor(self, number: int = 0, name: str = "Tal") -> Actor:
        """A mentor who goes with one of the families."""
        member, actor = self._member("mentor", name)
        with tenant_scope(PROGRAM):
            Match.objects.create(
                region_id=WESTERN_GALILEE,
                engagement=self.families[number],
                member=member,
                user_id=actor.user_id,
                link_hash=self.families[number].application.link_hash,
                proposed_at=OPENS,
                approved_at=OPENS,
                subject_agreed_at=OPENS,
                member_agreed_at=OPENS,
            )
        return actor

    def move(
        self, actor: Actor, when: commands.When, *, number: int = 1, seen: int = 0, at: datetime = BEFORE
    ) -> Session:
        with tenant_scope(actor):
            return commands.move_session(actor=actor, session_id=self.session(number).pk, seen=seen, when=when, at=at)

    def give(self, member: TeamMember, *numbers: int, at: datetime = BEFORE) -> int:
        ids = [self.session(number).pk for number in numbers or (1,)]
        with tenant_scope(self.runs):
            return commands.give_leader(actor=self.runs, session_ids=ids, member_id=member.pk, at=at)

    def note(self, number: int, *statuses: str) -> None:
        """Note the families of a meeting, in the order they applied, ten minutes after it begins."""
        session = self.session(number)
        marked = {str(one.pk): status for one, status in zip(self.families, statuses, strict=True)}
        at = session.starts_at + timedelta(minutes=10)
        with tenant_scope(self.runs):
            seen = Session.objects.get(pk=session.pk).roster_number
            marks = commands.Marks(uuid4(), seen, marked, at)
            commands.note_attendance(actor=self.runs, session_id=session.pk, marks=marks, at=at)

    def letters(self, kind: str = "") -> list[Message]:
        with tenant_scope(PROGRAM):
            found = Message.objects.filter(once__contains=f":{kind}:" if kind else "session:")
            return list(found.order_by("once"))

    def _member(self, role: str, name: str, *, leads: bool = False) -> tuple[TeamMember, Actor]:
        user = _posted("volunteer")
        newcomer = commands.Newcomer(name, user_id=user.pk, leads=leads)
        with tenant_scope(PROGRAM):
            member = commands.add_member(
                actor=PROGRAM, cohort_id=self.cohort.pk, role=role, newcomer=newcomer, at=OPENS
            )
        return member, Actor(user.pk, WESTERN_GALILEE)

    def _coordinator(self) -> Actor:
        return coordinator(_posted("coordinator").pk)


def _posted(role: str) -> User:
    """An account that acts in the region by a post there."""
    user = make_user()
    with tenant_scope(PROGRAM):
        Post.objects.create(user=user, region_id=WESTERN_GALILEE, role=role, starts_on=OPENS.date())
    return user


def on(day: int, hour: float = 16, *, month: int = 3, room: Room | None = None, **more: Any) -> commands.When:
    """So late by the clock of Greenwich on a day of 2027, for two hours."""
    starts_at = datetime(2027, month, day, tzinfo=UTC) + timedelta(hours=hour)
    return commands.When(starts_at, timedelta(hours=2), room.pk if room else None, **more)


def user_of(actor: Actor) -> User:
    return User.objects.get(pk=actor.user_id)


def ended(member_id: UUID, at: datetime) -> None:
    with tenant_scope(PROGRAM):
        TeamMember.objects.filter(pk=member_id).update(until_at=at)
