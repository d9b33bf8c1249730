from xml.etree import ElementTree

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils.html import strip_tags

from igum.core.actor import Actor
from igum.core.tenancy import tenant_scope
from igum.directory.models import Organization, Service, ServiceArea
from igum.engines.network.ties import Intensity, Setting
from igum.needs import commands, queries
from igum.needs.commands import AskedThisYear, NotAnAnswer
from igum.needs.models import TieStatement, TieSurvey
from igum.needs.secrets import secret_of
from igum.needs.slots import WORK, Work
from igum.needs.tests.factories import DANA, PROGRAM, coordinator, neighbour
from igum.people.rules import Role
from igum.people.tests.factories import ALDER_VALLEY, ELM, MAPLE_HILLS, MONDAY, make_actor, make_post, make_user

pytestmark = pytest.mark.usefixtures("places")
YEAR = MONDAY.year
ROUTINE, EMERGENCY = TieStatement.Setting.values


@pytest.fixture
def bodies(places) -> list[Organization]:
    """A clinic, a school and a club that serve the valley."""
    made = []
    for name in ("Clinic", "School", "Club"):
        body = Organization.objects.create(name=name, source_language="en")
        service = Service.objects.create(organization=body, name=name, description=name, modified_at=MONDAY)
        ServiceArea.objects.create(service=service, region_id=ALDER_VALLEY)
        made.append(body)
    return made


def ask(body: Organization, *, actor: Actor | None = None) -> TieSurvey:
    actor = actor or coordinator()
    with tenant_scope(actor):
        return commands.ask_of_ties(actor=actor, organization_id=body.pk, person=DANA, at=MONDAY)


def say(survey: TieSurvey, about: Organization, intensity: int, setting: str = ROUTINE) -> None:
    visitor = Actor(region_id=ALDER_VALLEY, link=survey.link_hash)
    with tenant_scope(visitor):
        commands.answer_of_ties(actor=visitor, said={(about.pk, setting): intensity}, at=MONDAY)


def page(actor: Actor | None = None, **view: object) -> queries.NetworkPage:
    actor = actor or coordinator()
    with tenant_scope(actor):
        return queries.network_page(actor, queries.View(year=YEAR, **view))


def test_a_tie_is_sure_once_both_sides_say_so(bodies):
    clinic, school, _club = bodies
    of_clinic = ask(clinic)
    say(of_clinic, school, 3)
    before = page().waiting
    say(ask(school), clinic, 2)

    now = page()

    assert (before, now.waiting, now.ties) == (1, 0, 1)
    assert [(str(one.name), one.ties, one.strongest) for one in now.members] == [
        ("Clinic", 1, Intensity.COOPERATE),
        ("School", 1, Intensity.COOPERATE),
    ]


def test_an_organisation_that_says_it_has_no_tie_stands_alone(bodies):
    clinic, school, _club = bodies
    say(ask(clinic), school, 0)

    assert [str(one.name) for one in page().alone] == ["Clinic", "School"]


def test_routine_and_emergency_are_told_apart(bodies):
    clinic, school, club = bodies
    survey = ask(clinic)
    say(survey, school, 2)
    say(survey, club, 2, EMERGENCY)

    now = page()

    assert (now.ties, page(setting=Setting.EMERGENCY).ties) == (1, 1)
    assert (len(now.in_emergency.new), len(now.in_emergency.gone)) == (1, 1)


def test_what_work_shows_is_a_tie_that_nobody_need_confirm(bodies):
    clinic, school, _club = bodies
    WORK.fill("tests", lambda actor: [Work(clinic.pk, school.pk, 3, YEAR)])
    try:
        now = page()
    finally:
        WORK.fill("tests", lambda actor: [])

    assert (now.ties, now.waiting) == (1, 0)


def test_if_the_one_between_left_the_others_would_lose_each_other(bodies):
    clinic, school, club = bodies
    survey = ask(clinic)
    say(survey, school, 2)
    say(survey, club, 2)
    actor = coordinator()

    with tenant_scope(actor):
        found = queries.member_page(actor, clinic.pk, queries.View(year=YEAR))

    assert (found.leaving.ties_lost, found.leaving.pairs_parted) == (2, 1)
    assert len(found.cut_off) == 1


def test_the_network_is_written_as_graphml(bodies):
    clinic, school, _club = bodies
    say(ask(clinic), school, 4)
    actor = coordinator()

    with tenant_scope(actor):
        written = queries.graphml_of(actor, queries.View(year=YEAR))

    root = ElementTree.fromstring(written)
    assert len(root.findall(".//{*}node")) == 2
    assert len(root.findall(".//{*}edge")) == 1


def test_what_one_side_says_the_other_does_not_read(bodies):
    clinic, school, _club = bodies
    say(ask(clinic), school, 4)
    visitor = Actor(region_id=ALDER_VALLEY, link=ask(school).link_hash)

    with tenant_scope(visitor):
        assert TieStatement.objects.count() == 0
        [question] = queries.tie_survey(visitor).questions

    assert question.is_told
    assert question.routine is None


@pytest.mark.parametrize("intensity", [5, -1])
def test_an_intensity_that_there_is_not_is_refused(bodies, intensity):
    with pytest.raises(NotAnAnswer):
        say(ask(bodies[0]), bodies[1], intensity)


def test_nobody_answers_about_themselves(bodies):
    with pytest.raises(NotAnAnswer):
        say(ask(bodies[0]), bodies[0], 2)


def test_an_organisation_is_asked_once_a_year(bodies):
    ask(bodies[0])

    with pytest.raises(AskedThisYear):
        ask(bodies[0])


def test_a_town_reads_the_network_and_does_not_send_the_survey(bodies):
    say(ask(bodies[0]), bodies[1], 2)

    assert page(neighbour()).ties == 1
    with pytest.raises(PermissionDenied):
        ask(bodies[2], actor=neighbour())


def test_another_region_and_a_visitor_see_no_tie(bodies):
    say(ask(bodies[0]), bodies[1], 2)

    assert page(make_actor(Role.COORDINATOR, ELM, region_id=MAPLE_HILLS)).ties == 0
    with pytest.raises(PermissionDenied):
        page(make_actor(Role.RESIDENT))
    with tenant_scope(Actor(region_id=ALDER_VALLEY)):
        assert TieStatement.objects.count() == TieSurvey.objects.count() == 0


def test_the_page_says_the_network_in_words(bodies):
    clinic, school, _club = bodies
    survey = ask(clinic)
    say(survey, school, 3)
    user = make_user()
    make_post(user, Role.COORDINATOR)
    browser = Client(HTTP_ACCEPT_LANGUAGE="en")
    browser.force_login(user)

    network = browser.get(f"/network/?year={YEAR}")
    member = browser.get(f"/network/{clinic.pk}/?year={YEAR}")
    survey_page = browser.get("/network/survey/")
    secret = secret_of(ALDER_VALLEY, "ties", survey.pk)
    own = Client(HTTP_ACCEPT_LANGUAGE="en").get(f"/network/alder-valley/asked/{secret}/")

    assert "2 organisations, 1 ties between them." in " ".join(strip_tags(network.text).split())
    assert "1 tie would go with it." in member.text
    assert "The yearly survey of ties" in survey_page.text
    assert "Whom do you work with?" in own.text


def test_the_form_of_the_survey_is_kept(bodies):
    clinic, school, club = bodies
    survey = ask(clinic)
    address = f"/network/alder-valley/asked/{secret_of(ALDER_VALLEY, 'ties', survey.pk)}/"

    answer = Client().post(address, {"new1": str(school.pk), "routine-new1": "2", f"emergency-{club.pk}": "4"})

    assert answer.status_code == 302
    with tenant_scope(PROGRAM):
        said = {row.about_id: (row.setting, row.intensity) for row in TieStatement.objects.all()}
    assert said == {school.pk: (ROUTINE, 2), club.pk: (EMERGENCY, 4)}


def test_the_link_of_a_year_that_is_over_changes_nothing(bodies):
    clinic, school, _club = bodies
    survey = ask(clinic)
    say(survey, school, 3)
    visitor = Actor(region_id=ALDER_VALLEY, link=survey.link_hash)

    with tenant_scope(visitor), pytest.raises(commands.SurveyIsOver):
        commands.answer_of_ties(actor=visitor, said={(school.pk, ROUTINE): 0}, at=MONDAY.replace(year=YEAR + 1))

    assert page().ties == 1


def test_the_ties_stand_one_by_one_beside_the_picture(bodies):
    clinic, school, _club = bodies
    survey = ask(clinic)
    say(survey, school, 3)

    [pair] = page().pairs

    assert {str(pair.one), str(pair.tie.name)} == {"Clinic", "School"}
    assert (pair.tie.intensity, str(pair.tie.waits_for)) == (3, "School")
