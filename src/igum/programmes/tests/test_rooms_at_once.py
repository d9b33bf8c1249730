"""What is pressed twice at the same moment: one room is given once, one calendar has one address."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connections
from django.utils import translation

from igum.core.tenancy import tenant_scope
from igum.programmes import commands
from igum.programmes.models import CalendarFeed
from igum.programmes.tests.factories import PROGRAM, make_places
from igum.programmes.tests.seasons import BEFORE, Season, on


def test_of_two_who_move_into_one_room_at_once_one_wins_and_the_other_is_told(committed_db):
    make_places()
    season, other = Season(), Season("other")
    hall, ready = season.room(), Barrier(2)

    def press(mine: Season) -> str:
        try:
            ready.wait()
            with translation.override("en"):
                mine.move(mine.runs, on(10, room=hall))
            return "moved"
        except commands.RoomTaken as refused:
            return str(refused.reason)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pressing:
        answers = sorted(pressing.map(press, [season, other]), key=len)

    assert answers[0] == "moved"
    assert "Hall is taken then by another session" in answers[1]


def test_the_first_address_of_a_calendar_made_in_two_tabs_at_once_is_one(committed_db):
    make_places()
    season, ready = Season(), Barrier(2)
    family = season.family()

    def press(secret: str) -> str:
        try:
            with tenant_scope(family):
                ready.wait()
                commands.make_feed(actor=family, secret=secret, language="he", at=BEFORE)
            return "made"
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pressing:
        answers = list(pressing.map(press, ["one", "other"]))

    assert answers == ["made", "made"]
    with tenant_scope(PROGRAM):
        assert CalendarFeed.objects.filter(ended_at=None).count() == 1
