"""Who gives the services, where, and how to reach them."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Organization(models.Model):
    """A body that gives services: a municipal department, an association, a health fund's branch."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=200)
    description = models.TextField(blank=True)
    email = models.EmailField(blank=True)
    website = models.URLField(blank=True)
    source_language = models.CharField(max_length=2, choices=settings.LANGUAGES, default="he")
    is_sample = models.BooleanField(default=False, help_text=_("Invented, to show the platform."))

    class Meta:
        constraints = [
            # A link with javascript: or data: in it would run in the page of whoever follows it.
            models.CheckConstraint(
                condition=Q(website="") | Q(website__startswith="https://") | Q(website__startswith="http://"),
                name="directory_organization_website_is_on_the_web",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Location(models.Model):
    """Where a service is given. A confidential one has no address and no point, anywhere."""

    class Kind(models.TextChoices):
        """How one comes there."""

        PHYSICAL = "physical", _("On site")
        POSTAL = "postal", _("By post")
        VIRTUAL = "virtual", _("By phone or online")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organization = models.ForeignKey(Organization, models.CASCADE, related_name="locations")
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.PHYSICAL)
    name = models.CharField(max_length=200, blank=True)
    address = models.CharField(max_length=240, blank=True)
    locality = models.ForeignKey("places.Locality", models.PROTECT, null=True, blank=True, related_name="+")
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    accessibility = models.TextField(blank=True)
    confidential = models.BooleanField(default=False)
    source_language = models.CharField(max_length=2, choices=settings.LANGUAGES, default="he")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(confidential=False) | Q(address="", latitude=None, longitude=None, locality=None),
                name="directory_confidential_location_is_nowhere",
                violation_error_message=_("A confidential location has no address, no town and no point on the map."),
            ),
            models.CheckConstraint(
                condition=Q(latitude=None, longitude=None) | Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="directory_location_point_is_on_earth",
                violation_error_message=_("Give both the latitude and the longitude, in degrees."),
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.address


class Phone(models.Model):
    """A number to call, to write to or to fax to."""

    class Kind(models.TextChoices):
        """What the number takes."""

        VOICE = "voice", _("Phone")
        WHATSAPP = "whatsapp", _("WhatsApp")
        SMS = "sms", _("SMS")
        FAX = "fax", _("Fax")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.CharField(max_length=40)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.VOICE)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES, blank=True)
    description = models.CharField(max_length=120, blank=True)
    organization = models.ForeignKey(Organization, models.CASCADE, null=True, blank=True, related_name="phones")
    service = models.ForeignKey("directory.Service", models.CASCADE, null=True, blank=True, related_name="phones")
    location = models.ForeignKey(Location, models.CASCADE, null=True, blank=True, related_name="phones")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(organization__isnull=False, service=None, location=None)
                | Q(organization=None, service__isnull=False, location=None)
                | Q(organization=None, service=None, location__isnull=False),
                name="directory_phone_belongs_to_one",
                violation_error_message=_("A phone belongs to one organisation, one service or one location."),
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Contact(models.Model):
    """Whom to turn to: a role in an organisation, not a person's biography."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organization = models.ForeignKey(Organization, models.CASCADE, related_name="contacts")
    service = models.ForeignKey("directory.Service", models.CASCADE, null=True, blank=True, related_name="contacts")
    title = models.CharField(max_length=120, help_text=_("The role, such as: intake worker."))
    name = models.CharField(max_length=120, blank=True)
    email = models.EmailField(blank=True)

    def __str__(self) -> str:
        return self.title
