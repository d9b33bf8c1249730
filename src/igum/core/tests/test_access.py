import pytest
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy

from igum.core.access import ALLOW, refuse, require


def test_leave_is_true_and_a_refusal_false():
    assert ALLOW
    assert not refuse("Not here.")


def test_a_refusal_keeps_its_words_as_text():
    decision = refuse(gettext_lazy("Only the other town decides."))

    assert decision.reason == "Only the other town decides."
    assert type(decision.reason) is str


def test_requiring_leave_passes_or_stops_in_the_same_words():
    require(ALLOW)
    with pytest.raises(PermissionDenied, match="Only the other town decides"):
        require(refuse("Only the other town decides."))
