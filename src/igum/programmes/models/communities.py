"""A settlement that takes part: what is known of it, what it set itself, and what was done with its leadership."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from igum.core.texts import Text
from igum.programmes.models.files import in_page_language
from igum.programmes.models.places import Engagement


class ProfileEntry(models.Model):
    """Something known of a settlement: a strength, a barrier, a resource; with who says so and since when."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    region = models.ForeignKey("places.Region", models.PROTECT, related_name="+")
    # Of whoever runs the programme, as everything of the cohort.
    authority = models.ForeignKey("places.Authority", models.PROTECT, null=True, related_name="+")
    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="profile", db_constraint=False)
    kind = models.CharField(max_length=60, help_text=_("The kind's key in the file."))
    texts = models.JSONField(help_text=_("What is known, by language."))
    source = models.CharField(max_length=200, help_text=_("Who says so: a survey, an interview, a register."))
    known_on = models.DateField(help_text=_("The day for which it holds."))
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    struck_at = models.DateTimeField(null=True, blank=True, help_text=_("It does not hold any more."))

    class Meta:
        indexes = [models.Index(fields=["region", "engagement"], name="programmes_profile_of")]

    def __str__(self) -> str:
        return f"{self.kind}: {self.known_on}"

    @property
    def said(self) -> Text:
        """What is known, in the page's language or the one it has."""
        return in_page_language(self.texts)


class Goal(models.Model):
    """What a settlement wants to reach by a day, and the number that shows it. Its values are measurements."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    region = models.ForeignKey("places.Region", models.PROTECT, related_name="+")
    authority = models.ForeignKey("places.Authority", models.PROTECT, null=True, related_name="+")
    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="goals", db_constraint=False)
    theme = models.CharField(max_length=60, help_text=_("The theme's key in the file."))
    texts = models.JSONField(help_text=_("What is to be reached, by language."))
    measures = models.JSONField(help_text=_("What is counted, by language."))
    baseline = models.DecimalField(max_digits=18, decimal_places=6, null=True, blank=True)
    target = models.DecimalField(max_digits=18, decimal_places=6)
    more_is_better = models.BooleanField(default=True)
    due_on = models.DateField()
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    dropped_at = models.DateTimeField(null=True, blank=True)
    drop_reason = models.CharField(max_length=400, blank=True)

    class Meta:
        indexes = [models.Index(fields=["region", "engagement"], name="programmes_goals_of")]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def outcome(self) -> str:
        """As measurements call it: outcomes of the file have keys without a dot."""
        return f"goal.{self.pk}"

    @property
    def said(self) -> Text:
        """What is to be reached, in the page's language or the one it has."""
        return in_page_language(self.texts)

    @property
    def measured_by(self) -> Text:
        """What is counted, in the page's language or the one it has."""
        return in_page_language(self.measures)


class WorkEntry(models.Model):
    """What was done with a settlement on a day, with which body of its leadership; a review of its goals is one too."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    region = models.ForeignKey("places.Region", models.PROTECT, related_name="+")
    authority = models.ForeignKey("places.Authority", models.PROTECT, null=True, related_name="+")
    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="worked", db_constraint=False)
    worked_on = models.DateField()
    theme = models.CharField(max_length=60, blank=True, help_text=_("The theme's key in the file."))
    body = models.CharField(max_length=60, blank=True, help_text=_("The body's key in the file."))
    text = models.TextField(max_length=4000)
    is_review = models.BooleanField(default=False, help_text=_("The goals were looked at again on this day."))
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["region", "engagement", "worked_on"],
                condition=models.Q(is_review=True),
                name="programmes_one_review_a_day",
                violation_error_message=_("The goals were reviewed on this day already."),
            ),
        ]
        indexes = [models.Index(fields=["region", "engagement", "worked_on"], name="programmes_work_by_day")]

    def __str__(self) -> str:
        return f"{self.worked_on}: {self.theme}"
