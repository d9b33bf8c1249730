"""Posts: who holds which role where, from a day to a day."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from igum.people.rules import Role


class PostQuerySet(models.QuerySet["Post"]):
    """Posts by time."""

    def held_on(self, day: date) -> "PostQuerySet":
        """Those that are valid on a day: begun, and not yet ended."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gt=day), starts_on__lte=day)


class Post(models.Model):
    """A role that a person holds in a region, in one of its authorities, or in an organisation."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="posts")
    role = models.CharField(max_length=20, choices=Role.choices)
    region = models.ForeignKey("places.Region", models.PROTECT, related_name="+")
    authority = models.ForeignKey("places.Authority", models.PROTECT, null=True, blank=True, related_name="+")
    # No foreign key: the directory of organisations stands above people, and foreign keys point down.
    organization_id = models.UUIDField(null=True, blank=True)
    starts_on = models.DateField(help_text=_("The first day of the post."))
    ends_on = models.DateField(null=True, blank=True, help_text=_("The first day on which it is no longer held."))

    objects = PostQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(role__in=Role.values),
                name="people_post_has_a_known_role",
                violation_error_message=_("Choose one of the roles."),
            ),
            models.CheckConstraint(
                condition=Q(authority=None) | Q(organization_id=None),
                name="people_post_is_held_in_one_place",
                violation_error_message=_("A post is held in an authority or in an organisation, not in both."),
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="people_post_ends_after_it_starts",
                violation_error_message=_("A post cannot end before it starts."),
            ),
        ]
        indexes = [models.Index(fields=["region", "role"], name="people_post_of_a_role")]

    def __str__(self) -> str:
        return f"{self.get_role_display()}, {self.user}"
