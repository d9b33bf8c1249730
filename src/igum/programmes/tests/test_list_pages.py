"""The screening list is read page by page, each application once, in the order of choosing and then of arrival."""

from datetime import timedelta

import pytest

from igum.core.tenancy import tenant_scope
from igum.programmes import queries
from igum.programmes.models import Application
from igum.programmes.queries import applications
from igum.programmes.tests.factories import DURING, PROGRAM, apply, publish


@pytest.mark.usefixtures("region")
@pytest.mark.parametrize("stage", ["", "waiting", "undecided"])
def test_the_pages_of_a_list_hold_each_application_once_and_in_order(monkeypatch, stage):
    monkeypatch.setattr(applications, "PAGE", 2)
    cohort = publish()
    places = [3, None, 1, 1, None, 1, 2]
    made = [
        apply(cohort, f"s{number}", at=DURING + timedelta(minutes=number // 2), members=3)
        for number in range(len(places))
    ]
    with tenant_scope(PROGRAM):
        for application, place in zip(made, places, strict=True):
            outcome = "waiting" if place else ""
            Application.objects.filter(pk=application.pk).update(position=place, outcome=outcome, outcome_at=DURING)
        expected = [
            pk
            for _nobody, _place, _at, pk, outcome in sorted(
                (place is None, place or 0, one.applied_at, one.pk, "waiting" if place else "")
                for one, place in zip(made, places, strict=True)
            )
            if stage in ("", outcome or "undecided")
        ]

        shown, after = [], ""
        while True:
            page = queries.applications_of(PROGRAM, cohort.pk, stage=stage, after=after)
            shown += [one.pk for one in page.rows]
            after = page.after
            if not after:
                break

    assert shown == expected
