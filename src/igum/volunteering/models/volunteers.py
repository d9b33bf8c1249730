"""Volunteers, and the documents that show what they may do."""

from datetime import date, datetime
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from igum.volunteering.rules.times import is_free, is_minor


class VolunteerQuerySet(models.QuerySet["Volunteer"]):
    """Volunteers by what they can give."""

    def active(self) -> "VolunteerQuerySet":
        """Those who have not stopped, and do not rest."""
        return self.filter(ended_at=None, resting_since=None)

    def who_speak(self, language: str) -> "VolunteerQuerySet":
        """Those who speak a language."""
        return self.filter(languages__contains=[language])

    def skilled_in(self, skill: str) -> "VolunteerQuerySet":
        """Those who have a skill."""
        return self.filter(skills__contains=[skill])


class Volunteer(models.Model):
    """Somebody who gives hours in a region: with an account of their own, or written down by a coordinator."""

    class Gender(models.TextChoices):
        """Asked only because some families and groups ask for it; may be left out."""

        WOMAN = "woman", _("Woman")
        MAN = "man", _("Man")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    region = models.ForeignKey("places.Region", models.PROTECT, related_name="+")
    # Of the town they live in; empty for a town outside the region, whose volunteers the region itself looks after.
    authority = models.ForeignKey("places.Authority", models.PROTECT, null=True, blank=True, related_name="+")
    locality = models.ForeignKey("places.Locality", models.PROTECT, null=True, blank=True, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=120)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES, default="he", help_text=_("Of letters."))
    birth_year = models.PositiveSmallIntegerField(null=True, blank=True)
    # Whoever is under age brings other papers: that counts once somebody who looks after volunteers has seen it.
    birth_year_seen_at = models.DateTimeField(null=True, blank=True)
    birth_year_seen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    gender = models.CharField(max_length=5, choices=Gender.choices, blank=True)
    languages = models.JSONField(default=list, blank=True)
    skills = models.JSONField(default=list, blank=True)
    available = models.JSONField(default=list, blank=True, help_text=_("Parts of the week, such as 4:evening."))
    available_note = models.CharField(
        max_length=200, blank=True, help_text=_("In their own words, such as “not on the Sabbath”.")
    )
    remote_only = models.BooleanField(default=False)
    # The public directory is loaded anew by those who see no tenant's rows: nothing here may hold it fast.
    sent_by = models.ForeignKey(
        "directory.Organization", models.DO_NOTHING, null=True, blank=True, related_name="+", db_constraint=False
    )
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    is_sample = models.BooleanField(default=False)
    joined_at = models.DateTimeField()
    resting_since = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = VolunteerQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["region", "user"],
                condition=Q(user__isnull=False),
                name="volunteering_account_is_one_volunteer",
                violation_error_message=_("This account is a volunteer here already."),
            ),
            models.CheckConstraint(
                condition=~Q(name=""),
                name="volunteering_volunteer_has_a_name",
                violation_error_message=_("Write a name."),
            ),
        ]
        indexes = [models.Index(fields=["region", "name"], name="volunteering_by_name")]

    def __str__(self) -> str:
        return self.name

    def is_minor_on(self, day: date) -> bool:
        """Whether the year of birth says that they are under age on a day. Unknown counts as of age."""
        return is_minor(self.birth_year, day) is True

    def is_known_minor_on(self, day: date) -> bool:
        """Whether they are under age on a day, and somebody has seen it. What they only say lowers no demand."""
        return self.birth_year_seen_at is not None and self.is_minor_on(day)

    def is_free(self, starts_at: datetime, ends_at: datetime) -> bool | None:
        """Whether a period in local time lies in the parts of the week they named; None when they named none."""
        return is_free(self.available, starts_at, ends_at)


class VettingQuerySet(models.QuerySet["Vetting"]):
    """Documents by where they stand."""

    def waiting(self) -> "VettingQuerySet":
        """Those that nobody has looked at."""
        return self.filter(approved_at=None, refused_at=None, withdrawn_at=None)

    def standing(self) -> "VettingQuerySet":
        """Those that were not taken back."""
        return self.filter(withdrawn_at=None)


class Vetting(models.Model):
    """A document of one kind that a volunteer handed in, or that a worker noted; good from a day to a day.

    No number of it is kept. The paper itself is a file that only those who check it open.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    region = models.ForeignKey("places.Region", models.PROTECT, related_name="+")
    authority = models.ForeignKey("places.Authority", models.PROTECT, null=True, blank=True, related_name="+")
    volunteer = models.ForeignKey(Volunteer, models.CASCADE, related_name="vettings", db_constraint=False)
    kind = models.CharField(max_length=30, help_text=_("A code of data/vetting.yaml."))
    file = models.ForeignKey(
        "core.StoredFile", models.PROTECT, null=True, blank=True, related_name="+", db_constraint=False
    )
    issued_on = models.DateField()
    expires_on = models.DateField(null=True, blank=True, help_text=_("The last day it is good on."))
    handed_in_at = models.DateTimeField()
    handed_in_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    refused_at = models.DateTimeField(null=True, blank=True)
    refusal = models.CharField(max_length=200, blank=True, help_text=_("Why, in words for the volunteer."))
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = VettingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(approved_at=None) | Q(refused_at=None),
                name="volunteering_vetting_is_approved_or_refused",
                violation_error_message=_("A document is approved or refused, not both."),
            ),
            models.CheckConstraint(
                condition=Q(refused_at=None) | ~Q(refusal=""),
                name="volunteering_vetting_refusal_says_why",
                violation_error_message=_("Say why, in words for the volunteer."),
            ),
            models.CheckConstraint(
                condition=Q(expires_on=None) | Q(expires_on__gte=models.F("issued_on")),
                name="volunteering_vetting_ends_after_it_begins",
                violation_error_message=_("A document cannot run out before it is issued."),
            ),
        ]
        indexes = [
            models.Index(fields=["region", "expires_on"], name="volunteering_vetting_by_end"),
            models.Index(
                fields=["region", "handed_in_at"],
                condition=Q(approved_at=None, refused_at=None, withdrawn_at=None),
                name="volunteering_vetting_waiting",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}, {self.issued_on}"

    @property
    def is_approved(self) -> bool:
        """Whether somebody looked at it and found it good."""
        return self.approved_at is not None

    @property
    def is_refused(self) -> bool:
        """Whether somebody looked at it and found it wanting."""
        return self.refused_at is not None
