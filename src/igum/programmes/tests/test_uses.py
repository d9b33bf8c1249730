"""The use of a place is counted without names, and told without small numbers, before and after."""

from datetime import date, timedelta

import pytest
from django.contrib.messages import get_messages
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from igum.core.actor import Actor
from igum.core.audit import AuditRow
from igum.core.tenancy import tenant_scope
from igum.people.models import Post
from igum.programmes import commands, queries
from igum.programmes.models import Cohort, UseCount
from igum.programmes.tests.factories import (
    AFTER,
    KARMIEL,
    NAHARIYA,
    OPENS,
    PROGRAM,
    WESTERN_GALILEE,
    coordinator,
    first_come,
    make_user,
    publish,
    visitor,
)

pytestmark = pytest.mark.usefixtures("region")

TEXTS = {"he": "טקסט", "ar": "نص"}
LATER = AFTER + timedelta(days=100)
CHOICES = {"type": "choice", "ask": TEXTS}


def kinds(*keys: str) -> list[dict[str, object]]:
    return [{"key": key, "names": {"he": f"שכונה {key}", "ar": key}} for key in keys]


def choices(*values: str) -> list[dict[str, object]]:
    return [{"value": value, "names": {"he": f"בשביל {value}", "ar": value}} for value in values]


def a_place(authority_id: int | None = None) -> Cohort:
    questions = [
        {"name": "age", **CHOICES, "choices": choices("young", "old")},
        {"name": "purpose", **CHOICES, "type": "choices", "choices": choices("classes", "rights")},
    ]
    return publish(
        authority_id=authority_id,
        subject="person",
        forms={"application": {"title": TEXTS, "questions": questions}},
        selection=first_come(),
        roles={"host": {"names": TEXTS}},
        use_log={"age": "age", "purpose": "purpose", "neighbourhoods": kinds("east", "west")},
    )


@pytest.fixture
def place() -> Cohort:
    return a_place()


def count(cohort: Cohort, people: int = 1, day: date = date(2026, 8, 5), *, actor: Actor = PROGRAM, **kind) -> int:
    used = {"neighbourhood": "east", "age": "young", "purpose": "classes", "language": "he", **kind}
    with tenant_scope(actor):
        return commands.count_use(
            actor=actor, cohort_id=cohort.pk, used=commands.Used(used_on=day, people=people, **used), at=LATER
        )


def set_event(cohort: Cohort, month: date = date(2026, 10, 1)) -> None:
    with tenant_scope(PROGRAM):
        commands.set_use_event(actor=PROGRAM, cohort_id=cohort.pk, names={"he": "נפתח"}, month=month, at=LATER)


def on_the_page(cohort: Cohort, actor: Actor = PROGRAM, at=LATER) -> queries.Uses:
    with tenant_scope(actor):
        return queries.uses_of(actor, cohort.pk, at=at)


def test_people_of_one_kind_are_added_up(place):
    assert [count(place, 3), count(place, 4)] == [3, 7]

    with tenant_scope(PROGRAM):
        assert UseCount.objects.get().people == 7


def test_before_and_after_an_event_stand_side_by_side(place):
    set_event(place)
    count(place, 20, date(2026, 8, 5))
    count(place, 60, date(2026, 10, 5))
    count(place, 30, date(2026, 10, 5), neighbourhood="west")

    found = on_the_page(place)

    assert [(period.is_after, period.months) for period in found.periods] == [(False, 2), (True, 2)]
    assert [found.where.total_of(0, number) for number in (0, 1)] == [20, 60]
    assert [found.where.total_of(1, number) for number in (0, 1)] == [0, 30]


def test_a_small_number_is_hidden_and_cannot_be_worked_out(place):
    for neighbourhood, purpose, people in (("east", "classes", 20), ("east", "rights", 2), ("west", "classes", 30)):
        count(place, people, neighbourhood=neighbourhood, purpose=purpose)
    count(place, 9, neighbourhood="west", purpose="rights")

    [rows] = on_the_page(place).where.periods

    assert rows[-1][-1] == 61
    assert rows[0][1] is None
    assert sum(number is None for number in rows[0]) >= 2
    assert sum(row[1] is None for row in rows) >= 2


def test_nothing_is_shown_while_too_few_came(place):
    count(place, 3)

    assert (on_the_page(place).where, on_the_page(place).who) == (None, None)


def test_a_month_that_is_not_over_is_left_out(place):
    count(place, 50)
    count(place, 50, LATER.date())

    assert on_the_page(place).where.periods[0][-1][-1] == 50


def test_an_event_is_named_once(place):
    set_event(place)

    with pytest.raises(commands.EventIsSet):
        set_event(place, date(2026, 11, 1))


@pytest.mark.parametrize(
    ("people", "day", "kind", "refusal"),
    [
        (1, date(2026, 8, 5), {"neighbourhood": "north"}, commands.NoSuchKind),
        (1, date(2026, 8, 5), {"language": "xx"}, commands.NoSuchKind),
        (0, date(2026, 8, 5), {}, commands.NotCountable),
        (1, date(2026, 7, 1), {}, commands.NotCountable),
        (1, date(2027, 8, 5), {}, commands.NotCountable),
    ],
    ids=["no such place", "no such language", "nobody", "before the opening", "not yet"],
)
def test_what_cannot_be_counted_is_refused(place, people, day, kind, refusal):
    with pytest.raises(refusal):
        count(place, people, day, **kind)


def test_a_host_of_the_place_counts_until_the_term_ends(place):
    user = make_user()
    host = Actor(user.pk, WESTERN_GALILEE)
    with tenant_scope(PROGRAM):
        newcomer = commands.Newcomer("Host", user.pk)
        member = commands.add_member(actor=PROGRAM, cohort_id=place.pk, role="host", newcomer=newcomer, at=OPENS)
    assert count(place, 2, actor=host) == 2
    with tenant_scope(PROGRAM):
        commands.end_member(actor=PROGRAM, member_id=member.pk, reason="moved", at=AFTER)

    with pytest.raises(PermissionDenied):
        count(place, actor=host)


@pytest.mark.parametrize(
    "actor",
    [coordinator(authority_id=NAHARIYA), Actor(None, 213, coordinator().posts), visitor("secret")],
    ids=["another authority", "another region", "a visitor"],
)
def test_nobody_else_sees_a_count(actor):
    place = a_place(authority_id=KARMIEL)
    count(place, 50)

    with tenant_scope(actor):
        assert not UseCount.objects.exists()
        with pytest.raises((PermissionDenied, Cohort.DoesNotExist)):
            queries.uses_of(actor, place.pk, at=LATER)


def test_people_are_counted_and_told_on_the_page(place, client):
    user = make_user()
    with tenant_scope(PROGRAM):
        Post.objects.create(user=user, region_id=WESTERN_GALILEE, role="coordinator", starts_on=OPENS.date())
    client.force_login(user)
    kind = {"neighbourhood": "east", "age": "young", "purpose": "classes", "language": "ar"}

    counted = client.post(
        reverse("programmes:count-use", args=[place.pk]), {"day": "2026-08-05", "people": "41", **kind}
    )

    [said] = get_messages(counted.wsgi_request)
    assert "41" not in str(said)  # of a day that is over nobody learns how many there were by adding one
    page = client.get(reverse("programmes:uses", args=[place.pk])).text
    assert "שכונה east" in page
    assert ">41<" in page
    refused = client.post(reverse("programmes:count-use", args=[place.pk]), {"day": "x", **kind})
    assert refused.status_code == 409


def take_back(cohort: Cohort, people: int, day: date, *, actor: Actor = PROGRAM) -> None:
    used = commands.Used(day, "east", "young", "classes", "he", people)
    with tenant_scope(actor):
        commands.take_back_use(actor=actor, cohort_id=cohort.pk, used=used, at=LATER)


def test_a_wrong_count_is_struck_and_stays_written(place):
    day = LATER.date()
    count(place, 9, day)

    take_back(place, 4, day)

    with tenant_scope(PROGRAM):
        [row] = UseCount.objects.values_list("people", "struck")
        assert AuditRow.objects.get(action="programmes.use.taken_back").facts == {"people": 4}
    assert row == (9, 4)
    assert count(place, 1, day) == 6
    with pytest.raises(commands.NotCounted):
        take_back(place, 7, day)


def test_of_a_day_that_is_over_only_who_runs_the_programme_takes_back(place):
    count(place, 3)
    host = make_user()
    with tenant_scope(PROGRAM):
        newcomer = commands.Newcomer("Host", host.pk)
        commands.add_member(actor=PROGRAM, cohort_id=place.pk, role="host", newcomer=newcomer, at=OPENS)

    with pytest.raises(PermissionDenied):
        take_back(place, 1, date(2026, 8, 5), actor=Actor(host.pk, WESTERN_GALILEE))
    take_back(place, 1, date(2026, 8, 5), actor=coordinator(make_user().pk))


def test_a_count_that_is_refused_stands_beside_the_form_with_what_was_typed(client, place):
    user = make_user()
    with tenant_scope(PROGRAM):
        Post.objects.create(user=user, region_id=WESTERN_GALILEE, role="coordinator", starts_on=OPENS.date())
    client.force_login(user)
    typed = {"do": "count", "day": "2026-08-05", "neighbourhood": "west", "age": "old", "people": "0"}

    page = client.post(
        reverse("programmes:count-use", args=[place.pk]), typed | {"purpose": "rights", "language": "ar"}
    )

    assert (page.status_code, page.context["beside"]) == (409, "count")
    assert '<option value="west" selected>' in page.text
    assert 'value="2026-08-05"' in page.text
