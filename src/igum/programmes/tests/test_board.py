"""The board shows every round an actor runs: where it stands, what is late, who is slipping away."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from igum.core.actor import Actor, PostHeld
from igum.core.tenancy import tenant_scope
from igum.people.models import Post, User
from igum.programmes import commands, queries
from igum.programmes.models import Audience, Cohort, Engagement, Match, Session, Task, TeamMember
from igum.programmes.queries.watching import signs_of
from igum.programmes.rules.watching import Figure, Stage, Times, Watch, figures_of, stage_of
from igum.programmes.tests.factories import (
    AKKO,
    DURING,
    KARMIEL,
    OPENS,
    PROGRAM,
    WESTERN_GALILEE,
    coordinator,
    first_come,
    make_user,
    publish,
)
from igum.programmes.tests.test_attendance import Evening

pytestmark = pytest.mark.usefixtures("lasting_region", "db")


def board(actor: Actor, *, at: datetime, **wish) -> queries.Board:
    with tenant_scope(actor):
        return queries.board_of(actor, queries.Wish(**wish), at=at)


def only_line(evening: Evening, *, at: datetime | None = None):
    [line] = board(coordinator(make_user().pk), at=at or evening.at).lines
    return line


def note_meetings(evening: Evening, *statuses: dict) -> datetime:
    """Note the meetings one after the other; the moment after the last."""
    actor = coordinator(make_user().pk)
    with tenant_scope(PROGRAM):
        meetings = list(Session.objects.filter(is_after=False).order_by("starts_at"))
    for evening.session, given in zip(meetings, statuses, strict=False):
        evening.note(actor, evening.marks(given), at=evening.session.ends_at)
    return evening.session.ends_at + timedelta(hours=2)


def test_a_round_at_a_glance_has_its_places_its_phase_and_its_next_meeting(evening):
    line = only_line(evening)

    assert (line.stage, line.taken, line.round.places) == (Stage.RUNNING, 2, 2)
    assert (line.step, line.steps) == (1, 1)
    assert (line.meetings.over, line.meetings.planned) == (0, 3)
    assert line.meetings.next_at == evening.session.starts_at
    assert line.figures == {}


def test_a_meeting_that_nobody_noted_is_to_be_mended_on_its_own_page(client, evening):
    line = only_line(evening, at=evening.session.ends_at + timedelta(days=1))

    assert line.figures == {Figure.UNNOTED: 1}
    assert line.meetings.unnoted_id == evening.session.pk


def test_whoever_was_absent_twice_in_a_row_is_slipping_away(evening):
    first, second = evening.families
    at = note_meetings(
        evening,
        {first.pk: "absent", second.pk: "absent"},
        {first.pk: "absent", second.pk: "present"},
    )

    line = only_line(evening, at=at)

    assert line.figures[Figure.ABSENT] == 1
    assert line.meetings.rate == 0.25


def test_a_mark_that_is_corrected_brings_somebody_back(evening):
    first, _ = evening.families
    at = note_meetings(evening, {first.pk: "absent"}, {first.pk: "absent"})
    evening.note(coordinator(make_user().pk), evening.marks({first.pk: "present"}, seen=1), at=at)

    assert Figure.ABSENT not in only_line(evening, at=at).figures


def test_whoever_nobody_saw_or_wrote_of_for_a_month_is_counted_and_a_note_ends_it(evening):
    with tenant_scope(PROGRAM):
        Cohort.objects.update(starts_on=OPENS.date())
        Engagement.objects.update(began_at=OPENS)
    assert only_line(evening).figures[Figure.QUIET] == 2

    with tenant_scope(evening.mentors[0]):
        commands.write_note(
            actor=evening.mentors[0],
            engagement_id=evening.families[0].pk,
            text="שוחחנו",
            audience=Audience.TEAM,
            at=evening.at,
        )

    assert only_line(evening).figures[Figure.QUIET] == 1


def test_tasks_past_their_day_are_counted_until_they_are_done_also_after_the_last_meeting(evening):
    later = evening.session.starts_at + timedelta(days=40)
    assert only_line(evening, at=later).figures == {Figure.UNNOTED: 3, Figure.LATE: 2}

    with tenant_scope(PROGRAM):
        Task.objects.update(done_at=later)

    assert only_line(evening, at=later).figures == {Figure.UNNOTED: 3}


def test_a_family_whose_mentor_s_term_ended_is_left_alone(evening):
    with tenant_scope(PROGRAM):
        TeamMember.objects.filter(user_id=evening.mentors[0].user_id).update(until_at=evening.at)

    assert only_line(evening, at=evening.at + timedelta(hours=1)).figures[Figure.ALONE] == 1


def test_a_term_that_ends_within_a_month_is_told_before(evening):
    with tenant_scope(PROGRAM):
        TeamMember.objects.filter(user_id=evening.mentors[0].user_id).update(until_at=evening.at + timedelta(days=20))

    assert only_line(evening).figures == {Figure.ENDING: 1}


def test_what_is_counted_by_round_is_what_each_person_shows(evening):
    later = note_meetings(evening, {evening.families[0].pk: "absent"}, {evening.families[0].pk: "absent"})
    later += timedelta(days=40)
    watch, times = (
        queries.board.watched(evening.cohort.pk, evening.cohort.version_id),
        queries.board.times_of(evening.cohort, None),
    )

    with tenant_scope(PROGRAM):
        Match.objects.filter(engagement=evening.families[1]).update(ended_at=evening.at)
        signs = signs_of(WESTERN_GALILEE, [watch], [one.pk for one in evening.families], at=later)
        line = only_line(evening, at=evening.session.ends_at + timedelta(hours=1))
    each = [figures_of(one, Watch(), queries.board.starts_of(times), evening.session.ends_at) for one in signs.values()]

    assert sum(Figure.ABSENT in one for one in each) == line.figures[Figure.ABSENT] == 1


class TestWhoSees:
    def test_a_coordinator_of_a_town_sees_the_rounds_of_the_town_only(self):
        theirs = publish(authority_id=AKKO, key="akko")
        publish(authority_id=KARMIEL, key="karmiel")
        publish(key="region")

        lines = board(coordinator(make_user().pk, AKKO), at=DURING).lines

        assert [line.round.id for line in lines] == [theirs.pk]

    def test_a_social_worker_has_no_board(self):
        actor = Actor(make_user().pk, WESTERN_GALILEE, (PostHeld("social_worker", WESTERN_GALILEE, AKKO),))

        with pytest.raises(PermissionDenied):
            board(actor, at=DURING)

    def test_of_another_region_there_is_nothing(self, evening):
        actor = Actor(make_user().pk, 999, (PostHeld("coordinator", 999),))

        assert board(actor, at=evening.at).lines == ()


def test_the_most_urgent_round_is_first(evening):
    calm = publish(key="calm", selection=first_come())

    found = board(coordinator(make_user().pk), at=evening.session.ends_at + timedelta(days=1))

    assert [line.round.id for line in found.lines] == [evening.cohort.pk, calm.pk]


@pytest.mark.parametrize(
    ("wish", "found"),
    [
        ({"stage": "over"}, 0),
        ({"stage": "running"}, 1),
        ({"figure": "unnoted"}, 1),
        ({"figure": "alone"}, 0),
        ({"authority": str(AKKO)}, 0),
    ],
)
def test_the_board_is_narrowed_by_stage_by_what_is_late_and_by_authority(evening, wish, found):
    after = evening.session.ends_at + timedelta(days=1)

    assert board(coordinator(make_user().pk), at=after, **wish).found == found


def test_a_round_is_over_when_its_last_meeting_is(evening):
    times = Times(OPENS, DURING, evening.cohort.starts_on, evening.session.ends_at, None)

    assert stage_of(times, evening.session.ends_at, evening.session.ends_at.date()) is Stage.OVER
    assert stage_of(times, datetime(2026, 7, 1, tzinfo=UTC), OPENS.date()) is Stage.COMING


def test_the_board_costs_the_same_however_many_rounds_there_are(evening, django_assert_max_num_queries):
    publish(key="second")
    actor = coordinator(make_user().pk)

    with tenant_scope(actor), django_assert_max_num_queries(5):
        queries.board_of(actor, queries.Wish(), at=evening.at)


class TestPages:
    @pytest.fixture
    def page(self, client, evening):
        user = User.objects.create_user("coordinator@example.org", name="Coordinator")
        with tenant_scope(PROGRAM):
            Post.objects.create(user=user, region_id=WESTERN_GALILEE, role="coordinator", starts_on=OPENS.date())
        client.force_login(user)
        return client.get(reverse("programmes:board"), {"lang": "en", "page": "x"})

    def test_each_figure_leads_to_where_it_is_mended(self, page, evening):
        assert page.status_code == 200
        assert reverse("programmes:calendar", args=[evening.cohort.pk]) in page.text
        assert reverse("programmes:session", args=[evening.session.pk]) in page.text

    def test_it_names_nobody(self, page, evening):
        assert evening.families[0].name not in page.text

    def test_the_board_is_in_the_navigation_of_those_who_have_it(self, page):
        assert f'href="{reverse("programmes:board")}"' in page.text
