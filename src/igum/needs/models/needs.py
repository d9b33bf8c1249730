"""What people of some towns lack, and how many they are."""

from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Regime(models.TextChoices):
    """When it is lacking."""

    ROUTINE = "routine", _("In routine")
    EMERGENCY = "emergency", _("In an emergency")
    BOTH = "both", _("In routine and in an emergency")


class Need(models.Model):
    """People who lack a service, in one authority or in the whole region."""

    class Source(models.TextChoices):
        """Where it is known from."""

        CAMPAIGN = "campaign", _("Mapping campaign")
        CENSUS = "census", _("Census")
        SEARCH = "search", _("Searches in the directory")
        REFUSAL = "refusal", _("Turned away by services")
        WAITING_LIST = "waiting_list", _("Waiting list")
        BY_HAND = "by_hand", _("Written down by hand")

    class Confidence(models.TextChoices):
        """How sure its size is."""

        LOW = "low", _("An impression")
        MEDIUM = "medium", _("An estimate")
        HIGH = "high", _("Counted")

    class State(models.TextChoices):
        """Whether anything is being done about it."""

        OPEN = "open", _("Open")
        POOLED = "pooled", _("In a pool")
        CLOSED = "closed", _("Closed")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    region = models.ForeignKey("places.Region", models.PROTECT, related_name="+")
    authority = models.ForeignKey(
        "places.Authority",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Who reported it; empty for the region."),
    )
    # The public directory is loaded anew by those who see no tenant's rows: nothing here may hold it fast.
    term = models.ForeignKey("directory.Term", models.DO_NOTHING, related_name="+", db_constraint=False)
    title = models.CharField(max_length=200)
    population = models.CharField(max_length=60, help_text=_("By the code of the data file."))
    regime = models.CharField(max_length=10, choices=Regime, default=Regime.ROUTINE)
    source = models.CharField(max_length=20, choices=Source, default=Source.BY_HAND)
    confidence = models.CharField(max_length=10, choices=Confidence, default=Confidence.LOW)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    source_note = models.TextField(blank=True, help_text=_("How its size was found."))
    # The campaign whose gap it came from: one gap makes one need.
    campaign = models.ForeignKey(
        "needs.Campaign", models.PROTECT, null=True, blank=True, related_name="needs", db_constraint=False
    )
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["region", "campaign", "term", "authority"],
                condition=Q(campaign__isnull=False),
                nulls_distinct=False,
                name="needs_gap_makes_one_need",
                violation_error_message=_("This gap was made a need already."),
            ),
        ]
        indexes = [models.Index(fields=["region", "state", "made_at"], name="needs_by_state")]

    def __str__(self) -> str:
        return self.title


class NeedSize(models.Model):
    """How many people of one town have a need, perhaps of some ages, one language or one gender."""

    class Gender(models.TextChoices):
        """Where it matters."""

        WOMEN = "women", _("Women")
        MEN = "men", _("Men")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    region = models.ForeignKey("places.Region", models.PROTECT, related_name="+")
    authority = models.ForeignKey("places.Authority", models.PROTECT, null=True, blank=True, related_name="+")
    need = models.ForeignKey(Need, models.CASCADE, related_name="sizes", db_constraint=False)
    locality = models.ForeignKey("places.Locality", models.PROTECT, related_name="+")
    age_from = models.PositiveSmallIntegerField(null=True, blank=True)
    age_to = models.PositiveSmallIntegerField(null=True, blank=True)
    language = models.CharField(max_length=2, blank=True, help_text=_("Empty for any."))
    gender = models.CharField(max_length=10, choices=Gender, blank=True)
    people = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(age_from=None) | Q(age_to=None) | Q(age_from__lte=F("age_to")),
                name="needs_ages_in_order",
                violation_error_message=_("The lowest age cannot be above the highest."),
            ),
        ]
        indexes = [models.Index(fields=["region", "need"], name="needs_sizes_of_need")]

    def __str__(self) -> str:
        return f"{self.people} @ {self.locality_id}"
