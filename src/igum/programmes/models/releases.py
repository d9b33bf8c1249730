"""Reports of rounds as they were released: figures frozen on their day."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from igum.programmes.models.files import Cohort


class Release(models.Model):
    """What a committee was told of a round. Never changed: what was seen cannot be taken back.

    The figures hold nothing that may not be shown.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    region = models.ForeignKey("places.Region", models.PROTECT, related_name="+")
    authority = models.ForeignKey("places.Authority", models.PROTECT, null=True, related_name="+")
    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="releases", db_constraint=False)
    number = models.PositiveSmallIntegerField(help_text=_("The first report of a round is 1."))
    figures = models.JSONField()
    released_at = models.DateTimeField()
    released_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["region", "cohort", "number"],
                name="programmes_release_numbered_once",
                violation_error_message=_("A report with this number was released already. Look at it first."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cohort_id} {self.number}"


class ReleaseBasis(models.Model):
    """By what it is known whether anybody in a release has changed since; the committee does not see it.

    Keyed hashes by part of the report: nobody is known by them, but how many they are is not for everybody.
    """

    release = models.OneToOneField(Release, models.PROTECT, primary_key=True, related_name="basis", db_constraint=False)
    region = models.ForeignKey("places.Region", models.PROTECT, related_name="+")
    authority = models.ForeignKey("places.Authority", models.PROTECT, null=True, related_name="+")
    marks = models.JSONField()

    def __str__(self) -> str:
        return str(self.release_id)
