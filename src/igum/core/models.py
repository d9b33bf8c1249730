"""What every module leans on: the audit trail, and texts in other languages."""

import hashlib
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class AuditRow(models.Model):
    """One thing done or one person's data read. Never changed; each row seals the one before it.

    ``number``, ``previous_hash`` and ``hash`` are written by the database itself.
    """

    region_id = models.IntegerField(null=True, help_text=_("The region whose chain this row belongs to."))
    number = models.BigIntegerField(default=0)
    at = models.DateTimeField()
    actor_id = models.BigIntegerField(null=True)
    roles = models.TextField(blank=True)
    action = models.CharField(max_length=80)
    kind = models.CharField(max_length=80)
    object_id = models.CharField(max_length=64)
    facts = models.JSONField(default=dict)
    previous_hash = models.BinaryField(default=b"")
    hash = models.BinaryField(default=b"")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["region_id", "number"], name="core_audit_one_row_a_number"),
        ]
        indexes = [models.Index(fields=["region_id", "kind", "object_id"], name="core_audit_of_a_thing")]

    def __str__(self) -> str:
        return f"{self.number}. {self.action} {self.kind} {self.object_id}"


def fingerprint(text: str) -> str:
    """What a translation remembers of the text it was made from. SHA-256, hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


class Translation(models.Model):
    """One field of one thing in one more language."""

    kind = models.CharField(max_length=60, help_text=_("What is translated, such as directory.service."))
    object_id = models.CharField(max_length=64)
    field = models.CharField(max_length=40)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    text = models.TextField()
    source_sha256 = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "object_id", "language", "field"], name="core_translation_one_text_a_language"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id} {self.field} ({self.language})"

    def source_changed(self, source: str) -> bool:
        """Whether the original was changed since this was translated."""
        return self.source_sha256 != fingerprint(source)


class LoadedContent(models.Model):
    """A part of the package's content that was loaded whole, and from which files."""

    name = models.CharField(primary_key=True, max_length=60)
    fingerprint = models.CharField(max_length=64)
    loaded_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class StoredFile(models.Model):
    """A file somebody handed in. Its content lies sealed on the disk (``core.files``); here is all else.

    Once erased the row has no key any more, and stays to say that there was a file, and until when.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    # Numbers and not foreign keys: places and people stand above the kernel.
    region_id = models.IntegerField()
    authority_id = models.IntegerField(null=True, blank=True)
    owner_id = models.BigIntegerField(null=True, blank=True, help_text=_("The account that handed it in."))
    link_hash = models.CharField(max_length=64, blank=True, help_text=_("Of the secret link it was handed in by."))
    name = models.CharField(max_length=140, blank=True)
    media_type = models.CharField(max_length=100)
    size_bytes = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64, blank=True)
    key_sealed = models.BinaryField(null=True, editable=False)
    kept_at = models.DateTimeField()
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(erased_at=None, key_sealed__isnull=False)
                | Q(erased_at__isnull=False, key_sealed=None, name="", sha256=""),
                name="core_file_has_its_key_until_it_is_erased",
                violation_error_message=_("A file has its key until it is erased, and nothing of it afterwards."),
            ),
        ]

    def __str__(self) -> str:
        return self.name or str(self.pk)
