"""Two people put two sessions into one room at the same moment: one has it, the other is told in words."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connections
from django.utils import translation

from igum.programmes import commands
from igum.programmes.tests.factories import make_places
from igum.programmes.tests.seasons import Season, on


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
