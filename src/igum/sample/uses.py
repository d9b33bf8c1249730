"""Ten months of use of the demo's neighbourhood branch, before and after its evening hours began. All invented."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from random import Random
from uuid import UUID

from igum.core.actor import Actor
from igum.core.tenancy import tenant_scope
from igum.programmes import commands
from igum.programmes.models import Cohort, UseCount
from igum.programmes.rules.programme import CohortPlan
from igum.sample.teams import Helper

SEED = "igum sample branch"
# The branch's first year: as the file's round, a year and a half before. Who comes is counted, and nobody enrols.
BRANCH = CohortPlan("2026", date(2026, 1, 4), date(2026, 12, 31), date(2026, 2, 1), 200)
EVENINGS = date(2026, 6, 1)
NAMES = {"he": "השלוחה פתוחה גם בערב", "ar": "الفرع مفتوح في المساء أيضًا"}
LAST = date(2026, 12, 31)
# How many come of one kind in a month from each neighbourhood, before the evening hours and after.
COME = {"near": (61, 130), "east": (38, 82), "centre": (27, 33), "villages": (3, 7)}
# Age, purpose and the languages in which they are spoken to.
KINDS = (
    ("children", "classes", ("he", "ar")),
    ("older", "meeting", ("he", "ru")),
    ("early", "meeting", ("ar", "he")),
    ("youth", "study", ("ar", "he")),
    ("adults", "rights", ("he", "ru")),
    ("adults", "volunteering", ("he", "am")),
)


def use(cohort_id: UUID, *, runs: Actor, until: datetime) -> None:
    """Gather the hosts, name the event, and count who came, month by month. What is counted already stays as it is."""
    with tenant_scope(runs):
        if UseCount.objects.filter(cohort_id=cohort_id).exists():
            return
        begins = Cohort.objects.get(pk=cohort_id).opens_at
        for helper in hosts():
            commands.add_member(
                actor=runs, cohort_id=cohort_id, role=helper.role, newcomer=helper.newcomer, at=min(begins, until)
            )
        if until.date() >= EVENINGS:
            commands.set_use_event(actor=runs, cohort_id=cohort_id, names=NAMES, month=EVENINGS, at=until)
        for used in _counted():
            moment = begins + timedelta(days=(used.used_on - begins.date()).days + 1)
            if moment <= until:
                commands.count_use(actor=runs, cohort_id=cohort_id, used=used, at=moment)


def _counted() -> Iterator[commands.Used]:
    """What is counted in the middle of each month: from every neighbourhood one of the six kinds, in turn."""
    chance = Random(SEED)  # noqa: S311 - invented people, not secrets
    for month in range(1, LAST.month + 1):
        day = date(LAST.year, month, 15)
        for place, (neighbourhood, come) in enumerate(COME.items()):
            age, purpose, languages = KINDS[(month + 2 * place) % len(KINDS)]
            people = max(1, come[day >= EVENINGS] + chance.randint(-2, 3))
            yield commands.Used(day, neighbourhood, age, purpose, languages[month // 2 % 2], people)


def hosts() -> list[Helper]:
    """Residents who host, and who coordinates the branch."""
    found = [Helper("host", commands.Newcomer(f"אירוח {letter} (דוגמה)")) for letter in "אב"]
    return [*found, Helper("coordinator_branch", commands.Newcomer("ריכוז השלוחה (דוגמה)", leads=True))]
