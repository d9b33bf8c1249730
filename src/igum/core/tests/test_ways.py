import pytest

from igum.core.actor import ANYONE, Actor, PostHeld
from igum.core.context import WAYS


def titles(actor: Actor) -> list[str]:
    return [link.title for ways in WAYS for link in ways(actor)]


@pytest.mark.parametrize(
    ("role", "seen"),
    [("coordinator", {"Programmes", "Rounds", "Drafts", "Outbox"}), ("volunteer", {"Programmes"})],
)
def test_a_worker_is_shown_the_way_to_their_work_and_nobody_elses(role, seen):
    actor = Actor(7, 212, (PostHeld(role, 212, None),))

    assert len(titles(actor)) == len(seen)


def test_a_visitor_is_shown_the_way_to_the_programmes():
    assert len(titles(ANYONE)) == 1


@pytest.mark.django_db
def test_the_way_stands_beneath_the_head_of_a_page(client):
    page = client.get("/about")

    assert 'class="ways"' in page.text
