"""The lists of a programme's file: what their entries are called, and by which form each is written."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from igum.programmes.forms import conditions, entries, known, people
from igum.programmes.forms.builder import Towns
from igum.programmes.forms.figures import FigureForm
from igum.programmes.forms.forms import FormForm
from igum.programmes.forms.meetings import PhaseForm
from igum.programmes.forms.questions import QuestionForm
from igum.programmes.forms.spots import FileForm
from igum.programmes.forms.subjects import named_form
from igum.programmes.models.files import in_page_language
from igum.programmes.queries.drafts import Desk
from igum.programmes.rules.asking import fresh_key, questions_of, texts_of
from igum.programmes.rules.edits import inside
from igum.programmes.rules.facts import Wanted
from igum.programmes.rules.problems import Path


@dataclass(frozen=True)
class Page:
    """What the form of an entry is made from: the file, where in it, and what was typed."""

    desk: Desk
    path: Path
    part: Mapping[str, Any]
    place: int | None
    towns: Towns = ()
    authorities: known.Named = field(default_factory=list)
    asked: Mapping[str, str] = field(default_factory=dict)
    post: Mapping[str, Any] | None = None
    again: bool = False

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the file."""
        return self.desk.languages or ("he",)

    @property
    def common(self) -> dict[str, Any]:
        """What every form takes."""
        return {"base": self.path, "post": self.post, "again": self.again}

    @property
    def worded(self) -> dict[str, Any]:
        """The same, for a form with texts."""
        return {**self.common, "languages": self.languages}

    @property
    def data(self) -> Mapping[str, Any]:
        """What the file says."""
        return self.desk.data


@dataclass(frozen=True)
class Entries:
    """A list of the file, or a group of named things.

    ``code`` is its word in addresses; ``word`` begins the keys that nobody has to think of, and ``key`` is the name
    they stand under. ``parent`` is the entry that it belongs to; ``whole`` goes with the last of its entries.
    """

    code: str
    path: Path
    title: Any
    add: Any
    none: Any
    form: Callable[[Page], FileForm]
    word: str = ""
    key: str = "key"
    parent: Path = ()
    whole: Path = ()
    beside: Mapping[str, Any] = field(default_factory=dict)
    but: tuple[str, ...] = ()

    def listed(self, data: Mapping[str, Any]) -> list[tuple[str | int, Any]]:
        """The entries that stand in the file, each with the last step of its path."""
        found = inside(data, self.path)
        if isinstance(found, dict):
            return [(str(step), each) for step, each in found.items() if step not in self.but]
        return list(enumerate(found)) if isinstance(found, list) else []

    def first_values(self, data: Mapping[str, Any], form: FileForm) -> dict[str, Any]:
        """What a new entry has beside what was typed: its key."""
        taken = [each.get(self.key) for _step, each in self.listed(data) if isinstance(each, dict)]
        if self.code == "round":
            return {"key": _round_key(form, taken)}
        return {self.key: fresh_key(self.word, taken)} if self.word else {}

    def fresh_name(self, data: Mapping[str, Any]) -> str:
        """The name of a new thing in a group."""
        return fresh_key(self.word, [step for step, _each in self.listed(data)])


def called(entry: Any, entries: Entries, step: str | int = "") -> Any:
    """What a page calls an entry: its text in the page's language, else its key."""
    if not isinstance(entry, dict):
        return str(entry)[:60]
    if entries.code == "figure":
        return known.figure_named(str(step), entry)
    for name in ("ask", "because", "names", "indicator", "text", "title"):
        if texts_of(entry.get(name)):
            return in_page_language(texts_of(entry[name]))
    return str(entry.get(entries.key) or entry.get("key") or entry.get("name") or step or "–")


def questions_lists(data: Mapping[str, Any]) -> tuple[Entries, ...]:
    """The questions of each form, the consents, and the forms themselves."""
    own = known.application_form(data)
    others = known.forms_of(data, but=[own])
    return (
        _questions("question", own, _("Questions")),
        Entries("consent", ("consents",), _("What they agree to"), _("Add a consent"),
                _("Nothing has to be agreed to."),
                lambda page: entries.consent_form(page.part, **page.worded), "consent"),
        *(_questions(f"question-{key}", key, _("Form: %(name)s") % {"name": name}) for key, name in others),
        Entries("form", ("forms",), _("Further forms"), _("Add a form"),
                _("There is no other form: those in a role or with a task may need one."),
                lambda page: FormForm(page.part, **page.worded), "form", but=(own,)),
    )  # fmt: skip


def who_lists(data: Mapping[str, Any]) -> tuple[Entries, ...]:
    """The rules of who may apply, and the figures they lean on."""
    return (
        Entries("rule", ("selection", "eligible"), _("Rules"), _("Add a rule"), _("Everybody may take part."),
                lambda page: conditions.rule_form(
                    page.part, _known(page, "when"), first=page.asked.get("question", ""), **page.worded), "rule"),
        Entries("figure", ("params",), _("Figures that rules lean on"), _("Add a figure"),
                _("No figures: sums and numbers stand in the rules themselves."),
                lambda page: FigureForm(page.part, **page.common), "figure"),
    )  # fmt: skip


def places_lists(data: Mapping[str, Any]) -> tuple[Entries, ...]:
    """Rounds, points, and the places that are kept for some."""
    return (
        Entries("round", ("cohorts",), _("Rounds"), _("Add a round"), _("There is no round yet."),
                lambda page: entries.cohort_form(page.part, **page.worded)),
        Entries("points", ("selection", "score"), _("Points, when more apply than there are places"), _("Add points"),
                _("No points are given: the tie-break alone decides."),
                lambda page: conditions.PointsForm(page.part, _known(page, "value", Wanted.NUMBER), **page.worded),
                "points"),
        Entries("reserved", ("selection", "reserved"), _("Reserved places"), _("Reserve places"),
                _("No places are kept for anybody."),
                lambda page: conditions.reserved_form(page.part, _known(page, "when"), **page.worded), "reserved"),
    )  # fmt: skip


def people_lists(data: Mapping[str, Any]) -> tuple[Entries, ...]:
    """Roles, and who goes with whom."""
    matches = inside(data, ("matching",))
    count = len(matches) if isinstance(matches, list) else 0
    return (
        Entries("role", ("roles",), _("Who else takes part"), _("Add a role"), _("Nobody but those who apply."),
                lambda page: people.role_form(
                    page.part, forms=known.forms_of(page.data, but=[known.application_form(page.data)]),
                    **page.worded), "role"),
        Entries("match", ("matching",), _("Who goes with whom"), _("Add a matching"), _("Nobody is matched."),
                lambda page: people.match_form(page.part, roles=known.roles_of(page.data), **page.common), "match"),
        *(each for number in range(count) for each in _pair_lists(number)),
    )  # fmt: skip


def meetings_lists(data: Mapping[str, Any]) -> tuple[Entries, ...]:
    """The stages, and the tasks in each."""
    phases = inside(data, ("phases",))
    count = len(phases) if isinstance(phases, list) else 0
    return (
        Entries("phase", ("phases",), _("Stages"), _("Add a stage"), _("There are no stages yet."), _phase, "stage"),
        *(Entries(f"task-{number}", ("phases", number, "tasks"), _("Tasks"), _("Add a task"),
                  _("Nothing has to be done beside the meetings."), _task, "task", parent=("phases", number))
          for number in range(count)),
    )  # fmt: skip


def cost_lists(data: Mapping[str, Any]) -> tuple[Entries, ...]:
    """Subsidies, payers, and the shares of authorities."""
    return (
        Entries("band", ("cost", "subsidy", "bands"), _("Who pays less"), _("Add who pays less"),
                _("Everybody pays the same."),
                lambda page: conditions.band_form(page.part, _known(page, "when"), **page.worded), "band",
                whole=("cost", "subsidy"), beside={"decided_by": ["coordinator"]}),
        Entries("payer", ("cost", "payers"), _("Who bears the whole cost"), _("Add a payer"),
                _("Nobody is named yet."), lambda page: entries.payer_form(page.part, **page.worded), "payer",
                whole=("cost", "payers")),
        Entries("share", ("pool", "shares"), _("Shares of the authorities"), _("Add an authority"),
                _("It is run by one authority, or all share alike."),
                lambda page: entries.share_form(page.part, authorities=page.authorities, **page.common),
                key="authority", whole=("pool",)),
    )  # fmt: skip


def measured_lists(data: Mapping[str, Any]) -> tuple[Entries, ...]:
    """What is measured."""
    return (
        Entries("outcome", ("outcomes",), _("Measures"), _("Add a measure"), _("Nothing is measured yet."),
                _outcome, "measure"),
    )  # fmt: skip


def subject_lists(data: Mapping[str, Any]) -> tuple[Entries, ...]:
    """What is learnt of a settlement, what is worked on and with whom; or where those who use a place come from."""

    def named(code: str, path: Path, title: Any, add: Any, none: Any) -> Entries:
        return Entries(code, path, title, add, none, lambda page: named_form(page.part, **page.worded), code)

    community, use_log = inside(data, ("community",)), inside(data, ("use_log",))
    found: list[Entries] = []
    if community is not None:
        found = [
            named("kind", ("community", "profile"), _("What is learnt of a settlement"), _("Add a kind"),
                  _("Nothing is named yet.")),
            named("theme", ("community", "themes"), _("What is worked on"), _("Add a theme"),
                  _("Nothing is named yet.")),
            named("body", ("community", "bodies"), _("The settlement's own leadership"), _("Add a body"),
                  _("Nobody is named yet.")),
        ]  # fmt: skip
    if use_log is not None:
        found.append(named("place", ("use_log", "neighbourhoods"), _("Where people come from"),
                           _("Add a neighbourhood"), _("Nothing is named yet.")))  # fmt: skip
    return tuple(found)


def cases_lists(data: Mapping[str, Any]) -> tuple[Entries, ...]:
    """The cases that must come out as written."""
    return (
        Entries("case", ("tests",), _("Cases"), _("Add a case"), _("There are no cases yet."),
                lambda page: entries.CaseForm(page.part, _known(page, "given"), **page.common), key="name"),
    )  # fmt: skip


LISTS: Mapping[str, Callable[[Mapping[str, Any]], tuple[Entries, ...]]] = {
    "questions": questions_lists,
    "who": who_lists,
    "places": places_lists,
    "people": people_lists,
    "meetings": meetings_lists,
    "cost": cost_lists,
    "measured": measured_lists,
    "subject": subject_lists,
    "cases": cases_lists,
}


def _questions(code: str, form: str, title: Any) -> Entries:
    return Entries(
        code, ("forms", form, "questions"), title, _("Add a question"), _("Nothing more is asked."),
        lambda page: QuestionForm(
            page.part,
            known.known_before(page.desk, form, page.place),
            kind=page.asked.get("type", ""),
            **page.worded,
        ),
        "question", "name",
    )  # fmt: skip


def _pair_lists(number: int) -> tuple[Entries, Entries]:
    where: Path = ("matching", number)

    def must(page: Page) -> FileForm:
        pairs = people.hard_pairs(questions_of(page.data), known.candidates_of(page.data, number))
        judge = known.judge_at(page.desk, page.path, Wanted.TRUTH)
        return people.must_form(page.part, pairs=pairs, judge=judge, **page.worded)

    def prefer(page: Page) -> FileForm:
        pairs = people.soft_pairs(questions_of(page.data), known.candidates_of(page.data, number))
        judge = known.judge_at(page.desk, page.path, Wanted.NUMBER)
        return people.prefer_form(page.part, pairs=pairs, judge=judge, **page.worded)

    return (
        Entries(f"must-{number}", (*where, "must"), _("What every pair must have"), _("Add what they must have"),
                _("Anybody may go with anybody."), must, parent=where),
        Entries(f"prefer-{number}", (*where, "prefer"), _("What makes a pair better"), _("Add what is better"),
                _("All pairs are equally good."), prefer, parent=where),
    )  # fmt: skip


def _phase(page: Page) -> FileForm:
    phases = known.stages_of(page.data)
    earlier = phases[: page.place if page.place is not None else len(phases)]
    path = page.path if page.place is not None else ("phases", len(phases))
    return PhaseForm(
        page.part,
        known.known_at(page.desk, path, page.towns),
        people=known.taking_part(page.data),
        before=earlier[-1][0] if earlier else "",
        **page.worded,
    )


def _task(page: Page) -> FileForm:
    people_there = known.taking_part(page.data)
    return entries.task_form(page.part, people=people_there, forms_there=known.forms_of(page.data), **page.worded)


def _outcome(page: Page) -> FileForm:
    form = (page.post or page.part).get("form")
    return entries.outcome_form(
        page.part,
        moments=known.stages_of(page.data),
        forms_there=known.forms_of(page.data),
        measures=known.measures_of(page.data, form),
        judge=known.judge_at(page.desk, page.path, Wanted.NUMBER),
        **page.worded,
    )


def _known(page: Page, name: str, wanted: Wanted = Wanted.TRUTH) -> Any:
    return known.known_at(page.desk, (*page.path, name), page.towns, wanted)


def _round_key(form: FileForm, taken: list[Any]) -> str:
    year = str(form.cleaned_data["starts"].year)
    there = [str(each) for each in taken]
    more = (f"{year}-{number}" for number in range(2, len(there) + 3))
    return next(one for one in (year, *more) if one not in there)
