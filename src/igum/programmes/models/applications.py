"""Applications, what was found of them, and what reviewers gave."""

from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from igum.programmes.models.files import Cohort
from igum.programmes.rules.outcomes import Channel, Outcome


class Application(models.Model):
    """Somebody asks to take part in a cohort. The answers lie in the questionnaire's response."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    region = models.ForeignKey("places.Region", models.PROTECT, related_name="+")
    # Of whoever runs the programme: its people screen, wherever the applicant lives.
    authority = models.ForeignKey("places.Authority", models.PROTECT, null=True, related_name="+")
    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="applications", db_constraint=False)
    response = models.ForeignKey("questionnaires.Response", models.PROTECT, related_name="+", db_constraint=False)
    channel = models.CharField(max_length=10, choices=Channel.choices)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    link_hash = models.CharField(max_length=64, editable=False)
    link_sealed = models.BinaryField(editable=False, help_text=_("The secret of the link, for letters that carry it."))
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    name = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    locality = models.ForeignKey("places.Locality", models.PROTECT, null=True, related_name="+")
    units = models.PositiveSmallIntegerField(default=1, help_text=_("Places it takes, together or not at all."))
    # Whose record a worker applied for, or which was found or made when a place was taken.
    resident = models.ForeignKey("people.Resident", models.PROTECT, null=True, related_name="+", db_constraint=False)
    started_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    # What the rules found, when they last ran. Empty eligibility: something is still missing.
    screened_at = models.DateTimeField(null=True, blank=True)
    is_eligible = models.BooleanField(null=True, blank=True)
    findings = models.JSONField(default=dict, help_text=_("Each rule's answer, and which answers are missing."))
    rule_score = models.DecimalField(max_digits=12, decimal_places=4, null=True, blank=True)
    panel_score = models.DecimalField(max_digits=12, decimal_places=4, null=True, blank=True)

    # What was decided. Without a person it was an automatic run, which never changes what a person decided.
    outcome = models.CharField(max_length=20, choices=Outcome.choices, blank=True)
    outcome_at = models.DateTimeField(null=True, blank=True)
    outcome_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    outcome_reason = models.CharField(max_length=400, blank=True)
    position = models.PositiveIntegerField(null=True, blank=True, help_text=_("In the order of the last choosing."))

    # What the applicant was told of it, and when: what was decided is no news before.
    told_outcome = models.CharField(max_length=20, choices=Outcome.choices, blank=True, default="", db_default="")
    told_at = models.DateTimeField(null=True, blank=True)
    # Questions whose answers were given or changed after it was sent.
    amended = models.JSONField(null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True, help_text=_("Its keeping ended: nobody is known by it."))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["region", "link_hash"], name="programmes_application_has_its_own_link"),
            models.CheckConstraint(condition=Q(units__gt=0), name="programmes_application_takes_a_place"),
            models.CheckConstraint(
                condition=Q(outcome="") | Q(outcome_at__isnull=False),
                name="programmes_outcome_has_its_moment",
            ),
        ]
        indexes = [
            models.Index(fields=["region", "cohort", "applied_at", "id"], name="programmes_by_applied"),
            models.Index(fields=["region", "cohort", "outcome", "position"], name="programmes_by_outcome"),
            # The screening list, whole and by outcome, in the order it is read in.
            models.Index(
                fields=["region", "cohort", "position", "applied_at", "id"],
                condition=Q(applied_at__isnull=False, withdrawn_at=None),
                name="programmes_in_order",
            ),
            models.Index(
                fields=["region", "cohort", "outcome", "position", "applied_at", "id"],
                condition=Q(applied_at__isnull=False, withdrawn_at=None),
                name="programmes_in_order_by_outcome",
            ),
            models.Index(
                fields=["region", "cohort", "position", "applied_at", "id"],
                condition=Q(applied_at__isnull=False, withdrawn_at__isnull=False),
                name="programmes_withdrawn_in_order",
            ),
            models.Index(fields=["region", "resident"], name="programmes_by_resident"),
        ]

    def __str__(self) -> str:
        return self.name or str(self.pk)

    @property
    def was_decided_by_a_person(self) -> bool:
        """Whether automatic runs must leave the outcome as it is."""
        return bool(self.outcome) and self.outcome_by_id is not None

    @property
    def score(self) -> Any:
        """All points together; None before any were given."""
        parts = [part for part in (self.rule_score, self.panel_score) if part is not None]
        return sum(parts) if parts else None


class Review(models.Model):
    """The points one reviewer gave an application."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    region = models.ForeignKey("places.Region", models.PROTECT, related_name="+")
    authority = models.ForeignKey("places.Authority", models.PROTECT, null=True, related_name="+")
    application = models.ForeignKey(Application, models.PROTECT, related_name="reviews", db_constraint=False)
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    points = models.DecimalField(max_digits=8, decimal_places=2)
    remark = models.TextField(blank=True)
    given_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["region", "application", "reviewer"],
                name="programmes_review_once_by_a_reviewer",
                violation_error_message=_("You have reviewed this application. Change your review instead."),
            ),
            models.CheckConstraint(condition=Q(points__gte=0), name="programmes_review_points_are_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.points}"
