"""Questions taken from an Excel form."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from igum.programmes.forms.known import Named

MOST_BYTES = 2_000_000


class ExcelForm(forms.Form):
    """The file, and into which form its questions go."""

    use_required_attribute = False
    file = forms.FileField()
    into = forms.ChoiceField()

    def __init__(self, into: Named, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        field = self.fields["file"]
        field.label = _("The Excel file")
        field.help_text = _("A form for KoBo, ODK or SurveyCTO (an XLSForm), saved as .xlsx, of up to 2 MB.")
        field.widget.attrs["accept"] = ".xlsx,.xls,.csv"
        self.fields["into"] = forms.ChoiceField(label=_("Its questions are added to"), choices=into)

    def clean_file(self) -> Any:
        """Not larger than what is read."""
        found: Any = self.cleaned_data["file"]
        if (found.size or 0) > MOST_BYTES:
            raise forms.ValidationError(_("The file is larger than 2 MB. Take out what is not part of the form."))
        return found
