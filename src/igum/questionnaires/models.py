"""Tables of questionnaires."""

from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Questionnaire(models.Model):
    """A definition as it was kept. It never changes: another wording is another row."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    region = models.ForeignKey("places.Region", models.PROTECT, related_name="+")
    # Who keeps it; empty for what belongs to the region. Everybody in the region may read it.
    authority = models.ForeignKey("places.Authority", models.PROTECT, null=True, blank=True, related_name="+")
    key = models.CharField(max_length=80, help_text=_("What it is called by the module that asks."))
    definition = models.JSONField()
    sha256 = models.CharField(max_length=64)
    kept_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["region", "key", "sha256"],
                name="questionnaires_kept_once",
                violation_error_message=_("This questionnaire was kept already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.sha256[:8]}"


class Response(models.Model):
    """One filling of a questionnaire: what was answered, and what was typed that is no answer yet."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    region = models.ForeignKey("places.Region", models.PROTECT, related_name="+")
    authority = models.ForeignKey("places.Authority", models.PROTECT, null=True, blank=True, related_name="+")
    # Its tenant goes with it: the constraint over (region, id) is made in the migration.
    questionnaire = models.ForeignKey(Questionnaire, models.PROTECT, related_name="+", db_constraint=False)
    purpose = models.CharField(max_length=60, help_text=_("What for, by the code of the module that asks."))
    about_id = models.UUIDField(null=True, blank=True, help_text=_("The thing of that module it is about."))
    link_hash = models.CharField(max_length=64, blank=True, help_text=_("The hash of the link that opens it."))
    # Whose account the link is bound to: it opens for them alone, as long as they see what the response is about.
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    answers = models.JSONField(default=dict, blank=True)
    # By path: texts that cannot be read as answers yet, and the moment of typing each field shows now.
    drafts = models.JSONField(default=dict, blank=True)
    typed = models.JSONField(default=dict, blank=True)
    # By repeat: the names of its entries, in order, so that taking one away moves no other's answers.
    entries = models.JSONField(default=dict, blank=True)
    started_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    # While it is open anew: what was sent. That holds until it is sent again.
    sent_answers = models.JSONField(null=True, blank=True, editable=False)
    # Where sending led to, so that whoever sends again after a lost reply arrives at the same page.
    leads_to = models.CharField(max_length=500, blank=True, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(saved_at__gte=F("started_at")),
                name="questionnaires_saved_after_it_was_started",
                violation_error_message=_("A response cannot be saved before it was started."),
            ),
        ]
        indexes = [
            models.Index(fields=["region", "purpose", "about_id"], name="questionnaires_about"),
            models.Index(fields=["region", "link_hash"], name="questionnaires_by_link"),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.pk}"

    @property
    def standing_answers(self) -> dict[str, Any]:
        """The answers that count for whoever asked: those that were sent, also while they are being changed."""
        standing: dict[str, Any] = self.answers if self.sent_answers is None else self.sent_answers
        return standing
