"""A settlement takes part: its profile, its leading team, its goals and what was done with its leadership."""

from copy import deepcopy
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from igum.core.actor import Actor
from igum.core.tenancy import tenant_scope
from igum.people.models import Post
from igum.programmes import commands, queries
from igum.programmes.models import Engagement, Goal, Measurement, ProfileEntry, WorkEntry
from igum.programmes.rules.goals import Standing
from igum.programmes.tests.factories import (
    AFTER,
    AKKO,
    KARMIEL,
    NAHARIYA,
    OPENS,
    PROGRAM,
    WESTERN_GALILEE,
    a_definition,
    apply,
    coordinator,
    first_come,
    make_user,
    publish,
    visitor,
)

pytestmark = pytest.mark.usefixtures("lasting_region", "db")

TEXTS = {"he": "טקסט", "ar": "نص"}
CAME = {
    "name": "came",
    "type": "choice",
    "ask": TEXTS,
    "choices": [
        {"value": "veteran", "names": {"he": "ותיקים", "ar": "قدامى"}},
        {"value": "newcomer", "names": {"he": "נקלטים", "ar": "جدد"}},
    ],
}
SHAPE = {
    "subject": "settlement",
    "selection": first_come(),
    "roles": {"team": {"names": TEXTS, "form": "resident"}, "adviser": {"names": TEXTS}},
    "phases": [{"key": "work", "names": TEXTS, "starts": "cohort", "lasts": "P1Y"}],
    "community": {
        "profile": [{"key": "strengths", "names": TEXTS}, {"key": "barriers", "names": TEXTS}],
        "themes": [{"key": "absorption", "names": TEXTS}],
        "bodies": [{"key": "committee", "names": TEXTS}],
        "reviews": ["P6M", "P1Y"],
        "team": "team",
        "goals_met": "goals_met",
    },
    "outcomes": [
        {
            "key": "goals_met",
            "kind": "organisation",
            "answers": "how_well",
            "indicator": TEXTS,
            "unit": "share",
            "measured": ["work"],
            "better": "up",
        }
    ],
}
LATER = AFTER + timedelta(days=200)
STRENGTH = commands.Known("strengths", {"he": "ועד פעיל"}, "סקר", date(2026, 9, 1))
AIM = commands.Aim("absorption", {"he": "לקלוט"}, {"he": "משפחות"}, Decimal(10), date(2027, 9, 1), Decimal(4))


def a_settlement() -> Engagement:
    forms = {**a_definition()["forms"], "resident": {"title": TEXTS, "questions": [CAME]}}
    apply(publish(authority_id=KARMIEL, forms=forms, **SHAPE), "secret", town=AKKO, name="מזכירות")
    with tenant_scope(PROGRAM):
        return Engagement.objects.select_related("cohort").get()


@pytest.fixture(scope="module")
def lasting_settlement(lasting_region) -> Engagement:
    return a_settlement()


@pytest.fixture
def settlement(lasting_settlement, db) -> Engagement:
    return deepcopy(lasting_settlement)


def as_(actor: Actor, command, engagement: Engagement, at=AFTER, **more):
    with tenant_scope(actor):
        return command(actor=actor, engagement_id=engagement.pk, at=at, **more)


def on_the_page(actor: Actor, engagement: Engagement, at=AFTER) -> queries.Settlement:
    with tenant_scope(actor):
        return queries.settlement_of(actor, engagement.pk, at=at)


def an_adviser(engagement: Engagement, role: str = "adviser", **facts) -> Actor:
    """Somebody of the settlement's team with an account; both sides agreed."""
    user = make_user()
    newcomer = commands.Newcomer("Dana", user.pk, facts=facts)
    match = as_(PROGRAM, commands.join_settlement, engagement, role=role, newcomer=newcomer)
    adviser = Actor(user.pk, WESTERN_GALILEE)
    for side in (adviser, visitor("secret")):
        with tenant_scope(side):
            commands.answer_match(actor=side, match_id=match.pk, agrees=True, at=AFTER)
    return adviser


def review(actor: Actor, engagement: Engagement, goal: Goal, value: int, at=LATER) -> WorkEntry:
    worked = commands.Worked(at.date(), "הערכנו")
    return as_(actor, commands.review_goals, engagement, at, values={goal.pk: Decimal(value)}, worked=worked)


def test_a_settlement_is_known_by_its_own_name(settlement):
    assert settlement.name == "עכו"


def test_its_adviser_writes_the_profile_and_both_see_it(settlement):
    adviser = an_adviser(settlement)

    as_(adviser, commands.write_profile, settlement, known=STRENGTH)

    for reader in (adviser, coordinator(), visitor("secret")):
        [(_strengths, entries), _barriers] = on_the_page(reader, settlement).profile
        assert [str(entry.said) for entry in entries] == ["ועד פעיל"]


def test_after_midnight_here_the_new_day_has_come_though_it_has_not_in_greenwich(settlement):
    night = datetime(2026, 10, 5, 22, 30, tzinfo=UTC)
    known = commands.Known("strengths", {"he": "ועד"}, "סקר", date(2026, 10, 6))

    assert as_(PROGRAM, commands.write_profile, settlement, at=night, known=known).known_on == known.known_on


def test_what_does_not_hold_any_more_leaves_the_page(settlement):
    entry = as_(PROGRAM, commands.write_profile, settlement, known=STRENGTH)

    as_(PROGRAM, commands.strike_profile, settlement, entry_id=entry.pk)

    assert on_the_page(PROGRAM, settlement).profile[0][1] == ()


@pytest.mark.parametrize(
    ("known", "refusal"),
    [
        (commands.Known("weather", {"he": "חם"}, "סקר", date(2026, 9, 1)), commands.NotInTheFile),
        (commands.Known("strengths", {"he": " "}, "סקר", date(2026, 9, 1)), commands.NothingSaid),
        (commands.Known("strengths", {"he": "ועד"}, "", date(2026, 9, 1)), commands.NothingSaid),
        (commands.Known("strengths", {"he": "ועד"}, "סקר", date(2027, 9, 1)), commands.TooEarly),
    ],
    ids=["no such kind", "no text", "no source", "not yet"],
)
def test_a_profile_says_what_of_whom_and_since_when(settlement, known, refusal):
    with pytest.raises(refusal):
        as_(PROGRAM, commands.write_profile, settlement, known=known)


def test_the_leading_team_is_counted_by_where_its_people_came_from(settlement):
    for name, came in (("Dan", "veteran"), ("Eli", "newcomer"), ("Fay", "newcomer")):
        newcomer = commands.Newcomer(name, facts={"came": came})
        as_(coordinator(), commands.join_settlement, settlement, role="team", newcomer=newcomer)

    origins = on_the_page(PROGRAM, settlement).origins

    assert [(one.names["he"], one.people) for one in origins] == [("ותיקים", 1), ("נקלטים", 2)]


def test_a_goal_goes_from_its_first_value_to_its_target_review_by_review(settlement):
    goal = as_(PROGRAM, commands.set_goal, settlement, aim=AIM)

    review(PROGRAM, settlement, goal, 7)
    review(PROGRAM, settlement, goal, 10, LATER + timedelta(days=30))

    [pursued] = on_the_page(PROGRAM, settlement, LATER).goals
    assert [value for _day, value in pursued.values] == [7, 10]
    assert (pursued.standing, pursued.gone) == (Standing.MET, 1.0)


def test_the_share_of_goals_that_are_met_is_the_outcome_that_the_file_names(settlement):
    goal = as_(PROGRAM, commands.set_goal, settlement, aim=AIM)
    as_(PROGRAM, commands.set_goal, settlement, aim=AIM)

    review(PROGRAM, settlement, goal, 11)

    with tenant_scope(PROGRAM):
        assert Measurement.objects.get(outcome="goals_met", moment="work").value == Decimal("0.5")


def test_the_next_review_is_the_first_planned_one_that_was_not_held(settlement):
    goal = as_(PROGRAM, commands.set_goal, settlement, aim=AIM)
    before = on_the_page(PROGRAM, settlement).next_review

    review(PROGRAM, settlement, goal, 7)

    assert (before, on_the_page(PROGRAM, settlement).next_review) == (date(2027, 4, 13), date(2027, 10, 13))


def test_goals_are_reviewed_once_a_day(settlement):
    goal = as_(PROGRAM, commands.set_goal, settlement, aim=AIM)
    review(PROGRAM, settlement, goal, 7)

    with pytest.raises(commands.WasReviewed):
        review(PROGRAM, settlement, goal, 8)


def test_a_goal_that_was_dropped_is_reviewed_no_more(settlement):
    goal = as_(PROGRAM, commands.set_goal, settlement, aim=AIM)
    as_(PROGRAM, commands.drop_goal, settlement, goal_id=goal.pk, reason="אין צורך")

    with pytest.raises(commands.GoalIsDropped):
        review(PROGRAM, settlement, goal, 7)


def test_a_target_is_better_than_the_first_value(settlement):
    backwards = commands.Aim("absorption", TEXTS, TEXTS, Decimal(2), date(2027, 9, 1), Decimal(4))

    with pytest.raises(commands.NothingSaid):
        as_(PROGRAM, commands.set_goal, settlement, aim=backwards)


def test_the_settlement_reads_its_page_and_does_not_write_it(settlement):
    with pytest.raises(PermissionDenied):
        as_(visitor("secret"), commands.set_goal, settlement, aim=AIM)


def somebody_else(who: str, engagement: Engagement) -> Actor:
    match who:
        case "an adviser whose term ended":
            adviser = an_adviser(engagement)
            with tenant_scope(PROGRAM):
                [match] = queries.way_of(PROGRAM, engagement.pk, at=AFTER).with_us
                commands.end_member(actor=PROGRAM, member_id=match.member_id, reason="moved", at=AFTER)
            return adviser
        case "a coordinator of another authority":
            return coordinator(authority_id=NAHARIYA)
        case "a coordinator of another region":
            return Actor(None, 213, coordinator().posts)
        case "the link of another":
            return visitor("another")
    return Actor(make_user().pk, WESTERN_GALILEE)


@pytest.mark.parametrize(
    "who",
    [
        "an adviser whose term ended",
        "a coordinator of another authority",
        "a coordinator of another region",
        "the link of another",
        "a stranger",
    ],
)
def test_nobody_else_sees_anything_of_it(settlement, who):
    goal = as_(PROGRAM, commands.set_goal, settlement, aim=AIM)
    as_(PROGRAM, commands.write_profile, settlement, known=STRENGTH)
    review(PROGRAM, settlement, goal, 7)
    actor = somebody_else(who, settlement)

    with tenant_scope(actor):
        assert [model.objects.count() for model in (Goal, ProfileEntry, WorkEntry, Measurement)] == [0, 0, 0, 0]
        with pytest.raises(Engagement.DoesNotExist):
            queries.settlement_of(actor, settlement.pk, at=AFTER)


def test_a_programme_of_families_has_no_settlements():
    cohort = publish(key="families", selection=first_come())
    apply(cohort, "family")
    with tenant_scope(PROGRAM):
        family = Engagement.objects.get(cohort=cohort)

    with pytest.raises(commands.NoCommunity):
        as_(PROGRAM, commands.set_goal, family, aim=AIM)


@pytest.fixture
def runs(client):
    user = make_user()
    with tenant_scope(PROGRAM):
        Post.objects.create(user=user, region_id=WESTERN_GALILEE, role="coordinator", starts_on=OPENS.date())
    client.force_login(user)
    return client


def test_goals_are_set_and_reviewed_on_the_page(settlement, runs):
    do = reverse("programmes:lead", args=[settlement.pk])
    aim = {"theme": "absorption", "text-he": "לקלוט עשר", "measure-he": "משפחות", "baseline": "4", "target": "10"}

    runs.post(do, {"do": "goal", **aim, "better": "more", "day": "2027-09-01"})
    with tenant_scope(PROGRAM):
        goal = Goal.objects.get()
    runs.post(do, {"do": "review", "day": "2026-01-01", "text": "טוב", f"value-{goal.pk}": "7"})

    page = runs.get(reverse("programmes:community", args=[settlement.pk])).text
    assert "לקלוט עשר" in page
    assert 'value="0.500"' in page
    assert "עכו" in runs.get(reverse("programmes:communities", args=[settlement.cohort_id])).text


@pytest.mark.parametrize(
    "sent",
    [
        {"do": "goal", "day": "x"},
        {"do": "goal", "day": "2027-09-01", "target": "NaN"},
        {"do": "review", "day": "2026-09-01"},
        {"do": "strike:x"},
        {"do": f"drop:{uuid4()}", "reason": "x"},
        {},
    ],
    ids=["no day", "no number", "no value", "no id", "nothing there", "nothing asked"],
)
def test_what_cannot_be_read_is_refused_and_breaks_nothing(settlement, runs, sent):
    assert runs.post(reverse("programmes:lead", args=[settlement.pk]), sent).status_code in {404, 409}


def test_what_is_refused_stands_in_its_own_form_with_what_was_typed(settlement, runs):
    sent = {"do": "goal", "theme": "absorption", "text-he": "לקלוט עשר", "day": "2027-09-01", "target": 'ten "<b>"'}

    page = runs.post(reverse("programmes:lead", args=[settlement.pk]), sent)

    assert (page.status_code, page.text.count("alert refusal")) == (409, 1)
    assert 'value="לקלוט עשר"' in page.text
    assert 'value="ten &quot;&lt;b&gt;&quot;"' in page.text
    assert page.text.count('value="2027-09-01"') == 1  # and in no other form


def test_the_settlement_opens_its_page_by_its_link(settlement, client):
    as_(PROGRAM, commands.set_goal, settlement, aim=AIM)

    page = client.get(reverse("programmes:own-community", args=["western-galilee", "secret"]))

    assert "לקלוט" in page.text
    assert "<form" not in page.text.partition("<main")[2].partition("</main")[0]
