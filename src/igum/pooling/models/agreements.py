"""What towns agreed to: a plan, a key, bounds and a term; who signed; what was paid; whether it was worth it."""

from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from igum.pooling.models.pools import Plan, Pool


class Agreement(models.Model):
    """One plan under one key, for a term. Its terms never change; once all have signed, nothing of it does."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    region = models.ForeignKey("places.Region", models.PROTECT, related_name="+")
    authority = models.ForeignKey("places.Authority", models.PROTECT, null=True, blank=True, related_name="+")
    pool = models.ForeignKey(Pool, models.CASCADE, related_name="agreements", db_constraint=False)
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="agreements", db_constraint=False)
    key = models.CharField(max_length=20)
    floors = models.JSONField(default=dict, help_text=_("By payer: the least it pays, agorot."))
    caps = models.JSONField(default=dict, help_text=_("By payer: the most it pays, agorot."))
    shares = models.JSONField(help_text=_("By payer: what it pays, agorot, for the plan's term."))
    alone = models.JSONField(help_text=_("By payer: what it would pay by itself for the same people, agorot."))
    starts_on = models.DateField()
    ends_on = models.DateField()
    notice_months = models.PositiveSmallIntegerField(help_text=_("Before leaving."))
    review_on = models.DateField()
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey("people.User", models.PROTECT, null=True, related_name="+")
    in_force_at = models.DateTimeField(null=True, blank=True, help_text=_("Since when all have signed."))
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-proposed_at",)
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gt=F("starts_on")), name="pooling_agreement_has_a_term"),
            models.CheckConstraint(
                condition=Q(review_on__gt=F("starts_on"), review_on__lte=F("ends_on")),
                name="pooling_review_within_the_term",
            ),
            models.UniqueConstraint(
                "region", "pool", condition=Q(withdrawn_at=None), name="pooling_one_agreement_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pool_id} {self.key}"


class Signature(models.Model):
    """One authority's signature."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    region = models.ForeignKey("places.Region", models.PROTECT, related_name="+")
    authority = models.ForeignKey("places.Authority", models.PROTECT, related_name="+")
    pool = models.ForeignKey(Pool, models.CASCADE, related_name="+", db_constraint=False)
    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="signatures", db_constraint=False)
    role = models.CharField(max_length=20)
    signed_at = models.DateTimeField()
    signed_by = models.ForeignKey("people.User", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint("region", "agreement", "authority", name="pooling_each_town_signs_once"),
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id} {self.authority_id}"


class Spending(models.Model):
    """What one authority in fact paid in a quarter, and how many of its people were served."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    region = models.ForeignKey("places.Region", models.PROTECT, related_name="+")
    authority = models.ForeignKey("places.Authority", models.PROTECT, related_name="+")
    pool = models.ForeignKey(Pool, models.CASCADE, related_name="+", db_constraint=False)
    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="spendings", db_constraint=False)
    year = models.PositiveSmallIntegerField()
    quarter = models.PositiveSmallIntegerField()
    paid_agorot = models.PositiveBigIntegerField()
    people = models.PositiveIntegerField()
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey("people.User", models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("year", "quarter")
        constraints = [
            models.CheckConstraint(condition=Q(quarter__range=(1, 4)), name="pooling_quarter_is_1_to_4"),
            models.UniqueConstraint(
                "region", "agreement", "authority", "year", "quarter", name="pooling_one_sum_for_each_quarter"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.authority_id} {self.year}/{self.quarter}"


class Review(models.Model):
    """Whether a year of the pool was worth it to one authority, in its own words."""

    class Verdict(models.TextChoices):
        """Worth it or not."""

        YES = "yes", _("Worth it")
        PARTLY = "partly", _("Partly worth it")
        NO = "no", _("Not worth it")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    region = models.ForeignKey("places.Region", models.PROTECT, related_name="+")
    authority = models.ForeignKey("places.Authority", models.PROTECT, related_name="+")
    pool = models.ForeignKey(Pool, models.CASCADE, related_name="+", db_constraint=False)
    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="reviews", db_constraint=False)
    year = models.PositiveSmallIntegerField()
    verdict = models.CharField(max_length=6, choices=Verdict)
    text = models.TextField(max_length=2000, blank=True)
    reviewed_at = models.DateTimeField()
    reviewed_by = models.ForeignKey("people.User", models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("year",)
        constraints = [
            models.UniqueConstraint("region", "agreement", "authority", "year", name="pooling_one_review_a_year"),
        ]

    def __str__(self) -> str:
        return f"{self.authority_id} {self.year} {self.verdict}"
