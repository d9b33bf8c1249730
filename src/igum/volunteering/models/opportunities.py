"""What bodies ask help with, and when."""

from datetime import datetime
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from igum.core.texts import Text, in_page_language


class OpportunityQuerySet(models.QuerySet["Opportunity"]):
    """Opportunities by where they stand."""

    def published(self) -> "OpportunityQuerySet":
        """Those on the board, those that recruit nobody now among them."""
        return self.filter(published_at__isnull=False, closed_at=None)


class Opportunity(models.Model):
    """Something a body asks volunteers to help with. Published ones stand on the region's one board."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    region = models.ForeignKey("places.Region", models.PROTECT, related_name="+")
    authority = models.ForeignKey(
        "places.Authority",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Whose workers look after it; empty for the region's own."),
    )
    # The public directory is loaded anew by those who see no tenant's rows: nothing here may hold it fast.
    organization = models.ForeignKey(
        "directory.Organization", models.DO_NOTHING, null=True, related_name="+", db_constraint=False
    )
    # Kept beside, for an organisation that leaves the directory.
    body_name = models.CharField(max_length=200)
    titles = models.JSONField(default=dict, help_text=_("By language."))
    descriptions = models.JSONField(default=dict, help_text=_("By language."))
    term = models.ForeignKey(
        "directory.Term", models.DO_NOTHING, null=True, blank=True, related_name="+", db_constraint=False
    )
    locality = models.ForeignKey("places.Locality", models.PROTECT, null=True, blank=True, related_name="+")
    remote = models.BooleanField(default=False)
    languages = models.JSONField(default=list, blank=True, help_text=_("Any one of these helps."))
    skills = models.JSONField(default=list, blank=True)
    requires = models.JSONField(default=list, blank=True, help_text=_("Kinds of vetting documents, by code."))
    with_minors = models.BooleanField(default=False)
    with_dependants = models.BooleanField(
        default=False, help_text=_("Children up to six, or people who depend on others.")
    )
    minimum_age = models.PositiveSmallIntegerField(null=True, blank=True)
    # Parts of the week of its shifts and of its standing hours: what the board filters by.
    times = models.JSONField(default=list, blank=True)
    supporter = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    is_sample = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)
    paused_at = models.DateTimeField(null=True, blank=True, help_text=_("Since when it has enough people."))
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = OpportunityQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(paused_at=None) | Q(published_at__isnull=False),
                name="volunteering_only_what_is_published_pauses",
                violation_error_message=_("Publish it first."),
            ),
        ]
        indexes = [models.Index(fields=["region", "published_at"], name="volunteering_board")]

    def __str__(self) -> str:
        return str(self.titled)

    @property
    def titled(self) -> Text:
        """The title in the page's language, or in the one it has."""
        return in_page_language(self.titles)

    @property
    def described(self) -> Text:
        """The description in the page's language, or in the one it has."""
        return in_page_language(self.descriptions)

    @property
    def recruits(self) -> bool:
        """Whether anybody new is looked for."""
        return self.published_at is not None and self.closed_at is None and self.paused_at is None


class ShiftQuerySet(models.QuerySet["Shift"]):
    """Shifts by time."""

    def upcoming(self, at: datetime) -> "ShiftQuerySet":
        """Those that have not begun, and were not called off; the next first."""
        return self.filter(starts_at__gt=at, cancelled_at=None).order_by("starts_at", "pk")


class Shift(models.Model):
    """A stretch of time of an opportunity, with places."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    region = models.ForeignKey("places.Region", models.PROTECT, related_name="+")
    authority = models.ForeignKey("places.Authority", models.PROTECT, null=True, blank=True, related_name="+")
    opportunity = models.ForeignKey(Opportunity, models.CASCADE, related_name="shifts", db_constraint=False)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    places = models.PositiveSmallIntegerField()
    # Counted by the commands under this row's lock, so that the public board need not read who signed up.
    taken = models.PositiveSmallIntegerField(default=0)
    note = models.CharField(max_length=200, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)

    objects = ShiftQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="volunteering_shift_ends_after_it_starts",
                violation_error_message=_("A shift ends after it starts."),
            ),
            models.CheckConstraint(
                condition=Q(places__gte=1),
                name="volunteering_shift_has_a_place",
                violation_error_message=_("A shift has at least one place."),
            ),
            models.CheckConstraint(
                condition=Q(taken__lte=F("places")),
                name="volunteering_shift_is_never_overbooked",
                violation_error_message=_("All places of this shift are taken."),
            ),
        ]
        indexes = [models.Index(fields=["region", "opportunity", "starts_at"], name="volunteering_shifts_in_order")]

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d %H:%M}"

    @property
    def free(self) -> int:
        """Places that nobody holds."""
        return self.places - self.taken
