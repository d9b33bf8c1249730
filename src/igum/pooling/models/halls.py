"""A large hall that the towns of a pool share: when it is open, what each wishes for, whose turn it is, swaps."""

from uuid import uuid4

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from igum.pooling.models.pools import Pool
from igum.pooling.rules.halls import MOST_POINTS


class Hall(models.Model):
    """A hall, a pool, a field: one place, one town at a time."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    region = models.ForeignKey("places.Region", models.PROTECT, related_name="+")
    # Always empty: it belongs to the region. Row-level security reads the column.
    authority = models.ForeignKey("places.Authority", models.PROTECT, null=True, blank=True, related_name="+")
    pool = models.ForeignKey(Pool, models.CASCADE, related_name="halls", db_constraint=False)
    titles = models.JSONField(help_text=_("By language; Hebrew always."))
    opens = models.JSONField(help_text=_("Weekday from Monday, 0 to 6, and from when until when, by the local clock."))
    turn_minutes = models.PositiveSmallIntegerField(help_text=_("How long a turn is."))
    weights = models.JSONField(help_text=_("By authority: its part, beside those of the others."))
    holidays = models.JSONField(
        default=dict,
        help_text=_("By authority: the communities whose holidays it keeps, free of its turns."),
    )
    is_sample = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("people.User", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("made_at",)
        constraints = [
            models.CheckConstraint(condition=Q(authority=None), name="pooling_hall_is_the_regions_own"),
            models.CheckConstraint(condition=Q(turn_minutes__gt=0), name="pooling_turn_takes_time"),
        ]

    def __str__(self) -> str:
        return str(self.titles.get("he", ""))


class HallWish(models.Model):
    """How much one authority would like one time of the week; no points at all where it cannot use it."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    region = models.ForeignKey("places.Region", models.PROTECT, related_name="+")
    authority = models.ForeignKey("places.Authority", models.PROTECT, related_name="+")
    pool = models.ForeignKey(Pool, models.CASCADE, related_name="+", db_constraint=False)
    hall = models.ForeignKey(Hall, models.CASCADE, related_name="wishes", db_constraint=False)
    weekday = models.PositiveSmallIntegerField()
    starts = models.TimeField()
    points = models.PositiveSmallIntegerField()
    set_at = models.DateTimeField()
    set_by = models.ForeignKey("people.User", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(weekday__lte=6), name="pooling_wish_is_for_a_weekday"),
            models.CheckConstraint(condition=Q(points__lte=MOST_POINTS), name="pooling_wish_has_few_points"),
            models.UniqueConstraint(
                "region", "hall", "authority", "weekday", "starts", name="pooling_one_wish_for_each_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.authority_id} {self.weekday} {self.starts:%H:%M} {self.points}"


class HallTurn(models.Model):
    """A time in which one authority has the hall. No two in one hall overlap: the database sees to it."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    region = models.ForeignKey("places.Region", models.PROTECT, related_name="+")
    authority = models.ForeignKey("places.Authority", models.PROTECT, related_name="+")
    pool = models.ForeignKey(Pool, models.CASCADE, related_name="+", db_constraint=False)
    hall = models.ForeignKey(Hall, models.CASCADE, related_name="turns", db_constraint=False)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    was_wished = models.BooleanField(default=False, help_text=_("When the turns were made."))

    class Meta:
        ordering = ("starts_at",)
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="pooling_turn_ends_after_it_starts"),
            ExclusionConstraint(
                name="pooling_hall_has_one_town_at_a_time",
                expressions=[
                    ("region", RangeOperators.EQUAL),
                    ("hall", RangeOperators.EQUAL),
                    (
                        Func("starts_at", "ends_at", function="tstzrange", output_field=DateTimeRangeField()),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        ]
        indexes = [models.Index(fields=["region", "hall", "starts_at"], name="pooling_turns_by_time")]

    def __str__(self) -> str:
        return f"{self.authority_id} {self.starts_at}"


class HallSwap(models.Model):
    """One authority offers its turn for another's. Both keep theirs until the other agrees."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    region = models.ForeignKey("places.Region", models.PROTECT, related_name="+")
    authority = models.ForeignKey("places.Authority", models.PROTECT, related_name="+")
    other = models.ForeignKey(
        "places.Authority", models.PROTECT, related_name="+", help_text=_("Whose turn is asked for.")
    )
    pool = models.ForeignKey(Pool, models.CASCADE, related_name="+", db_constraint=False)
    hall = models.ForeignKey(Hall, models.CASCADE, related_name="swaps", db_constraint=False)
    gives = models.ForeignKey(HallTurn, models.CASCADE, related_name="+", db_constraint=False)
    takes = models.ForeignKey(HallTurn, models.CASCADE, related_name="+", db_constraint=False)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey("people.User", models.PROTECT, null=True, blank=True, related_name="+")
    agreed_at = models.DateTimeField(null=True, blank=True)
    refused_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey("people.User", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("asked_at",)
        constraints = [
            models.CheckConstraint(
                condition=Q(agreed_at=None) | Q(refused_at=None), name="pooling_swap_has_one_answer"
            ),
            models.UniqueConstraint(
                "region", "gives", condition=Q(agreed_at=None, refused_at=None), name="pooling_turn_is_offered_once"
            ),
            models.UniqueConstraint(
                "region", "takes", condition=Q(agreed_at=None, refused_at=None), name="pooling_turn_is_asked_for_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.gives_id} {self.takes_id}"
