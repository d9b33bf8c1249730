"""Who came: statuses, the share that somebody was at, and when somebody should call."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class Status(TextChoices):
    """What is noted of one person at one session. The words are the file's."""

    PRESENT = "present", pgettext_lazy("attendance", "Present")
    LATE = "late", pgettext_lazy("attendance", "Late")
    EXCUSED = "excused", pgettext_lazy("attendance", "Excused")
    ABSENT = "absent", pgettext_lazy("attendance", "Absent")


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
