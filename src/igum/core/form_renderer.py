"""How forms are drawn: every field with its label, help and errors tied to it. Used for all forms by settings."""

from django.forms.renderers import DjangoTemplates


class KitRenderer(DjangoTemplates):
    """Draws forms with the kit's own templates, those of other packages too."""

    form_template_name = "core/forms/form.html"
    field_template_name = "core/forms/field.html"
