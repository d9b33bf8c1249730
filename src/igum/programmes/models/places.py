"""Offers of a place, and the engagements that follow."""

from datetime import datetime
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from igum.programmes.models.applications import Application
from igum.programmes.models.files import Cohort


class OfferQuerySet(models.QuerySet["Offer"]):
    """Offers by what became of them."""

    def unanswered(self) -> "OfferQuerySet":
        """Neither accepted nor declined, run out or taken back. Such an offer holds its places."""
        return self.filter(accepted_at=None, declined_at=None, ended_at=None)

    def overdue(self, at: datetime) -> "OfferQuerySet":
        """Unanswered, and past the moment it was held until."""
        return self.unanswered().filter(expires_at__lte=at)


class Offer(models.Model):
    """Places held for an application until it answers, or until a moment."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    region = models.ForeignKey("places.Region", models.PROTECT, related_name="+")
    authority = models.ForeignKey("places.Authority", models.PROTECT, null=True, related_name="+")
    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="offers", db_constraint=False)
    application = models.ForeignKey(Application, models.PROTECT, related_name="offers", db_constraint=False)
    units = models.PositiveSmallIntegerField(default=1)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True, help_text=_("It ran out, or was taken back."))

    objects = OfferQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["region", "application"],
                condition=Q(accepted_at=None, declined_at=None, ended_at=None),
                name="programmes_offer_one_unanswered_an_application",
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("made_at")), name="programmes_offer_leaves_time_to_answer"
            ),
            models.CheckConstraint(
                condition=(
                    Q(accepted_at=None, declined_at=None)
                    | Q(accepted_at=None, ended_at=None)
                    | Q(declined_at=None, ended_at=None)
                ),
                name="programmes_offer_ends_in_one_way",
            ),
        ]
        indexes = [models.Index(fields=["region", "cohort", "expires_at"], name="programmes_offer_by_end")]

    def __str__(self) -> str:
        return str(self.pk)

    def is_open(self, at: datetime) -> bool:
        """Whether it may still be answered."""
        return self.accepted_at is None and self.declined_at is None and self.ended_at is None and at < self.expires_at


class Engagement(models.Model):
    """A subject takes part in a cohort: it holds its places from a moment to a moment."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    region = models.ForeignKey("places.Region", models.PROTECT, related_name="+")
    authority = models.ForeignKey("places.Authority", models.PROTECT, null=True, related_name="+")
    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="engagements", db_constraint=False)
    application = models.ForeignKey(Application, models.PROTECT, related_name="engagements", db_constraint=False)
    # As the team knows who takes part. The application stays with those who screened it: answers, scores, reviews.
    name = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES, default="he")
    locality = models.ForeignKey("places.Locality", models.PROTECT, null=True, related_name="+")
    # Who takes part, by the record in people; empty where the subject is neither a person nor a household.
    resident = models.ForeignKey("people.Resident", models.PROTECT, null=True, related_name="+", db_constraint=False)
    household = models.ForeignKey("people.Household", models.PROTECT, null=True, related_name="+", db_constraint=False)
    units = models.PositiveSmallIntegerField(default=1)
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    end_reason = models.CharField(max_length=400, blank=True)
    # Found anew from what was noted, whenever something is: lists of many people need not look at every meeting.
    came_at = models.DateTimeField(null=True, blank=True, help_text=_("The newest meeting noted that they came to."))
    heard_at = models.DateTimeField(null=True, blank=True, help_text=_("The newest note of them, or task done."))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["region", "application"],
                condition=Q(ended_at=None),
                name="programmes_engagement_once_at_a_time",
                violation_error_message=_("This application has its place already."),
            ),
        ]
        indexes = [
            models.Index(fields=["region", "cohort", "ended_at"], name="programmes_engagement_by_end"),
            models.Index(fields=["region", "resident"], name="programmes_engaged_resident"),
        ]

    def __str__(self) -> str:
        return self.name or str(self.pk)
