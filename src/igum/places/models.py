"""Tables of places. Public facts, outside row-level security; the primary keys are the Bureau's own codes."""

from dataclasses import dataclass

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class NameInLanguage:
    """A name and the language it is in, so that a page can mark it where that is not the page's own."""

    text: str
    language: str

    def __str__(self) -> str:
        return self.text


class Named(models.Model):
    """What every place has: names by language."""

    names = models.JSONField(help_text=_("Names by language code: he, en, ar and ru always, am for some."))

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def named(self) -> NameInLanguage:
        """The name in the language of the page, or the Hebrew one."""
        language = get_language() or "he"
        return NameInLanguage(self.names[language], language) if language in self.names else self.hebrew

    @property
    def hebrew(self) -> NameInLanguage:
        """The official name."""
        return NameInLanguage(self.names["he"], "he")

    @property
    def name(self) -> str:
        """The words of the name alone."""
        return self.named.text


class Region(Named):
    """A regional cluster: neighbouring authorities that act together. Its id is the Bureau's cluster code."""

    id = models.PositiveIntegerField(primary_key=True)
    slug = models.SlugField(unique=True, help_text=_("Its name in addresses, such as western-galilee."))
    counts_elsewhere = models.JSONField(
        default=list,
        blank=True,
        help_text=_("How many authorities other sources name, where they differ from the list."),
    )


class District(models.TextChoices):
    """The districts of the Bureau of Statistics."""

    JERUSALEM = "jerusalem", _("Jerusalem district")
    NORTH = "north", _("Northern district")
    HAIFA = "haifa", _("Haifa district")
    CENTER = "center", _("Central district")
    TEL_AVIV = "tel_aviv", _("Tel Aviv district")
    SOUTH = "south", _("Southern district")
    JUDEA_AND_SAMARIA = "judea_and_samaria", _("Judea and Samaria area")


class AlsoKnownAs(Named):
    """Names as people type them, beside the ones that pages show."""

    names_transliterated = models.JSONField(
        default=list, blank=True, help_text=_("Languages whose name was transliterated here, not found in a source.")
    )
    names_also = models.JSONField(
        default=dict, blank=True, help_text=_("Other spellings, earlier names and parts, by language.")
    )

    class Meta:
        abstract = True


class Authority(AlsoKnownAs):
    """A municipality or council. Its id is the town's locality code; a regional council's is 5500 + its number."""

    class Kind(models.TextChoices):
        """What sort of authority it is."""

        MUNICIPALITY = "municipality", _("Municipality")
        LOCAL_COUNCIL = "local_council", _("Local council")
        REGIONAL_COUNCIL = "regional_council", _("Regional council")
        INDUSTRIAL_COUNCIL = "industrial_council", _("Industrial local council")

    id = models.PositiveIntegerField(primary_key=True)
    cbs_code = models.CharField(max_length=4, help_text=_("As the Bureau prints it: two digits for regional councils."))
    kind = models.CharField(max_length=20, choices=Kind)
    district = models.CharField(max_length=20, choices=District)
    region = models.ForeignKey(Region, models.PROTECT, null=True, blank=True, related_name="authorities")
    population = models.PositiveIntegerField(null=True, blank=True)
    area_km2 = models.DecimalField(max_digits=7, decimal_places=1, null=True, blank=True)
    percent_0_17 = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)
    percent_65_plus = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)
    socio_economic_cluster = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text=_("1 is the weakest, 10 the strongest.")
    )
    peripherality_cluster = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text=_("1 is the farthest from the centre, 10 the nearest.")
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(socio_economic_cluster=None) | Q(socio_economic_cluster__range=(1, 10)),
                name="places_socio_economic_cluster_is_1_to_10",
            ),
            models.CheckConstraint(
                condition=Q(peripherality_cluster=None) | Q(peripherality_cluster__range=(1, 10)),
                name="places_peripherality_cluster_is_1_to_10",
            ),
        ]


class Locality(AlsoKnownAs):
    """A town, village, kibbutz, or a place where nobody lives but people work or learn. Its id is the CBS code."""

    class Kind(models.TextChoices):
        """What sort of place it is."""

        TOWN = "town", _("Town")
        VILLAGE = "village", _("Village")
        MOSHAV = "moshav", _("Moshav")
        COOPERATIVE_MOSHAV = "cooperative_moshav", _("Cooperative moshav")
        KIBBUTZ = "kibbutz", _("Kibbutz")
        COMMUNITY_VILLAGE = "community_village", _("Community village")
        INSTITUTION = "institution", _("Institution")
        TRIBE = "tribe", _("Bedouin tribe")
        INDUSTRIAL = "industrial", _("Industrial or public site")
        UNPOPULATED = "unpopulated", _("Place without residents of its own")

    class WithoutAuthority(models.TextChoices):
        """Why a locality belongs to no authority."""

        NO_MUNICIPAL_STATUS = "no_municipal_status", _("It has no municipal status.")

    id = models.PositiveIntegerField(primary_key=True)
    kind = models.CharField(max_length=20, choices=Kind)
    district = models.CharField(max_length=20, choices=District)
    authority = models.ForeignKey(Authority, models.PROTECT, null=True, blank=True, related_name="localities")
    without_authority = models.CharField(max_length=20, choices=WithoutAuthority, blank=True)
    region = models.ForeignKey(Region, models.PROTECT, null=True, blank=True, related_name="localities")
    latitude = models.FloatField(help_text=_("Degrees, WGS 84."))
    longitude = models.FloatField(help_text=_("Degrees, WGS 84."))
    population = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(authority__isnull=False, without_authority="")
                | Q(authority=None, without_authority__gt=""),
                name="places_locality_has_an_authority_or_a_reason",
                violation_error_message=_("Name the authority, or say why there is none."),
            ),
        ]
