from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from igum.core.files import path_of
from igum.core.models import AuditRow, StoredFile
from igum.core.tenancy import tenant_scope
from igum.messages.models import Message
from igum.people.rules import Role
from igum.people.tests.factories import BIRCH, CEDAR_TOWN, make_actor
from igum.volunteering import commands, queries
from igum.volunteering.models import Vetting
from igum.volunteering.rules.vetting import MOST_WAITING, POLICE, SECRECY, TRAINING, Standing
from igum.volunteering.tests.factories import (
    NOW,
    PDF,
    PROGRAM,
    TODAY,
    a_profile,
    approve,
    hand_in,
    make_volunteer,
    neighbour,
    of,
    provider,
    reread,
    somebody,
    vetted,
    worker,
)

pytestmark = pytest.mark.usefixtures("places")


def open_paper(vetting: Vetting, actor) -> bytes:
    with tenant_scope(actor):
        return commands.open_vetting(actor=actor, vetting_id=vetting.pk, at=NOW).content


def refuse(vetting: Vetting, why: str = "The name cannot be read.") -> None:
    actor = worker()
    with tenant_scope(actor):
        commands.refuse_vetting(actor=actor, vetting_id=vetting.pk, why=why, at=NOW)


class TestThePaperItself:
    def test_is_opened_by_the_volunteer_and_by_those_who_check(self):
        noa = make_volunteer()
        vetting = hand_in(noa, POLICE)

        assert open_paper(vetting, of(noa)) == open_paper(vetting, worker()) == PDF

    @pytest.mark.parametrize("stranger", [neighbour, provider, somebody])
    def test_is_not_there_for_anybody_else(self, stranger):
        vetting = hand_in(make_volunteer(), POLICE)

        with pytest.raises(Vetting.DoesNotExist):
            open_paper(vetting, stranger())

    @pytest.mark.parametrize("role", [Role.REGION_DIRECTOR, Role.ADMINISTRATOR, Role.PRIVACY_OFFICER])
    def test_is_not_there_for_those_who_see_the_region_but_check_nothing(self, role):
        vetting = hand_in(make_volunteer(), POLICE)

        with pytest.raises(Vetting.DoesNotExist):
            open_paper(vetting, make_actor(role))

    def test_every_opening_is_on_the_trail(self):
        vetting, actor = hand_in(make_volunteer(), POLICE), worker()
        open_paper(vetting, actor)

        with tenant_scope(PROGRAM):
            row = AuditRow.objects.get(action="volunteering.vetting.opened")
        assert (row.actor_id, row.object_id) == (actor.user_id, str(vetting.pk))


class TestChecking:
    def test_approved_it_is_good_for_as_long_as_its_kind(self):
        vetting = hand_in(make_volunteer(), POLICE)
        approve(vetting)

        assert reread(vetting).expires_on == date(2028, 1, 3)

    def test_a_shorter_end_may_be_set_and_a_longer_may_not(self):
        vetting = hand_in(make_volunteer(), POLICE)
        with pytest.raises(commands.NotADocument, match="longest"):
            approve(vetting, expires_on=date(2029, 1, 1))
        approve(vetting, expires_on=date(2027, 6, 1))

        assert reread(vetting).expires_on == date(2027, 6, 1)

    def test_happens_once(self):
        vetting = hand_in(make_volunteer(), POLICE)
        approve(vetting)

        with pytest.raises(commands.AlreadyChecked):
            refuse(vetting)

    def test_nobody_checks_their_own(self):
        noa = make_volunteer()
        vetting = hand_in(noa, POLICE)
        both = make_actor(Role.SOCIAL_WORKER, BIRCH, user_id=noa.user_id)

        with pytest.raises(PermissionDenied, match="their own documents"):
            approve(vetting, actor=both)

    def test_refused_it_says_why_and_the_paper_is_erased(self, django_capture_on_commit_callbacks):
        vetting = hand_in(make_volunteer(), POLICE)
        with tenant_scope(PROGRAM):
            path = path_of(StoredFile.objects.get(pk=vetting.file_id))
        with django_capture_on_commit_callbacks(execute=True):
            refuse(vetting)

        assert not path.exists()
        with tenant_scope(PROGRAM):
            assert "The name cannot be read." in Message.objects.get(about_id=str(vetting.pk)).body

    def test_a_refusal_without_a_reason_is_refused(self):
        vetting = hand_in(make_volunteer(), POLICE)

        with pytest.raises(commands.NotADocument, match="Say why"):
            refuse(vetting, " ")

    def test_a_training_is_noted_without_a_paper_and_in_force_at_once(self):
        noa, actor = make_volunteer(), worker()
        with tenant_scope(actor):
            commands.note_vetting(actor=actor, volunteer_id=noa.pk, kind=TRAINING, issued_on=TODAY, at=NOW)

            assert queries.vetting_of(noa, NOW)[TRAINING].standing is Standing.VALID

    def test_what_needs_a_paper_is_not_merely_noted(self):
        noa, actor = make_volunteer(), worker()

        with pytest.raises(commands.NotADocument, match="the paper itself"), tenant_scope(actor):
            commands.note_vetting(actor=actor, volunteer_id=noa.pk, kind=POLICE, issued_on=TODAY, at=NOW)

    @pytest.mark.parametrize(
        ("issued_on", "says"),
        [(TODAY + timedelta(days=1), "lies in the future"), (date(2025, 1, 1), "run out already")],
    )
    def test_a_day_that_cannot_be_is_refused(self, issued_on, says):
        with pytest.raises(commands.NotADocument, match=says):
            hand_in(make_volunteer(), POLICE, issued_on=issued_on)


class TestReminders:
    def remind(self, at) -> int:
        with tenant_scope(PROGRAM):
            return commands.remind_of_vetting(actor=PROGRAM, at=at)

    def letters(self) -> int:
        with tenant_scope(PROGRAM):
            return Message.objects.filter(once__contains="vetting_ends").count()

    def test_go_out_a_month_and_a_week_before_and_once_each(self):
        vetted(make_volunteer(), POLICE)
        ends = NOW.replace(year=2028, day=3)

        counts = []
        for days in (31, 30, 29, 7, 6):
            self.remind(ends - timedelta(days=days))
            counts.append(self.letters())

        assert counts == [0, 1, 1, 2, 2]

    def test_are_not_written_when_a_newer_document_is_good_longer(self):
        noa = vetted(make_volunteer(), POLICE, issued_on=date(2026, 2, 1))
        vetted(noa, POLICE)

        assert self.remind(NOW.replace(day=20)) == 0

    def test_are_written_by_the_program_alone(self):
        actor = worker()

        with pytest.raises(PermissionDenied), tenant_scope(actor):
            commands.remind_of_vetting(actor=actor, at=NOW)


def test_papers_that_ran_out_are_erased_after_three_months_and_the_row_stays():
    vetting = hand_in(make_volunteer(), SECRECY, issued_on=date(2025, 1, 10))
    approve(vetting)
    with tenant_scope(PROGRAM):
        early = commands.erase_old_papers(actor=PROGRAM, at=NOW + timedelta(days=80))
        late = commands.erase_old_papers(actor=PROGRAM, at=NOW + timedelta(days=110))

        assert (early, late) == (0, 1)
        assert Vetting.objects.filter(pk=vetting.pk).exists()


def test_taken_back_it_counts_no_more():
    noa = vetted(make_volunteer(), POLICE)
    actor = of(noa)
    with tenant_scope(actor):
        vetting = Vetting.objects.get(volunteer=noa)
        commands.withdraw_vetting(actor=actor, vetting_id=vetting.pk, at=NOW)

        assert queries.vetting_of(noa, NOW)[POLICE].standing is Standing.MISSING


def test_papers_follow_whoever_moves_to_another_town():
    noa = make_volunteer()
    vetting, actor = hand_in(noa, POLICE), of(noa)
    with tenant_scope(actor):
        profile = a_profile(name=noa.name, locality_id=CEDAR_TOWN)
        commands.change_profile(actor=actor, volunteer_id=noa.pk, profile=profile, at=NOW)

    assert open_paper(vetting, neighbour()) == PDF
    with pytest.raises(Vetting.DoesNotExist):
        open_paper(vetting, worker())


def test_one_volunteer_hands_in_so_many_papers_and_no_more():
    noa = make_volunteer()
    for _ in range(MOST_WAITING):
        hand_in(noa, POLICE)

    with pytest.raises(commands.TooManyPapers):
        hand_in(noa, POLICE)
