from datetime import timedelta
from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from openpyxl import load_workbook

from igum.core.actor import Actor
from igum.core.links import hash_of
from igum.core.tenancy import tenant_scope
from igum.messages.models import Message
from igum.needs import commands, queries
from igum.needs.commands import HandedOn, IsClosed, NotACampaign, NotClosed, Person
from igum.needs.models import Campaign, Invitation, Respondent
from igum.needs.tests.factories import (
    DANA,
    FOOD,
    LEGAL,
    NONE,
    PROGRAM,
    answer,
    coordinator,
    holder,
    invite,
    lacking,
    make_campaign,
    neighbour,
    secret_of_holder,
)
from igum.people.rules import Role
from igum.people.tests.factories import (
    ALDER_VALLEY,
    BIRCH,
    BIRCH_TOWN,
    CEDAR,
    ELM,
    MAPLE_HILLS,
    MONDAY,
    TODAY,
    make_actor,
    make_post,
    make_user,
)
from igum.questionnaires import queries as questionnaires
from igum.questionnaires.models import Response

pytestmark = pytest.mark.usefixtures("places")
YOSSI = Person("Yossi", email="yossi@example.org", language="en")


def letters() -> list[str]:
    with tenant_scope(PROGRAM):
        return list(Message.objects.order_by("written_at", "recipient_name").values_list("subject", flat=True))


def test_who_is_asked_gets_a_letter_with_a_link_of_their_own():
    invitation = invite(make_campaign(), people=(DANA, YOSSI))

    with tenant_scope(PROGRAM):
        bodies = dict(Message.objects.values_list("recipient_name", "body"))
        links = {one.name: one.link_hash for one in Respondent.objects.filter(invitation=invitation)}

    assert bodies.keys() == {"Dana", "Yossi"}
    for name, body in bodies.items():
        [line] = [line for line in body.splitlines() if "/mapping/" in line]
        assert hash_of(line.rstrip("/").rpartition("/")[2]) == links[name]


def test_an_answer_becomes_a_row_of_the_matrix_and_a_need():
    campaign = make_campaign(FOOD, LEGAL)
    answer(invite(campaign, BIRCH), {**NONE, **lacking(1, 40)})
    actor = coordinator()

    with tenant_scope(actor):
        gap = queries.gap_matrix(actor, campaign.pk).gap(FOOD, BIRCH)
        need = commands.make_need_of_gap(actor=actor, campaign_id=campaign.pk, code=FOOD, authority_id=BIRCH, at=MONDAY)
        again = commands.make_need_of_gap(
            actor=actor, campaign_id=campaign.pk, code=FOOD, authority_id=BIRCH, at=MONDAY
        )
        row = queries.need(actor, need.pk)

    assert (gap.level, gap.people, gap.bodies) == ("large", 40, ("Welfare",))
    assert again.pk == need.pk
    assert (row.people, row.source, row.confidence) == (40, "campaign", "high")
    assert [(size.locality_id, size.people) for size in row.sizes] == [(BIRCH_TOWN, 40)]


def test_several_people_fill_in_one_answer():
    invitation = invite(make_campaign(), people=(DANA, YOSSI))

    secrets = set()
    for number in (0, 1):
        visitor = holder(invitation, number)
        with tenant_scope(visitor):
            secrets.add(commands.open_answer(actor=visitor, at=MONDAY))

    assert len(secrets) == 1


def test_whoever_hands_on_and_leaves_takes_no_working_link_along():
    invitation = invite(make_campaign())
    dana = holder(invitation)
    with tenant_scope(dana):
        kept = commands.open_answer(actor=dana, at=MONDAY)
        commands.hand_on(actor=dana, person=YOSSI, stays=False, at=MONDAY)

        with pytest.raises(HandedOn):
            commands.open_answer(actor=dana, at=MONDAY)
    form = Actor(region_id=ALDER_VALLEY, link=hash_of(kept))
    with tenant_scope(form), pytest.raises(Response.DoesNotExist):
        questionnaires.response_by_link(form)
    yossi = holder(invitation, 1)
    with tenant_scope(yossi):
        assert commands.open_answer(actor=yossi, at=MONDAY) != kept


def test_everybody_is_reminded_once_and_whoever_answered_never():
    campaign = make_campaign()
    invite(campaign, BIRCH)
    answer(invite(campaign, CEDAR), NONE)
    actor = coordinator()

    with tenant_scope(actor):
        many = [commands.remind(actor=actor, campaign_id=campaign.pk, at=MONDAY) for _ in range(2)]

    assert many == [1, 0]
    assert letters().count("A reminder: Mapping") == 1


def test_campaigns_that_end_soon_are_reminded_of_and_then_close_by_themselves():
    campaign = make_campaign(closes_on=TODAY + timedelta(days=2))
    invite(campaign)

    with tenant_scope(PROGRAM):
        reminded = commands.remind_of_campaigns(actor=PROGRAM, at=MONDAY)
        closed = commands.close_ended_campaigns(actor=PROGRAM, at=MONDAY + timedelta(days=3))

    assert (reminded, closed) == (1, 1)


def test_a_closed_campaign_asks_nobody_and_takes_no_answer():
    campaign = make_campaign()
    invitation, actor = invite(campaign), coordinator()
    with tenant_scope(actor):
        commands.close_campaign(actor=actor, campaign_id=campaign.pk, at=MONDAY)

    with pytest.raises(IsClosed):
        invite(campaign, CEDAR)
    with pytest.raises(PermissionDenied, match="takes no more answers"):
        answer(invitation, NONE)


def test_a_coordinator_of_one_town_reads_its_own_answers_alone():
    campaign = make_campaign()
    answer(invite(campaign, BIRCH), {**NONE, **lacking(1, 40)})
    invite(campaign, CEDAR)
    actor = neighbour()

    with tenant_scope(actor):
        matrix, progress = queries.gap_matrix(actor, campaign.pk), queries.progress(actor, campaign.pk)
        asked = Invitation.objects.count()

    assert [place.pk for place in matrix.authorities] == [CEDAR]
    assert not matrix.rows[0].gaps[0].level
    assert [one.authority for one in progress.asked] == ["Cedar"]
    assert asked == 1


def test_a_coordinator_of_one_town_makes_no_need_of_anothers_gap():
    campaign = make_campaign()
    answer(invite(campaign, BIRCH), {**NONE, **lacking(1, 40)})
    actor = neighbour()

    with tenant_scope(actor), pytest.raises(PermissionDenied):
        commands.make_need_of_gap(actor=actor, campaign_id=campaign.pk, code=FOOD, authority_id=BIRCH, at=MONDAY)


def test_a_town_does_not_run_the_regions_campaign():
    with pytest.raises(PermissionDenied):
        invite(make_campaign(), BIRCH, actor=coordinator(BIRCH))


def test_another_region_sees_no_campaign():
    campaign = make_campaign()
    actor = make_actor(Role.COORDINATOR, ELM, region_id=MAPLE_HILLS)

    with tenant_scope(actor), pytest.raises(Campaign.DoesNotExist):
        queries.progress(actor, campaign.pk)


def test_a_link_shows_its_holder_and_nobody_else():
    campaign = make_campaign()
    visitor = holder(invite(campaign, people=(DANA, YOSSI)))
    invite(campaign, CEDAR)

    with tenant_scope(visitor):
        assert Respondent.objects.count() == 1
        assert Campaign.objects.count() == Invitation.objects.count() == 0
        page = queries.own_page(visitor)

    assert [one.name for one in page.others] in (["Yossi"], ["Dana"])


def test_a_link_of_one_region_opens_nothing_in_another():
    visitor = holder(invite(make_campaign()))
    elsewhere = Actor(region_id=MAPLE_HILLS, link=visitor.link)

    with tenant_scope(elsewhere), pytest.raises(Respondent.DoesNotExist):
        queries.own_page(elsewhere)


def test_everybody_reads_levels_and_no_small_number():
    campaign = make_campaign(FOOD, LEGAL)
    answer(invite(campaign, BIRCH), {**lacking(1, 3), **lacking(2, 40)})
    answer(invite(campaign, CEDAR), {**lacking(1, 60), **lacking(2, 50)})
    actor = coordinator()
    with tenant_scope(actor):
        with pytest.raises(NotClosed):
            commands.publish_campaign(actor=actor, campaign_id=campaign.pk, at=MONDAY)
        commands.close_campaign(actor=actor, campaign_id=campaign.pk, at=MONDAY)
        commands.publish_campaign(actor=actor, campaign_id=campaign.pk, at=MONDAY)

    matrix = queries.public_matrix(ALDER_VALLEY, campaign.pk)

    shown = {place.pk: people for place, (_gap, people) in zip(matrix.authorities, matrix.rows[0].cells, strict=True)}
    assert shown[BIRCH] is None
    assert matrix.rows[0].total is None or shown[CEDAR] is None
    assert {gap.level for gap, _people in matrix.rows[0].cells} == {"large"}


def test_what_is_published_no_answer_changes_any_more():
    campaign = make_campaign(FOOD, closes_on=TODAY)
    actor = coordinator()
    with tenant_scope(actor):
        commands.publish_campaign(actor=actor, campaign_id=campaign.pk, at=MONDAY + timedelta(days=1))

    with tenant_scope(PROGRAM):
        assert Campaign.objects.get(pk=campaign.pk).closed_at is not None


def test_what_was_not_published_nobody_reads():
    campaign = make_campaign()

    with pytest.raises(Campaign.DoesNotExist):
        queries.public_matrix(ALDER_VALLEY, campaign.pk)


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"titles": {"en": "Mapping"}}, "title in Hebrew"),
        ({"population": "dragons"}, "whom it is about"),
        ({"closes_on": TODAY - timedelta(days=1)}, "last day"),
        ({"terms": ("human_services:nothing",)}, "not in the directory"),
    ],
)
def test_a_campaign_that_cannot_be_is_refused_in_words(wrong, why):
    terms = wrong.pop("terms", ())

    with pytest.raises(NotACampaign, match=why):
        make_campaign(*terms, **wrong)


def test_the_page_of_a_link_leads_to_the_form(client):
    invitation = invite(make_campaign())
    secret = secret_of_holder(invitation)

    page = client.get(f"/mapping/alder-valley/asked/{secret}/", headers={"Accept-Language": "en"})
    form = client.post(f"/mapping/alder-valley/asked/{secret}/answer", follow=True, headers={"Accept-Language": "en"})

    assert "You are asked to answer for" in page.text
    assert page.headers["Referrer-Policy"] == "same-origin"
    assert form.status_code == 200
    assert "Mapping" in form.text


def test_an_unknown_link_opens_nothing(client):
    assert client.get("/mapping/alder-valley/asked/unknown/").status_code == 404


def test_the_matrix_is_shown_and_taken_along():
    campaign = make_campaign()
    answer(invite(campaign, BIRCH, body="=Welfare"), {**NONE, **lacking(1, 40)})
    user = make_user()
    make_post(user, Role.COORDINATOR)
    browser = Client(HTTP_ACCEPT_LANGUAGE="en")
    browser.force_login(user)

    page = browser.get(f"/mapping/{campaign.pk}/gaps/")
    text = browser.get(f"/mapping/{campaign.pk}/gaps.csv").content.decode()
    book = load_workbook(BytesIO(browser.get(f"/mapping/{campaign.pk}/gaps.xlsx").content))

    assert "From the largest gap down" in page.text
    assert "'=Welfare" in text
    assert "f" not in {cell.data_type for row in book.active for cell in row}
    assert browser.get(f"/mapping/{campaign.pk}/").status_code == 200
    assert browser.get(f"/mapping/{campaign.pk}/gaps.pdf").status_code == 404
