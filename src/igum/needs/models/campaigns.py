"""Asking towns and organisations what is lacking."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from igum.core.texts import Text, in_page_language
from igum.needs.models.needs import Regime


class Campaign(models.Model):
    """A survey of needs: about whom, in which regime, of which services, and until when."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    region = models.ForeignKey("places.Region", models.PROTECT, related_name="+")
    # Whose it is; empty for the region's. Workers of every authority of the region may read it.
    authority = models.ForeignKey("places.Authority", models.PROTECT, null=True, blank=True, related_name="+")
    titles = models.JSONField(help_text=_("By language."))
    population = models.CharField(max_length=60)
    regime = models.CharField(max_length=10, choices=Regime, default=Regime.BOTH)
    # Codes of the directory's needs, in the order they are asked: what is asked never changes.
    terms = models.JSONField()
    questionnaire = models.ForeignKey(
        "questionnaires.Questionnaire", models.PROTECT, related_name="+", db_constraint=False
    )
    closes_on = models.DateField(help_text=_("The last day on which answers are taken."))
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True, help_text=_("Since when everybody may read it."))
    is_sample = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["region", "made_at"], name="needs_campaigns")]

    def __str__(self) -> str:
        return str(self.titled)

    @property
    def titled(self) -> Text:
        """The title in the page's language, or in the one it has."""
        return in_page_language(self.titles)


class Invitation(models.Model):
    """One body that a campaign asks. Several people may fill in its one answer."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    region = models.ForeignKey("places.Region", models.PROTECT, related_name="+")
    authority = models.ForeignKey(
        "places.Authority",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("For which authority it answers; empty for the whole region."),
    )
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="invitations", db_constraint=False)
    organization = models.ForeignKey(
        "directory.Organization", models.DO_NOTHING, null=True, blank=True, related_name="+", db_constraint=False
    )
    body_name = models.CharField(max_length=200)
    response = models.ForeignKey("questionnaires.Response", models.PROTECT, related_name="+", db_constraint=False)
    # Part of the answer's secret: whoever leaves takes no working link along.
    link_turn = models.PositiveSmallIntegerField(default=0)
    invited_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["region", "campaign", "authority", "body_name"],
                nulls_distinct=False,
                name="needs_body_is_asked_once",
                violation_error_message=_("This body was asked already."),
            ),
        ]

    def __str__(self) -> str:
        return self.body_name


class Respondent(models.Model):
    """A person who holds a link to the answer of a body."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    region = models.ForeignKey("places.Region", models.PROTECT, related_name="+")
    authority = models.ForeignKey("places.Authority", models.PROTECT, null=True, blank=True, related_name="+")
    invitation = models.ForeignKey(Invitation, models.PROTECT, related_name="respondents", db_constraint=False)
    name = models.CharField(max_length=120)
    phone = models.CharField(max_length=40, blank=True)
    email = models.CharField(max_length=254, blank=True)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    link_hash = models.CharField(max_length=64)
    # Who passed it on to this person; empty for those whom the campaign asked.
    brought_by = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="brought", db_constraint=False
    )
    invited_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    left_at = models.DateTimeField(null=True, blank=True, help_text=_("Since when somebody else answers instead."))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["region", "link_hash"], name="needs_link_opens_one"),
        ]

    def __str__(self) -> str:
        return self.name
