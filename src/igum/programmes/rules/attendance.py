"""Who came: statuses, the share that somebody was at, and when somebody should call."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class Status(TextChoices):
    """What is noted of one person at one session. The words are the file's."""

    PRESENT = "present", pgettext_lazy("attendance", "Present")
    LATE = "late", pgettext_lazy("attendance", "Late")
    EXCUSED = "excused", pgettext_lazy("attendance", "Excused")
    ABSENT = "absent", pgettext_lazy("attendance", "Absent")


Key = TypeVar("Key", bound=Hashable)

CAME = frozenset({Status.PRESENT, Status.LATE})


@dataclass(frozen=True, slots=True)
class Record:
    """How somebody attended.

    Attributes:
        noted: sessions that count: those noted, without the excused ones.
        came: sessions of these that the person came to.
        in_a_row: absences without a break up to the last session noted. An excused one neither breaks nor lengthens it.
    """

    noted: int
    came: int
    in_a_row: int

    @property
    def rate(self) -> float | None:
        """The share of the sessions that count, from 0 to 1; None before any."""
        return self.came / self.noted if self.noted else None


def record_of(statuses: Sequence[str]) -> Record:
    """How somebody attended, from what was noted, by time.

    >>> record_of(["present", "absent", "excused", "absent"])
    Record(noted=3, came=1, in_a_row=2)
    """
    counted = [status for status in statuses if status != Status.EXCUSED]
    in_a_row = 0
    for status in reversed(counted):
        if status in CAME:
            break
        in_a_row += 1
    return Record(len(counted), sum(status in CAME for status in counted), in_a_row)


def absences_in_a_row(noted: Sequence[tuple[Key, str]]) -> tuple[Key, ...]:
    """The sessions of the absences without a break up to the last one noted, by time; an excused one does not count.

    >>> absences_in_a_row([("a", "absent"), ("b", "present"), ("c", "absent"), ("d", "excused"), ("e", "absent")])
    ('c', 'e')
    """
    counted = [(key, status) for key, status in noted if status != Status.EXCUSED]
    row: list[Key] = []
    for key, status in reversed(counted):
        if status in CAME:
            break
        row.append(key)
    return tuple(reversed(row))
