"""The people beside the subjects of a cohort, and who of them goes with whom."""

from datetime import datetime
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from igum.programmes.models.files import Cohort
from igum.programmes.models.places import Engagement


class TeamMemberQuerySet(models.QuerySet["TeamMember"]):
    """Members by their term."""

    def serving(self, at: datetime) -> "TeamMemberQuerySet":
        """Those whose term holds at a moment."""
        return self.filter(Q(until_at=None) | Q(until_at__gt=at), since_at__lte=at)


class TeamMember(models.Model):
    """Somebody in a role of the file beside the subjects of a cohort: a mentor, a guide, a committee member."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    region = models.ForeignKey("places.Region", models.PROTECT, related_name="+")
    # Of whoever runs the programme, as everything of the cohort.
    authority = models.ForeignKey("places.Authority", models.PROTECT, null=True, related_name="+")
    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="team", db_constraint=False)
    role = models.CharField(max_length=60, help_text=_("The role's key in the file."))
    # Empty for somebody without an account: others note for them what they do.
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    # Whose papers hold: empty for whoever was let in by hand.
    volunteer = models.ForeignKey(
        "volunteering.Volunteer", models.PROTECT, null=True, related_name="+", db_constraint=False
    )
    name = models.CharField(max_length=120)
    phone = models.CharField(max_length=20, blank=True)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES, default="he")
    locality = models.ForeignKey("places.Locality", models.PROTECT, null=True, related_name="+")
    facts = models.JSONField(default=dict, help_text=_("Answers of the role's form: what matching leans on."))
    leads = models.BooleanField(default=False, help_text=_("Sees all who take part, and notes who came."))
    since_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True, blank=True)

    objects = TeamMemberQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["region", "cohort", "role", "user"],
                condition=Q(until_at=None, user__isnull=False),
                name="programmes_member_once_in_a_role",
                violation_error_message=_("This person has this role in the round already."),
            ),
            models.CheckConstraint(
                condition=Q(until_at=None) | Q(until_at__gte=F("since_at")),
                name="programmes_member_ends_after_beginning",
            ),
        ]
        indexes = [
            models.Index(fields=["region", "cohort", "role"], name="programmes_team_by_role"),
            models.Index(fields=["user"], name="programmes_team_by_user"),
        ]

    def __str__(self) -> str:
        return self.name


class MatchQuerySet(models.QuerySet["Match"]):
    """Matches by what became of them."""

    def standing(self, at: datetime) -> "MatchQuerySet":
        """Neither declined nor ended: proposed, approved or agreed to."""
        return self.filter(Q(ended_at=None) | Q(ended_at__gt=at), declined_at=None)

    def agreed(self, at: datetime) -> "MatchQuerySet":
        """Approved, and neither side is still asked."""
        return self.standing(at).filter(
            approved_at__isnull=False, subject_agreed_at__isnull=False, member_agreed_at__isnull=False
        )


class Match(models.Model):
    """A member of the team goes with a subject: proposed by the rules or by hand, approved, agreed to by both sides."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    region = models.ForeignKey("places.Region", models.PROTECT, related_name="+")
    authority = models.ForeignKey("places.Authority", models.PROTECT, null=True, related_name="+")
    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="matches", db_constraint=False)
    member = models.ForeignKey(TeamMember, models.PROTECT, related_name="matches", db_constraint=False)
    # Copies of the two sides' keys: row-level security lets each side see its own match by them.
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False)
    link_hash = models.CharField(max_length=64, editable=False)
    reasons = models.JSONField(default=list, help_text=_("Why these two, as the matching found it."))
    by_hand = models.BooleanField(default=False, help_text=_("A person chose it: the next matching keeps it."))
    proposed_at = models.DateTimeField()
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    subject_agreed_at = models.DateTimeField(null=True, blank=True)
    member_agreed_at = models.DateTimeField(null=True, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)
    declined_by_subject = models.BooleanField(default=False)
    ended_at = models.DateTimeField(null=True, blank=True)
    end_reason = models.CharField(max_length=400, blank=True)

    objects = MatchQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["region", "engagement", "member"],
                condition=Q(ended_at=None, declined_at=None),
                name="programmes_match_once",
                violation_error_message=_("These two go together already."),
            ),
        ]
        indexes = [
            models.Index(fields=["region", "member"], name="programmes_match_by_member"),
            models.Index(fields=["user"], name="programmes_match_by_user"),
            models.Index(fields=["region", "link_hash"], name="programmes_match_by_link"),
        ]

    def __str__(self) -> str:
        return f"{self.engagement_id} / {self.member_id}"
