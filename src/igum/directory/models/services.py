"""What is given, to whom, when and for whom it is meant."""

import uuid
from typing import Protocol

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from igum.directory.models.organizations import Location, Organization
from igum.directory.models.taxonomy import Term


class Place(Protocol):
    """A region, an authority or a locality: what a page calls it."""

    @property
    def name(self) -> str:
        """The name in the language of the page."""
        ...


class ServiceQuerySet(models.QuerySet["Service"]):
    """Names for the narrowings used all over the directory."""

    def published(self) -> "ServiceQuerySet":
        """Those a visitor may find: given now, or closed for a while."""
        return self.filter(status__in=[Service.Status.ACTIVE, Service.Status.TEMPORARILY_CLOSED])


class Service(models.Model):
    """Something an organisation does for people, with all that a person must know to use it."""

    class Status(models.TextChoices):
        """HSDS 3.1's states of a service."""

        ACTIVE = "active", _("Active")
        INACTIVE = "inactive", _("Inactive")
        DEFUNCT = "defunct", _("No longer given")
        TEMPORARILY_CLOSED = "temporarily closed", _("Closed for now")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organization = models.ForeignKey(Organization, models.CASCADE, related_name="services")
    name = models.CharField(max_length=200)
    description = models.TextField()
    who = models.TextField(blank=True, help_text=_("Whom it is for."))
    fees = models.TextField(blank=True)
    free_of_charge = models.BooleanField(null=True, blank=True, help_text=_("Empty when not known."))
    documents = models.TextField(blank=True, help_text=_("What to bring."))
    application_process = models.TextField(blank=True, help_text=_("How to get it."))
    status = models.CharField(max_length=20, choices=Status.choices, default=Status.ACTIVE)
    alert = models.TextField(blank=True, help_text=_("What is different just now."))
    minimum_age = models.PositiveSmallIntegerField(null=True, blank=True)
    maximum_age = models.PositiveSmallIntegerField(null=True, blank=True)
    languages = ArrayField(models.CharField(max_length=2), default=list, help_text=_("Languages it is given in."))
    terms = models.ManyToManyField(Term, related_name="services")
    assured_on = models.DateField(null=True, blank=True, help_text=_("When the details were last confirmed."))
    assured_by = models.CharField(max_length=120, blank=True, help_text=_("The role of who confirmed them."))
    source_language = models.CharField(max_length=2, choices=settings.LANGUAGES, default="he")
    is_sample = models.BooleanField(default=False, help_text=_("Invented, to show the platform."))
    modified_at = models.DateTimeField()

    objects = ServiceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(minimum_age=None) | Q(maximum_age=None) | Q(minimum_age__lte=F("maximum_age")),
                name="directory_service_ages_in_order",
                violation_error_message=_("The lowest age cannot be above the highest."),
            ),
        ]
        indexes = [
            models.Index(fields=["modified_at"], name="directory_service_modified"),
            models.Index(fields=["status"], name="directory_service_status"),  # each page of the API counts them
        ]

    def __str__(self) -> str:
        return self.name


class ServiceAtLocation(models.Model):
    """That a service is given at a location."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    service = models.ForeignKey(Service, models.CASCADE, related_name="at_locations")
    location = models.ForeignKey(Location, models.CASCADE, related_name="at_services")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["service", "location"], name="directory_service_once_at_a_location"),
        ]

    def __str__(self) -> str:
        return f"{self.service_id} @ {self.location_id}"


class Schedule(models.Model):
    """Weekly hours. A service has as many rows as it has different hours."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    service = models.ForeignKey(Service, models.CASCADE, null=True, blank=True, related_name="schedules")
    at_location = models.ForeignKey(ServiceAtLocation, models.CASCADE, null=True, blank=True, related_name="schedules")
    weekdays = ArrayField(models.PositiveSmallIntegerField(), help_text=_("0 is Monday, 6 is Sunday."))
    opens_at = models.TimeField(null=True, blank=True)
    closes_at = models.TimeField(null=True, blank=True)
    note = models.CharField(max_length=200, blank=True, help_text=_("Such as: by appointment."))

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(service__isnull=False, at_location=None) | Q(service=None, at_location__isnull=False),
                name="directory_schedule_belongs_to_one",
                violation_error_message=_("Hours belong to a service, or to a service at one location."),
            ),
            models.CheckConstraint(
                condition=Q(opens_at=None, closes_at=None) | Q(opens_at__lt=F("closes_at")),
                name="directory_schedule_opens_before_it_closes",
                violation_error_message=_("The opening hour must be before the closing hour."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.weekdays} {self.opens_at}-{self.closes_at}"


class ServiceArea(models.Model):
    """Where people must live to be served. It is not the address: a service may travel, or turn neighbours away."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    service = models.ForeignKey(Service, models.CASCADE, related_name="areas")
    region = models.ForeignKey("places.Region", models.PROTECT, null=True, blank=True, related_name="+")
    authority = models.ForeignKey("places.Authority", models.PROTECT, null=True, blank=True, related_name="+")
    locality = models.ForeignKey("places.Locality", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(region__isnull=False, authority=None, locality=None)
                | Q(region=None, authority__isnull=False, locality=None)
                | Q(region=None, authority=None, locality__isnull=False),
                name="directory_area_is_one_place",
                violation_error_message=_("An area served is one region, one authority or one locality."),
            ),
        ]

    def __str__(self) -> str:
        return self.place.name

    @property
    def place(self) -> Place:
        """The one place it is."""
        place: Place | None = self.region or self.authority or self.locality
        assert place is not None  # the constraint above
        return place

    @property
    def region_served(self) -> int | None:
        """The region in which the place lies; None for a place of no region."""
        inside = self.authority or self.locality
        return inside.region_id if inside else self.region_id

    @property
    def authority_served(self) -> int | None:
        """The authority in which the place lies; None for a region, and for a locality of no authority."""
        return self.authority_id or (self.locality.authority_id if self.locality else None)


class CostOption(models.Model):
    """One price of a service, for whom it holds. Integer agorot."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    service = models.ForeignKey(Service, models.CASCADE, related_name="cost_options")
    option = models.CharField(max_length=120)
    amount_agorot = models.PositiveBigIntegerField()

    def __str__(self) -> str:
        return f"{self.option}: {self.amount_agorot}"
