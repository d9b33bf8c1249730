"""What may become of an application, in the words that pages and letters use."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Channel(TextChoices):
    """How an application came."""

    SELF = "self", _("By the applicant")
    REFERRAL = "referral", _("Referred by another service")
    STAFF = "staff", _("Entered by staff")


class Outcome(TextChoices):
    """What was decided of an application. Empty: nothing yet."""

    CHOSEN = "chosen", _("Chosen")
    WAITING = "waiting", _("On the waiting list")
    NOT_CHOSEN = "not_chosen", _("Not chosen")
    NEEDS_INFORMATION = "needs_information", _("Needs information")


class Stage(TextChoices):
    """Where an application stands, drawn from its dates; what a status page says."""

    STARTED = "started", _("Not sent yet")
    RECEIVED = "received", _("Received")
    NEEDS_INFORMATION = "needs_information", _("Something is missing")
    WAITING = "waiting", _("On the waiting list")
    OFFERED = "offered", _("A place is offered")
    TAKING_PART = "taking_part", _("Taking part")
    DECLINED = "declined", _("The place was declined")
    EXPIRED = "expired", _("The offer ran out")
    NOT_CHOSEN = "not_chosen", _("Not chosen")
    WITHDRAWN = "withdrawn", pgettext_lazy("an application", "Withdrawn")
