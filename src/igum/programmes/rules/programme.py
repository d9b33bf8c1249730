"""What a programme file says, as values that do not change. The names are those of the file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from igum.programmes.rules.durations import Duration
from igum.programmes.rules.subjects import Community, League, Sessions, Texts, UseLog


@dataclass(frozen=True, slots=True)
class Confidentiality:
    """Who may know what, and for how long. Numbers below ``small_cells_below`` are not shown in reports."""

    level: str
    keep: Duration
    small_cells_below: int


@dataclass(frozen=True, slots=True)
class Consent:
    """What somebody is asked to agree to."""

    key: str
    text: Texts
    required: bool = False
    lasts: Duration | None = None


@dataclass(frozen=True, slots=True)
class Param:
    """A number that may change from year to year; rules call it ``params.NAME``."""

    value: Any
    unit: str
    since: date | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class CohortPlan:
    """A round of the programme: ``closes`` is the last day to apply."""

    key: str
    opens: date
    closes: date
    starts: date
    places: int
    names: Texts = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Intake:
    """How one applies: which form, and through whom (self, referral, staff)."""

    form: str
    channels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A condition, and how people read it."""

    key: str
    when: str
    because: Texts


@dataclass(frozen=True, slots=True)
class ScorePart:
    """One part of the score: ``value`` times ``weight``, from 0 to ``most`` points."""

    key: str
    value: str
    most: float
    because: Texts
    weight: float = 1


@dataclass(frozen=True, slots=True)
class Apart:
    """What happens when two reviewers lie further apart than ``over`` points."""

    over: float
    then: str


@dataclass(frozen=True, slots=True)
class Panel:
    """People who read each application and give up to ``most`` points."""

    reviewers: int
    most: float
    ask: Texts
    apart: Apart | None = None


@dataclass(frozen=True, slots=True)
class Reserved:
    """Places kept for those who meet a rule."""

    key: str
    when: str
    places: int
    because: Texts
    unfilled: str = "released"


@dataclass(frozen=True, slots=True)
class Offer:
    """A place held for somebody, and how long."""

    expires: Duration


@dataclass(frozen=True, slots=True)
class WaitingList:
    """How long after the start a place that comes free is still offered."""

    keep: Duration
    show_position: bool = False


@dataclass(frozen=True, slots=True)
class Selection:
    """From applications to a ranked list. ``takes`` says how many places one application takes."""

    tie_break: tuple[str, ...]
    offer: Offer
    eligible: tuple[Rule, ...] = ()
    score: tuple[ScorePart, ...] = ()
    panel: Panel | None = None
    takes: str = "1"
    reserved: tuple[Reserved, ...] = ()
    waiting_list: WaitingList | None = None


@dataclass(frozen=True, slots=True)
class Role:
    """People beside the subject. ``form`` is what they fill in; matching calls its answers ``candidate.NAME``."""

    names: Texts
    volunteer: bool = False
    for_each_subject: int | None = None
    most_subjects: int | None = None
    form: str = ""
    requires: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Must:
    """What a pair has to meet."""

    when: str
    because: Texts


@dataclass(frozen=True, slots=True)
class Prefer:
    """What makes a pair better."""

    value: str
    weight: float
    because: Texts


@dataclass(frozen=True, slots=True)
class Among:
    """A rule about all who go with one subject: so many of them at least."""

    key: str
    when: str
    least: int
    because: Texts


@dataclass(frozen=True, slots=True)
class Match:
    """Who goes with whom."""

    key: str
    role: str
    approved_by: str
    must: tuple[Must, ...] = ()
    prefer: tuple[Prefer, ...] = ()
    among: tuple[Among, ...] = ()


@dataclass(frozen=True, slots=True)
class Alert:
    """When somebody should be called."""

    absences_in_a_row: int


@dataclass(frozen=True, slots=True)
class Attendance:
    """What is noted of a session, and the least share of sessions to be at."""

    statuses: tuple[str, ...]
    least: float | None = None
    alert: Alert | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """Something to be done so long after the phase began, and how one shows that it is done."""

    key: str
    names: Texts
    due: Duration
    evidence: str = "none"
    form: str = ""
    who: str = "subject"


@dataclass(frozen=True, slots=True)
class Phase:
    """A stage of the programme. It begins at ``starts`` or ``after`` another; the first one with the cohort."""

    key: str
    names: Texts
    starts: str = ""
    after: str = ""
    lasts: Duration | None = None
    sessions: Sessions | None = None
    attendance: Attendance | None = None
    tasks: tuple[Task, ...] = ()
    gate: str = ""


@dataclass(frozen=True, slots=True)
class Price:
    """What one subject pays."""

    agorot: int
    each: str


@dataclass(frozen=True, slots=True)
class Payer:
    """Who bears a part of the whole cost."""

    key: str
    names: Texts
    percent: float


@dataclass(frozen=True, slots=True)
class Band:
    """Who meets ``when`` pays this part of the price."""

    key: str
    when: str
    pays_percent: float
    because: Texts


@dataclass(frozen=True, slots=True)
class Subsidy:
    """Bands in order, who decides on them together, and who may let somebody off the rest."""

    bands: tuple[Band, ...]
    decided_by: tuple[str, ...]
    waived_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cost:
    """What the programme costs the subject and the payers."""

    price: Price | None = None
    payers: tuple[Payer, ...] = ()
    subsidy: Subsidy | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """One authority's part of the cost, and of the places when they are divided."""

    authority: int
    percent: float
    places: int | None = None


@dataclass(frozen=True, slots=True)
class Pool:
    """How authorities share the places and the cost."""

    shares: tuple[Share, ...]
    unfilled: str = "released"


@dataclass(frozen=True, slots=True)
class Outcome:
    """An indicator, which question it answers, and when it is measured."""

    key: str
    kind: str
    answers: str
    indicator: Texts
    unit: str
    measured: tuple[str, ...]
    better: str
    baseline: float | None = None
    target: float | None = None
    target_change: float | None = None
    form: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class FileTest:
    """A case that the file must decide as written."""

    name: str
    given: Mapping[str, Any]
    expect: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Programme:
    """One programme, whole and checked. ``definition`` is the same as plain JSON, a parent's part included."""

    key: str
    version: str
    languages: tuple[str, ...]
    names: Texts
    summary: Texts
    owner: Texts
    subject: str
    identity: str
    confidentiality: Confidentiality
    definition: Mapping[str, Any] = field(default_factory=dict, repr=False, compare=False)
    may_change: tuple[str, ...] = ()
    consents: tuple[Consent, ...] = ()
    forms: Mapping[str, Any] = field(default_factory=dict, repr=False)
    params: Mapping[str, Param] = field(default_factory=dict)
    cohorts: tuple[CohortPlan, ...] = ()
    intake: Intake | None = None
    selection: Selection | None = None
    roles: Mapping[str, Role] = field(default_factory=dict)
    matching: tuple[Match, ...] = ()
    phases: tuple[Phase, ...] = ()
    cost: Cost | None = None
    pool: Pool | None = None
    community: Community | None = None
    league: League | None = None
    use_log: UseLog | None = None
    outcomes: tuple[Outcome, ...] = ()
    letters: Mapping[str, Texts] = field(default_factory=dict)
    tests: tuple[FileTest, ...] = ()

    def text(self, texts: Texts, language: str) -> str:
        """A text in a language; else in the file's first one, else in whichever there is."""
        return texts.get(language) or texts.get(self.languages[0]) or next(iter(texts.values()), "")

    @property
    def number(self) -> tuple[int, int, int]:
        """The version as three numbers, to compare."""
        major, minor, patch = self.version.split(".")
        return int(major), int(minor), int(patch)
