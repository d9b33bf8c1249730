"""Residents and the households they live in."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from igum.people.rules import Document, IdentityMode, name_key, range_of_prefix

NOT_NAMED = Q(given_name="", family_name="", given_first="", family_first="")
NOT_REACHABLE = Q(phone="", email="", user=None)
NOT_NUMBERED = Q(document="", number_fingerprint=None, number_sealed=None)


class Household(models.Model):
    """People who live together in a town."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    region = models.ForeignKey("places.Region", models.PROTECT, related_name="+")
    authority = models.ForeignKey("places.Authority", models.PROTECT, related_name="+")
    locality = models.ForeignKey("places.Locality", models.PROTECT, related_name="+")
    address = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return f"{self.address}, {self.locality}" if self.address else str(self.locality)


class ResidentQuerySet(models.QuerySet["Resident"]):
    """Residents by name, and those whose record stands for itself."""

    def standing(self) -> "ResidentQuerySet":
        """Those whose record was not merged into another."""
        return self.filter(merged_into=None)

    def named_like(self, typed: str) -> "ResidentQuerySet":
        """Those whose name begins so, whichever of its parts was typed first."""
        low, high = range_of_prefix(name_key(typed))
        if not low:
            return self.none()
        return self.filter(
            Q(family_first__gte=low, family_first__lt=high) | Q(given_first__gte=low, given_first__lt=high)
        )


class Resident(models.Model):
    """Somebody the region serves, known by name or by a code. Somebody anonymous has no row.

    The primary key is drawn at random: it tells neither when somebody came nor how many there are.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    region = models.ForeignKey("places.Region", models.PROTECT, related_name="+")
    authority = models.ForeignKey(
        "places.Authority", models.PROTECT, related_name="+", help_text=_("The authority of residence.")
    )
    locality = models.ForeignKey("places.Locality", models.PROTECT, null=True, blank=True, related_name="+")
    # Its tenant goes with it: the constraint over (region, id) is made in the migration.
    household = models.ForeignKey(
        Household, models.PROTECT, null=True, blank=True, related_name="residents", db_constraint=False
    )
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    # Of two records of one person the other one, which now stands for both.
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged", db_constraint=False, editable=False
    )
    identity_mode = models.CharField(max_length=10, choices=IdentityMode.choices, default=IdentityMode.NAMED)
    code = models.CharField(max_length=40, blank=True, help_text=_("What somebody without a name is called here."))
    given_name = models.CharField(max_length=60, blank=True)
    family_name = models.CharField(max_length=60, blank=True)
    # Compared byte by byte, so that a prefix is a range that may use an index under row-level security.
    family_first = models.CharField(max_length=125, blank=True, db_collation="C", editable=False)
    given_first = models.CharField(max_length=125, blank=True, db_collation="C", editable=False)
    birth_year = models.PositiveSmallIntegerField(null=True, blank=True)
    languages = models.JSONField(default=list, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    document = models.CharField(max_length=10, choices=Document.choices, blank=True)
    number_fingerprint = models.BinaryField(null=True, editable=False)
    number_sealed = models.BinaryField(null=True, editable=False)

    objects = ResidentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(identity_mode__in=[IdentityMode.NAMED, IdentityMode.CODED]),
                name="people_resident_is_not_anonymous",
                violation_error_message=_("Somebody anonymous is not registered: no row may identify them."),
            ),
            models.CheckConstraint(
                condition=~Q(identity_mode=IdentityMode.NAMED)
                | (Q(code="") & (~Q(given_name="") | ~Q(family_name=""))),
                name="people_named_resident_has_a_name",
                violation_error_message=_("Give a name, or register this person by a code."),
            ),
            models.CheckConstraint(
                condition=~Q(identity_mode=IdentityMode.CODED)
                | (~Q(code="") & NOT_NAMED & NOT_REACHABLE & NOT_NUMBERED & Q(household=None, merged_into=None)),
                name="people_coded_resident_has_only_a_code",
                violation_error_message=_(
                    "Somebody known by a code has no name, contact, household or identity number here."
                ),
            ),
            models.CheckConstraint(
                condition=NOT_NUMBERED
                | (~Q(document="") & Q(number_fingerprint__isnull=False) & Q(number_sealed__isnull=False)),
                name="people_resident_number_is_sealed_and_findable",
                violation_error_message=_("An identity number needs its kind, its seal and its fingerprint."),
            ),
            # Per authority, not per region: a clash must not tell one town whom its neighbour knows.
            models.UniqueConstraint(
                fields=["region", "authority", "number_fingerprint"],
                condition=Q(merged_into=None),
                name="people_resident_once_in_an_authority",
                violation_error_message=_("Somebody with this identity number is already registered here."),
            ),
            models.UniqueConstraint(
                fields=["region", "authority", "code"],
                condition=~Q(code=""),
                name="people_resident_code_once_in_an_authority",
                violation_error_message=_("This code is taken. Choose another."),
            ),
            models.UniqueConstraint(
                fields=["region", "user"],
                condition=Q(user__isnull=False, merged_into=None),
                name="people_account_is_one_resident_of_a_region",
                violation_error_message=_("This account already belongs to a resident."),
            ),
        ]
        indexes = [
            models.Index(fields=["region", "family_first"], name="people_resident_by_family"),
            models.Index(fields=["region", "given_first"], name="people_resident_by_given"),
        ]

    def __str__(self) -> str:
        return self.code or f"{self.given_name} {self.family_name}".strip()

    def take_name(self, given_name: str, family_name: str) -> None:
        """Set the name and the two forms in which it is looked up."""
        self.given_name, self.family_name = given_name.strip(), family_name.strip()
        self.family_first = name_key(self.family_name, self.given_name)
        self.given_first = name_key(self.given_name, self.family_name)


class Merge(models.Model):
    """Two records found to be of one person: the one that is kept stands for both. Can be undone exactly."""

    region = models.ForeignKey("places.Region", models.PROTECT, related_name="+")
    authority = models.ForeignKey(
        "places.Authority", models.PROTECT, related_name="+", help_text=_("That of the record that is kept.")
    )
    kept = models.ForeignKey(Resident, models.PROTECT, related_name="+", db_constraint=False)
    merged = models.ForeignKey(Resident, models.PROTECT, related_name="+", db_constraint=False)
    taken = models.JSONField(default=list, help_text=_("The fields that were empty in the record that is kept."))
    brought_account = models.BooleanField(help_text=_("Whether the merged record had the account."))
    merged_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["region", "merged"],
                condition=Q(undone_at=None),
                name="people_resident_is_merged_into_one",
                violation_error_message=_("This record was merged into another already."),
            ),
            models.CheckConstraint(
                condition=~Q(kept=F("merged")),
                name="people_resident_is_not_merged_into_itself",
                violation_error_message=_("A record is not merged into itself."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.merged_id} → {self.kept_id}"
