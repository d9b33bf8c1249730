"""The demo's programmes and the invented people who applied: published, filled in, chosen, answered by commands."""

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path

from django.db import transaction

from igum.core.actor import Actor, PostHeld, system_actor
from igum.core.links import hash_of, new_secret
from igum.core.tenancy import tenant_scope
from igum.people.models import User
from igum.people.rules import Role
from igum.places import queries as places
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
from igum.sample.applicants import Applicant, families, former_families, players
from igum.sample.living import Answers, Helper, budget, live, mentors, tutors
from igum.sample.services import REGION, dead_number
from igum.sample.settlements import ACCOMPANIED, accompany, advisers, answers, settlements

FILES = Path(__file__).parent / "programmes"
FIRST_TURN = 8_500  # of dead_number(), behind those of services and households
REVIEWERS = (Role.COORDINATOR, Role.REGION_DIRECTOR)
OPEN_DAYS, A_DAY = timedelta(days=90), timedelta(days=1)
# A round that ended: as the first of the file, a year before.
FORMER = CohortPlan("2025", date(2025, 8, 1), date(2025, 9, 24), date(2025, 10, 14), 10)


@dataclass(frozen=True, slots=True)
class Story:
    """A round that is lived through: who applies, who is in its team, what its forms are answered, what comes after."""

    programme: str
    cohort: str
    applicants: Callable[[], list[Applicant]]
    team: Callable[[], list[Helper]]
    answers: Answers = budget
    plan: CohortPlan | None = None  # of a round that its file does not have
    then: Callable[..., None] | None = None


# What rounds cost whose report the committee reads, in agorot: invented.
RELEASED = {
    ("household-economics", FORMER.key): 11_860_000,
    ("household-economics", "2026"): 6_430_000,
    ("youth-orchestra", "2026"): 48_250_050,
}

STORIES = (
    Story("household-economics", FORMER.key, former_families, mentors, plan=FORMER),
    Story("household-economics", "2026", families, mentors),
    Story("youth-orchestra", "2026", players, tutors),
    Story("settlement-accompaniment", "2025", settlements, advisers, answers, ACCOMPANIED, accompany),
)


class BrokenSample(Exception):
    """A sample file has problems: a mistake of this package, shown whole."""


@cache
def programme_files() -> Mapping[str, File]:
    """Every sample programme by the name of its file, checked.

    Raises:
        BrokenSample: a file has problems.
    """
    found: dict[str, File] = {}
    around = Surroundings(questionnaires, codes=places.codes)
    for path in sorted(FILES.glob("*.yaml")):
        checked = check(path.read_bytes(), around)
        if checked.programme is None:
            raise BrokenSample(f"{path.name}: " + "; ".join(map(str, checked.problems)))
        found[path.name] = checked.programme
    return found


def load_programmes(*, at: datetime, progress: Callable[[int, int], None] | None = None) -> int:
    """Publish the sample programmes that run, open a round of each for visitors of the demo, and fill two to their end.

    Harmless to repeat: what is there already stays as people left it. How many programmes were published.
    """
    files = {name: file for name, file in programme_files().items() if can_run(file)}
    program = system_actor(REGION)
    for number, (name, file) in enumerate(files.items(), start=1):
        with tenant_scope(program):
            _publish(program, name, file, at)
        if progress:
            progress(number, len(files) + len(STORIES))
    for story in STORIES:
        _open_former(program, story, at)
    for number, story in enumerate(STORIES, start=len(files) + 1):
        _live(story, at)
        if progress:
            progress(number, len(files) + len(STORIES))
    return len(files)


def _open_former(program: Actor, story: Story, at: datetime) -> None:
    if story.plan is None:
        return
    with tenant_scope(program), suppress(commands.RoundExists):
        programme = Programme.objects.get(region_id=REGION, key=story.programme)
        commands.open_cohort(actor=program, programme_id=programme.pk, plan=story.plan, at=at)


@transaction.atomic  # whole or not at all, and the disk is waited for once instead of a thousand times
def _live(story: Story, at: datetime) -> None:
    """Fill a round and let it live up to now. What somebody has begun is left alone."""
    with tenant_scope(system_actor(REGION)):
        cohort = Cohort.objects.filter(programme__key=story.programme, key=story.cohort).first()
    if cohort is not None:
        _fill(cohort, story.applicants())
        runs = _reviewer(Role.COORDINATOR)
        is_new = live(cohort.pk, story.team(), runs=runs, until=at, answers=story.answers)
        if is_new and story.then is not None:
            story.then(cohort.pk, runs=runs, until=at)
        _release(cohort, RELEASED.get((story.programme, story.cohort)), at)


def _release(cohort: Cohort, cost: int | None, at: datetime) -> None:
    """Show the committee what a round came to, once."""
    runs = _reviewer(Role.COORDINATOR)
    with tenant_scope(runs):
        if cost is not None and not cohort.releases.exists() and cohort.engagements.exists():
            commands.release_report(actor=runs, cohort_id=cohort.pk, cost_agorot=cost, at=at)


def _publish(program: Actor, name: str, file: File, at: datetime) -> None:
    """Apply a file; where none of its rounds is open today, open one that is, marked as the demo's."""
    source = (FILES / name).read_text(encoding="utf-8")
    # The sample may have changed under its old version, or somebody may have gone on from it: what runs stays.
    with suppress(commands.WasApplied, commands.MayNotReplace):
        commands.apply_file(actor=program, source=source, file=file, authority_id=None, at=at)
    programme = Programme.objects.get(region_id=REGION, key=file.key)
    rounds = Cohort.objects.filter(programme=programme)
    if rounds.open_at(at).exists() or rounds.filter(key="demo").exists() or not file.cohorts:
        return
    today = at.date()
    plan = CohortPlan(
        "demo", today - timedelta(days=7), today + OPEN_DAYS, today + OPEN_DAYS * 2, file.cohorts[0].places
    )
    commands.open_cohort(actor=program, programme_id=programme.pk, plan=plan, at=at)


def _fill(cohort: Cohort, applicants: Sequence[Applicant]) -> None:
    """Let people apply to a round, review and choose them, and let them answer their offers.

    All at the days of that round. What somebody has begun to fill is left alone.
    """
    with tenant_scope(system_actor(REGION)):
        if cohort.applications.exists():
            return
    length = cohort.closes_at - cohort.opens_at
    for number, applicant in enumerate(applicants):
        _apply(cohort, applicant, number, at=cohort.opens_at + length * (number + 1) / (len(applicants) + 2))
    closed = cohort.closes_at + timedelta(days=1, hours=8)
    by_name = {applicant.name: applicant for applicant in applicants}
    reviewers = [_reviewer(role) for role in REVIEWERS]
    for turn, reviewer in enumerate(reviewers):
        _review(reviewer, cohort, {name: applicant.points[turn] for name, applicant in by_name.items()}, at=closed)
    with tenant_scope(reviewers[0]):
        commands.choose_cohort(actor=reviewers[0], cohort_id=cohort.pk, seed=f"igum-sample-{cohort.key}", at=closed)
        commands.make_offers(actor=reviewers[0], cohort_id=cohort.pk, at=closed)
    _answer_offers(cohort, {name for name, applicant in by_name.items() if applicant.declines}, at=closed + A_DAY)


def _review(reviewer: Actor, cohort: Cohort, points: Mapping[str, int], *, at: datetime) -> None:
    with tenant_scope(reviewer):
        for application in Application.objects.filter(cohort=cohort):
            commands.review_application(
                actor=reviewer,
                application_id=application.pk,
                points=Decimal(points[application.name]),
                remark="",
                at=at,
            )


def _apply(cohort: Cohort, applicant: Applicant, number: int, *, at: datetime) -> None:
    secret = new_secret()
    actor = Actor(region_id=REGION, link=hash_of(secret))
    contact = {
        "contact_name": applicant.name,
        "contact_phone": dead_number(FIRST_TURN + number),
        "town": applicant.town,
    }
    with tenant_scope(actor):
        application = commands.start_application(
            actor=actor,
            cohort_id=cohort.pk,
            channel=Channel.SELF,
            secret=secret,
            language=applicant.language,
            at=at,
        )
        response_id = application.response_id
        filling.save_answers(actor=actor, response_id=response_id, answers={**contact, **applicant.answers}, at=at)
        filling.submit_response(actor=actor, response_id=response_id, at=at)


def _answer_offers(cohort: Cohort, declining: Collection[str], *, at: datetime) -> None:
    """Everybody accepts but those who decline; whoever comes next is offered the place and accepts too."""
    program = system_actor(REGION)
    with tenant_scope(program):
        while offers := list(Offer.objects.filter(cohort=cohort).unanswered().select_related("application")):
            for offer in offers:
                declines = offer.application.name in declining
                answer = commands.decline_offer if declines else commands.accept_offer
                answer(actor=program, offer_id=offer.pk, at=at)


def _reviewer(role: Role) -> Actor:
    user = User.objects.get(email=f"{role.value.replace('_', '-')}@demo.example")
    return Actor(user.pk, REGION, (PostHeld(role.value, REGION),))
