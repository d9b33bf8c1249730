"""What every application that arrives goes through, whether somebody sent it or it stood in a list."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from igum.programmes.commands.duplicates import notice_people
from igum.programmes.commands.letters import write_letters
from igum.programmes.commands.places import claim_places
from igum.programmes.commands.screening import find_out
from igum.programmes.models import Application
from igum.programmes.rules.places import is_first_come
from igum.programmes.rules.programme import Programme

Arrival = tuple[Application, Mapping[str, Any]]


def arrive(application: Application, programme: Programme, answers: Mapping[str, Any], *, at: datetime) -> None:
    """Set on an application that it has come, how to reach the applicant, and what the rules find. Saves nothing."""
    application.name = str(answers.get("contact_name") or "")
    application.phone = str(answers.get("contact_phone") or "")
    application.email = str(answers.get("contact_email") or "")
    application.locality_id = answers.get("town")
    application.applied_at = at
    find_out(application, programme, answers, at=at)


def follow_up(arrivals: Sequence[Arrival], programme: Programme, *, at: datetime, with_letters: bool = True) -> None:
    """What follows for applications of one round that were saved: places, a look for the same people, receipts.

    Where places go to whoever comes first, they are taken here in the order given, or the applicant waits.
    """
    if is_first_come(programme):
        claim_places([application for application, _answers in arrivals if application.is_eligible], at=at)
    notice_people(arrivals, at=at)
    if with_letters:
        write_letters("received", [(application, "") for application, _answers in arrivals], at=at)
