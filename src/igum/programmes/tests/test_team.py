"""A team is matched with the subjects by the file's rules, and both sides have their word."""

from copy import deepcopy
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from igum.core.actor import Actor
from igum.core.models import AuditRow
from igum.core.tenancy import tenant_scope
from igum.people.models import Post
from igum.programmes import commands, queries
from igum.programmes.models import Engagement, Match, TeamMember
from igum.programmes.tests.factories import (
    AFTER,
    OPENS,
    PROGRAM,
    WESTERN_GALILEE,
    apply_several,
    coordinator,
    first_come,
    make_user,
    publish,
    visitor,
)
from igum.programmes.tests.test_calendar import TEXTS, WORKSHOPS

pytestmark = pytest.mark.usefixtures("lasting_region", "db")

MENTORS = {"mentor": {"names": TEXTS, "volunteer": True, "for_each_subject": 2, "most_subjects": 1, "form": "mentor"}}
FORM = {
    "title": TEXTS,
    "questions": [
        {"name": "gender", "type": "text", "ask": TEXTS},
        {"name": "patience", "type": "integer", "ask": TEXTS},
    ],
}
MATCHING = [
    {
        "key": "mentors",
        "role": "mentor",
        "must": [{"when": "subject.language in candidate.languages", "because": TEXTS}],
        "prefer": [{"value": "candidate.patience", "weight": 2, "because": TEXTS}],
        "among": [{"key": "a_woman", "when": 'candidate.gender == "woman"', "least": 1, "because": TEXTS}],
        "approved_by": "coordinator",
    }
]


class Round:
    """A cohort of two families, and whoever joins its team."""

    def __init__(self) -> None:
        forms = {**publish_forms(), "mentor": FORM}
        self.cohort = publish(phases=[WORKSHOPS], roles=MENTORS, matching=MATCHING, forms=forms, selection=first_come())
        apply_several(self.cohort, [1, 2])
        with tenant_scope(PROGRAM):
            self.families = list(Engagement.objects.order_by("application__applied_at"))

    def joins(self, name: str, language: str = "he", **facts):
        newcomer = commands.Newcomer(name, make_user().pk, language=language, facts=facts)
        with tenant_scope(PROGRAM):
            return commands.add_member(
                actor=PROGRAM, cohort_id=self.cohort.pk, role="mentor", newcomer=newcomer, at=AFTER
            )

    def propose(self, at=AFTER) -> commands.Proposed:
        with tenant_scope(PROGRAM):
            return commands.propose_matches(actor=PROGRAM, cohort_id=self.cohort.pk, key="mentors", at=at)

    def pairs(self, **where) -> set[tuple[int, str]]:
        with tenant_scope(PROGRAM):
            found = Match.objects.standing(AFTER).filter(**where).select_related("member")
            return {(self.families.index(one.engagement), one.member.name) for one in found}


def publish_forms():
    return {
        "application": {
            "title": TEXTS,
            "questions": [
                {"name": "members", "type": "integer", "ask": TEXTS},
                {"name": "children", "type": "integer", "ask": TEXTS},
            ],
        }
    }


@pytest.fixture(scope="module")
def lasting_team(lasting_region) -> Round:
    return Round()


@pytest.fixture
def team(lasting_team, db) -> Round:
    return deepcopy(lasting_team)


@pytest.fixture
def a_team(team) -> Round:
    for name, gender, patience in (("Dan", "man", 9), ("Eli", "man", 8), ("Fay", "woman", 1), ("Gal", "woman", 2)):
        team.joins(name, gender=gender, patience=patience)
    return team


def approve(team: Round) -> Match:
    with tenant_scope(PROGRAM):
        match = (
            Match.objects.select_related("member").filter(engagement=team.families[0]).order_by("member__name").first()
        )
        assert match
        commands.approve_match(actor=coordinator(), match_id=match.pk, at=AFTER)
    return match


def test_each_family_gets_two_mentors_one_of_them_a_woman(a_team):
    proposed = a_team.propose()

    by_family = [{name for family, name in a_team.pairs() if family == number} for number in (0, 1)]
    assert (proposed.made, proposed.unmatched) == (4, ())
    assert all(len(names) == 2 and names & {"Fay", "Gal"} for names in by_family)


def test_nobody_is_given_somebody_who_does_not_speak_their_language(team):
    for name in ("Dan", "Fay", "Gal", "Eli"):
        team.joins(name, language="ru", gender="woman", patience=1)

    proposed = team.propose()

    assert (proposed.made, len(proposed.unmatched)) == (0, 2)


def test_whoever_waits_longest_is_served_when_not_all_can_be(team):
    team.joins("Dan", gender="man", patience=1)
    team.joins("Fay", gender="woman", patience=1)

    team.propose()

    assert team.pairs() == {(0, "Dan"), (0, "Fay")}


def test_a_pair_made_by_hand_is_kept_by_the_next_matching(a_team):
    with tenant_scope(PROGRAM):
        [fay] = [one for one in queries.team_of(PROGRAM, a_team.cohort, at=AFTER).members if one.name == "Fay"]
        commands.match_by_hand(actor=coordinator(), engagement_id=a_team.families[1].pk, member_id=fay.pk, at=AFTER)

    a_team.propose()
    a_team.propose(at=AFTER + timedelta(hours=1))

    assert (1, "Fay") in a_team.pairs(by_hand=True)
    assert len(a_team.pairs()) == 4


def test_proposing_again_makes_the_proposals_anew_and_doubles_none(a_team):
    a_team.propose()

    a_team.propose(at=AFTER + timedelta(hours=1))

    assert len(a_team.pairs(ended_at=None)) == 4


def test_both_sides_are_asked_once_it_is_approved(a_team):
    a_team.propose()
    match = approve(a_team)
    family, mentor = visitor("secret-0"), Actor(match.user_id, WESTERN_GALILEE)

    for side in (family, mentor):
        with tenant_scope(side):
            commands.answer_match(actor=side, match_id=match.pk, agrees=True, at=AFTER)

    with tenant_scope(PROGRAM):
        assert Match.objects.agreed(AFTER).filter(pk=match.pk).exists()


def test_a_proposal_that_nobody_approved_is_shown_to_neither_side(a_team):
    a_team.propose()

    with tenant_scope(visitor("secret-0")):
        assert not Match.objects.exists()


def test_a_pair_that_was_declined_is_not_proposed_again(a_team):
    a_team.propose()
    match = approve(a_team)
    family = visitor("secret-0")
    with tenant_scope(family):
        commands.answer_match(actor=family, match_id=match.pk, agrees=False, at=AFTER)

    a_team.propose(at=AFTER + timedelta(hours=1))

    assert (0, match.member.name) not in a_team.pairs()


def test_a_stranger_answers_for_nobody(a_team):
    a_team.propose()
    match = approve(a_team)
    stranger = Actor(make_user().pk, WESTERN_GALILEE)

    with tenant_scope(stranger), pytest.raises(Match.DoesNotExist):
        commands.answer_match(actor=stranger, match_id=match.pk, agrees=True, at=AFTER)


def test_whoever_leaves_the_team_goes_with_nobody_any_more(a_team):
    a_team.propose()
    match = approve(a_team)
    with tenant_scope(PROGRAM):
        commands.end_member(actor=PROGRAM, member_id=match.member_id, reason="moved", at=AFTER)

    mentor = Actor(match.user_id, WESTERN_GALILEE)
    with tenant_scope(mentor):
        assert not queries.engagements_for(mentor, at=AFTER).exists()
    assert match.member.name not in {name for _, name in a_team.pairs()}


def test_only_those_who_run_the_programme_put_a_team_together(a_team):
    worker = coordinator()
    neighbour = Actor(None, WESTERN_GALILEE, tuple(post for post in worker.posts if post.role != "coordinator"))

    with tenant_scope(PROGRAM), pytest.raises(PermissionDenied):
        commands.propose_matches(actor=neighbour, cohort_id=a_team.cohort.pk, key="mentors", at=AFTER)


def test_a_person_is_shown_the_three_best_with_their_reasons(a_team):
    with tenant_scope(PROGRAM):
        [rules] = queries.programme_of(a_team.cohort.version).matching
        found = queries.suggestions_for(PROGRAM, a_team.cohort, rules, a_team.families[0].pk, at=AFTER)

    assert [member.name for member, _ in found][:2] == ["Dan", "Eli"]
    assert {member.name for member, _ in found} & {"Fay", "Gal"}
    assert all(suggestion.reasons for _, suggestion in found)


def test_a_term_is_ended_on_the_page_of_the_team_and_stays_as_it_ended(client, a_team):
    user = make_user()
    with tenant_scope(PROGRAM):
        Post.objects.create(user=user, region_id=WESTERN_GALILEE, role="coordinator", starts_on=OPENS.date())
        dan = TeamMember.objects.get(name="Dan")
    client.force_login(user)
    address = reverse("programmes:decide-matches", args=[a_team.cohort.pk])

    answers = [client.post(address, {"leave": str(dan.pk), "reason": "moved"}).status_code for _ in range(2)]

    with tenant_scope(PROGRAM):
        trail = AuditRow.objects.filter(action="programmes.team.left").count()
        dan.refresh_from_db()
    assert (answers, trail) == ([302, 302], 1)
    assert dan.until_at is not None
