from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from igum.core.models import AuditRow
from igum.core.tenancy import tenant_scope
from igum.people.models import User
from igum.people.rules import Role
from igum.people.tests.factories import BIRCH, BIRCH_TOWN, CEDAR, CEDAR_TOWN, make_post, make_user
from igum.volunteering import commands
from igum.volunteering.models import HoursEntry, Initiative, Opportunity, SignUp, Vetting, Volunteer
from igum.volunteering.tests.factories import (
    BODY,
    OTHER_BODY,
    PDF,
    PROGRAM,
    TWO_HOURS,
    hand_in,
    join,
    make_opportunity,
    make_shift,
    make_volunteer,
    reread,
    worker,
)

pytestmark = pytest.mark.usefixtures("places")
SLUG = "alder-valley"


def url(name: str, *parts: object) -> str:
    return reverse(f"volunteering:{name}", args=parts)


def signed_in(user: User) -> Client:
    browser = Client(HTTP_ACCEPT_LANGUAGE="en")
    browser.force_login(user)
    return browser


def browser_of(volunteer: Volunteer) -> Client:
    return signed_in(User.objects.get(pk=volunteer.user_id))


@pytest.fixture
def visitor() -> Client:
    return Client(HTTP_ACCEPT_LANGUAGE="en")


@pytest.fixture
def coming():
    """A shift three days from today, as the clock of the pages has it."""
    return make_shift(starts_at=timezone.now().replace(microsecond=0) + timedelta(days=3))


def somebody_of_the_body(organization=BODY) -> Client:
    user = make_user()
    make_post(user, Role.PROVIDER, organization_id=organization)
    return signed_in(user)


def a_worker(authority: int = BIRCH) -> Client:
    user = make_user()
    make_post(user, Role.SOCIAL_WORKER, authority)
    return signed_in(user)


def test_a_task_names_languages_as_its_page_calls_them(visitor):
    task = make_opportunity(locality_id=BIRCH_TOWN, languages=("ar",))

    page = visitor.get(url("opportunity", SLUG, task.pk)).text

    assert "Arabic</li>" in page


class TestTheBoard:
    def test_is_open_to_everybody_and_says_where_people_are_needed(self, visitor, coming):
        page = visitor.get(url("board", SLUG)).text

        assert "Visiting older people" in page
        assert "2 places are free" in page

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ({"town": str(BIRCH_TOWN)}, True),
            ({"town": "1"}, False),
            ({"language": "ar"}, True),
            ({"language": "ru"}, False),
            ({"times": "sabbath"}, True),
            ({"times": "night"}, False),
            ({"remote": "1"}, False),
            ({"town": "x", "times": "<b>", "language": "zz"}, True),
        ],
    )
    def test_is_narrowed_by_its_address(self, visitor, query, found):
        make_opportunity(locality_id=BIRCH_TOWN, languages=("ar",), times=("5:morning",))

        assert ("Visiting older people" in visitor.get(url("board", SLUG), query).text) is found

    def test_does_not_show_what_was_not_published(self, visitor):
        hidden = make_opportunity(publish=False)

        assert "Visiting older people" not in visitor.get(url("board", SLUG)).text
        assert visitor.get(url("opportunity", SLUG, hidden.pk)).status_code == 404

    def test_costs_the_same_however_much_stands_on_it(self, visitor, django_assert_max_num_queries):
        for _ in range(5):
            make_shift(starts_at=timezone.now() + timedelta(days=2))

        with django_assert_max_num_queries(12):
            visitor.get(url("board", SLUG))

    def test_offers_others_where_there_are_enough_people(self, visitor, coming):
        other = make_opportunity(titles={"en": "Sorting food"})
        actor = worker()
        with tenant_scope(actor):
            commands.pause_recruiting(actor=actor, opportunity_id=coming.opportunity_id, at=timezone.now())

        page = visitor.get(url("opportunity", SLUG, coming.opportunity_id)).text

        assert "There are enough people here now" in page
        assert url("opportunity", SLUG, other.pk) in page


class TestAVolunteersOwnPages:
    def test_ask_for_sign_in(self, visitor):
        assert visitor.get(url("me", SLUG)).status_code == 302

    def test_whoever_signed_in_becomes_a_volunteer_without_any_post(self):
        browser = signed_in(make_user("Noa"))

        browser.post(
            url("profile", SLUG),
            {"name": "Noa", "language": "he", "town": str(BIRCH_TOWN), "available": ["4:evening"], "skills": ["music"]},
        )

        with tenant_scope(PROGRAM):
            noa = Volunteer.objects.get(name="Noa")
        assert (noa.authority_id, noa.available, noa.skills) == (BIRCH, ["4:evening"], ["music"])
        assert "Friday · Evening" in browser.get(url("me", SLUG)).text

    def test_a_shift_is_joined_and_left(self, coming):
        browser = browser_of(make_volunteer())

        joined = browser.post(url("join", SLUG, coming.pk), follow=True).text
        with tenant_scope(PROGRAM):
            sign_up = SignUp.objects.get(shift=coming)
        browser.post(url("leave", SLUG, sign_up.pk))

        assert "The place is yours" in joined
        assert reread(coming).taken == 0

    def test_a_refusal_is_said_in_words(self, coming):
        noa = make_volunteer()
        join(coming, noa, at=timezone.now())

        answer = browser_of(noa).post(url("join", SLUG, coming.pk))

        assert answer.status_code == 409
        assert "signed up for this shift already" in answer.text

    def test_a_document_is_handed_in_and_opened_again(self):
        noa = make_volunteer()
        browser = browser_of(noa)
        browser.post(
            url("hand-in", SLUG),
            {"kind": "violence", "issued_on": str(timezone.localdate()), "file": SimpleUploadedFile("x.pdf", PDF)},
        )
        with tenant_scope(PROGRAM):
            vetting = Vetting.objects.get(volunteer=noa)

        answer = browser.get(url("own-paper", SLUG, vetting.pk))

        assert answer.content == PDF
        assert answer["Content-Disposition"].startswith("attachment")
        assert "waits to be checked" in browser.get(url("me", SLUG)).text

    def test_a_program_is_no_document(self):
        browser = browser_of(make_volunteer())
        file = SimpleUploadedFile("x.pdf", b"MZ a program")

        answer = browser.post(
            url("hand-in", SLUG), {"kind": "violence", "issued_on": str(timezone.localdate()), "file": file}
        )

        assert answer.status_code == 409
        assert "This kind of file is not taken" in answer.text

    def test_an_initiative_is_proposed_supported_and_opened(self):
        user = make_user()
        signed_in(user).post(
            url("initiatives", SLUG),
            {"proposer_name": "Dana", "title": "Games evening", "description": "For all", "town": str(BIRCH_TOWN)},
        )
        with tenant_scope(PROGRAM):
            initiative = Initiative.objects.get()
        browser = a_worker()
        listed = browser.get(url("initiatives-to-support")).text
        browser.post(url("answer-initiative", initiative.pk), {"decision": "support", "answer": "Gladly"})
        browser.post(url("answer-initiative", initiative.pk), {"decision": "open", "answer": "The town"})

        assert "Games evening" in listed
        assert reread(initiative).opportunity_id is not None
        assert "On the board" in signed_in(user).get(url("initiatives", SLUG)).text


class TestThoseWhoLookAfterVolunteers:
    def test_see_those_of_their_town_and_those_without_a_task(self):
        noa, busy = make_volunteer(name="Noa Free"), make_volunteer(name="Noa Busy")
        join(make_shift(starts_at=timezone.now() + timedelta(days=1)), busy, at=timezone.now())

        page = a_worker().get(url("volunteers"), {"free": "1"}).text

        assert noa.name in page
        assert "Noa Busy" not in page

    def test_a_neighbour_sees_none_of_them(self):
        noa = make_volunteer(name="Noa Free")
        browser = a_worker(CEDAR)

        assert "Noa Free" not in browser.get(url("volunteers")).text
        assert browser.get(url("volunteer", noa.pk)).status_code == 404

    def test_open_and_approve_a_paper_which_is_on_the_trail(self):
        vetting = hand_in(make_volunteer(), "violence", issued_on=timezone.localdate(), at=timezone.now())
        browser = a_worker()

        paper = browser.get(url("paper", vetting.pk))
        browser.post(url("decide-vetting", vetting.pk), {"decision": "approve"})

        with tenant_scope(PROGRAM):
            rows = AuditRow.objects.filter(action="volunteering.vetting.opened", object_id=str(vetting.pk))
            assert rows.count() == 1
        assert paper.content == PDF
        assert reread(vetting).is_approved

    def test_a_last_day_that_is_none_is_refused_and_not_taken_for_the_longest(self):
        vetting = hand_in(make_volunteer(), "violence", issued_on=timezone.localdate(), at=timezone.now())

        answers = [
            a_worker().post(url("decide-vetting", vetting.pk), {"decision": "approve", "expires_on": day}).status_code
            for day in ("31/12/2026", "2026-02-30")
        ]

        assert answers == [409, 409]
        assert not reread(vetting).is_approved

    @pytest.mark.parametrize("name", ["volunteers", "vettings", "add-volunteer"])
    def test_nobody_else_opens_their_pages(self, name):
        answer = somebody_of_the_body().get(url(name))

        assert answer.status_code == 403
        assert "see the volunteers of their towns" in answer.text

    def test_write_down_somebody_without_an_account(self):
        a_worker().post(url("add-volunteer"), {"name": "Sami", "language": "ar", "town": str(BIRCH_TOWN)})

        with tenant_scope(PROGRAM):
            assert Volunteer.objects.get(name="Sami").added_by_id is not None


class TestReadingOfNames:
    def read(self, action):
        with tenant_scope(PROGRAM):
            return list(AuditRow.objects.filter(action=action).values_list("object_id", flat=True))

    def test_each_volunteer_shown_in_a_list_is_on_the_trail_and_no_other(self):
        shown, _elsewhere = make_volunteer(), make_volunteer(locality_id=CEDAR_TOWN)
        user = make_user()
        make_post(user, Role.COORDINATOR, BIRCH)

        signed_in(user).get(url("volunteers"))

        assert self.read("volunteering.volunteer.listed") == [str(shown.pk)]

    def test_opening_one_is_on_the_trail(self):
        volunteer = make_volunteer()
        user = make_user()
        make_post(user, Role.COORDINATOR, BIRCH)

        signed_in(user).get(url("volunteer", volunteer.pk))

        assert self.read("volunteering.volunteer.read") == [str(volunteer.pk)]

    def test_a_body_that_reads_who_comes_is_on_the_trail(self, coming):
        volunteer = make_volunteer()
        join(coming, volunteer, at=timezone.now())

        somebody_of_the_body().get(url("manage", coming.opportunity_id))

        assert self.read("volunteering.volunteer.listed") == [str(volunteer.pk)]


class TestABody:
    def test_asks_for_help_adds_shifts_and_publishes(self):
        browser = somebody_of_the_body()
        browser.post(
            url("new-opportunity"),
            {"title_he": "קריאה", "description_he": "לקרוא", "body_name": "The Open House", "town": str(BIRCH_TOWN)},
        )
        with tenant_scope(PROGRAM):
            made = Opportunity.objects.get()
        day = timezone.localdate() + timedelta(days=2)
        shift = {"day": str(day), "begins": "22:00", "ends": "01:00", "places": "3", "weeks": "2"}
        browser.post(url("add-shift", made.pk), shift)
        browser.post(url("set-state", made.pk), {"state": "publish"})

        made = reread(made)
        assert (made.organization_id, made.authority_id, made.published_at is not None) == (BODY, BIRCH, True)
        with tenant_scope(PROGRAM):
            assert [one.ends_at - one.starts_at for one in made.shifts.all()] == [timedelta(hours=3)] * 2

    def test_moves_a_shift_and_is_told_beside_the_form_when_that_cannot_be(self, coming):
        join(coming, make_volunteer(), at=timezone.now())
        join(coming, make_volunteer(), at=timezone.now())
        browser, page = somebody_of_the_body(), url("change-shift", coming.opportunity_id, coming.pk)
        day = str(timezone.localdate() + timedelta(days=5))
        typed = {"day": day, "begins": "09:00", "ends": "12:00"}

        assert browser.get(page).status_code == 200
        refused = browser.post(page, typed | {"places": "1"})
        moved = browser.post(page, typed | {"places": "4"})

        assert (refused.status_code, day in refused.text, "have signed up" in refused.text) == (409, True, True)
        coming = reread(coming)
        assert (moved.status_code, coming.places) == (302, 4)
        assert timezone.localtime(coming.starts_at).date().isoformat() == day

    def test_changes_no_shift_of_another_body(self, coming):
        page = url("change-shift", coming.opportunity_id, coming.pk)

        assert somebody_of_the_body(OTHER_BODY).get(page).status_code == 404

    def test_sees_the_names_of_who_comes_and_notes_who_came(self, coming):
        sign_up = join(coming, make_volunteer(name="Noa Comes"), at=timezone.now())

        assert "Noa Comes" in somebody_of_the_body().get(url("manage", sign_up.opportunity_id)).text

    def test_only_who_manages_it_learns_that_people_have_signed_up(self, coming):
        join(coming, make_volunteer(), at=timezone.now())

        answer = somebody_of_the_body(OTHER_BODY).post(url("set-state", coming.opportunity_id), {"state": "close"})

        assert answer.status_code == 403

    def test_another_body_finds_nothing_there(self, coming):
        browser = somebody_of_the_body(OTHER_BODY)

        assert browser.get(url("manage", coming.opportunity_id)).status_code == 404
        assert browser.post(url("set-state", coming.opportunity_id), {"state": "close"}).status_code == 403

    def test_approves_hours_which_make_a_certificate_that_anybody_can_check(self, visitor):
        noa, entry = hours_of_yesterday()
        somebody_of_the_body().post(url("decide-hours", entry.pk), {"decision": "approve"})
        today = timezone.localdate()

        answer = browser_of(noa).post(
            url("draw-certificate", SLUG), {"first_day": str(today - timedelta(days=30)), "last_day": str(today)}
        )
        page = visitor.get(answer["Location"])

        assert page.status_code == 200
        assert noa.name in page.text
        assert f"{today.year}-00001" in page.text
        assert visitor.get(url("certificate", SLUG, "guessed")).status_code == 404


def hours_of_yesterday() -> tuple[Volunteer, HoursEntry]:
    """Somebody who helped yesterday, and wrote it down today."""
    before = timezone.now() - timedelta(days=1)
    noa, opportunity = make_volunteer(), make_opportunity()
    shift = make_shift(opportunity, starts_at=before, lasts=TWO_HOURS)
    sign_up = join(shift, noa, at=before - timedelta(hours=1))
    browser_of(noa).post(url("log-hours", SLUG), {"sign_up": str(sign_up.pk), "hours": "2"})
    with tenant_scope(PROGRAM):
        return noa, HoursEntry.objects.get(volunteer=noa)
