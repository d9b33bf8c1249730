"""Who comes to which shift, the hours given, and certificates of them."""

from datetime import datetime
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from igum.core.links import hash_of
from igum.core.sealed import seal, unseal
from igum.volunteering.models.opportunities import Opportunity, Shift
from igum.volunteering.models.volunteers import Volunteer

MINUTES_A_DAY = 24 * 60


class SignUpQuerySet(models.QuerySet["SignUp"]):
    """Sign-ups by where they stand."""

    def standing(self) -> "SignUpQuerySet":
        """Those that were not taken back."""
        return self.filter(left_at=None)

    def placed(self) -> "SignUpQuerySet":
        """Those with a place on the shift."""
        return self.standing().filter(place__isnull=False)

    def waiting(self) -> "SignUpQuerySet":
        """Those on the waiting list, the longest waiting first."""
        return self.standing().filter(place=None).order_by("joined_at", "pk")

    def upcoming(self, at: datetime) -> "SignUpQuerySet":
        """Those of shifts that are not over, the next first."""
        return self.standing().filter(ends_at__gt=at).order_by("starts_at", "pk")


class SignUp(models.Model):
    """A volunteer's place on a shift, or on its waiting list while ``place`` is empty.

    The times are the shift's, kept here so that the database itself refuses two shifts at one time; the name is the
    volunteer's, so that the body sees who comes without seeing anything else of them.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    region = models.ForeignKey("places.Region", models.PROTECT, related_name="+")
    authority = models.ForeignKey("places.Authority", models.PROTECT, null=True, blank=True, related_name="+")
    opportunity = models.ForeignKey(Opportunity, models.CASCADE, related_name="sign_ups", db_constraint=False)
    shift = models.ForeignKey(Shift, models.CASCADE, related_name="sign_ups", db_constraint=False)
    volunteer = models.ForeignKey(Volunteer, models.CASCADE, related_name="sign_ups", db_constraint=False)
    volunteer_name = models.CharField(max_length=120)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.PositiveSmallIntegerField(null=True, blank=True, help_text=_("Empty on the waiting list."))
    joined_at = models.DateTimeField()
    placed_at = models.DateTimeField(null=True, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)
    on_way_at = models.DateTimeField(null=True, blank=True)
    arrived_at = models.DateTimeField(null=True, blank=True)
    missed_at = models.DateTimeField(null=True, blank=True, help_text=_("When somebody noted that they did not come."))

    objects = SignUpQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["region", "shift", "volunteer"],
                condition=Q(left_at=None),
                name="volunteering_signed_up_once_for_a_shift",
                violation_error_message=_("You are signed up for this shift already."),
            ),
            models.UniqueConstraint(
                fields=["region", "shift", "place"],
                condition=Q(left_at=None, place__isnull=False),
                name="volunteering_a_place_is_given_once",
                violation_error_message=_("This place was just given to somebody else."),
            ),
            models.CheckConstraint(
                condition=Q(arrived_at=None) | Q(missed_at=None),
                name="volunteering_came_or_did_not",
                violation_error_message=_("Somebody came or did not come, not both."),
            ),
            models.CheckConstraint(
                condition=Q(place=None) | Q(place__gte=1),
                name="volunteering_places_count_from_one",
            ),
        ]
        indexes = [models.Index(fields=["region", "volunteer", "starts_at"], name="volunteering_of_a_volunteer")]

    def __str__(self) -> str:
        return f"{self.volunteer_name}, {self.starts_at:%Y-%m-%d %H:%M}"

    @property
    def waits(self) -> bool:
        """Whether it stands on the waiting list."""
        return self.place is None


class HoursEntry(models.Model):
    """Minutes a volunteer gave on a day, until the body has looked at them nothing but their word."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    region = models.ForeignKey("places.Region", models.PROTECT, related_name="+")
    authority = models.ForeignKey("places.Authority", models.PROTECT, null=True, blank=True, related_name="+")
    opportunity = models.ForeignKey(Opportunity, models.PROTECT, related_name="hours", db_constraint=False)
    volunteer = models.ForeignKey(Volunteer, models.CASCADE, related_name="hours", db_constraint=False)
    volunteer_name = models.CharField(max_length=120)
    sign_up = models.ForeignKey(SignUp, models.PROTECT, null=True, blank=True, related_name="+", db_constraint=False)
    day = models.DateField()
    minutes = models.PositiveSmallIntegerField()
    note = models.CharField(max_length=200, blank=True)
    logged_at = models.DateTimeField()
    approved_at = models.DateTimeField(null=True, blank=True)
    refused_at = models.DateTimeField(null=True, blank=True)
    refusal = models.CharField(max_length=200, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(minutes__gte=1, minutes__lte=MINUTES_A_DAY),
                name="volunteering_hours_fit_into_a_day",
                violation_error_message=_("Write between one minute and one day."),
            ),
            models.CheckConstraint(
                condition=Q(approved_at=None) | Q(refused_at=None),
                name="volunteering_hours_are_approved_or_refused",
                violation_error_message=_("Hours are approved or refused, not both."),
            ),
            models.UniqueConstraint(
                fields=["region", "sign_up"],
                condition=Q(sign_up__isnull=False, refused_at=None),
                name="volunteering_hours_of_a_shift_once",
                violation_error_message=_("The hours of this shift are written down already."),
            ),
        ]
        indexes = [models.Index(fields=["region", "volunteer", "day"], name="volunteering_hours_by_day")]

    def __str__(self) -> str:
        return f"{self.volunteer_name}, {self.day}, {self.minutes}"


class Certificate(models.Model):
    """What a region certifies of somebody's approved hours. Numbered; whoever holds its code can check it.

    The lines are a copy: a certificate says for ever what it said on the day it was issued.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    region = models.ForeignKey("places.Region", models.PROTECT, related_name="+")
    authority = models.ForeignKey("places.Authority", models.PROTECT, null=True, blank=True, related_name="+")
    volunteer = models.ForeignKey(Volunteer, models.PROTECT, related_name="certificates", db_constraint=False)
    number = models.PositiveIntegerField(help_text=_("Counted in the region, from one each year."))
    year = models.PositiveSmallIntegerField()
    code_hash = models.CharField(max_length=64, help_text=_("Of the code printed on it."))
    code_sealed = models.BinaryField(editable=False, help_text=_("The code, for whose certificate it is."))
    name = models.CharField(max_length=120)
    first_day = models.DateField()
    last_day = models.DateField()
    minutes = models.PositiveIntegerField()
    lines = models.JSONField(help_text=_("Body, task and minutes, as they were."))
    issued_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["region", "year", "number"], name="volunteering_certificate_number_once"),
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")), name="volunteering_certificate_runs_forwards"
            ),
        ]

    def __str__(self) -> str:
        return self.numbered

    @property
    def code(self) -> str:
        """The code printed on it, for those who may see the row."""
        return unseal(bytes(self.code_sealed), table=self._meta.db_table, column="code_sealed", pk=self.pk)

    def keep_code(self, code: str) -> None:
        """Set the code: its hash to find it by, and itself sealed. Saves nothing."""
        self.code_hash = hash_of(code)
        self.code_sealed = seal(code, table=self._meta.db_table, column="code_sealed", pk=self.pk)

    @property
    def numbered(self) -> str:
        """Its number as it is printed."""
        return f"{self.year}-{self.number:05}"
