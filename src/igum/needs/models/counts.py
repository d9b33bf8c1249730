"""What is asked for and not got, counted by day: searches of the directory, and people whom services turned away.

Counts only. Nobody's words, address or account are kept, nor the hour: a row says how often on that day.
"""

from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class SearchCount(models.Model):
    """How often something was searched for on one day, in one language, for one town, with one outcome."""

    class Outcome(models.TextChoices):
        """What came of it."""

        FOUND = "found", _("Found")
        PARTLY = "partly", _("Found in part")
        NOTHING = "nothing", _("Found nothing")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    region = models.ForeignKey("places.Region", models.PROTECT, related_name="+")
    authority = models.ForeignKey("places.Authority", models.PROTECT, null=True, blank=True, related_name="+")
    locality = models.ForeignKey("places.Locality", models.PROTECT, null=True, blank=True, related_name="+")
    day = models.DateField()
    # The public directory is loaded anew by those who see no tenant's rows: nothing here may hold it fast.
    term = models.ForeignKey(
        "directory.Term", models.DO_NOTHING, null=True, blank=True, related_name="+", db_constraint=False
    )
    language = models.CharField(max_length=2)
    outcome = models.CharField(max_length=10, choices=Outcome)
    searches = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(searches__gt=0), name="needs_count_is_of_something"),
            models.UniqueConstraint(
                fields=["region", "day", "term", "locality", "language", "outcome"],
                nulls_distinct=False,
                name="needs_searches_of_a_day_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.term_id}: {self.searches}"


class RefusalCount(models.Model):
    """How many people said on one day that one service turned them away, for one reason, from one town."""

    class Reason(models.TextChoices):
        """Why they were turned away, as they tell it."""

        FULL = "full", _("There was no place left")
        TOWN = "town", _("It is not for my town")
        REFUSED = "refused", _("They said no")
        LANGUAGE = "language", _("Nobody spoke my language")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    region = models.ForeignKey("places.Region", models.PROTECT, related_name="+")
    authority = models.ForeignKey("places.Authority", models.PROTECT, null=True, blank=True, related_name="+")
    locality = models.ForeignKey("places.Locality", models.PROTECT, null=True, blank=True, related_name="+")
    day = models.DateField()
    service = models.ForeignKey("directory.Service", models.DO_NOTHING, related_name="+", db_constraint=False)
    reason = models.CharField(max_length=10, choices=Reason)
    reports = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(reports__gt=0), name="needs_refusals_are_some"),
            models.UniqueConstraint(
                fields=["region", "day", "service", "reason", "locality"],
                nulls_distinct=False,
                name="needs_refusals_of_a_day_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.service_id} {self.reason}: {self.reports}"
