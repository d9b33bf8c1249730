"""Screening: what the rules find of an application, and what reviewers give."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from igum.core.access import require
from igum.core.actor import Actor
from igum.core.audit import record
from igum.core.errors import Refused
from igum.programmes import access, queries
from igum.programmes.commands.places import locked_cohort
from igum.programmes.commands.screening_at_once import screen_in_sql
from igum.programmes.models import Application, Cohort, Review
from igum.programmes.queries.files import programme_of
from igum.programmes.rules.panel import panel_score
from igum.programmes.rules.programme import Programme
from igum.programmes.rules.selecting import screen
from igum.questionnaires import queries as questionnaires

BATCH = 500
PURPOSE = "programmes.application"


class NoPanel(Refused):
    """The programme's file asks no reviewers."""


class TooManyPoints(Refused):
    """More points than the file lets a reviewer give, or fewer than none."""


def find_out(application: Application, programme: Programme, facts: Mapping[str, Any], *, at: datetime) -> None:
    """Set on an application what the rules find of its answers, and of its day and language. Saves nothing."""
    of_itself = {"applied_on": localtime(application.applied_at or at).date(), "language": application.language}
    found = screen(programme, {**facts, **of_itself})
    application.is_eligible = found.eligible
    application.rule_score = Decimal(found.score.numerator) / Decimal(found.score.denominator)
    application.findings, application.units = found.as_json(), found.takes
    application.screened_at = at


@transaction.atomic
def screen_cohort(*, actor: Actor, cohort_id: UUID, at: datetime) -> int:
    """Run the rules of the cohort's version on every application that was sent. How many there were.

    One statement does it where the rules have a form in SQL, which finds the same; else each is worked out by itself.

    Raises:
        Cohort.DoesNotExist: there is no such round in the actor's region.
        PermissionDenied: the actor does not run the programme.
    """
    cohort = locked_cohort(actor, cohort_id)
    require(access.may_screen(actor, cohort))
    count = screen_in_sql(cohort, at=at)
    if count is None:
        count = _screen_one_by_one(actor, cohort, at)
    record(actor, "programmes.cohort.screened", cohort, at=at, applications=count)
    return count


def _screen_one_by_one(actor: Actor, cohort: Cohort, at: datetime) -> int:
    programme = programme_of(cohort.version)
    applications = list(Application.objects.filter(cohort=cohort, applied_at__isnull=False, withdrawn_at=None))
    facts_of = questionnaires.fact_reader(cohort.version.intake.definition, on=localtime(at).date())
    responses = questionnaires.responses_about(actor, PURPOSE, [one.pk for one in applications])
    answers = {one.about_id: one.standing_answers for one in responses.defer("drafts", "typed", "entries")}
    for application in applications:
        find_out(application, programme, facts_of(answers[application.pk]), at=at)
    Application.objects.bulk_update(
        applications, ["is_eligible", "rule_score", "findings", "units", "screened_at"], batch_size=BATCH
    )
    return len(applications)


@transaction.atomic
def review_application(*, actor: Actor, application_id: UUID, points: Decimal, remark: str, at: datetime) -> Review:
    """Give an application points, or change the points one gave. The panel's score follows.

    Raises:
        Application.DoesNotExist: there is none that the actor may screen.
        PermissionDenied: the actor does not run the programme.
        NoPanel: the file asks no reviewers.
        TooManyPoints: outside what the file allows.
    """
    seen = queries.applications_for(actor).select_related(None).select_related("cohort__version")
    application = seen.select_for_update(of=("self",)).get(pk=application_id)
    require(access.may_screen(actor, application))
    selection = programme_of(application.cohort.version).selection
    panel = selection.panel if selection else None
    if panel is None:
        raise NoPanel(_("This programme is scored by its rules alone. Its file asks no reviewers."))
    if not 0 <= points <= panel.most:
        raise TooManyPoints(_("Give between 0 and %(most)s points.") % {"most": panel.most})

    Review.objects.bulk_create(
        [
            Review(
                id=uuid4(),
                region_id=application.region_id,
                authority_id=application.authority_id,
                application=application,
                reviewer_id=actor.user_id,  # type: ignore[misc]  # whoever screens is signed in
                points=points,
                remark=remark.strip(),
                given_at=at,
            )
        ],
        update_conflicts=True,
        unique_fields=["region", "application", "reviewer"],
        update_fields=["points", "remark", "given_at"],
    )
    given = {review.reviewer_id: review for review in application.reviews.all()}
    review = given[actor.user_id or 0]  # one that was given before keeps its id
    application.panel_score = panel_score([one.points for one in given.values()], panel)
    application.save(update_fields=["panel_score"])
    record(actor, "programmes.application.reviewed", review, at=at, reviews=len(given))
    return review
