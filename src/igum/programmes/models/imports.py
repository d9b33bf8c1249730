"""Lists of people that staff hand in as a file, row by row."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from igum.programmes.models.applications import Application
from igum.programmes.models.files import Cohort


class Import(models.Model):
    """One file of people for a round. The same file for the same round is the same import."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    region = models.ForeignKey("places.Region", models.PROTECT, related_name="+")
    authority = models.ForeignKey("places.Authority", models.PROTECT, null=True, related_name="+")
    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="imports", db_constraint=False)
    file_name = models.CharField(max_length=200)
    sheet = models.CharField(max_length=100, blank=True, help_text=_("Which sheet of the file was read."))
    sha256 = models.CharField(max_length=64)
    headers = models.JSONField(help_text=_("The words of the first row, in order."))
    # By column: the name of its question; empty for what is left out. None until somebody has looked.
    columns = models.JSONField(null=True, blank=True)
    row_count = models.PositiveIntegerField()
    language = models.CharField(max_length=2, choices=settings.LANGUAGES, help_text=_("Of the letters to the people."))
    writes_letters = models.BooleanField(default=False)
    # What its rows would become with these columns, as far as the program has counted; and when it had counted all.
    look = models.JSONField(default=dict, db_default={}, blank=True)
    looked_at = models.DateTimeField(null=True, blank=True)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    started_at = models.DateTimeField(null=True, blank=True)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["region", "cohort", "sha256"],
                name="programmes_import_once_in_a_round",
                violation_error_message=_("This file was handed in for this round before."),
            ),
            models.CheckConstraint(
                condition=Q(started_at=None) | Q(columns__isnull=False),
                name="programmes_import_starts_with_its_columns",
            ),
        ]

    def __str__(self) -> str:
        return self.file_name


class ImportRow(models.Model):
    """One row of such a file. Its number and its file are its key: it is taken in once, whoever runs it again."""

    id = models.BigAutoField(primary_key=True)
    region = models.ForeignKey("places.Region", models.PROTECT, related_name="+")
    authority = models.ForeignKey("places.Authority", models.PROTECT, null=True, related_name="+")
    file = models.ForeignKey(Import, models.PROTECT, related_name="rows", db_constraint=False)
    number = models.PositiveIntegerField(help_text=_("As the sheet counts: the first row holds the words."))
    cells = models.JSONField(help_text=_("Emptied once the row is taken in: the application holds it then."))
    digest = models.BinaryField(max_length=32, help_text=_("What equal rows share, in this file and in others."))
    same_as = models.PositiveIntegerField(null=True, blank=True, help_text=_("An earlier row with the same words."))
    done_at = models.DateTimeField(null=True, blank=True)
    # Done without an application: it was rejected; why is worked out anew in the reader's language.
    application = models.ForeignKey(
        Application, models.PROTECT, null=True, blank=True, related_name="+", db_constraint=False
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["region", "file", "number"], name="programmes_import_row_once_in_a_file"),
            models.CheckConstraint(
                condition=Q(application=None) | Q(done_at__isnull=False),
                name="programmes_import_row_done_has_its_moment",
            ),
        ]
        indexes = [
            models.Index(fields=["region", "file", "done_at", "number"], name="programmes_rows_to_do"),
            models.Index(fields=["region", "digest"], name="programmes_rows_alike"),
        ]

    def __str__(self) -> str:
        return f"{self.file_id}: {self.number}"
