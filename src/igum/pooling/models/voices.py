"""What towns say of a plan: votes and comments."""

from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from igum.pooling.models.pools import Plan, Pool


class Vote(models.Model):
    """What one authority says of one plan. It may say otherwise until an agreement is in force."""

    class Choice(models.TextChoices):
        """For or against."""

        FOR = "for", _("For")
        AGAINST = "against", _("Against")
        ABSTAINS = "abstains", _("Abstains")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    region = models.ForeignKey("places.Region", models.PROTECT, related_name="+")
    authority = models.ForeignKey("places.Authority", models.PROTECT, related_name="+")
    pool = models.ForeignKey(Pool, models.CASCADE, related_name="votes", db_constraint=False)
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="votes", db_constraint=False)
    choice = models.CharField(max_length=8, choices=Choice)
    key = models.CharField(max_length=20, blank=True, help_text=_("By which key it would pay."))
    voted_at = models.DateTimeField()
    voted_by = models.ForeignKey("people.User", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint("region", "plan", "authority", name="pooling_one_vote_for_each_town"),
        ]

    def __str__(self) -> str:
        return f"{self.authority_id} {self.choice}"


class Comment(models.Model):
    """What somebody in a post writes about a pool or one of its plans, for all who take part."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    region = models.ForeignKey("places.Region", models.PROTECT, related_name="+")
    authority = models.ForeignKey("places.Authority", models.PROTECT, null=True, blank=True, related_name="+")
    pool = models.ForeignKey(Pool, models.CASCADE, related_name="comments", db_constraint=False)
    plan = models.ForeignKey(Plan, models.CASCADE, null=True, related_name="comments", db_constraint=False)
    text = models.TextField(max_length=2000)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey("people.User", models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("written_at",)

    def __str__(self) -> str:
        return f"{self.pool_id} {self.written_at}"
