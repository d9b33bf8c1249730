"""What every application that arrives goes through, whether somebody sent it or it stood in a list."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from igum.programmes.commands.agreements import keep_agreements
from igum.programmes.commands.duplicates import notice_people
from igum.programmes.commands.letters import ask_for_what_is_missing, mark_as_told, write_letters
from igum.programmes.commands.places import claim_places
from igum.programmes.commands.screening import find_out
from igum.programmes.models import Application
from igum.programmes.rules.outcomes import Outcome
from igum.programmes.rules.places import is_first_come
from igum.programmes.rules.programme import Programme

Arrival = tuple[Application, Mapping[str, Any]]


def arrive(application: Application, programme: Programme, answers: Mapping[str, Any], *, at: datetime) -> None:
    """Set on an application that it has come, how to reach the applicant, and what the rules find. Saves nothing."""
    application.name = str(answers.get("contact_name") or "")
    application.phone = str(answers.get("contact_phone") or "")
    application.email = str(answers.get("contact_email") or "")
    application.locality_id = answers.get("town")
    application.applied_at = application.applied_at or at  # who answers more keeps the place in line
    find_out(application, programme, answers, at=at)


def follow_up(arrivals: Sequence[Arrival], programme: Programme, *, at: datetime, with_letters: bool = True) -> None:
    """What follows for applications of one round that were saved: places, a look for the same people, receipts.

    Where places go to whoever comes first, they are taken here in the order given, or the applicant waits.
    """
    keep_agreements(arrivals, at=at)
    if is_first_come(programme):
        claim_places([application for application, _answers in arrivals if application.is_eligible], at=at)
    notice_people(arrivals, at=at)
    if with_letters:
        _answer([application for application, _answers in arrivals], at=at)


def _answer(applications: Sequence[Application], *, at: datetime) -> None:
    """One letter to each: the place, the waiting list, what is missing, or that it came."""
    placed = [one for one in applications if one.outcome == Outcome.CHOSEN]
    waiting = [one for one in applications if one.outcome == Outcome.WAITING]
    unsure = [one for one in applications if not one.outcome and one.is_eligible is None]
    others = [one for one in applications if not one.outcome and one.is_eligible is not None]
    write_letters("accepted", [(one, "") for one in placed], at=at)
    write_letters("waiting", [(one, "") for one in waiting], at=at)
    ask_for_what_is_missing(unsure, at=at)
    write_letters("received", [(one, "") for one in others], at=at)
    mark_as_told([*placed, *waiting], at=at)
