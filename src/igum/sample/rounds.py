"""The demo's programmes and the invented people who applied: published, filled in, chosen, answered by commands."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from igum.core.actor import Actor, PostHeld, system_actor
from igum.core.links import hash_of, new_secret
from igum.core.tenancy import tenant_scope
from igum.people.models import User
from igum.people.rules import Role
from igum.programmes import commands
from igum.programmes.models import Application, Cohort, Offer, Programme
from igum.programmes.rules.checking import check
from igum.programmes.rules.outcomes import Channel
from igum.programmes.rules.programme import CohortPlan
from igum.programmes.rules.programme import Programme as File
from igum.programmes.rules.running import can_run
from igum.programmes.rules.surroundings import Surroundings
from igum.questionnaires import commands as filling
from igum.questionnaires import queries as questionnaires
from igum.sample.reading import read
from igum.sample.services import REGION, dead_number

FILES = Path(__file__).parent / "programmes"
FIRST_TURN = 8_500  # of dead_number(), behind those of services and households
REVIEWERS = (Role.COORDINATOR, Role.REGION_DIRECTOR)
OPEN_DAYS = timedelta(days=90)


class BrokenSample(Exception):
    """A sample file has problems: a mistake of this package, shown whole."""


def programme_files() -> dict[str, File]:
    """Every sample programme by the name of its file, checked.

    Raises:
        BrokenSample: a file has problems.
    """
    found: dict[str, File] = {}
    around = Surroundings(questionnaires)
    for path in sorted(FILES.glob("*.yaml")):
        checked = check(path.read_bytes(), around)
        if checked.programme is None:
            raise BrokenSample(f"{path.name}: " + "; ".join(map(str, checked.problems)))
        found[path.name] = checked.programme
    return found


def load_programmes(*, at: datetime, progress: Callable[[int, int], None] | None = None) -> int:
    """Publish the sample programmes that run, open a round of each for visitors of the demo, and fill one to its end.

    Harmless to repeat: what is there already stays as people left it. How many programmes were published.
    """
    files = {name: file for name, file in programme_files().items() if can_run(file)}
    program = system_actor(REGION)
    for number, (name, file) in enumerate(files.items(), start=1):
        with tenant_scope(program):
            _publish(program, name, file, at)
        if progress:
            progress(number, len(files) + 1)
    _fill_household_economics()
    if progress:
        progress(len(files) + 1, len(files) + 1)
    return len(files)


def _publish(program: Actor, name: str, file: File, at: datetime) -> None:
    """Apply a file; where none of its rounds is open today, open one that is, marked as the demo's."""
    source = (FILES / name).read_text(encoding="utf-8")
    try:
        commands.apply_file(actor=program, source=source, file=file, authority_id=None, at=at)
    except (commands.WasApplied, commands.MayNotReplace):
        pass  # the sample was changed under its old version, or somebody went on from it: what runs stays
    programme = Programme.objects.get(region_id=REGION, key=file.key)
    rounds = Cohort.objects.filter(programme=programme)
    if rounds.open_at(at).exists() or rounds.filter(key="demo").exists() or not file.cohorts:
        return
    today = at.date()
    plan = CohortPlan(
        "demo", today - timedelta(days=7), today + OPEN_DAYS, today + OPEN_DAYS * 2, file.cohorts[0].places
    )
    commands.open_cohort(actor=program, programme_id=programme.pk, plan=plan, at=at)


def _fill_household_economics() -> None:
    """Sixteen families apply to the first round, ten are chosen and six wait; one gives its place up."""
    program = system_actor(REGION)
    with tenant_scope(program):
        cohort = Cohort.objects.filter(programme__key="household-economics").order_by("opens_at").first()
        if cohort is None or cohort.applications.exists():
            return
    families = read("families")
    for number, family in enumerate(families):
        _apply(cohort, family, number, at=cohort.opens_at + timedelta(days=1 + number, hours=9))
    closed = cohort.closes_at + timedelta(days=1, hours=8)
    reviewers = {role: _reviewer(role) for role in REVIEWERS}
    names = {family["name"]: family for family in families}
    for turn, reviewer in enumerate(reviewers.values()):
        with tenant_scope(reviewer):
            for application in Application.objects.filter(cohort=cohort):
                commands.review_application(
                    actor=reviewer,
                    application_id=application.pk,
                    points=Decimal(names[application.name]["points"][turn]),
                    remark="",
                    at=closed,
                )
    coordinator = reviewers[Role.COORDINATOR]
    with tenant_scope(coordinator):
        commands.choose_cohort(actor=coordinator, cohort_id=cohort.pk, seed="igum-sample-2026", at=closed)
        commands.make_offers(actor=coordinator, cohort_id=cohort.pk, at=closed)
    _answer_offers(cohort, names, at=closed + timedelta(days=1))


def _apply(cohort: Cohort, family: Mapping[str, Any], number: int, *, at: datetime) -> None:
    secret = new_secret()
    actor = Actor(region_id=REGION, link=hash_of(secret))
    answers = {
        "contact_name": family["name"],
        "contact_phone": dead_number(FIRST_TURN + number),
        "town": family["town"],
        "members": family["members"],
        "children_under_18": family["children"],
        "net_income": family["income"],
        "debts": family["debts"],
        "in_insolvency": False,
        "evenings": family["evenings"],
        "consent_mentors": True,
    }
    with tenant_scope(actor):
        application = commands.start_application(
            actor=actor,
            cohort_id=cohort.pk,
            channel=Channel.SELF,
            secret=secret,
            language=family["language"],
            at=at,
        )
        filling.save_answers(actor=actor, response_id=application.response_id, answers=answers, at=at)
        filling.submit_response(actor=actor, response_id=application.response_id, at=at)


def _answer_offers(cohort: Cohort, families: Mapping[str, Mapping[str, Any]], *, at: datetime) -> None:
    """Everybody accepts but the families that decline; whoever comes next is offered the place and accepts too."""
    program = system_actor(REGION)
    with tenant_scope(program):
        while offers := list(Offer.objects.filter(cohort=cohort).unanswered().select_related("application")):
            for offer in offers:
                declines = families[offer.application.name].get("answer") == "declined"
                answer = commands.decline_offer if declines else commands.accept_offer
                answer(actor=program, offer_id=offer.pk, at=at)


def _reviewer(role: Role) -> Actor:
    user = User.objects.get(email=f"{role.value.replace('_', '-')}@demo.example")
    return Actor(user.pk, REGION, (PostHeld(role.value, REGION),))
