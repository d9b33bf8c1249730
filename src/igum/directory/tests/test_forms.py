"""Whatever an address says, there is a state of the search page for it, and that state's own address says the same."""

import math

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from igum.directory.forms import LAST_PAGE, LONGEST_QUERY, MAP_SIZE, PAGE_SIZE, SearchState, pages_of, read_search

LANGUAGES = {"he": "עברית", "ar": "العربية", "ru": "Русский"}
NAMES = ["q", "region", "need", "situation", "town", "language", "free", "open", "near", "km", "order", "literal"]
NAMES += ["view", "page", "lang"]
NUMBERS = (
    st.floats().map(str) | st.integers().map(str) | st.sampled_from(["1e999", "-0", "0x10", "1_0", "٣", "½", " 7 "])
)
VALUES = st.one_of(
    st.text(max_size=300),
    NUMBERS,
    st.tuples(NUMBERS, NUMBERS).map(",".join),
    st.sampled_from(["1", "map", "distance", "relevance", "he", "western-galilee", "human_services:food"]),
)
ADDRESSES = st.lists(st.tuples(st.sampled_from(NAMES), VALUES), max_size=12)


def read(pairs) -> SearchState:
    typed = QueryDict(mutable=True)
    for name, value in pairs:
        typed.appendlist(name, value)
    return read_search(typed, LANGUAGES)


@given(ADDRESSES)
def test_any_address_has_a_state_within_bounds(pairs):
    state = read(pairs)

    assert len(state.q) <= LONGEST_QUERY
    assert state.q.isprintable()
    assert 1 <= state.page <= LAST_PAGE
    assert len(state.needs) <= 20
    assert len(state.situations) <= 20
    assert set(state.languages) <= set(LANGUAGES)
    assert state.near is None or (-90 <= state.near[0] <= 90 and -180 <= state.near[1] <= 180)
    assert state.km is None or (math.isfinite(state.km) and state.km > 0)


@given(ADDRESSES)
def test_the_address_of_a_state_is_read_as_that_state(pairs):
    state = read(pairs)

    _, _, query = state.url("/search", page=state.page).partition("?")

    assert read_search(QueryDict(query), LANGUAGES) == state


@given(st.binary(max_size=200))
def test_bytes_that_are_no_text_are_read_too(raw):
    read_search(QueryDict(b"q=" + raw + b"&near=" + raw), LANGUAGES)


@given(ADDRESSES)
def test_no_address_asks_the_search_for_more_than_a_map(pairs):
    asked = read(pairs).request(language="he", region_id=None)

    assert 0 <= asked.offset <= (LAST_PAGE - 1) * PAGE_SIZE
    assert asked.limit in (PAGE_SIZE, MAP_SIZE)


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ([("q", "  מזון \n לקשישים\x00 ")], {"q": "מזון לקשישים"}),
        ([("q", "א" * 500)], {"q": "א" * LONGEST_QUERY}),
        ([("town", "1139"), ("town", "9100")], {"town": 9100}),
        ([("town", "0"), ("page", "-3")], {"town": None, "page": 1}),
        ([("page", "99999")], {"page": LAST_PAGE}),
        ([("language", "he"), ("language", "xx"), ("language", "he")], {"languages": ("he",)}),
        ([("near", "32.9012345,35.1")], {"near": (32.90123, 35.1)}),
        ([("near", "91,35")], {"near": None}),
        ([("near", "nan,35")], {"near": None}),
        ([("km", "5")], {"km": 5.0}),
        ([("km", "0")], {"km": None}),
        ([("km", "1e9")], {"km": None}),
        ([("free", "yes"), ("open", "1")], {"free": False, "open": True}),
        ([("need", "human_services:food"), ("need", "a b"), ("need", "")], {"needs": ("human_services:food",)}),
        ([("region", "../../etc")], {"region": ""}),
    ],
)
def test_a_bad_value_is_left_out_and_a_good_one_kept(pairs, expected):
    state = read(pairs)

    assert {name: getattr(state, name) for name in expected} == expected


def test_a_change_goes_back_to_the_first_page():
    state = SearchState(q="מזון", page=4)

    assert "page" not in state.url("/search", free=True)
    assert state.url("/search", free=True).endswith("&free=1")


def test_nothing_asked_is_the_bare_address():
    assert SearchState().url("/search") == "/search"


@pytest.mark.parametrize(("total", "pages"), [(0, 1), (1, 1), (20, 1), (21, 2), (12_000, LAST_PAGE)])
def test_a_list_offers_no_page_that_cannot_be_asked_for(total, pages):
    assert pages_of(total) == pages
