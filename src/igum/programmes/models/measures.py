"""What was measured of subjects, and which phases they passed."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from igum.programmes.models.places import Engagement


class Measurement(models.Model):
    """An outcome of the file measured of one subject at one moment: the baseline, the end, the end of a phase."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    region = models.ForeignKey("places.Region", models.PROTECT, related_name="+")
    authority = models.ForeignKey("places.Authority", models.PROTECT, null=True, related_name="+")
    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="measurements", db_constraint=False)
    outcome = models.CharField(max_length=60, help_text=_("The outcome's key in the file."))
    moment = models.CharField(max_length=60, help_text=_("As the file says: baseline, end, end+P9M, or a phase's key."))
    # Empty: it was asked and could not be told.
    value = models.DecimalField(max_digits=18, decimal_places=6, null=True, blank=True)
    response = models.ForeignKey(
        "questionnaires.Response", models.PROTECT, null=True, related_name="+", db_constraint=False
    )
    measured_at = models.DateTimeField()
    measured_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["region", "engagement", "outcome", "moment"], name="programmes_measured_once_at_a_moment"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.outcome} {self.moment}"


class Passage(models.Model):
    """A subject ended a phase: its gate was open, or a person let it on."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    region = models.ForeignKey("places.Region", models.PROTECT, related_name="+")
    authority = models.ForeignKey("places.Authority", models.PROTECT, null=True, related_name="+")
    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="passages", db_constraint=False)
    phase = models.CharField(max_length=60, help_text=_("The phase's key in the file."))
    passed_at = models.DateTimeField()
    passed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=400, blank=True, help_text=_("Why, when the gate was not open."))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["region", "engagement", "phase"], name="programmes_phase_passed_once"),
        ]

    def __str__(self) -> str:
        return f"{self.engagement_id}: {self.phase}"
