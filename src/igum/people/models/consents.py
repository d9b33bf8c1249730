"""Consent: what a resident agreed to, towards whom, until when."""

from datetime import datetime
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from igum.people.models.residents import Resident


class ConsentQuerySet(models.QuerySet["Consent"]):
    """Consents by time."""

    def in_force(self, at: datetime) -> "ConsentQuerySet":
        """Those that hold at a moment: given, not withdrawn and not run out."""
        return self.filter(Q(withdrawn_at=None) | Q(withdrawn_at__gt=at), given_at__lte=at, expires_at__gt=at)


class Consent(models.Model):
    """Somebody's agreement to one purpose and one recipient. Dates, never a flag, and never for ever.

    Whoever applies for something agrees before there is a record of them: until then the consent knows only what it
    was given with (``about``), and the resident is written in when there is one.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    region = models.ForeignKey("places.Region", models.PROTECT, related_name="+")
    authority = models.ForeignKey("places.Authority", models.PROTECT, related_name="+")
    resident = models.ForeignKey(
        Resident, models.PROTECT, null=True, blank=True, related_name="consents", db_constraint=False
    )
    about_kind = models.CharField(
        max_length=60, blank=True, default="", db_default="", help_text=_("What it was given with, by its code.")
    )
    about_id = models.CharField(max_length=60, blank=True, default="", db_default="")
    purpose = models.CharField(max_length=120, help_text=_("What for, by the code of the module that asks."))
    recipient = models.CharField(max_length=80, help_text=_("Who may know, such as authority:472."))
    text_version = models.CharField(max_length=40, help_text=_("Which wording, in which language, was agreed to."))
    given_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = ConsentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("given_at")),
                name="people_consent_runs_out_after_it_is_given",
                violation_error_message=_("A consent must end after it begins."),
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(withdrawn_at__gte=F("given_at")),
                name="people_consent_is_withdrawn_after_it_is_given",
                violation_error_message=_("A consent cannot be withdrawn before it was given."),
            ),
            models.CheckConstraint(
                condition=Q(resident__isnull=False) | (~Q(about_kind="") & ~Q(about_id="")),
                name="people_consent_is_somebodys",
                violation_error_message=_("A consent names its resident, or what it was given with."),
            ),
        ]
        indexes = [models.Index(fields=["region", "about_kind", "about_id"], name="people_consent_about")]

    def __str__(self) -> str:
        return f"{self.purpose} → {self.recipient}"
