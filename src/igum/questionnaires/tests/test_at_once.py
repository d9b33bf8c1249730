"""Two at once, and replies that are lost: really committed, in threads of their own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse

from igum.core.models import AuditRow
from igum.people.tests.factories import ALDER_VALLEY, MONDAY, acting, make_places
from igum.questionnaires import commands
from igum.questionnaires.models import Questionnaire
from igum.questionnaires.tests.factories import (
    CHILDREN,
    KIDS,
    NAME,
    SECRET,
    a_definition,
    held,
    save,
    start,
    system_actor,
    visitor,
)


@pytest.fixture(autouse=True)
def _committed(committed_db):
    make_places()


def at_once(*deeds: Callable[[], Any]) -> list[Any]:
    """All of them at the same moment; what each returned or raised."""
    together = Barrier(len(deeds))

    def run(deed: Callable[[], Any]) -> Any:
        try:
            together.wait()
            return deed()
        except Exception as why:
            return why
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(run, deeds))


def submit(response):
    with acting(visitor()):
        return commands.submit_response(actor=visitor(), response_id=response.pk, at=MONDAY)


def test_a_form_sent_eight_times_at_once_is_sent_once(applications):
    response = start(NAME)
    save(response, {"name": "Ruth"})

    answers = at_once(*[lambda: submit(response)] * 8)

    assert answers == ["/applications/{secret}/"] * 8
    assert applications.sent == [response.pk]
    with acting(system_actor(ALDER_VALLEY)):
        assert AuditRow.objects.filter(action="questionnaires.response.submitted").count() == 1


def test_two_windows_typing_at_once_keep_both_fields_and_the_later_text():
    response = start(NAME, KIDS)
    window = [{"name": "Ruth L"}, {"name": "Ruth Levi"}, {"kids": "3"}]
    typed = [{"name": 10}, {"name": 11}, {"kids": 5}]

    for _again in range(5):
        at_once(*[lambda a=a, t=t: save(response, a, typed=t) for a, t in zip(window, typed, strict=True)])

    assert held(response).answers == {"name": "Ruth Levi", "kids": 3}


def test_saving_while_sending_either_comes_before_it_or_is_told():
    response = start(NAME)
    save(response, {"name": "Ruth"}, typed={"name": 1})

    sent, saved = at_once(lambda: submit(response), lambda: save(response, {"name": "Rachel"}, typed={"name": 2}))

    assert sent == ""
    if isinstance(saved, commands.AlreadySent):
        assert held(response).answers == {"name": "Ruth"}
    else:
        assert held(response).answers == {"name": "Rachel"}


def test_a_definition_kept_by_many_at_once_is_one_row():
    actor = system_actor(ALDER_VALLEY)

    def keep():
        with acting(actor):
            return commands.keep_questionnaire(
                actor=actor,
                region_id=ALDER_VALLEY,
                authority_id=None,
                key="x",
                definition=a_definition(NAME),
                at=MONDAY,
            ).pk

    kept = at_once(*[keep] * 6)

    assert len(set(kept)) == 1
    with acting(actor):
        assert Questionnaire.objects.count() == 1


def test_a_list_never_grows_past_its_end_when_many_add_at_once():
    response = start(CHILDREN)

    def add():
        with acting(visitor()):
            return commands.add_entry(actor=visitor(), response_id=response.pk, repeat="children", at=MONDAY)

    added = at_once(*[add] * 8)

    assert sum(isinstance(each, commands.EntryRefused) for each in added) == 5
    assert len(held(response).answers["children"]) == len(held(response).entries["children"]) == 3


def test_when_the_reply_is_lost_saving_and_sending_again_lead_to_the_same(applications):
    start(NAME)
    client = Client(headers={"Accept-Language": "en"})
    here = {"region": "alder-valley", "secret": SECRET}
    body = {"answers": {"name": [7, "Ruth"]}}
    paths = [reverse(f"questionnaires:{name}", kwargs=here) for name in ("answers", "send")]

    first = client.post(paths[0], body, content_type="application/json").json()
    again = client.post(paths[0], body, content_type="application/json").json()
    sent = [client.post(paths[1])["Location"] for _twice in "ab"]

    assert first == again
    assert sent == [f"/applications/{SECRET}/"] * 2
    assert len(applications.sent) == 1


def test_when_the_purpose_fails_nothing_is_sent(applications):
    response = start(NAME)
    save(response, {"name": "Ruth"})
    applications.submitted = lambda **_: 1 / 0

    with pytest.raises(ZeroDivisionError):
        submit(response)

    assert held(response).submitted_at is None
