"""How a place is used: people counted without names."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from igum.programmes.models.files import Cohort


class UseCount(models.Model):
    """So many people of one kind came for one purpose on one day. Nobody is known by it."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    region = models.ForeignKey("places.Region", models.PROTECT, related_name="+")
    # Of whoever runs the programme, as everything of the cohort.
    authority = models.ForeignKey("places.Authority", models.PROTECT, null=True, related_name="+")
    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="uses", db_constraint=False)
    used_on = models.DateField()
    neighbourhood = models.CharField(max_length=60, help_text=_("The neighbourhood's key in the file."))
    age = models.CharField(max_length=60, help_text=_("The age band, a choice of the intake form."))
    purpose = models.CharField(max_length=60, help_text=_("What they came for, a choice of the intake form."))
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    people = models.PositiveIntegerField()
    # Counted by mistake and taken back: they stay written, and count for nothing.
    struck = models.PositiveIntegerField(default=0, db_default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["region", "cohort", "used_on", "neighbourhood", "age", "purpose", "language"],
                name="programmes_use_counted_once",
            ),
            models.CheckConstraint(condition=Q(people__gt=0), name="programmes_use_is_of_somebody"),
            models.CheckConstraint(condition=Q(struck__lte=F("people")), name="programmes_use_is_struck_once"),
        ]

    def __str__(self) -> str:
        return f"{self.used_on}: {self.people}"


class UseEvent(models.Model):
    """Something that may have changed how a place is used: a branch opened, a bus came. It parts before from after."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    region = models.ForeignKey("places.Region", models.PROTECT, related_name="+")
    authority = models.ForeignKey("places.Authority", models.PROTECT, null=True, related_name="+")
    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="use_events", db_constraint=False)
    month = models.DateField(help_text=_("The first day of the first month after it."))
    names = models.JSONField(help_text=_("What it was, by language."))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["region", "cohort"], name="programmes_one_use_event"),
            models.CheckConstraint(condition=Q(month__day=1), name="programmes_use_event_at_a_month"),
        ]

    def __str__(self) -> str:
        return str(self.month)
