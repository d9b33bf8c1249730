"""Files that are being written: a programme before it is published, or its next version."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from igum.core.texts import Text
from igum.programmes.models.files import ProgrammeVersion, in_page_language


class ProgrammeDraftQuerySet(models.QuerySet["ProgrammeDraft"]):
    """Drafts by what became of them."""

    def open(self) -> "ProgrammeDraftQuerySet":
        """Those that are still written on."""
        return self.filter(published_at=None, discarded_at=None)


class ProgrammeDraft(models.Model):
    """A programme's file while somebody writes it. It can always be read as YAML; it may have other problems."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    region = models.ForeignKey("places.Region", models.PROTECT, related_name="+")
    authority = models.ForeignKey("places.Authority", models.PROTECT, null=True, related_name="+")
    key = models.SlugField(max_length=60)
    names = models.JSONField(default=dict, help_text=_("As the file says, so that lists need not read it."))
    source = models.TextField(help_text=_("The file, word for word."))
    based_on = models.ForeignKey(ProgrammeVersion, models.PROTECT, null=True, related_name="+", db_constraint=False)
    # Raised at every save: who saves says which one they saw, so that two windows never overwrite each other.
    number = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)
    discarded_at = models.DateTimeField(null=True, blank=True)

    objects = ProgrammeDraftQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["region", "authority", "key"],
                condition=Q(published_at=None, discarded_at=None),
                nulls_distinct=False,
                name="programmes_draft_once_at_a_time",
                violation_error_message=_("This programme is being written already. Open its draft."),
            ),
            models.CheckConstraint(
                condition=Q(published_at=None) | Q(discarded_at=None), name="programmes_draft_ends_in_one_way"
            ),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def named(self) -> Text:
        """The name in the page's language, or in the one it has; the key while it has none."""
        return in_page_language(self.names) or Text(self.key, "en")
