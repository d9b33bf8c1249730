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
    """A resident's agreement to one purpose and one recipient. Dates, never a flag, and never for ever."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    region = models.ForeignKey("places.Region", models.PROTECT, related_name="+")
    authority = models.ForeignKey("places.Authority", models.PROTECT, related_name="+")
    resident = models.ForeignKey(Resident, models.PROTECT, related_name="consents", db_constraint=False)
    purpose = models.SlugField(max_length=60, help_text=_("What for, by the code of the module that asks."))
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
        ]

    def __str__(self) -> str:
        return f"{self.purpose} → {self.recipient}"
