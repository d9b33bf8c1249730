"""The demo's programmes and the invented people who applied: published, filled in, chosen, answered by commands."""

import csv
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from decimal import Decimal
from functools import cache
from io import StringIO
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from igum.core.actor import Actor, PostHeld, system_actor
from igum.core.errors import Refused
from igum.core.links import hash_of, new_secret
from igum.core.tenancy import tenant_scope
from igum.people.models import User
from igum.people.rules import Role
from igum.places import queries as places
from igum.programmes import commands, queries
from igum.programmes.models import Application, Cohort, Offer, Programme, ProgrammeVersion
from igum.programmes.rules.checking import check
from igum.programmes.rules.outcomes import Channel
from igum.programmes.rules.programme import CohortPlan
from igum.programmes.rules.programme import Programme as File
from igum.programmes.rules.running import can_run
from igum.programmes.rules.surroundings import Surroundings
from igum.questionnaires import commands as filling
from igum.questionnaires import queries as questionnaires
from igum.sample.applicants import Applicant
from igum.sample.living import live
from igum.sample.services import REGION, dead_number
from igum.sample.stories import STORIES, Story

FILES = Path(__file__).parent / "programmes"
REVIEWERS = (Role.COORDINATOR, Role.REGION_DIRECTOR)
MONEY = frozenset({"net_income", "debts"})  # of answers, in agorot
OPEN_DAYS, A_DAY = timedelta(days=90), timedelta(days=1)


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


def load_programmes(
    *, at: datetime, progress: Callable[[int, int], None] | None = None, stories: Sequence[Story] = STORIES
) -> int:
    """Publish the sample programmes that run, open a round of each for visitors of the demo, and let stories happen.

    Harmless to repeat: what is there already stays as people left it. A story that a programme of an older file, or of
    one that people changed, does not know is left out. How many programmes were published.
    """
    files = {name: file for name, file in programme_files().items() if can_run(file)}
    program, steps = system_actor(REGION), len(files) + len(stories)
    for number, (name, file) in enumerate(files.items(), start=1):
        with tenant_scope(program):
            _publish(program, name, file, at)
        if progress:
            progress(number, steps)
    for number, story in enumerate(stories, start=len(files) + 1):
        try:
            tell(story, at=at)
        except Refused:
            if _runs_as_written(program, story.programme):
                raise  # a mistake of this package
        if progress:
            progress(number, steps)
    return len(files)


@transaction.atomic  # whole or not at all, and the disk is waited for once instead of a thousand times
def tell(story: Story, *, at: datetime, goes_on: bool = False) -> tuple[int, int]:
    """Fill a round and let it live up to a moment. How many sessions were held and tasks done.

    What somebody has begun is left alone, unless it ``goes_on``: then what happened since happens too.
    """
    program = system_actor(REGION)
    with tenant_scope(program):
        if story.plan:
            programme = Programme.objects.get(region_id=REGION, key=story.programme)
            with suppress(commands.RoundExists):
                commands.open_cohort(actor=program, programme_id=programme.pk, plan=story.plan(at.date()), at=at)
        cohort = Cohort.objects.filter(programme__key=story.programme, key=story.cohort).first()
    if cohort is None:
        return 0, 0
    with _no_way_back():
        _fill(story, cohort, at)
        runs = _reviewer(Role.COORDINATOR)
        is_new = not goes_on and not _has_begun(cohort)
        lived = live(story, cohort.pk, runs=runs, until=at, goes_on=goes_on)
        if is_new and story.then is not None:
            story.then(cohort.pk, runs=runs, until=at)
        _release(cohort, story.cost_agorot, runs, at)
    return lived


@contextmanager
def _no_way_back() -> Iterator[None]:
    """Mark no points of return inside the transaction: a third of all that a round asks were the marks around commands.

    Whatever is refused in the middle of a round ends it, and the round is not told at all.
    """
    connection.features.uses_savepoints = False
    try:
        yield
    finally:
        connection.features.uses_savepoints = True


def _runs_as_written(program: Actor, key: str) -> bool:
    """Whether the newest version of a programme is the package's own file, word for word."""
    ours = {file.key: (FILES / name).read_text(encoding="utf-8") for name, file in programme_files().items()}
    with tenant_scope(program):
        newest = ProgrammeVersion.objects.filter(programme__key=key).order_by("-applied_at").first()
        return newest is not None and newest.source == ours.get(key)


def _has_begun(cohort: Cohort) -> bool:
    with tenant_scope(system_actor(REGION)):
        return cohort.sessions.exists()


def _release(cohort: Cohort, cost: int | None, runs: Actor, at: datetime) -> None:
    """Show the committee what a round came to, once."""
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


def _fill(story: Story, cohort: Cohort, now: datetime) -> None:
    """Let people apply to a round, review and choose them, and let them answer their offers, as far as it has come.

    All at the days of that round. What somebody has begun to fill is left alone.
    """
    with tenant_scope(system_actor(REGION)):
        if cohort.applications.exists():
            return
    applicants = story.applicants()
    length = (cohort.closes_at - cohort.opens_at) / (len(applicants) + 2)
    moments = [cohort.opens_at + length * (number + 1) for number in range(len(applicants))]
    came = [applicant for applicant, moment in zip(applicants, moments, strict=True) if moment <= now]
    if story.by_list and came:
        _hand_in(cohort, came, story.turn, at=moments[len(came) - 1])
    for number, applicant in enumerate(() if story.by_list else came):
        _apply(cohort, applicant, story.turn + number, at=moments[number])
    closed = cohort.closes_at + timedelta(days=1, hours=8)
    reviewers = [_reviewer(role) for role in REVIEWERS]
    with tenant_scope(reviewers[0]):
        selection = queries.programme_of(queries.cohort(reviewers[0], cohort.pk).version).selection
    for turn, reviewer in enumerate(reviewers if selection and selection.panel else ()):
        if cohort.closes_at + timedelta(hours=8 + 24 * turn) <= now:  # one today, the other tomorrow
            points = {applicant.name: applicant.points[turn] for applicant in applicants}
            _review(reviewer, cohort, points, at=cohort.closes_at + timedelta(hours=8 + 24 * turn))
    if closed > now:
        return
    with tenant_scope(reviewers[0]):
        commands.choose_cohort(actor=reviewers[0], cohort_id=cohort.pk, seed=f"igum-sample-{cohort.key}", at=closed)
        commands.make_offers(actor=reviewers[0], cohort_id=cohort.pk, at=closed)
    _answer_offers(cohort, {one.name for one in applicants if one.declines}, at=closed + A_DAY)


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


def _apply(cohort: Cohort, applicant: Applicant, turn: int, *, at: datetime) -> None:
    secret = new_secret()
    actor = Actor(region_id=REGION, link=hash_of(secret))
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
        filling.save_answers(actor=actor, response_id=response_id, answers=_answers(applicant, turn), at=at)
        filling.submit_response(actor=actor, response_id=response_id, at=at)


def _answers(applicant: Applicant, turn: int) -> dict[str, Any]:
    contact = {"contact_name": applicant.name, "contact_phone": dead_number(turn), "town": applicant.town}
    return {**contact, **applicant.answers}


def _hand_in(cohort: Cohort, applicants: Sequence[Applicant], turn: int, *, at: datetime) -> None:
    """A list of people for each language, handed in by the coordinator and taken in as the worker would."""
    runs, program = _reviewer(Role.COORDINATOR), system_actor(REGION)
    rows = [(one.language, _answers(one, turn + number)) for number, one in enumerate(applicants)]
    for language in sorted({one.language for one in applicants}):
        with tenant_scope(runs):
            file = commands.upload_import(
                actor=runs,
                cohort_id=cohort.pk,
                file_name=f"{cohort.key}-{language}.csv",
                content=as_list([answers for spoken, answers in rows if spoken == language]),
                language=language,
                at=at,
            )
            commands.start_import(actor=runs, import_id=file.pk, at=at)
        with tenant_scope(program):
            while commands.take_batch(actor=program, import_id=file.pk, at=at):
                pass


def as_list(rows: Sequence[Mapping[str, Any]]) -> bytes:
    """Answers as a list of CSV whose headings are the names of the questions; money in shekels, as people write it."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    written = StringIO()
    lines = csv.DictWriter(written, names)
    lines.writeheader()
    lines.writerows({name: _cell(name, value) for name, value in row.items()} for row in rows)
    return written.getvalue().encode()


def _cell(name: str, value: object) -> object:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return "; ".join(value)
    return int(value) // 100 if name in MONEY and isinstance(value, int) else value


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
