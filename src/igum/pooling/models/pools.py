"""A pool, what the engine was asked about it, and the plans that it answered."""

from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Pool(models.Model):
    """A service that towns of a region may hold together. Seen by the region's own posts and by the towns in it."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    region = models.ForeignKey("places.Region", models.PROTECT, related_name="+")
    # Always empty: it belongs to the region. Row-level security reads the column.
    authority = models.ForeignKey("places.Authority", models.PROTECT, null=True, blank=True, related_name="+")
    authority_ids = ArrayField(models.PositiveIntegerField(), help_text=_("The authorities that take part."))
    titles = models.JSONField(help_text=_("By language; Hebrew always."))
    source = models.TextField(help_text=_("The pool as a document, as ./igum pool reads it."))
    need_ids = ArrayField(models.UUIDField(), default=list, blank=True, help_text=_("The needs that it answers."))
    is_sample = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("people.User", models.PROTECT, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(authority=None), name="pooling_pool_is_the_regions_own"),
        ]

    def __str__(self) -> str:
        return str(self.titles.get("he", ""))


class Solve(models.Model):
    """A question to the engine: plans to choose from, or one plan with something changed."""

    class Stage(models.TextChoices):
        """How far the work is."""

        WAITING = "waiting", _("Waiting for its turn")
        PLANS = "plans", _("Looking for the best plans")
        COSTS = "costs", _("Counting what every group of towns would pay")
        DONE = "done", _("Done")
        FAILED = "failed", _("No answer")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    region = models.ForeignKey("places.Region", models.PROTECT, related_name="+")
    authority = models.ForeignKey("places.Authority", models.PROTECT, null=True, blank=True, related_name="+")
    pool = models.ForeignKey(Pool, models.CASCADE, related_name="solves", db_constraint=False)
    changes = models.JSONField(default=dict, help_text=_("What is changed; nothing where plans are asked for."))
    stage = models.CharField(max_length=10, choices=Stage, default=Stage.WAITING)
    progress = models.JSONField(default=dict, help_text=_("Goal, plan so far, bound, gap; or coalitions counted."))
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey("people.User", models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "region", "pool", condition=Q(ended_at=None), name="pooling_one_question_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pool_id} {self.stage}"


class Plan(models.Model):
    """One answer of the engine, with its numbers as it gave them. Never changed once its costs are counted."""

    class Aim(models.TextChoices):
        """What a proposal is good at."""

        MOST_SERVED = "most_served", _("The most people")
        CHEAPEST = "cheapest", _("The least money")
        NEAREST = "nearest", _("The shortest ways")
        ELSEWHERE = "elsewhere", _("Without the busiest place")
        WHAT_IF = "", _("With something changed")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    region = models.ForeignKey("places.Region", models.PROTECT, related_name="+")
    authority = models.ForeignKey("places.Authority", models.PROTECT, null=True, blank=True, related_name="+")
    pool = models.ForeignKey(Pool, models.CASCADE, related_name="plans", db_constraint=False)
    solve = models.ForeignKey(Solve, models.CASCADE, related_name="plans", db_constraint=False)
    number = models.PositiveIntegerField(help_text=_("Of the pool, from 1."))
    aim = models.CharField(max_length=12, choices=Aim, blank=True, default="")
    source = models.TextField(help_text=_("The document that was planned."))
    changes = models.JSONField(default=dict, help_text=_("What was changed in it."))
    result = models.JSONField(help_text=_("Sites, groups, who goes where, who does not, money, bounds."))
    costs = models.JSONField(default=dict, help_text=_("What every coalition of payers would pay, agorot."))
    alone = models.JSONField(default=dict, help_text=_("By payer: people served and cost by itself."))
    reasons = models.JSONField(default=dict, help_text=_("By site: what is lost without it."))
    people = models.PositiveIntegerField(help_text=_("Served."))
    missing = models.PositiveIntegerField(help_text=_("Not served."))
    net_agorot = models.BigIntegerField(help_text=_("What the towns pay together."))
    made_at = models.DateTimeField()
    counted_at = models.DateTimeField(null=True, blank=True, help_text=_("Since when its costs are all there."))

    class Meta:
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint("region", "pool", "number", name="pooling_plans_are_numbered"),
        ]

    def __str__(self) -> str:
        return f"{self.pool_id} {self.number}"
