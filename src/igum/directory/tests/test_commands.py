"""What is done to the directory: changed, confirmed, refused, and by two hands at once."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from threading import Barrier, Thread
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from igum.core.actor import ANYONE, Actor, PostHeld
from igum.core.errors import Refused
from igum.core.models import AuditRow
from igum.core.tenancy import tenant_scope
from igum.directory import commands
from igum.directory.models import Service, Synonym, Term
from igum.directory.tests import factories
from igum.directory.tests.factories import AT

COORDINATOR = Actor(
    user_id=7,
    region_id=factories.WESTERN_GALILEE,
    posts=(PostHeld("coordinator", factories.WESTERN_GALILEE),),
)


def make_one() -> Service:
    factories.make_places()
    factories.make_terms()
    return factories.make_service()


def change(service: Service, actor: Actor = COORDINATOR, **changes: object) -> None:
    with tenant_scope(actor):
        commands.change_service(actor=actor, service_id=service.pk, changes=changes, at=AT)


def assure(service: Service, at: datetime = AT, by: str = "רכזת המאגר") -> None:
    with tenant_scope(COORDINATOR):
        commands.assure_service(actor=COORDINATOR, service_id=service.pk, by=by, at=at)


def trail() -> list[tuple[str, str, dict[str, object]]]:
    with tenant_scope(COORDINATOR):
        return list(AuditRow.objects.order_by("number").values_list("action", "object_id", "facts"))


@pytest.mark.django_db
class TestChangeService:
    def test_writes_the_details_and_asks_for_the_index_to_follow(self):
        service = make_one()

        change(service, name="ארוחה חמה", languages=["he", "ru"])

        service.refresh_from_db()
        job = ProcrastinateJob.objects.get(task_name="directory.index_services")
        assert (service.name, service.languages, service.modified_at) == ("ארוחה חמה", ["he", "ru"], AT)
        assert job.args == {"ids": [str(service.pk)]}

    def test_leaves_the_names_of_what_was_changed_on_the_trail_and_not_the_words(self):
        service = make_one()

        change(service, name="ארוחה חמה", who="למי שצריך")

        assert trail() == [("directory.service.changed", str(service.pk), {"fields": ["name", "who"]})]

    @pytest.mark.parametrize("changes", [{}, {"organization_id": uuid4()}, {"name": "ארוחה", "is_sample": False}])
    def test_touches_only_what_it_may(self, changes):
        service = make_one()

        with pytest.raises(commands.NothingToChange):
            change(service, **changes)

        service.refresh_from_db()
        assert service.is_sample
        assert not ProcrastinateJob.objects.exists()

    @pytest.mark.parametrize(
        "changes", [{"name": ""}, {"name": "א" * 201}, {"languages": ["hebrew"]}, {"free_of_charge": "perhaps"}]
    )
    def test_refuses_in_words_what_does_not_fit(self, changes):
        service = make_one()

        with pytest.raises(commands.DoesNotFit) as refused:
            change(service, **changes)

        assert refused.value.reason
        assert trail() == []

    def test_somebody_without_a_post_changes_nothing(self):
        service = make_one()

        with pytest.raises(PermissionDenied, match="עמותה לדוגמה"):
            change(service, ANYONE, name="פרוץ")

        service.refresh_from_db()
        assert service.name == "סל מזון לאזרחים ותיקים"

    def test_a_service_that_is_not_there_cannot_be_changed(self):
        with pytest.raises(Service.DoesNotExist):
            change(Service(pk=uuid4()), name="ארוחה")


@pytest.mark.django_db
class TestAssureService:
    def test_says_when_and_by_which_role(self):
        service = make_one()

        assure(service, by="מנהלת המחלקה")

        service.refresh_from_db()
        assert (service.assured_on, service.assured_by) == (date(2026, 11, 22), "מנהלת המחלקה")
        assert trail() == [("directory.service.assured", str(service.pk), {})]

    def test_just_after_midnight_it_is_already_the_new_day(self):
        service = make_one()

        assure(service, datetime(2026, 11, 22, 22, 30, tzinfo=UTC))  # half past midnight in Israel

        service.refresh_from_db()
        assert service.assured_on == date(2026, 11, 23)

    def test_a_role_too_long_to_show_is_refused(self):
        service = make_one()

        with pytest.raises(commands.DoesNotFit):
            assure(service, by="א" * 121)


@pytest.mark.django_db
class TestLoadTaxonomy:
    def test_repeats_without_harm_and_keeps_the_words_that_people_added(self):
        first = commands.load_taxonomy()
        words = Synonym.objects.count()
        Synonym.objects.create(term_id="human_services:food", language="he", text="סיר חם מהלב")

        second = commands.load_taxonomy()

        assert (first, Term.objects.count()) == (second, second)
        assert Synonym.objects.count() == words + 1


def at_once(*deeds: Callable[[], None]) -> list[Exception]:
    """Every deed in a thread of its own, all starting together. Returns what went wrong."""
    wrong: list[Exception] = []
    together = Barrier(len(deeds))

    def run(deed: Callable[[], None]) -> None:
        try:
            together.wait(timeout=400)
            deed()
        except (Refused, PermissionDenied) as said:
            wrong.append(said)
        finally:
            connection.close()

    threads = [Thread(target=run, args=[deed]) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return wrong


@pytest.mark.usefixtures("committed_db")
def test_two_hands_at_one_service_lose_neither_what_the_other_wrote():
    service = make_one()

    wrong = at_once(
        lambda: change(service, name="ארוחה חמה"),
        lambda: change(service, fees="עשרה שקלים"),
        lambda: assure(service, by="מנהלת המחלקה"),
    )

    service.refresh_from_db()
    assert wrong == []
    assert (service.name, service.fees, service.assured_by) == ("ארוחה חמה", "עשרה שקלים", "מנהלת המחלקה")
    assert [action for action, _, _ in trail()].count("directory.service.changed") == 2
    assert ProcrastinateJob.objects.filter(task_name="directory.index_services").count() == 3


@pytest.mark.usefixtures("committed_db")
def test_a_form_sent_twice_leaves_one_state_and_two_lines_on_the_trail():
    service = make_one()

    wrong = at_once(*[lambda: change(service, name="ארוחה חמה")] * 2)

    service.refresh_from_db()
    assert wrong == []
    assert service.name == "ארוחה חמה"
    assert len(trail()) == 2
