"""What the outbox is asked for, and which letters were chosen."""

from datetime import datetime
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from igum.messages.queries import Filters, Place
from igum.messages.rules.states import State

SHOWN = (State.WAITING, State.UNSURE, State.FAILED, State.SENT, State.WITHDRAWN)


def filters_of(asked: QueryDict) -> Filters:
    """The filters of an address; what makes no sense counts as not asked."""
    wanted = asked.get("state", "")
    state = State(wanted) if wanted in {shown.value for shown in SHOWN} else State.WAITING
    return Filters(state=state, mine=asked.get("mine") == "1")


def place_of(asked: QueryDict) -> Place | None:
    """Where the page begins; the first page when the address does not say it rightly."""
    kind, _first, rest = asked.get("after", "").partition("~")
    moment, _second, key = rest.partition("~")
    try:
        written_at, pk = datetime.fromisoformat(moment), UUID(key)
    except ValueError:
        return None
    return Place(kind, written_at, pk) if kind.isprintable() and written_at.tzinfo is not None else None


def address_of(place: Place) -> str:
    """A place as an address holds it."""
    return f"{place.about_kind}~{place.written_at.isoformat()}~{place.pk}"


class ChosenLetters(forms.Form):
    """The letters that were ticked."""

    message = forms.TypedMultipleChoiceField(
        coerce=UUID, error_messages={"required": _("Tick the letters that you sent, then press the button again.")}
    )

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        field = self.fields["message"]
        assert isinstance(field, forms.TypedMultipleChoiceField)
        field.choices = [(key, key) for key in data.getlist("message") if _is_uuid(key)]


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
