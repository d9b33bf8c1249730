"""The months after the choosing, lived through by the demo's invented people, through the commands of the pages.

Everything happens at its own moment, up to a moment that is given: a round of last year has ended, this year's is in
the middle. Chance is drawn from the round's name, so that the demo is the same every time.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from uuid import UUID, uuid5

from igum.core.actor import Actor
from igum.core.links import hash_of
from igum.core.tenancy import tenant_scope
from igum.programmes import commands, queries
from igum.programmes.models import Cohort, Engagement, Match, Session, Task
from igum.programmes.rules.attendance import Status
from igum.programmes.rules.measuring import MEASURES
from igum.questionnaires import commands as filling
from igum.questionnaires import queries as questionnaires
from igum.sample.reading import read
from igum.sample.services import NAMESPACE, REGION, dead_number

# What one of a round, by its number, answers in the form of a task.
Answers = Callable[[Random, int, str], Mapping[str, object]]
FIRST_TURN = 9_600  # of dead_number(), behind those of applicants and volunteers
# How often somebody is late, excused or absent: invented.
CHANCES: Mapping[Status, float] = {Status.LATE: 0.08, Status.EXCUSED: 0.05, Status.ABSENT: 0.07}
WORDS = {
    "plan": "ישבנו יחד על ההכנסות וההוצאות וקבענו שלושה צעדים לחודשים הקרובים.",
    "changes": "ביטלנו שני מנויים, ואנחנו קונים פעם בשבוע לפי רשימה.",
}


@dataclass(frozen=True, slots=True)
class Helper:
    """Somebody of a team in the demo: the role in the file, and what a newcomer is."""

    role: str
    newcomer: commands.Newcomer


def mentors() -> list[Helper]:
    """Twenty mentors, two people of finance, a guide and three of the steering team."""
    found = [
        Helper(
            "mentor",
            commands.Newcomer(
                one["name"],
                phone=dead_number(FIRST_TURN + number),
                language=one["language"],
                locality_id=one["town"],
                facts={"languages": one["speaks"], "evenings": one["evenings"], "gender": one["gender"]},
            ),
        )
        for number, one in enumerate(read("mentors"))
    ]
    found += [Helper("finance", commands.Newcomer(f"אנשי כספים {letter} (דוגמה)")) for letter in "אב"]
    found += [Helper("guide", commands.Newcomer("החברה המנחה (דוגמה)", leads=True))]
    found += [Helper("steering", commands.Newcomer(f"צוות היגוי {letter} (דוגמה)")) for letter in "אבג"]
    return found


def tutors() -> list[Helper]:
    """Who makes an orchestra of the players."""
    found = [Helper("conductor", commands.Newcomer(f"ניצוח {letter} (דוגמה)", leads=True)) for letter in "אב"]
    return found + [Helper("tutor", commands.Newcomer(f"הדרכת כלים {letter} (דוגמה)")) for letter in "אבגדה"]


def live(cohort_id: UUID, team: Sequence[Helper], *, runs: Actor, until: datetime, answers: Answers) -> bool:
    """Let a chosen round live, from its calendar to its last session before a moment. What was lived stays.

    Whether it was lived now.
    """
    with tenant_scope(runs):
        cohort = queries.cohort(runs, cohort_id)
        if cohort.sessions.exists() or cohort.starts_on is None or not cohort.engagements.exists():
            return False
        began = max(one.began_at for one in cohort.engagements.all())
        commands.schedule_cohort(actor=runs, cohort_id=cohort_id, at=began)
        for helper in team:
            commands.add_member(actor=runs, cohort_id=cohort_id, role=helper.role, newcomer=helper.newcomer, at=began)
        _match(runs, cohort, at=began)
    chance = Random(f"{cohort.programme.key} {cohort.key}")  # noqa: S311 - invented people, not secrets
    _meet(runs, cohort, chance, until)
    _do_tasks(runs, cohort, chance, until, answers)
    return True


def _match(runs: Actor, cohort: Cohort, *, at: datetime) -> None:
    for rules in queries.programme_of(cohort.version).matching:
        commands.propose_matches(actor=runs, cohort_id=cohort.pk, key=rules.key, at=at)
    for match in Match.objects.standing(at).filter(engagement__cohort=cohort):
        commands.approve_match(actor=runs, match_id=match.pk, at=at)
        for for_member in (False, True):
            commands.answer_match(actor=runs, match_id=match.pk, agrees=True, at=at, for_member=for_member)


def _meet(runs: Actor, cohort: Cohort, chance: Random, until: datetime) -> None:
    """Note who came to every session that is over."""
    with tenant_scope(runs):
        for session in Session.objects.filter(cohort=cohort, ends_at__lte=until).order_by("starts_at", "is_after"):
            roster = queries.roster_of(runs, session.pk, at=session.ends_at)
            known = [status for status in CHANCES if status in roster.statuses]
            statuses = {str(line.id): _drawn(chance, known) for line in roster.lines}
            key = uuid5(NAMESPACE, f"roster {session.pk}")
            marks = commands.Marks(key, 0, statuses, session.ends_at)
            commands.note_attendance(actor=runs, session_id=session.pk, marks=marks, at=session.ends_at)


def _drawn(chance: Random, known: Sequence[Status]) -> Status:
    drawn = chance.random()
    for status in known:
        drawn -= CHANCES[status]
        if drawn < 0:
            return status
    return Status.PRESENT


def _do_tasks(runs: Actor, cohort: Cohort, chance: Random, until: datetime, answers: Answers) -> None:
    """Do what was due: what is measured is filled in by all, of the rest one in twelve is left undone."""
    with tenant_scope(runs):
        due = Task.objects.open().filter(cohort=cohort, due_on__lt=until.date()).select_related("cohort__version")
        tasks = list(due.order_by("due_on", "engagement_id", "key"))
        order = {pk: number for number, pk in enumerate(_engagements(cohort))}
    for task in tasks:
        planned = queries.task_of_file(task)
        at = datetime.combine(task.due_on, datetime.min.time(), until.tzinfo) + timedelta(hours=18)
        left_undone = chance.random() < 1 / 12 and not task.key.startswith(MEASURES)
        if planned is None or left_undone:
            continue
        if planned.form:
            _fill(runs, task, answers(chance, order[task.engagement_id], task.key), at)
        else:
            with tenant_scope(runs):
                commands.finish_task(actor=runs, task_id=task.pk, note=WORDS.get(task.key, "נעשה."), at=at)


def _engagements(cohort: Cohort) -> list[UUID]:
    return list(
        Engagement.objects.filter(cohort=cohort).order_by("application__applied_at").values_list("pk", flat=True)
    )


def budget(chance: Random, number: int, key: str) -> Mapping[str, object]:
    """A month's income and expenses and all debts, in agorot: better with every form that is filled in."""
    way = {"measure.budget.baseline": 1.0, "measure.budget.workshops": 0.9, "measure.budget.end": 0.68}.get(key, 1.0)
    income = 700_000 + 60_000 * number
    return {
        "month_income": income,
        "month_expenses": round(income * (1.12 if way == 1.0 else 0.97) / 100) * 100,
        "all_debts": round((2_400_000 + 500_000 * number) * way * chance.uniform(0.9, 1.05) / 100) * 100,
    }


def _fill(runs: Actor, task: Task, answers: Mapping[str, object], at: datetime) -> None:
    secret = f"demo-{task.pk}"
    with tenant_scope(runs):
        commands.open_form(actor=runs, task_id=task.pk, secret=secret, language="he", at=at)
    visitor = Actor(region_id=REGION, link=hash_of(secret))
    with tenant_scope(visitor):
        response = questionnaires.response_by_link(visitor)
        filling.save_answers(actor=visitor, response_id=response.pk, answers=answers, at=at)
        filling.submit_response(actor=visitor, response_id=response.pk, at=at)
