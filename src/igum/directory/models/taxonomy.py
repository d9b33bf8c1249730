"""What services answer to: needs, and the situations of the people who have them."""

from django.conf import settings
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class Term(models.Model):
    """One need or one situation of the taxonomy, with its name in every language."""

    class Axis(models.TextChoices):
        """What the term says: what is needed, or in which situation a person is."""

        NEED = "need", _("Need")
        SITUATION = "situation", _("Situation")

    code = models.CharField(primary_key=True, max_length=160)
    axis = models.CharField(max_length=10, choices=Axis.choices)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    names = models.JSONField(help_text=_("The name in each language."))
    names_waiting = models.JSONField(default=list, help_text=_("Languages whose name waits for a native reader."))

    class Meta:
        indexes = [models.Index(fields=["axis", "parent"], name="directory_term_children")]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the page's language, else in Hebrew."""
        return str(self.names.get(get_language() or "he") or self.names.get("he") or self.code)


class Synonym(models.Model):
    """An everyday word that means a term. Editable; weighs less than the term's own name."""

    term = models.ForeignKey(Term, models.CASCADE, related_name="synonyms")
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    text = models.CharField(max_length=120)
    packaged = models.BooleanField(default=False, help_text=_("Came with the package, and goes when it leaves it."))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["term", "language", "text"], name="directory_synonym_stands_once"),
        ]

    def __str__(self) -> str:
        return self.text
