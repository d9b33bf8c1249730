"""What follows from sessions: secret addresses of calendars, and alerts about those who stay away."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from igum.programmes.models.files import Cohort
from igum.programmes.models.places import Engagement
from igum.programmes.models.sessions import Session


class CalendarFeed(models.Model):
    """A secret address by which somebody's own calendar hears of their sessions. Of the secret, only its hash is kept.

    It belongs to an account, or to whoever holds the link of an application. It opens what its owner may see at that
    moment, and nothing once their term or their place has ended.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    region = models.ForeignKey("places.Region", models.PROTECT, related_name="+")
    # Empty: it is its owner's alone, whoever runs the programmes.
    authority = models.ForeignKey("places.Authority", models.PROTECT, null=True, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    link_hash = models.CharField(max_length=64, blank=True, help_text=_("Of the application whose holder made it."))
    secret_hash = models.CharField(max_length=64)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES, default="he")
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["region", "secret_hash"], name="programmes_feed_has_one_secret"),
            models.UniqueConstraint(
                fields=["region", "user"],
                condition=Q(ended_at=None, user__isnull=False),
                name="programmes_feed_once_a_person",
            ),
            models.UniqueConstraint(
                fields=["region", "link_hash"],
                condition=Q(ended_at=None) & ~Q(link_hash=""),
                name="programmes_feed_once_a_link",
            ),
            models.CheckConstraint(
                condition=Q(user__isnull=False, link_hash="") | Q(user=None) & ~Q(link_hash=""),
                name="programmes_feed_has_one_owner",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class AbsenceAlert(models.Model):
    """Somebody stayed away as often in a row as the file says: they should be called. One for each such row."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    region = models.ForeignKey("places.Region", models.PROTECT, related_name="+")
    authority = models.ForeignKey("places.Authority", models.PROTECT, null=True, related_name="+")
    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="absence_alerts", db_constraint=False)
    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="absence_alerts", db_constraint=False)
    since = models.ForeignKey(
        Session, models.PROTECT, related_name="+", db_constraint=False, help_text=_("The first one of the row.")
    )
    in_a_row = models.PositiveIntegerField()
    raised_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True, help_text=_("They came again, or somebody called them."))
    # Empty when they came again.
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["region", "engagement", "since"], name="programmes_absences_alert_once"),
        ]
        indexes = [models.Index(fields=["region", "cohort", "closed_at"], name="programmes_absences_of_cohort")]

    def __str__(self) -> str:
        return f"{self.engagement_id}: {self.in_a_row}"
