"""Files that are handed in to show that a task is done."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from igum.programmes.models.places import Engagement
from igum.programmes.models.work import Audience, Task


class DocumentQuerySet(models.QuerySet["Document"]):
    """Documents by what became of them."""

    def standing(self) -> "DocumentQuerySet":
        """Neither returned nor taken back: they show that the task is done."""
        return self.filter(returned_at=None, withdrawn_at=None)


class Document(models.Model):
    """A file handed in for a task; somebody of the team accepts it, or returns it with words. All of them stay."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    region = models.ForeignKey("places.Region", models.PROTECT, related_name="+")
    authority = models.ForeignKey("places.Authority", models.PROTECT, null=True, related_name="+")
    task = models.ForeignKey(Task, models.PROTECT, related_name="documents", db_constraint=False)
    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="documents", db_constraint=False)
    file = models.ForeignKey("core.StoredFile", models.PROTECT, related_name="+", db_constraint=False)
    # The file's row is its owner's: whoever reads the document may not see it.
    name = models.CharField(max_length=140, blank=True, help_text=_("Of the file; empty once it is erased."))
    audience = models.CharField(max_length=10, choices=Audience.choices, default=Audience.SUBJECT)
    handed_in_at = models.DateTimeField()
    # Nobody: the subject handed it in, by its secret link.
    handed_in_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    accepted_at = models.DateTimeField(null=True, blank=True)
    returned_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True, help_text=_("Taken back: the file is erased."))
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    words = models.CharField(max_length=400, blank=True, help_text=_("To whoever handed it in."))

    objects = DocumentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(accepted_at=None, returned_at=None)
                    | Q(accepted_at=None, withdrawn_at=None)
                    | Q(returned_at=None, withdrawn_at=None)
                ),
                name="programmes_document_ends_in_one_way",
                violation_error_message=_("A document is accepted, returned or taken back: one of these."),
            ),
            models.CheckConstraint(
                condition=~Q(audience=Audience.PRIVATE), name="programmes_document_is_read_by_the_team"
            ),
        ]
        indexes = [models.Index(fields=["region", "task", "handed_in_at"], name="programmes_document_by_task")]

    def __str__(self) -> str:
        return str(self.pk)
