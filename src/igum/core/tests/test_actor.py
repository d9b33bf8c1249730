import pytest

from igum.core.actor import ANYONE, SYSTEM, Actor, PostHeld, system_actor

VALLEY, HILLS, BIRCH, CEDAR = 1, 2, 11, 12


def test_a_visitor_is_nobody_and_holds_nothing():
    assert not ANYONE.is_known
    assert ANYONE.roles == frozenset()
    assert not ANYONE.sees_whole_region
    assert ANYONE.here == 0


def test_only_posts_of_the_region_acted_in_count():
    actor = Actor(7, VALLEY, (PostHeld("worker", VALLEY, BIRCH), PostHeld("director", HILLS)))

    assert actor.roles == {"worker"}
    assert actor.authority_ids == {BIRCH}
    assert not actor.holds_anywhere("director")
    assert not actor.sees_whole_region


@pytest.mark.parametrize(
    ("post", "covers"),
    [
        (PostHeld("worker", VALLEY), True),
        (PostHeld("worker", VALLEY, BIRCH), True),
        (PostHeld("worker", VALLEY, CEDAR), False),
        (PostHeld("worker", VALLEY, organization_id="o"), False),
        (PostHeld("driver", VALLEY), False),
    ],
)
def test_a_post_covers_its_authority_or_all_of_its_region(post, covers):
    actor = Actor(7, VALLEY, (post,))

    assert actor.holds("worker", "manager", authority_id=BIRCH) is covers


def test_a_post_in_an_organisation_opens_no_rows():
    actor = Actor(7, VALLEY, (PostHeld("provider", VALLEY, organization_id="o"),))

    assert actor.holds_anywhere("provider")
    assert not actor.sees_whole_region
    assert actor.authority_ids == frozenset()


@pytest.mark.parametrize("authority_id", [None, BIRCH])
def test_a_post_that_reads_nobody_else_opens_no_rows(authority_id):
    actor = Actor(7, VALLEY, (PostHeld("resident", VALLEY, authority_id, reads_others=False),))

    assert actor.holds_anywhere("resident")
    assert not actor.sees_whole_region
    assert actor.authority_ids == frozenset()


def test_the_program_acts_for_one_region_without_being_a_person():
    program = system_actor(VALLEY)

    assert not program.is_known
    assert program.holds(SYSTEM, authority_id=BIRCH)
    assert program.sees_whole_region


def test_what_is_the_regions_own_needs_a_post_over_the_region():
    over, inside = (Actor(7, VALLEY, (PostHeld("worker", VALLEY, place),)) for place in (None, BIRCH))

    assert over.holds("worker", authority_id=None)
    assert inside.holds_anywhere("worker")
    assert not inside.holds("worker", authority_id=None)
