"""A round ends: its team sees its families no more, and from then on its keeping is counted."""

from datetime import timedelta

import pytest

from igum.core.actor import Actor
from igum.core.tenancy import tenant_scope
from igum.programmes import commands, queries
from igum.programmes.models import Application, Cohort, Engagement, Session
from igum.programmes.queries.reports import subjects_of
from igum.programmes.tests.factories import (
    AFTER,
    KARMIEL,
    PROGRAM,
    WESTERN_GALILEE,
    apply,
    coordinator,
    first_come,
    make_user,
    publish,
)
from igum.programmes.tests.test_calendar import ROLES, WORKSHOPS, schedule

pytestmark = pytest.mark.usefixtures("region")
LATER = AFTER + timedelta(days=400)


@pytest.fixture
def family() -> Engagement:
    cohort = publish(phases=[WORKSHOPS], roles=ROLES, selection=first_come())
    apply(cohort, "secret")
    schedule(cohort)
    with tenant_scope(PROGRAM):
        return Engagement.objects.get()


def close(family: Engagement, actor: Actor = PROGRAM, at=LATER):
    with tenant_scope(actor):
        return commands.close_cohort(actor=actor, cohort_id=family.cohort_id, at=at)


def test_the_terms_of_its_team_end_and_nothing_more_is_written(family):
    user = make_user()
    with tenant_scope(PROGRAM):
        newcomer = commands.Newcomer("Dan", user.pk, leads=True)
        commands.add_member(actor=PROGRAM, cohort_id=family.cohort_id, role="mentor", newcomer=newcomer, at=AFTER)
    leader, moment = Actor(user.pk, WESTERN_GALILEE), LATER + timedelta(seconds=1)
    with tenant_scope(leader):
        before = queries.engagements_for(leader, at=LATER).exists()

    close(family)

    with tenant_scope(leader):
        after = queries.engagements_for(leader, at=moment).exists()
    assert (before, after) == (True, False)
    with pytest.raises(commands.HasEnded), tenant_scope(PROGRAM):
        commands.write_note(actor=PROGRAM, engagement_id=family.pk, text="x", audience="team", at=moment)


def test_whoever_took_part_to_the_end_has_not_left_and_is_kept_as_long_as_the_file_says(family):
    close(family)

    with tenant_scope(PROGRAM):
        [subject] = subjects_of(family.cohort, at=LATER + timedelta(days=1))
        early = commands.erase_past_keeping(actor=PROGRAM, at=LATER + timedelta(days=365 * 6))
        commands.erase_past_keeping(actor=PROGRAM, at=LATER + timedelta(days=366 * 7))
        kept = Application.objects.get()
    assert (subject.has_left, early.applications, kept.name) == (False, 0, "")


def test_a_round_that_still_meets_is_not_closed_and_a_second_closing_changes_nothing(family):
    with tenant_scope(PROGRAM):
        last = Session.objects.order_by("-ends_at").first()
        assert last

    with pytest.raises(commands.StillMeets):
        close(family, at=last.ends_at - timedelta(minutes=1))
    first = close(family).closed_at

    assert close(family, at=LATER + timedelta(days=1)).closed_at == first


def test_nobody_closes_the_round_of_another_town(family):
    neighbour = coordinator(authority_id=KARMIEL)

    with pytest.raises(Cohort.DoesNotExist):
        close(family, neighbour)
