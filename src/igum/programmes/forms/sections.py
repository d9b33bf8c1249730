"""The parts in which a coordinator meets a programme's file, and which places of it each of them holds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from igum.programmes.forms import known
from igum.programmes.forms.lengths import length, pick
from igum.programmes.forms.lists import LISTS, Entries
from igum.programmes.forms.people import deciders
from igum.programmes.forms.spots import (
    FileForm,
    Spot,
    choice,
    number,
    several,
    shekels,
    texts,
    truth,
    whole,
)
from igum.programmes.forms.start import SUBJECTS
from igum.programmes.forms.subjects import subject_form
from igum.programmes.queries.drafts import Desk
from igum.programmes.rules.asking import form_path
from igum.programmes.rules.edits import inside, path_of
from igum.programmes.rules.facts import Wanted
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


IDENTITIES = (
    ("named", gettext_lazy("by name")),
    ("coded", gettext_lazy("by a code")),
    ("anonymous", gettext_lazy("not at all")),
)
APART = (
    ("third_reviewer", gettext_lazy("a third one reads it too")),
    ("talk", gettext_lazy("they talk about it")),
)
UNFILLED = (
    ("", gettext_lazy("go to everybody")),
    ("released", gettext_lazy("go to everybody, as the file says in words")),
    ("kept", gettext_lazy("stay empty")),
)
LETTERS = (
    ("received", gettext_lazy("We received your application")),
    ("needs_information", gettext_lazy("Something is missing")),
    ("offer", gettext_lazy("You have a place")),
    ("waiting", gettext_lazy("You are on the waiting list")),
    ("refused", gettext_lazy("There is no place for you")),
    ("accepted", gettext_lazy("You take part")),
)


# What stands above some fields of a part.
HEADINGS = {
    "identity": gettext_lazy("Privacy"),
    "selection.offer.expires": gettext_lazy("Offers and the waiting list"),
    "selection.tie_break": gettext_lazy("How places are given"),
    "selection.panel.reviewers": gettext_lazy("Reviewers"),
    "cost.price.agorot": gettext_lazy("Price"),
    "cost.subsidy.decided_by": gettext_lazy("Who decides"),
    "pool.unfilled": gettext_lazy("Shares"),
}


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
        "people",
        gettext_lazy("People"),
        gettext_lazy("Mentors, guides, volunteers: what each needs, and who goes with whom."),
        ("roles", "matching"),
    ),
    Section(
        "meetings",
        gettext_lazy("Meetings"),
        gettext_lazy("The stages of the programme, each with its meetings. The calendar shows what comes of it."),
        ("phases",),
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
        "subject",
        gettext_lazy("Settlements, teams, places"),
        gettext_lazy("What only some programmes have: settlements that set goals, teams that play, a place in use."),
        ("community", "league", "use_log"),
    ),
    Section(
        "letters",
        gettext_lazy("Letters"),
        gettext_lazy("This programme's own words in letters. The platform's words stand where you write none."),
        ("letters",),
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
    """The lists of a part, those inside its entries among them."""
    found = LISTS.get(section)
    return found(data) if found else ()


def section_form(
    section: str, desk: Desk, post: Mapping[str, Any] | None = None, *, again: bool = False
) -> FileForm | None:
    """The fields of a part that are no list; None when it has lists only."""
    if "extends" in desk.data:
        return None
    if section == "subject":
        return subject_form(desk, post=post, again=again)
    makers = {
        "what": _what, "questions": _questions, "who": _who, "places": _places, "cost": _cost, "letters": _letters,
    }  # fmt: skip
    maker = makers.get(section)
    spots = maker(desk, desk.languages or ("he",)) if maker else []
    if not spots:
        return None
    form = FileForm(spots, desk.data, post=post, again=again)
    form.headings = HEADINGS
    return form


def problems_at(problems: Sequence[Problem], path: Path) -> list[Problem]:
    """Those of one place and of what is inside it."""
    return [each for each in problems if path_of(each.path)[: len(path)] == path]


def _what(desk: Desk, languages: Sequence[str]) -> list[Spot]:
    at = ("confidentiality",)
    return [
        *texts(("names",), _("Name"), languages),
        *texts(("summary",), _("What it is, in two or three sentences"), languages, long=True),
        *texts(("owner",), _("Who answers for it"), languages),
        choice(("subject",), _("Who takes part"), (*SUBJECTS, ("none", _("nobody is registered")))),
        several(("languages",), _("Languages in which everything is written"), LANGUAGES),
        choice(("identity",), _("How those who take part are known"), IDENTITIES),
        choice((*at, "level"), _("Who may know who takes part"), LEVELS),
        length((*at, "keep"), _("How long records are kept after the end")),
        whole((*at, "small_cells_below"), _("Numbers below this are not shown in reports"), 0, 100),
    ]


def _questions(desk: Desk, languages: Sequence[str]) -> list[Spot]:
    form = form_path(desk.data)[:2]
    return [
        *texts((*form, "title"), _("Heading of the form"), languages, required=False),
        *texts((*form, "intro"), _("What applicants read before it"), languages, long=True, required=False),
    ]


def _who(desk: Desk, languages: Sequence[str]) -> list[Spot]:
    if "intake" not in desk.data:  # nobody applies
        return []
    return [several(("intake", "channels"), _("Who fills in the application"), CHANNELS)]


def _places(desk: Desk, languages: Sequence[str]) -> list[Spot]:
    if "selection" not in desk.data:  # nobody is chosen
        return []
    waiting, panel = ("selection", "waiting_list"), ("selection", "panel")
    apart = (*panel, "apart")
    judge = known.judge_at(desk, ("selection", "takes"), Wanted.COUNT)
    return [
        length(("selection", "offer", "expires"), _("How long a place is held for an answer")),
        length((*waiting, "keep"), _("How long after the start a free place is still offered"), whole=waiting,
               required=False, help_text=_("Empty: there is no waiting list.")),
        truth((*waiting, "show_position"), _("Those who wait see their place in the line"), whole=waiting),
        Spot(("selection", "tie_break"), choice((), _("Among equals comes first"), TIES).field,
             shown=",".join, written=lambda words: words.split(",")),
        pick(("selection", "takes"), _("How many places one application takes"),
             [("", _("one")), *known.counts_of(desk.data)], judge=judge, required=False),
        whole((*panel, "reviewers"), _("How many people read each application and give points"), 1, 9, group=panel,
              required=False, help_text=_("Empty: nobody does; rules alone decide.")),
        number((*panel, "most"), _("The most points that each of them gives"), 0.01, 1000, group=panel,
               required=False),
        *texts((*panel, "ask"), _("The question that they answer by points"), languages, required=False, whole=panel),
        number((*apart, "over"), _("Two of them disagree when they lie further apart than so many points"), 0.01, 1000,
               group=apart, required=False),
        choice((*apart, "then"), _("What happens then"), APART, whole=apart, required=False),
    ]  # fmt: skip


def _cost(desk: Desk, languages: Sequence[str]) -> list[Spot]:
    price, subsidy = ("cost", "price"), ("cost", "subsidy")
    spots = [
        shekels((*price, "agorot"), _("Price, in shekels"), whole=price, required=False,
                help_text=_("Empty: free of charge.")),
        choice((*price, "each"), _("The price is"), EACH, required=False, whole=price),
    ]  # fmt: skip
    if inside(desk.data, subsidy) is not None:
        roles = known.roles_of(desk.data)
        for name, label in (
            ("decided_by", _("Who decides who pays less")),
            ("waived_by", _("Who may let somebody off the rest")),
        ):
            written = inside(desk.data, (*subsidy, name))
            spots.append(deciders((*subsidy, name), label, roles, written, required=name == "decided_by"))
    if inside(desk.data, ("pool",)) is not None:
        stands = inside(desk.data, ("pool", "unfilled"))
        words = [each for each in UNFILLED if each[0] != "released" or stands == "released"]
        spots.append(choice(("pool", "unfilled"), _("Places that nobody of an authority takes"), words, required=False))
    return spots


def _letters(desk: Desk, languages: Sequence[str]) -> list[Spot]:
    return [
        spot
        for name, label in LETTERS
        for spot in texts(("letters", name), label, languages, long=True, required=False)
    ]
