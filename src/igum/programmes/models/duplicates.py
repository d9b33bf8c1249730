"""Applications of one programme that may be of the same people, and what somebody said of them."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from igum.programmes.models.applications import Application
from igum.programmes.models.files import Programme
from igum.programmes.rules.duplicates import Alike, Verdict


class DuplicateKey(models.Model):
    """Something an application may be recognised by, as a keyed hash: equal ones are found, none can be read."""

    id = models.BigAutoField(primary_key=True)
    region = models.ForeignKey("places.Region", models.PROTECT, related_name="+")
    authority = models.ForeignKey("places.Authority", models.PROTECT, null=True, related_name="+")
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+", db_constraint=False)
    application = models.ForeignKey(Application, models.PROTECT, related_name="+", db_constraint=False)
    kind = models.CharField(max_length=10, choices=Alike.choices)
    key = models.BinaryField(max_length=32)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["region", "application", "kind", "key"], name="programmes_duplicate_key_once"
            ),
        ]
        indexes = [models.Index(fields=["region", "programme", "kind", "key"], name="programmes_duplicate_keys")]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.kind}"


class DuplicatePairQuerySet(models.QuerySet["DuplicatePair"]):
    """Pairs by what was said of them."""

    def undecided(self) -> "DuplicatePairQuerySet":
        """Nobody said anything yet, and both applications still stand."""
        return self.filter(decided_as="", older__withdrawn_at=None, newer__withdrawn_at=None)


class DuplicatePair(models.Model):
    """Two applications of one programme that may be of the same people. Each pair is asked about once."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    region = models.ForeignKey("places.Region", models.PROTECT, related_name="+")
    authority = models.ForeignKey("places.Authority", models.PROTECT, null=True, related_name="+")
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+", db_constraint=False)
    older = models.ForeignKey(Application, models.PROTECT, related_name="+", db_constraint=False)
    newer = models.ForeignKey(Application, models.PROTECT, related_name="duplicate_of", db_constraint=False)
    alike = models.JSONField(help_text=_("What the two have in common, by its code."))
    found_at = models.DateTimeField()
    # The same: the newer one was withdrawn in favour of the older, at this moment.
    decided_as = models.CharField(max_length=10, choices=Verdict.choices, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = DuplicatePairQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["region", "older", "newer"], name="programmes_pair_asked_about_once"),
            models.CheckConstraint(condition=~Q(older=F("newer")), name="programmes_pair_is_of_two"),
            models.CheckConstraint(
                condition=Q(decided_as="") | Q(decided_at__isnull=False), name="programmes_pair_decided_has_its_moment"
            ),
        ]
        indexes = [
            models.Index(fields=["region", "programme", "decided_as", "found_at"], name="programmes_pairs_to_decide"),
            models.Index(fields=["region", "newer"], name="programmes_pairs_by_newer"),
        ]

    def __str__(self) -> str:
        return f"{self.older_id} / {self.newer_id}"
