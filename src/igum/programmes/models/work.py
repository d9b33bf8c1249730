"""What is to be done in a cohort, and what is written down on the way."""

from datetime import date
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from igum.programmes.models.files import Cohort
from igum.programmes.models.places import Engagement
from igum.programmes.models.team import TeamMember


class TaskQuerySet(models.QuerySet["Task"]):
    """Tasks by where they stand."""

    def open(self) -> "TaskQuerySet":
        """Neither done nor let off."""
        return self.filter(done_at=None, waived_at=None)

    def late(self, today: date) -> "TaskQuerySet":
        """Open, and their day has passed."""
        return self.open().filter(due_on__lt=today)


class Task(models.Model):
    """Something one subject is to do by a day, alone or with somebody of the team; homework is one too."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    region = models.ForeignKey("places.Region", models.PROTECT, related_name="+")
    authority = models.ForeignKey("places.Authority", models.PROTECT, null=True, related_name="+")
    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="tasks", db_constraint=False)
    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="tasks", db_constraint=False)
    phase = models.CharField(max_length=60, help_text=_("The phase's key in the file."))
    key = models.CharField(max_length=60, blank=True, help_text=_("The task's key in the file; empty for one by hand."))
    title = models.CharField(max_length=200, blank=True, help_text=_("Of a task given by hand."))
    due_on = models.DateField()
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    note = models.TextField(blank=True, help_text=_("What was done, in words."))
    response = models.ForeignKey(
        "questionnaires.Response", models.PROTECT, null=True, related_name="+", db_constraint=False
    )
    waived_at = models.DateTimeField(null=True, blank=True)
    waive_reason = models.CharField(max_length=400, blank=True)

    objects = TaskQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["region", "engagement", "phase", "key"], condition=~Q(key=""), name="programmes_task_given_once"
            ),
            models.CheckConstraint(condition=~Q(key="", title=""), name="programmes_task_has_a_name"),
            models.CheckConstraint(
                condition=Q(done_at=None) | Q(waived_at=None), name="programmes_task_ends_in_one_way"
            ),
        ]
        indexes = [
            models.Index(fields=["region", "cohort", "due_on"], name="programmes_task_by_day"),
            models.Index(
                fields=["region", "due_on"], condition=Q(done_at=None, waived_at=None), name="programmes_tasks_open"
            ),
        ]

    def __str__(self) -> str:
        return self.key or self.title


class Audience(models.TextChoices):
    """Who reads a note."""

    PRIVATE = "private", pgettext_lazy("note", "Only me")
    TEAM = "team", pgettext_lazy("note", "The team of this family")
    SUBJECT = "subject", pgettext_lazy("note", "The team and the family")


class Note(models.Model):
    """Something written down about a subject: for oneself, for its team, or for the subject too."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    region = models.ForeignKey("places.Region", models.PROTECT, related_name="+")
    authority = models.ForeignKey("places.Authority", models.PROTECT, null=True, related_name="+")
    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="notes", db_constraint=False)
    audience = models.CharField(max_length=10, choices=Audience.choices, default=Audience.TEAM)
    text = models.TextField(max_length=4000)
    # Nobody: the subject wrote it, by its secret link.
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    member = models.ForeignKey(TeamMember, models.PROTECT, null=True, related_name="+", db_constraint=False)
    written_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["region", "engagement", "written_at"], name="programmes_notes_by_time")]

    def __str__(self) -> str:
        return str(self.pk)
