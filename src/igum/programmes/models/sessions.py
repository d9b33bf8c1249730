"""Sessions of a cohort, the rooms they are held in, and who came."""

from datetime import datetime
from uuid import uuid4

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from igum.programmes.models.files import Cohort
from igum.programmes.models.places import Engagement
from igum.programmes.models.team import TeamMember
from igum.programmes.rules.attendance import Status


class Room(models.Model):
    """A room or hall that sessions are held in, one at a time."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    region = models.ForeignKey("places.Region", models.PROTECT, related_name="+")
    authority = models.ForeignKey("places.Authority", models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=120)
    locality = models.ForeignKey("places.Locality", models.PROTECT, null=True, related_name="+")
    address = models.CharField(max_length=200, blank=True)
    seats = models.PositiveIntegerField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["region", "authority", "name"],
                nulls_distinct=False,
                name="programmes_room_named_once",
                violation_error_message=_("A room of this name is there already."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class SessionQuerySet(models.QuerySet["Session"]):
    """Sessions by time and by whether they are held."""

    def held(self) -> "SessionQuerySet":
        """Those not called off."""
        return self.filter(cancelled_at=None)

    def between(self, start: datetime, end: datetime) -> "SessionQuerySet":
        """Those of which some part lies in [start, end)."""
        return self.filter(starts_at__lt=end, ends_at__gt=start)


class Session(models.Model):
    """One meeting of a cohort, on the day the file's rule and the holidays give, unless a person moved it."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    region = models.ForeignKey("places.Region", models.PROTECT, related_name="+")
    authority = models.ForeignKey("places.Authority", models.PROTECT, null=True, related_name="+")
    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="sessions", db_constraint=False)
    phase = models.CharField(max_length=60, help_text=_("The phase's key in the file."))
    number = models.PositiveIntegerField(help_text=_("From 1 in its phase; what follows a meeting has its number."))
    is_after = models.BooleanField(default=False, help_text=_("What follows the meeting for some of its people."))
    who = models.JSONField(default=list, help_text=_("subject, and roles by their keys."))
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    planned_on = models.DateField(help_text=_("The day that the rule gave, before anybody moved it."))
    because = models.JSONField(default=list, help_text=_("Holidays that moved it here, by their names."))
    moved_at = models.DateTimeField(null=True, blank=True, help_text=_("A person moved it: the file moves it no more."))
    added_at = models.DateTimeField(null=True, blank=True, help_text=_("A person added it: the file does not have it."))
    place = models.CharField(max_length=200, blank=True)
    room = models.ForeignKey(Room, models.PROTECT, null=True, blank=True, related_name="sessions", db_constraint=False)
    led_by = models.ForeignKey(TeamMember, models.PROTECT, null=True, related_name="+", db_constraint=False)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancel_reason = models.CharField(max_length=400, blank=True)
    # Raised with every change that calendars must hear of (SEQUENCE of iCalendar).
    sequence = models.PositiveIntegerField(default=0)
    reminded_for = models.DateTimeField(
        null=True, blank=True, help_text=_("The beginning that people were reminded of; moved since, they are again.")
    )
    # Raised with every roster that was taken in: who sends one says which they saw.
    roster_number = models.PositiveIntegerField(default=0)
    # Of those who take part, without the excused: counted anew with every roster, so that lists need not.
    came = models.PositiveIntegerField(default=0, db_default=0)
    counted = models.PositiveIntegerField(default=0, db_default=0)

    objects = SessionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["region", "cohort", "phase", "number", "is_after"], name="programmes_session_numbered_once"
            ),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="programmes_session_takes_time"),
            ExclusionConstraint(
                name="programmes_room_holds_one_session",
                expressions=[
                    ("region", RangeOperators.EQUAL),
                    ("room", RangeOperators.EQUAL),
                    (
                        Func("starts_at", "ends_at", function="tstzrange", output_field=DateTimeRangeField()),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(cancelled_at=None, room__isnull=False),
                violation_error_message=_("Another session is in this room at that time. Choose another room or hour."),
            ),
        ]
        indexes = [
            models.Index(fields=["region", "cohort", "starts_at"], name="programmes_session_by_time"),
            models.Index(fields=["region", "starts_at"], name="programmes_sessions_of_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.phase} {self.number}"


class Attendance(models.Model):
    """Who came to a session, as somebody noted it: a subject, or a member of the team."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    region = models.ForeignKey("places.Region", models.PROTECT, related_name="+")
    authority = models.ForeignKey("places.Authority", models.PROTECT, null=True, related_name="+")
    session = models.ForeignKey(Session, models.PROTECT, related_name="attendance", db_constraint=False)
    engagement = models.ForeignKey(
        Engagement, models.PROTECT, null=True, related_name="attendance", db_constraint=False
    )
    member = models.ForeignKey(TeamMember, models.PROTECT, null=True, related_name="attendance", db_constraint=False)
    status = models.CharField(max_length=10, choices=Status.choices)
    # The number of the roster that said it last: a roster that had not seen it does not overwrite it.
    number = models.PositiveIntegerField()
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["region", "session", "engagement"], name="programmes_subject_noted_once"),
            models.UniqueConstraint(fields=["region", "session", "member"], name="programmes_member_noted_once"),
            models.CheckConstraint(
                condition=Q(engagement__isnull=False, member=None) | Q(engagement=None, member__isnull=False),
                name="programmes_attendance_is_of_one",
            ),
        ]
        indexes = [
            models.Index(fields=["region", "engagement"], name="programmes_attendance_of"),
            models.Index(fields=["region", "session"], condition=Q(status=Status.ABSENT), name="programmes_absences"),
        ]

    def __str__(self) -> str:
        return f"{self.session_id}: {self.status}"


class RosterReceipt(models.Model):
    """A roster that was taken in, by the key its sender gave it: sent again, it is the same one."""

    id = models.BigAutoField(primary_key=True)
    region = models.ForeignKey("places.Region", models.PROTECT, related_name="+")
    authority = models.ForeignKey("places.Authority", models.PROTECT, null=True, related_name="+")
    key = models.UUIDField()
    session = models.ForeignKey(Session, models.PROTECT, related_name="+", db_constraint=False)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    taken_at = models.DateTimeField(help_text=_("By the sender's clock, which may be wrong: for people to read."))
    received_at = models.DateTimeField()
    marks = models.JSONField(help_text=_("As sent, and what was not taken because somebody else had noted otherwise."))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["region", "key"], name="programmes_roster_taken_in_once")]

    def __str__(self) -> str:
        return str(self.key)
