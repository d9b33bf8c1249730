"""Programmes, the versions of their files, and the cohorts that run on them."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from igum.core.texts import Text
from igum.programmes.rules.titles import round_title


def in_page_language(texts: Mapping[str, str]) -> Text:
    """The text in the page's language; else in Hebrew, else in whichever there is."""
    for language in ((get_language() or settings.LANGUAGE_CODE)[:2], "he", *texts):
        if texts.get(language):
            return Text(texts[language], language)
    return Text("", "he")


class Programme(models.Model):
    """Something a region or one of its authorities runs for residents, described by a file."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    region = models.ForeignKey("places.Region", models.PROTECT, related_name="+")
    authority = models.ForeignKey(
        "places.Authority",
        models.PROTECT,
        null=True,
        related_name="+",
        help_text=_("Empty: the region itself runs it."),
    )
    key = models.SlugField(max_length=60)
    # Of the newest version, so that lists and links need no file.
    names = models.JSONField(default=dict)
    summary = models.JSONField(default=dict)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["region", "key"],
                name="programmes_programme_key_once_in_a_region",
                violation_error_message=_("Another programme of this region has this key. Choose another."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.named)

    @property
    def named(self) -> Text:
        """The name in the page's language, or in the one it has."""
        return in_page_language(self.names)

    @property
    def summarised(self) -> Text:
        """What it is, in two lines, in the page's language or the one it has."""
        return in_page_language(self.summary)


class ProgrammeVersion(models.Model):
    """One version of a programme's file, word for word. Never changed: cohorts run on it."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    region = models.ForeignKey("places.Region", models.PROTECT, related_name="+")
    authority = models.ForeignKey("places.Authority", models.PROTECT, null=True, related_name="+")
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="versions", db_constraint=False)
    version = models.CharField(max_length=40, help_text=_("As the file says: semantic versioning."))
    source = models.TextField(help_text=_("The file, word for word."))
    definition = models.JSONField(help_text=_("What the file says, a parent's part included."))
    sha256 = models.CharField(max_length=64)
    # What applicants fill: the file's form between the contact questions and the consents.
    intake = models.ForeignKey("questionnaires.Questionnaire", models.PROTECT, related_name="+", db_constraint=False)
    applied_at = models.DateTimeField()
    applied_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["region", "programme", "version"],
                name="programmes_version_once_in_a_programme",
                violation_error_message=_("This version was applied before. Raise the version in the file."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.programme_id} {self.version}"


class CohortQuerySet(models.QuerySet["Cohort"]):
    """Cohorts by their time."""

    def open_at(self, at: datetime) -> "CohortQuerySet":
        """Those that take applications at a moment: from the first instant to the last of their days."""
        return self.filter(opens_at__lte=at, closes_at__gt=at, closed_at=None)


class Cohort(models.Model):
    """One round of a programme, on the version of the file that it started with."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    region = models.ForeignKey("places.Region", models.PROTECT, related_name="+")
    authority = models.ForeignKey("places.Authority", models.PROTECT, null=True, related_name="+")
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="cohorts", db_constraint=False)
    version = models.ForeignKey(ProgrammeVersion, models.PROTECT, related_name="+", db_constraint=False)
    key = models.SlugField(max_length=40)
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField(help_text=_("The first moment at which no application is taken any more."))
    starts_on = models.DateField(null=True, blank=True)
    places = models.PositiveIntegerField(help_text=_("In units of the programme's subject: families, people, classes."))
    lot_seed = models.CharField(
        max_length=64, blank=True, help_text=_("Published, so that anyone can draw the lot again.")
    )
    chosen_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = CohortQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["region", "programme", "key"], name="programmes_cohort_once_in_a_programme"
            ),
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")),
                name="programmes_cohort_closes_after_it_opens",
                violation_error_message=_("Applications must close after they open."),
            ),
        ]
        indexes = [models.Index(fields=["region", "programme", "opens_at"], name="programmes_cohort_by_opening")]

    def __str__(self) -> str:
        return self.key

    @property
    def title(self) -> str:
        """What it is called on a page, in the page's language; the key stands in addresses."""
        return round_title(self.key, self.starts_on or localtime(self.opens_at).date())

    def takes_applications(self, at: datetime) -> bool:
        """Whether somebody may apply at this moment."""
        return self.closed_at is None and self.opens_at <= at < self.closes_at

    @property
    def last_day(self) -> date:
        """The last day on which applications are taken, as people say it."""
        return localtime(self.closes_at - timedelta(microseconds=1)).date()
