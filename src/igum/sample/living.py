"""The months after the choosing, lived through by the demo's invented people, through the commands of the pages.

Everything happens at its own moment, up to a moment that is given: a round of last year has ended, this year's is in
the middle. Chance is drawn from the round's name and from what happens, so that the demo is the same every time.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random
from uuid import UUID, uuid5

from django.utils.timezone import localdate

from igum.core.actor import Actor
from igum.core.links import hash_of
from igum.core.tenancy import tenant_scope
from igum.programmes import commands, queries
from igum.programmes.models import Cohort, Engagement, Match, Session, Task
from igum.programmes.queries.rosters import SUBJECT, phase_of, statuses_of
from igum.programmes.rules.attendance import Status
from igum.programmes.rules.measuring import MEASURES
from igum.questionnaires import commands as filling
from igum.questionnaires import queries as questionnaires
from igum.sample.answers import Answers, answers_of
from igum.sample.rooms import arrange
from igum.sample.services import NAMESPACE
from igum.sample.stories import Story
from igum.sample.teams import Helper

# How often somebody is late, excused or absent: invented.
CHANCES: Mapping[Status, float] = {Status.LATE: 0.08, Status.EXCUSED: 0.05, Status.ABSENT: 0.07}
A_DAY = timedelta(days=1)
WORDS = {
    "plan": "ישבנו יחד וקבענו שלושה צעדים לחודשים הקרובים.",
    "changes": "ביטלנו שני מנויים, ואנחנו קונים פעם בשבוע לפי רשימה.",
    "map": "סימנו על המפה את המקומות שבהם נפגשים, ואת מה שחסר.",
    "budget": "הקבוצה חילקה את התקציב לשלושה שלבים.",
    "goals": "לצאת מהבית פעמיים בשבוע, ולהכיר אם אחת מהשכונה.",
}


def live(story: Story, cohort_id: UUID, *, runs: Actor, until: datetime, goes_on: bool = False) -> tuple[int, int]:
    """Let a chosen round live, from its calendar to its last session before a moment. How many sessions, and tasks.

    What was lived stays as it is; a round that has begun to live is left alone, unless it ``goes_on``.
    """
    with tenant_scope(runs):
        cohort = queries.cohort(runs, cohort_id)
        begun = cohort.sessions.exists()
        if (begun and not goes_on) or cohort.starts_on is None or not cohort.engagements.exists():
            return 0, 0
        if not begun:
            _begin(runs, cohort, story.team())
            arrange(runs, cohort, until=until)
        met = _meet(runs, cohort, until)
    return met, _do_tasks(runs, cohort, until, story)


def _begin(runs: Actor, cohort: Cohort, team: Sequence[Helper]) -> None:
    """Its calendar; its team, which is there before the first meeting; and who goes with whom."""
    began = max(one.began_at for one in cohort.engagements.all())
    commands.schedule_cohort(actor=runs, cohort_id=cohort.pk, at=began)
    first = cohort.sessions.order_by("starts_at").values_list("starts_at", flat=True)[0]
    for helper in team:
        commands.add_member(
            actor=runs, cohort_id=cohort.pk, role=helper.role, newcomer=helper.newcomer, at=min(began, first - A_DAY)
        )
    for rules in queries.programme_of(cohort.version).matching:
        commands.propose_matches(actor=runs, cohort_id=cohort.pk, key=rules.key, at=began)
    for match in Match.objects.standing(began).filter(engagement__cohort=cohort):
        commands.approve_match(actor=runs, match_id=match.pk, at=began)
        for for_member in (False, True):
            commands.answer_match(actor=runs, match_id=match.pk, agrees=True, at=began, for_member=for_member)


def _meet(runs: Actor, cohort: Cohort, until: datetime) -> int:
    """Note who came to every session that is over and has no roster yet."""
    programme = queries.programme_of(cohort.version)
    by_role: dict[str, list[UUID]] = {SUBJECT: _engagements(cohort)}
    for role, pk in cohort.team.serving(until).order_by("name").values_list("role", "pk"):
        by_role.setdefault(role, []).append(pk)
    over = Session.objects.held().filter(cohort=cohort, ends_at__lte=until, roster_number=0)
    sessions = list(over.order_by("starts_at", "is_after"))
    for session in sessions:
        chance = _chance(cohort, f"{session.phase} {session.number} {session.is_after}")
        words = statuses_of(phase_of(programme, session.phase))
        known = [status for status in CHANCES if status in words]
        statuses = {str(pk): _drawn(chance, known) for role in session.who for pk in by_role.get(role, ())}
        marks = commands.Marks(uuid5(NAMESPACE, f"roster {session.pk}"), 0, statuses, session.ends_at)
        commands.note_attendance(actor=runs, session_id=session.pk, marks=marks, at=session.ends_at)
    return len(sessions)


def _drawn(chance: Random, known: Sequence[Status]) -> Status:
    drawn = chance.random()
    for status in known:
        drawn -= CHANCES[status]
        if drawn < 0:
            return status
    return Status.PRESENT


def _do_tasks(runs: Actor, cohort: Cohort, until: datetime, story: Story) -> int:
    """Do what was due. What is measured, as many fill in as the story says; of the rest one in twelve stays undone."""
    with tenant_scope(runs):
        due = Task.objects.open().filter(cohort=cohort, engagement__ended_at=None, due_on__lt=localdate(until))
        tasks = list(due.select_related("cohort__version").order_by("due_on", "engagement_id", "key"))
        order = {pk: number for number, pk in enumerate(_engagements(cohort))}
    done = 0
    for task in tasks:
        planned, number = queries.task_of_file(task), order[task.engagement_id]
        at = datetime.combine(task.due_on, datetime.min.time(), until.tzinfo) + timedelta(hours=18)
        is_measured = task.key.startswith(MEASURES)
        left_undone = number % story.measured != 0 if is_measured else (number + len(task.key)) % 12 == 5
        if planned is None or left_undone:
            continue
        done += 1
        if planned.form:
            chance = _chance(cohort, f"{task.key} {number}")
            own = story.answers
            answers = own(chance, number, task.key) if own else answers_of(planned.form, task.key, number, chance)
            _fill(runs, task, answers, at)
        else:
            with tenant_scope(runs):
                commands.finish_task(actor=runs, task_id=task.pk, note=WORDS.get(task.key, "נעשה."), at=at)
    return done


def _engagements(cohort: Cohort) -> list[UUID]:
    engagements = Engagement.objects.filter(cohort=cohort, ended_at=None)
    return list(engagements.order_by("application__applied_at", "name").values_list("pk", flat=True))


def _chance(cohort: Cohort, what: str) -> Random:
    return Random(f"{cohort.programme.key} {cohort.key} {what}")  # noqa: S311 - invented people, not secrets


def _fill(runs: Actor, task: Task, answers: Answers, at: datetime) -> None:
    secret = f"demo-{task.pk}"
    with tenant_scope(runs):
        commands.open_form(actor=runs, task_id=task.pk, secret=secret, language="he", at=at)
    filler = replace(runs, link=hash_of(secret))
    with tenant_scope(filler):
        response = questionnaires.response_by_link(filler)
        filling.save_answers(actor=filler, response_id=response.pk, answers=answers, at=at)
        filling.submit_response(actor=filler, response_id=response.pk, at=at)
