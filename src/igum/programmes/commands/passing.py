"""Going on from one phase to the next: the gate is asked, and a person decides."""

from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from igum.core.access import require
from igum.core.actor import Actor
from igum.core.audit import record
from igum.core.errors import Refused
from igum.programmes import access, queries
from igum.programmes.commands.work import refuse_ended
from igum.programmes.models import Engagement, Passage
from igum.programmes.queries.gates import passings_of

REASON_LENGTH = 400


class NoSuchGate(Refused):
    """The file has no gate at the end of this phase."""


class GateIsShut(Refused):
    """Something is lacking, and nobody said why they go on all the same."""


@transaction.atomic
def pass_gate(*, actor: Actor, engagement_id: UUID, phase: str, reason: str, at: datetime) -> Passage:
    """Let a subject go on from a phase. What was decided stays, whatever the gate says later; twice changes nothing.

    Raises:
        Engagement.DoesNotExist: there is none that the actor may see.
        PermissionDenied: the actor does not run the programme.
        NoSuchGate: the file has no gate there.
        GateIsShut: the gate is not open, or cannot say yet, and no reason was written.
        HasEnded: the subject takes no part any more.
    """
    engagement = queries.engagements_for(actor, at=at).select_related("cohort__version").get(pk=engagement_id)
    require(access.may_decide(actor, engagement))
    refuse_ended(engagement, engagement.cohort)
    Engagement.objects.select_for_update(of=("self",), no_key=True).get(pk=engagement_id)  # one after the other
    found = next((one for one in passings_of(engagement) if one.gate.phase.key == phase), None)
    if found is None:
        raise NoSuchGate(_("This phase has no gate. Everybody goes on from it."))
    if found.passage is not None:
        return found.passage
    if found.gate.is_open is not True and not reason.strip():
        raise GateIsShut(_("Something is lacking. Write why they go on all the same."))
    passage = Passage.objects.create(
        id=uuid4(),
        region_id=engagement.region_id,
        authority_id=engagement.authority_id,
        engagement=engagement,
        phase=phase,
        passed_at=at,
        passed_by_id=actor.user_id,
        reason="" if found.gate.is_open is True else reason.strip()[:REASON_LENGTH],
    )
    record(actor, "programmes.gate.passed", passage, at=at, open=found.gate.is_open)
    return passage
