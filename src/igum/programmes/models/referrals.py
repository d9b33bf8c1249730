"""Families that a professional of another service referred to a programme."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from igum.programmes.models.applications import Application
from igum.programmes.models.files import Programme
from igum.programmes.rules.referring import Agreement


class Referral(models.Model):
    """Who referred an application, for which service, and how the family agreed. The referrer sees this row alone."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    region = models.ForeignKey("places.Region", models.PROTECT, related_name="+")
    # Of whoever runs the programme, as the application's.
    authority = models.ForeignKey("places.Authority", models.PROTECT, null=True, related_name="+")
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+", db_constraint=False)
    application = models.ForeignKey(Application, models.PROTECT, related_name="referrals", db_constraint=False)
    referrer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    service = models.CharField(max_length=200, help_text=_("The service the referrer works for, in their own words."))
    mark = models.CharField(max_length=40, help_text=_("By which the referrer knows the family again; no name."))
    agreement = models.CharField(max_length=12, choices=Agreement.choices)
    referred_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["region", "application"], name="programmes_referral_once_for_application"),
        ]
        indexes = [models.Index(fields=["referrer", "referred_at"], name="programmes_referrals_of_one")]

    def __str__(self) -> str:
        return self.mark
