"""What a professional who referred a family learns of what becomes of it: that, and no more."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from igum.programmes.rules.outcomes import Stage


class Agreement(TextChoices):
    """How the family agreed to be referred."""

    IN_PERSON = "in_person", _("In person, in a conversation")
    BY_PHONE = "by_phone", _("By phone")
    IN_WRITING = "in_writing", _("In writing")


class Standing(TextChoices):
    """Where a referral stands, for whoever made it."""

    STARTED = "started", _("Not sent yet")
    RECEIVED = "received", _("Received")
    IN_PROCESS = "in_process", _("In process")
    ENDED = "ended", _("Ended")


IN_PROCESS = frozenset({Stage.NEEDS_INFORMATION, Stage.WAITING, Stage.OFFERED})
SAID_PLAINLY = {Stage.STARTED: Standing.STARTED, Stage.RECEIVED: Standing.RECEIVED}


def standing_of(stage: Stage) -> Standing:
    """The word for a referrer. How it ended is between the family and the programme.

    >>> standing_of(Stage.OFFERED), standing_of(Stage.TAKING_PART) == standing_of(Stage.NOT_CHOSEN) == Standing.ENDED
    (Standing.IN_PROCESS, True)
    """
    return Standing.IN_PROCESS if stage in IN_PROCESS else SAID_PLAINLY.get(stage, Standing.ENDED)
