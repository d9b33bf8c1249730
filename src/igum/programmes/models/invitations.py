"""Volunteers who are asked to join a team."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from igum.programmes.models.files import Cohort
from igum.programmes.models.team import TeamMember


class Invitation(models.Model):
    """A volunteer of the region is asked to serve in a role of a cohort, and says yes or no."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    region = models.ForeignKey("places.Region", models.PROTECT, related_name="+")
    authority = models.ForeignKey("places.Authority", models.PROTECT, null=True, related_name="+")
    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="invitations", db_constraint=False)
    role = models.CharField(max_length=60, help_text=_("The role's key in the file."))
    volunteer = models.ForeignKey("volunteering.Volunteer", models.PROTECT, related_name="+", db_constraint=False)
    # Of the volunteer: row-level security shows them what they are asked.
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    invited_at = models.DateTimeField()
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    accepted_at = models.DateTimeField(null=True, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)
    member = models.ForeignKey(TeamMember, models.PROTECT, null=True, related_name="+", db_constraint=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["region", "cohort", "role", "volunteer"],
                condition=Q(accepted_at=None, declined_at=None),
                name="programmes_invited_once_at_a_time",
                violation_error_message=_("They are asked already."),
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None) | Q(declined_at=None), name="programmes_invitation_is_answered_in_one_way"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
