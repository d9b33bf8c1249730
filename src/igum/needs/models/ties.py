"""What organisations say of their ties, and what work has shown."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class TieStatement(models.Model):
    """What work has shown of two organisations in a year, or what one of them said of the other."""

    class Source(models.TextChoices):
        """As in engines/network."""

        WORK = "work", _("Shown by work")
        SURVEY = "survey", _("Said in the survey")

    class Setting(models.TextChoices):
        """As in engines/network."""

        ROUTINE = "routine", _("In routine")
        EMERGENCY = "emergency", _("In an emergency")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    region = models.ForeignKey("places.Region", models.PROTECT, related_name="+")
    # Always empty, for a tie is the region's: only a post over the region writes, and workers of every authority read.
    authority = models.ForeignKey("places.Authority", models.PROTECT, null=True, blank=True, related_name="+")
    teller = models.ForeignKey("directory.Organization", models.DO_NOTHING, related_name="+", db_constraint=False)
    about = models.ForeignKey("directory.Organization", models.DO_NOTHING, related_name="+", db_constraint=False)
    intensity = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text=_("1 know, 2 cooperate, 3 coordinate, 4 integrate; empty: there is no tie.")
    )
    source = models.CharField(max_length=10, choices=Source)
    year = models.PositiveSmallIntegerField()
    setting = models.CharField(max_length=10, choices=Setting, default=Setting.ROUTINE)
    said_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["region", "teller", "about", "source", "year", "setting"], name="needs_said_once_a_year"
            ),
            models.CheckConstraint(condition=~Q(teller=F("about")), name="needs_tie_is_with_another"),
            models.CheckConstraint(
                condition=Q(intensity__range=(1, 4)) | Q(intensity=None, source="survey"),
                name="needs_tie_has_one_of_four_intensities",
            ),
        ]
        indexes = [models.Index(fields=["region", "year", "setting"], name="needs_ties_of_a_year")]

    def __str__(self) -> str:
        return f"{self.teller_id} – {self.about_id}, {self.year}"


class TieSurvey(models.Model):
    """One organisation asked about its ties in one year, and the link by which it answers."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    region = models.ForeignKey("places.Region", models.PROTECT, related_name="+")
    authority = models.ForeignKey("places.Authority", models.PROTECT, null=True, blank=True, related_name="+")
    organization = models.ForeignKey("directory.Organization", models.DO_NOTHING, related_name="+", db_constraint=False)
    year = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120, help_text=_("Who is asked."))
    phone = models.CharField(max_length=40, blank=True)
    email = models.CharField(max_length=254, blank=True)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    link_hash = models.CharField(max_length=64)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["region", "organization", "year"], name="needs_asked_once_a_year"),
            models.UniqueConstraint(fields=["region", "link_hash"], name="needs_tie_link_opens_one"),
        ]

    def __str__(self) -> str:
        return f"{self.organization_id}, {self.year}"
