"""Ideas of citizens, which a worker supports until others can join."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from igum.volunteering.models.opportunities import Opportunity


class Initiative(models.Model):
    """What a citizen would like to do for others: proposed, supported by a worker, then open for others to join."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    region = models.ForeignKey("places.Region", models.PROTECT, related_name="+")
    authority = models.ForeignKey("places.Authority", models.PROTECT, null=True, blank=True, related_name="+")
    locality = models.ForeignKey("places.Locality", models.PROTECT, null=True, blank=True, related_name="+")
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    proposer_name = models.CharField(max_length=120)
    phone = models.CharField(max_length=40, blank=True)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES, default="he")
    title = models.CharField(max_length=120)
    description = models.TextField()
    help_wanted = models.TextField(blank=True, help_text=_("What is missing: a room, money, advice, people."))
    proposed_at = models.DateTimeField()
    supporter = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    supported_at = models.DateTimeField(null=True, blank=True)
    opportunity = models.ForeignKey(
        Opportunity, models.PROTECT, null=True, blank=True, related_name="+", db_constraint=False
    )
    opened_at = models.DateTimeField(null=True, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(max_length=300, blank=True, help_text=_("In words for whoever proposed it."))

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(supporter=None, supported_at=None) | Q(supporter__isnull=False, supported_at__isnull=False),
                name="volunteering_support_says_since_when",
            ),
            models.CheckConstraint(
                condition=Q(opened_at=None) | Q(opportunity__isnull=False, declined_at=None),
                name="volunteering_open_initiative_has_an_opportunity",
            ),
        ]

    def __str__(self) -> str:
        return self.title
