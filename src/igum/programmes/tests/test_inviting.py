"""Volunteers are asked to join a team: whoever waited longest, whose papers hold, as long as somebody is needed."""

from collections.abc import Iterator
from copy import deepcopy
from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from igum.core.access import Decision
from igum.core.actor import Actor, PostHeld
from igum.core.tenancy import tenant_scope
from igum.programmes import commands, queries
from igum.programmes.models import Cohort, Invitation, Session, TeamMember
from igum.programmes.rules.watching import Figure
from igum.programmes.tests.factories import AFTER, AKKO, NAHARIYA, PROGRAM, WESTERN_GALILEE, coordinator, make_user
from igum.programmes.tests.test_team import MENTORS, Round
from igum.programmes.tests.test_views import sign_in
from igum.volunteering import commands as volunteering
from igum.volunteering.models import Vetting, Volunteer

pytestmark = pytest.mark.usefixtures("lasting_region", "db")
LONG = timedelta(days=300)
IN_YEARS = datetime(2099, 3, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def lasting_team(lasting_region) -> Iterator[Round]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(MENTORS["mentor"], "requires", ["police_clearance", "interview"])
        patch.setitem(MENTORS["mentor"], "for_each_subject", 1)
        yield Round()


@pytest.fixture
def team(lasting_team, db) -> Round:
    return deepcopy(lasting_team)


def volunteer(name: str, *, days: int = 0, until=LONG, town: int = AKKO) -> Volunteer:
    actor = Actor(make_user().pk, WESTERN_GALILEE)
    profile = volunteering.Profile(name, locality_id=town, gender="woman", languages=("he", "ar"))
    with tenant_scope(actor):
        made = volunteering.join_as_volunteer(actor=actor, profile=profile, at=AFTER - timedelta(days=days))
    if until is not None:
        with tenant_scope(PROGRAM):
            Vetting.objects.create(
                region_id=WESTERN_GALILEE,
                authority_id=made.authority_id,
                volunteer=made,
                kind="police_minors",
                issued_on=AFTER.date() - timedelta(days=60),
                expires_on=AFTER.date() + until,
                handed_in_at=AFTER,
                approved_at=AFTER,
            )
    return made


def of(one: Volunteer) -> Actor:
    return Actor(one.user_id, WESTERN_GALILEE)


def invite(team: Round, one: Volunteer, actor: Actor | None = None) -> Invitation:
    actor = actor or coordinator()
    with tenant_scope(actor):
        return commands.invite_volunteer(
            actor=actor, cohort_id=team.cohort.pk, role="mentor", volunteer_id=one.pk, at=AFTER
        )


def answer(invitation: Invitation, actor: Actor, *, agrees: bool = True):
    with tenant_scope(actor):
        return commands.answer_invitation(actor=actor, invitation_id=invitation.pk, agrees=agrees, at=AFTER)


def recruiting(team: Round, actor: Actor | None = None) -> queries.Recruiting:
    actor = actor or coordinator()
    with tenant_scope(actor):
        return queries.recruiting_of(actor, team.cohort, "mentor", at=AFTER)


def test_who_lacks_nothing_and_waited_longest_stands_first_and_three_are_suggested(team):
    for name, days in (("Ada", 1), ("Ben", 9), ("Gil", 5), ("Tal", 7)):
        volunteer(name, days=days)
    volunteer("Without a paper", days=99, until=None)

    found = recruiting(team)

    assert [one.volunteer.name for one in found.candidates] == ["Ben", "Tal", "Gil", "Ada", "Without a paper"]
    assert [one.volunteer.name for one in found.top] == ["Ben", "Tal", "Gil"]
    assert found.candidates[0].until == AFTER.date() + LONG
    assert [one.kind for one in found.candidates[-1].lacks] == ["police_minors"]
    assert (found.by_hand, found.needed, found.candidates[0].speaks) == (("interview",), 2, 2)


def test_whoever_agrees_joins_with_what_matching_may_know(team):
    ada = volunteer("Ada")

    answer(invite(team, ada), of(ada))

    with tenant_scope(PROGRAM):
        member = TeamMember.objects.get()
    assert (member.volunteer_id, member.user_id, member.role) == (ada.pk, ada.user_id, "mentor")
    assert (member.facts["gender"], member.facts["languages"]) == ("woman", ["he", "ar"])


def test_nobody_joins_without_the_papers_and_nobody_answers_for_another(team):
    bare, stranger = volunteer("Bare", until=None), volunteer("Stranger")
    invitation = invite(team, bare)

    with pytest.raises(commands.PapersLacking):
        answer(invitation, of(bare))
    with pytest.raises(Invitation.DoesNotExist):
        answer(invitation, of(stranger))
    with tenant_scope(of(stranger)):
        assert not Invitation.objects.exists()
    answer(invitation, of(bare), agrees=False)
    with pytest.raises(commands.WasAnsweredAlready):
        answer(invitation, of(bare))


def test_nobody_is_asked_once_the_role_has_as_many_as_it_needs(team):
    invite(team, volunteer("Ada"))
    invite(team, volunteer("Ben"))

    with pytest.raises(commands.NobodyNeeded):
        invite(team, volunteer("Gil"))
    assert recruiting(team).is_paused
    assert recruiting(team).top == ()


def test_only_who_runs_the_programme_asks_and_only_volunteers_of_their_towns(team):
    ada = volunteer("Ada")
    next_door = coordinator(make_user().pk, NAHARIYA)

    with pytest.raises(Cohort.DoesNotExist):
        invite(team, ada, next_door)
    with pytest.raises(PermissionDenied):
        invite(team, ada, Actor(make_user().pk, WESTERN_GALILEE, (PostHeld("social_worker", WESTERN_GALILEE, None),)))
    assert recruiting(team, next_door).candidates == ()


def test_whose_paper_has_run_out_begins_with_nobody_and_was_told_before(team):
    ada = volunteer("Ada", until=timedelta(days=10))
    member = answer(invite(team, ada), of(ada))
    later = AFTER + timedelta(days=11)

    with tenant_scope(of(ada)):
        [ending] = queries.papers_ending(of(ada), at=AFTER)
        assert (ending.standing, ending.expires_on) == ("valid", AFTER.date() + timedelta(days=10))
    assert team.propose(at=later).made == 0
    with tenant_scope(PROGRAM), pytest.raises(commands.MayNotBegin):
        commands.match_by_hand(actor=coordinator(), engagement_id=team.families[0].pk, member_id=member.pk, at=later)


def test_nobody_steps_in_as_a_leader_without_the_papers_of_their_role_on_that_day(client, team):
    with tenant_scope(PROGRAM):
        commands.schedule_cohort(actor=PROGRAM, cohort_id=team.cohort.pk, at=AFTER)
        session = Session.objects.filter(who__contains=["mentor"]).earliest("starts_at")
    good, lapsing = volunteer("Ada"), volunteer("Ben", until=session.starts_at - AFTER - timedelta(days=1))
    member, substitute = (answer(invite(team, one), of(one)) for one in (good, lapsing))

    with pytest.raises(commands.PapersLacking, match="Ben"):
        lead(session, substitute)
    assert lead(session, member) == 1

    sign_in(client, "coordinator")
    page = client.get(reverse("programmes:arrange-session", args=[session.pk]))
    assert {one.member.name: one.may_lead for one in page.context["candidates"]} == {"Ada": True, "Ben": False}
    with tenant_scope(PROGRAM):
        Vetting.objects.filter(volunteer=lapsing).update(expires_on=session.starts_at.date() + LONG)
    assert lead(session, substitute) == 1


def test_whose_paper_lapsed_after_they_were_named_is_told_of_and_notes_nobody_any_more(client, team, in_english):
    with tenant_scope(PROGRAM):
        commands.schedule_cohort(actor=PROGRAM, cohort_id=team.cohort.pk, at=AFTER)
        first, last = Session.objects.filter(who__contains=["mentor"], is_after=False).order_by("starts_at")[0:3:2]
    ada = volunteer("Ada", until=first.starts_at - AFTER + timedelta(days=1))
    member = answer(invite(team, ada), of(ada))
    with tenant_scope(PROGRAM):
        Session.objects.filter(pk__in=[first.pk, last.pk]).update(led_by=member)

    noting = [may_note(of(ada), one).allowed for one in (first, last)]
    with tenant_scope(coordinator()):
        sessions = Session.objects.filter(cohort=team.cohort)
        lapsing = queries.sessions_of_lapsing(team.cohort, sessions, at=AFTER)
        [line] = queries.board_of(coordinator(), queries.Wish(), at=last.starts_at - timedelta(days=1)).lines

    assert noting == [True, False]
    assert "document" in may_note(of(ada), last).reason
    assert may_note(coordinator(), last)
    assert ([one.pk for one in lapsing], line.figures[Figure.LAPSED]) == ([last.pk], 1)


def may_note(actor: Actor, session: Session) -> Decision:
    with tenant_scope(actor):
        return queries.roster_of(actor, session.pk, at=session.ends_at).may_note


def test_the_pages_of_a_round_say_whose_paper_lapsed(client, team):
    ada = volunteer("Ada")
    member = answer(invite(team, ada), of(ada))
    with tenant_scope(PROGRAM):
        commands.schedule_cohort(actor=PROGRAM, cohort_id=team.cohort.pk, at=AFTER)
        Session.objects.filter(who__contains=["mentor"]).update(
            led_by=member, starts_at=IN_YEARS, ends_at=IN_YEARS + timedelta(hours=2)
        )
        Vetting.objects.update(expires_on=AFTER.date())
    sign_in(client, "coordinator")

    pages = [client.get(reverse(f"programmes:{name}", args=[team.cohort.pk])) for name in ("calendar", "leaders")]
    team_page = client.get(reverse("programmes:team", args=[team.cohort.pk]))

    assert pages[0].context["lapsing"] == len(pages[1].context["lapsing"]) > 0
    assert [one.kind for one in team_page.context["lacking"][str(member.pk)]] == ["police_minors"]


def lead(session: Session, member: TeamMember) -> int:
    actor = coordinator()
    with tenant_scope(actor):
        return commands.give_leader(actor=actor, session_ids=[session.pk], member_id=member.pk, at=AFTER)


def test_the_page_shows_and_asks_volunteers_and_they_answer_on_their_own(client, team):
    ada = volunteer("Ada")
    sign_in(client, "coordinator")
    page = reverse("programmes:volunteers", args=[team.cohort.pk])

    assert "Ada" in client.get(page).text
    assert client.post(page, {"invite": f"mentor:{ada.pk}"}).status_code == 302
    assert client.post(page, {"invite": "mentor:x"}).status_code == 404

    sign_in(client, "social_worker", authority_id=AKKO)
    assert client.get(page).status_code in (403, 404)


def test_a_volunteer_without_a_post_finds_the_invitation_and_agrees(client, team):
    ada = volunteer("Ada")
    invitation = invite(team, ada)
    client.force_login(ada.user)

    page = client.get(reverse("programmes:mine"))
    client.post(reverse("programmes:answer-invitation", args=[invitation.pk]), {"answer": "agree"})

    assert reverse("programmes:answer-invitation", args=[invitation.pk]) in page.text
    with tenant_scope(PROGRAM):
        assert TeamMember.objects.get().user_id == ada.user_id
