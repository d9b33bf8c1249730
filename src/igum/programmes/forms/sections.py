"""The parts in which a coordinator meets a programme's file, and which places of it each of them holds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from igum.programmes.forms.conditions import PointsForm, RuleForm, Towns
from igum.programmes.forms.entries import CaseForm, cohort_form, outcome_form, payer_form
from igum.programmes.forms.meetings import PhaseForm
from igum.programmes.forms.questions import QuestionForm
from igum.programmes.forms.spots import FileForm, Spot, choice, days, several, shekels, texts, truth
from igum.programmes.forms.start import SUBJECTS
from igum.programmes.models.files import in_page_language
from igum.programmes.queries.drafts import Desk
from igum.programmes.rules.asking import form_path, fresh_key, questions_of, texts_of
from igum.programmes.rules.edits import inside, path_of
from igum.programmes.rules.problems import Path, Problem

LANGUAGES = (("he", "עברית"), ("ar", "العربية"), ("en", "English"), ("ru", "Русский"), ("am", "አማርኛ"))
LEVELS = (
    ("open", gettext_lazy("Names may be shown")),
    ("protected", gettext_lazy("Only those who work with it see names")),
    ("sealed", gettext_lazy("Not even that somebody takes part may be known")),
)
CHANNELS = (
    ("self", gettext_lazy("anybody, for themselves")),
    ("referral", gettext_lazy("a body that refers somebody")),
    ("staff", gettext_lazy("a worker, for somebody")),
)
TIES = (
    ("applied_at,lot", gettext_lazy("who applied first, then a lot")),
    ("applied_at", gettext_lazy("who applied first")),
    ("lot", gettext_lazy("a lot, drawn from a seed that is published")),
)
EACH = (
    ("cohort", gettext_lazy("for the whole programme")),
    ("month", gettext_lazy("a month")),
    ("session", gettext_lazy("a meeting")),
)


@dataclass(frozen=True, slots=True)
class Entries:
    """A list of the file: its word in addresses, what an entry is called by, and how pages speak of it."""

    code: str
    path: Path
    title: Any
    add: Any
    none: Any
    word: str = ""
    key: str = "key"


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the file that belongs together. ``holds`` are the beginnings of its paths."""

    code: str
    title: Any
    about: Any
    holds: tuple[str, ...]


SECTIONS = (
    Section(
        "what",
        gettext_lazy("What it is"),
        gettext_lazy("What residents read first, and who answers for it."),
        ("names", "summary", "owner", "subject", "languages", "identity", "confidentiality", "key", "version"),
    ),
    Section(
        "questions",
        gettext_lazy("Questions"),
        gettext_lazy("Name, phone and town are asked anyway. Here stands what else you need to know."),
        ("forms", "consents"),
    ),
    Section(
        "who",
        gettext_lazy("Who may apply"),
        gettext_lazy("Each rule must hold. An answer that is missing never decides: it is asked for."),
        ("intake", "selection.eligible", "params"),
    ),
    Section(
        "places",
        gettext_lazy("Places and points"),
        gettext_lazy("When one may apply, how many places there are, and who comes first."),
        ("cohorts", "selection"),
    ),
    Section(
        "meetings",
        gettext_lazy("Meetings"),
        gettext_lazy("The stages of the programme, each with its meetings. The calendar shows what comes of it."),
        ("phases", "roles", "matching"),
    ),
    Section(
        "cost",
        gettext_lazy("Cost"),
        gettext_lazy("What it costs those who take part, and who pays the rest."),
        ("cost", "pool"),
    ),
    Section(
        "measured",
        gettext_lazy("What is measured"),
        gettext_lazy("How you will know what was done, how well, and whether anyone is better off."),
        ("outcomes",),
    ),
    Section(
        "cases",
        gettext_lazy("Cases"),
        gettext_lazy("Examples that the rules must decide as written, so that no later change turns one unnoticed."),
        ("tests",),
    ),
)
BY_CODE = {section.code: section for section in SECTIONS}


def section_of(problem: Problem) -> str:
    """The part that a problem is shown in; empty for the text of the file."""
    found = ""
    longest = -1
    for section in SECTIONS:
        for begin in section.holds:
            fits = problem.path == begin or problem.path.startswith((f"{begin}.", f"{begin}["))
            if fits and len(begin) > longest:
                found, longest = section.code, len(begin)
    return found


def entries_of(section: str, data: Mapping[str, Any]) -> tuple[Entries, ...]:
    """The lists of a part."""
    made = {
        "questions": (
            Entries(
                "question",
                form_path(data),
                _("Questions"),
                _("Add a question"),
                _("Nothing more is asked."),
                "question",
                "name",
            ),
        ),
        "who": (
            Entries(
                "rule",
                ("selection", "eligible"),
                _("Rules"),
                _("Add a rule"),
                _("Everybody may take part."),
                "rule",
            ),
        ),
        "places": (
            Entries("round", ("cohorts",), _("Rounds"), _("Add a round"), _("There is no round yet."), ""),
            Entries(
                "points",
                ("selection", "score"),
                _("Points, when more apply than there are places"),
                _("Add points"),
                _("No points are given: the tie-break alone decides."),
                "points",
            ),
        ),
        "meetings": (
            Entries("phase", ("phases",), _("Stages"), _("Add a stage"), _("There are no stages yet."), "stage"),
        ),
        "cost": (
            Entries(
                "payer",
                ("cost", "payers"),
                _("Who bears the whole cost"),
                _("Add a payer"),
                _("Nobody is named yet."),
                "payer",
            ),
        ),
        "measured": (
            Entries(
                "outcome",
                ("outcomes",),
                _("Measures"),
                _("Add a measure"),
                _("Nothing is measured yet."),
                "measure",
            ),
        ),
        "cases": (Entries("case", ("tests",), _("Cases"), _("Add a case"), _("There are no cases yet."), "", "name"),),
    }
    return made.get(section, ())


def section_form(section: str, desk: Desk, post: Mapping[str, Any] | None = None) -> FileForm | None:
    """The fields of a part that are no list; None when it has lists only."""
    spots = _spots(section, desk.data, desk.languages or ("he",))
    return FileForm(spots, desk.data, post=post) if spots else None


def entry_form(
    entries: Entries,
    desk: Desk,
    place: int | None,
    *,
    post: Mapping[str, Any] | None,
    asked: Mapping[str, str],
    towns: Towns,
) -> FileForm:
    """The form of one entry, or of a new one when ``place`` is None; ``asked`` is how the new one was begun."""
    stands = inside(desk.data, (*entries.path, place)) if place is not None else {}
    part: Mapping[str, Any] = stands if isinstance(stands, dict) else {}
    base: Path = (*entries.path, place) if place is not None else (*entries.path, len(listed(entries, desk.data)))
    languages = desk.languages or ("he",)
    common: dict[str, Any] = {"base": base, "post": post}
    questions = questions_of(desk.data)
    more = bool(post and post.get("do") == "more")
    match entries.code:
        case "question":
            return QuestionForm(part, languages=languages, kind=asked.get("type", ""), **common)
        case "rule":
            first = asked.get("question", "")
            return RuleForm(part, questions, languages=languages, towns=towns, first=first, more=more, **common)
        case "points":
            return PointsForm(part, questions, languages=languages, **common)
        case "round":
            return cohort_form(part, **common)
        case "phase":
            phases = [each for each in listed(entries, desk.data) if isinstance(each, dict)]
            earlier = phases[: place if place is not None else len(phases)]
            before = str(earlier[-1].get("key", "")) if earlier else ""
            return PhaseForm(part, languages=languages, before=before, **common)
        case "payer":
            return payer_form(part, languages=languages, **common)
        case "outcome":
            return outcome_form(part, languages=languages, moments=_moments(desk.data), **common)
    return CaseForm(part, questions, towns=towns, **common)


def first_values(entries: Entries, desk: Desk, form: FileForm) -> dict[str, Any]:
    """What a new entry has beside what was typed: its key, which nobody has to think of."""
    taken = [each.get(entries.key) for each in listed(entries, desk.data) if isinstance(each, dict)]
    if entries.code == "round":
        year = str(form.cleaned_data["starts"].year)
        known = [str(each) for each in taken]
        more = (f"{year}-{number}" for number in range(2, len(known) + 3))
        return {"key": next(one for one in (year, *more) if one not in known)}
    return {entries.key: fresh_key(entries.word, taken)} if entries.word else {}


def listed(entries: Entries, data: Mapping[str, Any]) -> Sequence[Any]:
    """The entries that stand in the file."""
    found = inside(data, entries.path)
    return found if isinstance(found, list) else []


def called(entry: Any, entries: Entries) -> Any:
    """What a page calls an entry: its text in the page's language, else its key."""
    if not isinstance(entry, dict):
        return str(entry)[:60]
    for name in ("ask", "because", "names", "indicator"):
        if texts_of(entry.get(name)):
            return in_page_language(texts_of(entry[name]))
    return str(entry.get(entries.key) or entry.get("key") or entry.get("name") or "–")


def problems_at(problems: Sequence[Problem], path: Path) -> list[Problem]:
    """Those of one place and of what is inside it."""
    return [each for each in problems if path_of(each.path)[: len(path)] == path]


def _moments(data: Mapping[str, Any]) -> list[tuple[str, str]]:
    phases = inside(data, ("phases",))
    found = [each for each in phases if isinstance(each, dict)] if isinstance(phases, list) else []
    return [(str(one["key"]), str(called(one, entries_of("meetings", {})[0]))) for one in found if one.get("key")]


def _spots(section: str, data: Mapping[str, Any], languages: Sequence[str]) -> list[Spot]:
    if "extends" in data:
        return []
    waiting = ("selection", "waiting_list")
    price = ("cost", "price")
    form = form_path(data)[:2]
    match section:
        case "what":
            return [
                *texts(("names",), _("Name"), languages),
                *texts(("summary",), _("What it is, in two or three sentences"), languages, long=True),
                *texts(("owner",), _("Who answers for it"), languages),
                choice(("subject",), _("Who takes part"), (*SUBJECTS, ("none", _("nobody is registered")))),
                several(("languages",), _("Languages in which everything is written"), LANGUAGES),
                choice(("confidentiality", "level"), _("Who may know who takes part"), LEVELS),
            ]
        case "questions":
            return [
                *texts((*form, "title"), _("Heading of the form"), languages, required=False),
                *texts((*form, "intro"), _("What applicants read before it"), languages, long=True, required=False),
            ]
        case "who":
            return [several(("intake", "channels"), _("Who fills in the application"), CHANNELS)]
        case "places":
            return [
                days(("selection", "offer", "expires"), _("How many days a place is held for an answer")),
                days((*waiting, "keep"), _("How many days after the start a free place is still offered"),
                     whole=waiting, required=False, help_text=_("Empty: there is no waiting list.")),
                truth((*waiting, "show_position"), _("Those who wait see their place in the line")),
                Spot(("selection", "tie_break"), choice((), _("Among equals comes first"), TIES).field,
                     shown=",".join, written=lambda words: words.split(",")),
            ]  # fmt: skip
        case "cost":
            return [
                shekels((*price, "agorot"), _("Price, in shekels"), whole=price, required=False,
                        help_text=_("Empty: free of charge.")),
                choice((*price, "each"), _("The price is"), EACH, required=False),
            ]  # fmt: skip
    return []
