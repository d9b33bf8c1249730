"""An address found by its shape is the address that Django finds."""

from uuid import uuid4

import pytest
from django.template import Context, Template
from django.urls import NoReverseMatch, path, reverse

from igum.core.addresses import address


def _nothing(_request, **_told):
    raise NotImplementedError


urlpatterns = [
    path("none/", _nothing, name="none"),
    path("one/<uuid:one>/", _nothing, name="one"),
    path("two & more/<uuid:one>/of/<uuid:other>/", _nothing, name="two"),
    path("word/<slug:word>/", _nothing, name="word"),
]


@pytest.fixture(autouse=True)
def these_addresses(settings):
    settings.ROOT_URLCONF = __name__


@pytest.mark.parametrize(("name", "ids"), [("none", 0), ("one", 1), ("two", 2)])
def test_it_is_what_django_finds_each_time_with_its_own_ids(name, ids):
    for _ in range(2):
        given = [uuid4() for _ in range(ids)]

        assert address(name, *given) == reverse(name, args=given)


def test_a_page_that_is_not_there_has_none():
    with pytest.raises(NoReverseMatch):
        address("nothing", uuid4())


class TestTheTag:
    def drawn(self, source: str, **facts) -> str:
        return Template(source).render(Context(facts))

    def test_gives_what_django_gives_for_ids_words_and_names(self):
        ids = {"one": uuid4(), "other": uuid4()}

        assert self.drawn('{% url "two" one other %}', **ids) == reverse("two", args=ids.values()).replace("&", "&amp;")
        assert self.drawn('{% url "one" one=one %}', **ids) == reverse("one", kwargs={"one": ids["one"]})
        assert self.drawn('{% url "word" "x" %}') == reverse("word", args=["x"])

    def test_keeps_an_address_under_a_name_and_nothing_where_there_is_none(self):
        assert self.drawn('{% url "none" as there %}({{ there }})') == f"({reverse('none')})"
        assert self.drawn('{% url "nothing" as there %}({{ there }})') == "()"

    def test_says_aloud_that_there_is_none(self):
        with pytest.raises(NoReverseMatch):
            self.drawn('{% url "nothing" one %}', one=uuid4())
