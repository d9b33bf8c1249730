"""Who came is noted by who may, arrives once, and overwrites nobody."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied

from igum.core.actor import Actor
from igum.core.tenancy import tenant_scope
from igum.programmes import commands, queries
from igum.programmes.models import Attendance, Engagement, Match, Session, TeamMember
from igum.programmes.tests.factories import PROGRAM, WESTERN_GALILEE, apply_several, coordinator, make_user
from igum.programmes.tests.test_calendar import a_round, schedule

pytestmark = pytest.mark.usefixtures("lasting_region", "db")


class Evening:
    """The first workshop of a cohort with two families, each with its mentor."""

    def __init__(self) -> None:
        self.cohort = a_round()
        apply_several(self.cohort, [1, 2])
        schedule(self.cohort)
        with tenant_scope(PROGRAM):
            self.session = Session.objects.get(number=1, is_after=False)
            self.families = list(Engagement.objects.select_related("application").order_by("application__applied_at"))
            self.at = self.session.starts_at + timedelta(minutes=10)
            self.mentors = [self._mentor(family) for family in self.families]

    def _mentor(self, family: Engagement) -> Actor:
        user = make_user()
        member = TeamMember.objects.create(
            region_id=WESTERN_GALILEE,
            cohort=self.cohort,
            role="mentor",
            user=user,
            name=user.name,
            since_at=self.cohort.opens_at,
        )
        Match.objects.create(
            region_id=WESTERN_GALILEE,
            engagement=family,
            member=member,
            user=user,
            link_hash=family.application.link_hash,
            proposed_at=self.at,
            approved_at=self.at,
            subject_agreed_at=self.at,
            member_agreed_at=self.at,
        )
        return Actor(user.pk, WESTERN_GALILEE)

    def marks(self, statuses, *, seen=0, key=None) -> commands.Marks:
        return commands.Marks(key or uuid4(), seen, {str(id_): status for id_, status in statuses.items()}, self.at)

    def note(self, actor, marks, *, at=None) -> commands.TakenIn:
        with tenant_scope(actor):
            return commands.note_attendance(actor=actor, session_id=self.session.pk, marks=marks, at=at or self.at)

    def roster(self, actor, at=None) -> queries.Roster:
        with tenant_scope(actor):
            return queries.roster_of(actor, self.session.pk, at=at or self.at)

    def noted(self) -> list[str]:
        with tenant_scope(PROGRAM):
            return sorted(Attendance.objects.values_list("status", flat=True))


def test_a_mentor_sees_and_notes_the_own_family_and_oneself_only(evening):
    first, second = evening.families

    roster = evening.roster(evening.mentors[0])

    assert [line.role for line in roster.lines] == ["subject", "mentor"]
    assert roster.lines[0].id == first.pk
    with pytest.raises(commands.NotOnRoster):
        evening.note(evening.mentors[0], evening.marks({second.pk: "present"}))


def test_those_who_run_the_programme_note_everybody(evening):
    actor = coordinator(make_user().pk)

    taken = evening.note(actor, evening.marks({line.id: "present" for line in evening.roster(actor).lines}))

    assert (taken.taken, taken.differing) == (4, ())
    assert evening.noted() == ["present"] * 4


def test_a_roster_that_is_sent_again_arrives_once(evening):
    marks = evening.marks({evening.families[0].pk: "present"})

    first = evening.note(evening.mentors[0], marks)
    again = evening.note(evening.mentors[0], marks)

    assert (first.was_here, again.was_here) == (False, True)
    assert (first.taken, first.differing) == (again.taken, again.differing)
    assert evening.noted() == ["present"]


def test_what_somebody_noted_meanwhile_is_told_and_not_overwritten(evening):
    family = evening.families[0]
    evening.note(coordinator(make_user().pk), evening.marks({family.pk: "absent"}))

    taken = evening.note(evening.mentors[0], evening.marks({family.pk: "present"}, seen=0))

    assert (taken.taken, taken.differing) == (0, (str(family.pk),))
    assert evening.noted() == ["absent"]


def test_whoever_saw_what_was_noted_may_change_it(evening):
    family = evening.families[0]
    evening.note(evening.mentors[0], evening.marks({family.pk: "absent"}))

    taken = evening.note(evening.mentors[0], evening.marks({family.pk: "present"}, seen=1))

    assert (taken.taken, taken.differing) == (1, ())
    assert evening.noted() == ["present"]


def test_nobody_is_noted_before_the_session_begins(evening, in_english):
    with pytest.raises(PermissionDenied, match="Note who came once it begins"):
        evening.note(
            evening.mentors[0],
            evening.marks({evening.families[0].pk: "present"}),
            at=evening.session.starts_at - timedelta(hours=1),
        )


def test_a_status_that_the_file_does_not_know_is_refused(evening):
    with pytest.raises(commands.NoSuchStatus):
        evening.note(evening.mentors[0], evening.marks({evening.families[0].pk: "asleep"}))


def test_a_mentor_whose_term_ended_sees_nothing(evening):
    with tenant_scope(PROGRAM):
        TeamMember.objects.filter(user_id=evening.mentors[0].user_id).update(until_at=evening.session.starts_at)

    with pytest.raises(Session.DoesNotExist):
        evening.roster(evening.mentors[0])
    with tenant_scope(evening.mentors[0]):
        assert not queries.engagements_for(evening.mentors[0], at=evening.at).exists()


def test_a_roster_costs_the_same_however_many_came(evening, django_assert_max_num_queries):
    actor = coordinator(make_user().pk)

    with tenant_scope(actor), django_assert_max_num_queries(7):
        queries.roster_of(actor, evening.session.pk, at=evening.at)
