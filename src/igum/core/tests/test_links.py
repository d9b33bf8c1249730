from types import SimpleNamespace

import pytest
from django.db import connection

from igum.core.actor import ANYONE, Actor, PostHeld
from igum.core.links import hash_of, new_secret, visiting

WORKER = Actor(7, 212, (PostHeld("worker", 212, 472),))


def test_secrets_are_never_the_same_and_fit_an_address():
    drawn = {new_secret() for _ in range(1000)}

    assert len(drawn) == 1000
    assert all(len(secret) == 24 and secret.replace("-", "").replace("_", "").isalnum() for secret in drawn)


def test_a_hash_is_made_of_whatever_an_address_may_hold():
    assert hash_of("סוד") != hash_of("\ud800")
    assert len(hash_of("")) == 64


@pytest.mark.django_db
class TestVisiting:
    def test_states_the_region_and_the_link_and_gives_the_actor_back(self):
        request = SimpleNamespace(actor=ANYONE)

        with visiting(request, region_id=212, secret="door") as actor, connection.cursor() as cursor:
            cursor.execute("SELECT igum.region(), igum.link()")
            assert cursor.fetchone() == (212, hash_of("door"))
            assert actor == request.actor == Actor(region_id=212, link=hash_of("door"))

        assert request.actor == ANYONE

    def test_posts_count_in_their_own_region_only(self):
        request = SimpleNamespace(actor=WORKER)

        with visiting(request, region_id=212) as at_home:
            assert at_home.holds_anywhere("worker")
        with visiting(request, region_id=199) as elsewhere:
            assert not elsewhere.holds_anywhere("worker")
            assert not elsewhere.authority_ids

    def test_an_error_gives_the_actor_back_too(self):
        request = SimpleNamespace(actor=WORKER)

        with pytest.raises(ZeroDivisionError), visiting(request, region_id=199):
            raise ZeroDivisionError

        assert request.actor == WORKER
