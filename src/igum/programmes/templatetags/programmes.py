"""Small words of programmes' pages."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from django import template
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from igum.core.templatetags.igum import until
from igum.core.texts import Text
from igum.engines.matching.outcomes import Because, Suggestion
from igum.programmes.models import Cohort, Document, Engagement, Game, Match, Session, Task
from igum.programmes.models.files import in_page_language
from igum.programmes.queries.files import programme_of
from igum.programmes.queries.gates import Passing
from igum.programmes.queries.uses import Crossed, Period
from igum.programmes.queries.ways_through import task_of_file
from igum.programmes.rules import programme as file
from igum.programmes.rules.documents import SUBJECT
from igum.programmes.rules.durations import Duration
from igum.programmes.rules.gates import task_names
from igum.programmes.rules.keeping import in_words
from igum.programmes.rules.leagues import Row
from igum.programmes.rules.pairing import because_of
from igum.programmes.rules.programme import Programme
from igum.programmes.rules.subjects import Named
from igum.volunteering.queries import kind_name

register = template.Library()


@register.filter
def points(value: Any) -> str:
    """Points without needless noughts; a dash for none.

    >>> points(30.5), points(None), points(40.0)
    ('30.5', '–', '40')
    """
    if value is None or value == "":
        return "–"
    return f"{float(value):.2f}".rstrip("0").rstrip(".")


@register.filter
def percent(value: float) -> str:
    """A part of a hundred.

    >>> percent(66.67), percent(40.0)
    ('66.67%', '40%')
    """
    return f"{points(value)}%"


@register.filter
def part_of(values: Mapping[str, Any], key: str) -> Any:
    """What stands under a key."""
    return values.get(str(key), "")


@register.filter
def kept_for(length: Duration) -> str:
    """A length of time in words."""
    return in_words(length)


@register.filter
def in_page(texts: Mapping[str, str]) -> Text:
    """A text of a file in the page's language, or in the one it has."""
    return in_page_language(texts or {})


@register.filter
def hours(first: datetime, last: datetime) -> str:
    """From what time to what time, by the clock on the wall."""
    return until(localtime(first).time(), localtime(last).time())


@register.filter
def until_day(first: str, last: date) -> str:
    """A span of days, from left to right in any page."""
    return until(first, f"{last.day}.{last.month}.{last.year}")


@register.filter
def session_name(programme: Programme, session: Session) -> Text:
    """What a session is called: its phase, or what follows its meetings, in the page's language."""
    phase = next((one for one in programme.phases if one.key == session.phase), None)
    if phase is None:
        return Text(session.phase, "en")
    then = phase.sessions.then if phase.sessions else None
    return in_page_language(then.names if session.is_after and then else phase.names)


@register.filter
def role_name(programme: Programme, role: str) -> Text:
    """What a role is called in the page's language."""
    if role == "subject":
        return Text(_("Takes part"), "")
    found = programme.roles.get(role)
    return in_page_language(found.names) if found else Text(role, "en")


@register.filter
def task_name(programme: Programme, task: Task) -> Text:
    """What a task is called in the page's language: as the file says, or as somebody wrote it."""
    planned = task_of_file(task)
    return in_page_language(planned.names) if planned else Text(task.title or task.key, "")


@register.filter
def file_of(cohort: Cohort) -> Programme:
    """What the file of a cohort says."""
    return programme_of(cohort.version)


@register.filter
def match_reasons(programme: Programme, match: Match) -> list[Text]:
    """Why two go together, in the file's words."""
    rules = next((one for one in programme.matching if one.role == match.member.role), None)
    if rules is None:
        return []
    return [in_page_language(texts) for texts in because_of(rules, _rules_of(match.reasons))]


@register.filter
def suggestion_reasons(rules: file.Match, suggestion: Suggestion) -> list[Text]:
    """Why somebody is suggested, in the file's words."""
    said = [{"because": one.because.value, "facts": one.facts} for one in suggestion.reasons]
    return [in_page_language(texts) for texts in because_of(rules, _rules_of(said))]


def _rules_of(reasons: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """The rules that speak for a pair: those it meets, and those that gave it points."""
    for reason in reasons:
        facts = reason["facts"]
        if reason["because"] == Because.MEETS:
            yield from facts["rules"]
        elif (reason["because"] == Because.POINTS and facts["points"] > 0) or reason["because"] == Because.COUNTS_FOR:
            yield facts["rule"]


@register.filter
def evidence(task: Task) -> str:
    """How a task is shown to be done: form, file, note or none."""
    planned = task_of_file(task)
    if planned is None:
        return "none"
    return "form" if planned.form else planned.evidence


@register.filter
def lacking_tasks(programme: Programme, passing: Passing) -> list[Text]:
    """The tasks that a gate asks for and that are not done, in the page's language."""
    return [in_page_language(names) for names in task_names(programme, passing.gate.tasks)]


@register.filter
def paper_name(kind: str) -> str:
    """What a kind of vetting document is called in the page's language."""
    return kind_name(kind)


@register.filter
def is_open_in(task: Task, engagement: Engagement) -> bool:
    """Whether a task is still to be done by somebody who takes part."""
    return task.done_at is None and task.waived_at is None and engagement.ended_at is None


@register.filter
def is_done_by(task: Task, is_subject: bool) -> bool:
    """Whether whoever looks may do a task: the team any, the subject its own."""
    planned = task_of_file(task)
    return not is_subject or planned is None or planned.who == SUBJECT


@register.filter
def was_handed_in_by(document: Document, user: Any) -> bool:
    """Whether an account handed a document in itself."""
    return document.handed_in_by_id is not None and document.handed_in_by_id == user.pk


@register.filter
def or_dash(number: int | None) -> str:
    """A number of people, or a dash for one that may not be shown.

    >>> or_dash(12), or_dash(None)
    ('12', '–')
    """
    return "–" if number is None else str(number)


@register.filter
def in_percent(share: float) -> str:
    """A share as whole percents.

    >>> in_percent(0.853)
    '85%'
    """
    return f"{share:.0%}"


@register.filter
def rounded(value: float) -> str:
    """A measured number with as many digits as mean something.

    >>> rounded(0.4168), rounded(12.0), rounded(1234.56)
    ('0.42', '12', '1235')
    """
    return f"{value:.2f}".rstrip("0").rstrip(".") if abs(value) < 100 else f"{value:.0f}"


@register.filter
def moment_name(programme: Programme, moment: str) -> Text:
    """When something is measured, in the page's language: the beginning, the end, or a phase."""
    if moment == "baseline":
        return Text(_("Beginning"), "")
    if moment.startswith("end"):
        return Text(pgettext("when something is measured", "End"), "")
    phase = next((one for one in programme.phases if one.key == moment), None)
    return in_page_language(phase.names) if phase else Text(moment, "en")


@register.filter
def named_by(entries: Iterable[Named], key: str) -> Text:
    """What the file calls an entry of one of its lists, in the page's language; its key if it is not there."""
    found = next((one for one in entries if one.key == key), None)
    return in_page_language(found.names) if found else Text(key, "en")


@register.filter
def figure(value: Any) -> str:
    """A measured number without needless noughts.

    >>> from decimal import Decimal
    >>> figure(Decimal("12.000000")), figure(Decimal("0.250000")), figure(Decimal("1200"))
    ('12', '0.25', '1,200')
    """
    return f"{value:,.2f}".rstrip("0").rstrip(".")


@register.filter
def leading_questions(programme: Programme) -> list[Mapping[str, Any]]:
    """What is asked of somebody of a settlement's leading team: the choices of the role's form."""
    role = programme.roles.get(programme.community.team) if programme.community else None
    form = programme.forms.get(role.form, {}) if role else {}
    return [one for one in form.get("questions", ()) if one.get("type") == "choice"]


@register.filter
def score(row: Row) -> str:
    """What a team scored and conceded.

    >>> score(Row("Acre", scored=60, conceded=72))
    '60:72'
    """
    return f"{row.scored}:{row.conceded}"


@register.filter
def score_of(game: Game) -> str:
    """How a game ended, the home team first."""
    return f"{game.home_score}:{game.away_score}"


@register.filter
def beside(periods: Iterable[Period], table: Crossed) -> list[tuple[Period, list[Any]]]:
    """Each period with the rows of its table and their names; the row of totals has none."""
    names = [*(row.names for row in table.rows), None]
    return [(period, list(zip(names, rows, strict=True))) for period, rows in zip(periods, table.periods, strict=True)]
