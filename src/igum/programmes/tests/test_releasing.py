"""Reports are released to a committee: frozen, read by whom they are for, and silent about the few."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.db.models import F

from igum.core.actor import Actor, PostHeld
from igum.core.models import AuditRow
from igum.core.tenancy import tenant_scope
from igum.people.models import Post
from igum.programmes import commands, queries
from igum.programmes.models import Application, Cohort, Engagement, Measurement, Release, ReleaseBasis
from igum.programmes.rules.reporting import ENDS, IMPROVED, LEFT
from igum.programmes.tests.factories import (
    AFTER,
    AKKO,
    KARMIEL,
    NAHARIYA,
    PROGRAM,
    WESTERN_GALILEE,
    apply,
    coordinator,
    first_come,
    make_user,
    publish,
)
from igum.programmes.tests.test_calendar import ROLES, WORKSHOPS
from igum.programmes.tests.test_measuring import BUDGET, DEBT_RATIO
from igum.programmes.tests.test_team import publish_forms

pytestmark = pytest.mark.usefixtures("region")

COST = {
    "payers": [
        {"key": "authorities", "names": {"he": "הרשויות"}, "percent": 60},
        {"key": "ministry", "names": {"he": "המשרד"}, "percent": 40},
    ]
}
POOL = {"shares": [{"authority": AKKO, "percent": 70}, {"authority": KARMIEL, "percent": 30}]}
MANY = [{"key": "2026", "opens": "2026-08-01", "closes": "2026-09-10", "starts": "2026-10-13", "places": 60}]
LATER = AFTER + timedelta(days=200)


def a_round(people: int, *, authority_id: int | None = None, **changed: Any) -> Cohort:
    """A round of so many, all of whom owe less at its end."""
    definition = {"cohorts": MANY, "outcomes": [DEBT_RATIO], "cost": COST, "pool": POOL, **changed}
    forms = {**publish_forms(), "budget": BUDGET}
    cohort = publish(
        phases=[WORKSHOPS], roles=ROLES, forms=forms, selection=first_come(), authority_id=authority_id, **definition
    )
    apply(cohort, "first")
    with tenant_scope(PROGRAM):
        measure(Engagement.objects.get())
    join(cohort, people - 1)
    return cohort


def join(cohort: Cohort, people: int, *, town: int = AKKO, owes: tuple[str, str] = ("0.5", "0.25")) -> None:
    """So many more take part, as the first family did."""
    with tenant_scope(PROGRAM):
        first = Application.objects.filter(cohort=cohort).earliest("started_at")
        for _each in range(people):
            first.pk, first.link_hash = uuid4(), uuid4().hex
            first.save(force_insert=True)
            like = Engagement(cohort=cohort, application=first, locality_id=town, began_at=AFTER)
            like.region_id, like.authority_id = cohort.region_id, cohort.authority_id
            like.save()
            measure(like, owes)


def measure(engagement: Engagement, owes: tuple[str, str] = ("0.5", "0.25")) -> None:
    """Debts by income at the beginning and after the workshops."""
    for moment, value in zip(("baseline", "workshops"), owes, strict=True):
        Measurement.objects.create(
            region_id=engagement.region_id,
            authority_id=engagement.authority_id,
            engagement=engagement,
            outcome="debt_ratio",
            moment=moment,
            value=value,
            measured_at=AFTER,
        )


def release(
    cohort: Cohort, *, actor: Actor | None = None, at: datetime = LATER, cost: int | None = None
) -> queries.Report:
    """What the committee then reads."""
    acting = actor or coordinator(make_user().pk)
    with tenant_scope(acting):
        done = commands.release_report(actor=acting, cohort_id=cohort.pk, cost_agorot=cost, at=at)
        return queries.released(acting, done.pk)


def member_of_committee(authority_id: int | None = None, **post: Any) -> Actor:
    """Somebody with a seat, in the database too: row-level security asks there."""
    user = make_user()
    with tenant_scope(PROGRAM):
        Post.objects.create(
            user=user,
            role="steering_member",
            region_id=WESTERN_GALILEE,
            authority_id=authority_id,
            **{"starts_on": AFTER.date() - timedelta(days=365), **post},
        )
    held = PostHeld("steering_member", WESTERN_GALILEE, authority_id, reads_others=False)
    return Actor(user.pk, WESTERN_GALILEE, (held,))


class TestWhatIsReleased:
    def test_figures_are_frozen_with_what_each_cost_and_who_paid(self):
        report = release(a_round(12), cost=1_000_01)

        figures = report.figures
        assert (figures.took_part, figures.outcomes[0].people.numbers[IMPROVED]) == (12, 12)
        assert figures.cost is not None
        assert sum(figures.cost.parts.values()) == 1_000_01
        assert figures.cost.person is not None
        assert (figures.cost.person.agorot, sum(figures.cost.person.parts.values())) == (8333, 8333)
        assert figures.cost.better_off["debt_ratio"].agorot == 8333

    def test_what_happens_afterwards_changes_nothing_in_it(self):
        cohort = a_round(12)
        first = release(cohort)
        join(cohort, 5)

        with tenant_scope(PROGRAM):
            again = queries.released(PROGRAM, first.release.pk)

        assert again.figures == first.figures

    @pytest.mark.parametrize("table", [Release, ReleaseBasis])
    def test_the_database_lets_nobody_change_or_take_back_a_report(self, table):
        release(a_round(6))

        with tenant_scope(PROGRAM):
            for change in (lambda: table.objects.update(region=F("region")), lambda: table.objects.all().delete()):
                with pytest.raises(DatabaseError), transaction.atomic():
                    change()

    def test_a_release_leaves_a_trace_without_a_figure(self):
        report = release(a_round(6))

        with tenant_scope(PROGRAM):
            row = AuditRow.objects.get(action="programmes.report.released")
        assert (row.object_id, row.facts) == (
            str(report.release.pk),
            {"number": 1, "cohort": str(report.cohort.pk)},
        )

    def test_nothing_is_released_before_anybody_takes_part(self):
        cohort = publish(selection=first_come())

        with pytest.raises(commands.NobodyTookPart):
            release(cohort)


class TestOneReportAfterAnother:
    def test_one_family_more_is_not_told_of_by_two_reports(self):
        cohort = a_round(12)
        release(cohort)
        join(cohort, 1)

        with pytest.raises(commands.TooFewChanged):
            release(cohort, at=LATER + timedelta(days=30))

    def test_as_many_as_may_be_told_of_are(self):
        cohort = a_round(12)
        release(cohort)
        join(cohort, 5)

        assert release(cohort, at=LATER + timedelta(days=30)).figures.took_part == 17

    def test_an_outcome_that_changed_for_one_family_stays_as_it_was_shown_with_its_day(self):
        cohort = a_round(12)
        first = release(cohort)
        with tenant_scope(PROGRAM):
            changed = Measurement.objects.filter(moment="workshops").first()
            changed.value = "0.9"
            changed.save()

        [debts] = release(cohort, at=LATER + timedelta(days=30)).figures.outcomes

        assert debts.means == first.figures.outcomes[0].means
        assert debts.people.since == LATER.date().isoformat()

    def test_one_who_left_is_not_told_by_what_was_shown_before(self):
        cohort = a_round(20)
        with tenant_scope(PROGRAM):
            leaving = list(Engagement.objects.all()[:7])
            for one in leaving[:6]:
                one.ended_at = AFTER
                one.save()
        release(cohort)
        with tenant_scope(PROGRAM):
            leaving[6].ended_at = AFTER
            leaving[6].save()

        ends = release(cohort, at=LATER + timedelta(days=30)).figures.count(ENDS)

        assert (ends.numbers[LEFT], ends.since) == (6, LATER.date().isoformat())


class TestWhoReadsIt:
    def test_the_committee_of_the_region_reads_what_was_released_and_nothing_of_people(self):
        report = release(a_round(6))
        member = member_of_committee()

        with tenant_scope(member):
            assert queries.released(member, report.release.pk).figures == report.figures
            assert not ReleaseBasis.objects.exists()
            assert not Engagement.objects.exists()
            with pytest.raises(PermissionDenied):
                queries.report_of(member, report.cohort.pk, at=LATER)

    def test_a_committee_of_another_authority_sees_that_there_is_nothing(self):
        report = release(a_round(6, authority_id=AKKO), actor=coordinator(make_user().pk, AKKO))
        own, other = member_of_committee(AKKO), member_of_committee(NAHARIYA)

        for member, rows in ((own, 1), (other, 0)):
            with tenant_scope(member):
                assert (Release.objects.count(), queries.releases_for(member).count()) == (rows, rows)
        with tenant_scope(other), pytest.raises(PermissionDenied):
            queries.compared(other, report.cohort.programme_id)

    def test_a_seat_that_has_ended_opens_nothing(self):
        release(a_round(6))
        member = member_of_committee(ends_on=AFTER.date() - timedelta(days=300))

        with tenant_scope(member):
            assert not Release.objects.exists()

    def test_another_region_sees_nothing(self):
        report = release(a_round(6))
        elsewhere = Actor(make_user().pk, 211, (PostHeld("steering_member", 211), PostHeld("coordinator", 211)))

        with tenant_scope(elsewhere), pytest.raises(Release.DoesNotExist):
            queries.released(elsewhere, report.release.pk)

    @pytest.mark.parametrize("role", ["social_worker", "steering_member", "provider", "volunteer"])
    def test_only_those_who_run_the_programme_release(self, role):
        cohort = a_round(2)
        actor = Actor(make_user().pk, WESTERN_GALILEE, (PostHeld(role, WESTERN_GALILEE),))

        with pytest.raises(PermissionDenied):
            release(cohort, actor=actor)


def test_rounds_compared_show_the_newest_report_of_each(in_english):
    report = release(a_round(12), cost=120_000)
    member = member_of_committee()

    with tenant_scope(member):
        found = queries.compared(member, report.cohort.programme_id)

    assert [(one.cohort.key, one.figures.took_part) for one in found.reports] == [("2026", 12)]
