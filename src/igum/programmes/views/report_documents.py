"""What a report says, in blocks and in the page's language: page, printed sheet and workbook are drawn from it."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from igum.core.documents import HIDDEN, Bars, Block, Cell, Document, Facts, Heading, Table, Words, figure, isolated
from igum.places import queries as places
from igum.programmes import queries
from igum.programmes.models import Programme as ProgrammeRow
from igum.programmes.models.files import in_page_language
from igum.programmes.rules.costing import Cost, parts_of
from igum.programmes.rules.programme import Outcome, Programme
from igum.programmes.rules.reporting import (
    ATTENDANCE,
    ELSEWHERE,
    ENDS,
    FARED,
    HOMES,
    IMPROVED,
    LEFT,
    SAME,
    TASKS,
    UNMEASURED,
    WORSENED,
    Counts,
    Fared,
    Figures,
)
from igum.programmes.templatetags.programmes import in_percent, moment_name, rounded

MONEY = "#,##0.00"


def round_document(report: queries.Report) -> Document:
    """The report of a round."""
    programme = report.cohort.programme
    day = date_format(localtime(report.at), "DATE_FORMAT")
    standing = _("Released on %(day)s, report %(number)s.") if report.release else _("As it stands on %(day)s.")
    said = standing % {"day": day, "number": isolated(str(report.release.number if report.release else ""))}
    names = authority_names(report.programme)
    title = _("Report: %(programme)s, %(round)s") % {"programme": programme.named, "round": report.cohort.title}
    return Document(
        title=title,
        subtitle=said,
        language=_language(),
        on=localtime(report.at).date(),
        author=owner_of(report.cohort.programme),
        summary=said,
        footer=f"{owner_of(report.cohort.programme)} · {day}",
        blocks=(
            _facts(report.figures),
            Words(limit_note(report.figures.limit), soft=True),
            *_outcomes(report),
            *_homes(report.figures, names),
            *_cost(report.programme, report.figures.cost, names),
        ),
    )


def owner_of(programme: ProgrammeRow) -> str:
    """Whoever runs a programme: the authority, or the region."""
    return str((programme.authority or programme.region).name)


def authority_names(programme: Programme) -> dict[str, str]:
    """What the authorities of a pool are called in the page's language, by their codes."""
    shares = programme.pool.shares if programme.pool else ()
    known = places.authorities_of().in_bulk([share.authority for share in shares])
    return {str(share.authority): str(known.get(share.authority) or share.authority) for share in shares}


def limit_note(limit: int) -> str:
    """What a dash means."""
    note = _("Numbers of people below %(limit)s are not shown, nor others from which they could be worked out.")
    return note % {"limit": isolated(str(limit))}


def outcome_of(programme: Programme, fared: Fared) -> Outcome:
    """What the file says of an outcome."""
    return next(one for one in programme.outcomes if one.key == fared.key)


def verdict_words(fared: Fared) -> str:
    """Whether they are better off, in words; of too few, that nothing follows for others."""
    if not fared.verdict:
        return _("Not enough people were measured at both ends yet.")
    said = {
        "better": _("They are better off."),
        "worse": _("They are worse off."),
        "not_clear": _("Whether they are better off is not clear."),
        "too_few": _("They are too few to conclude anything about others."),
    }
    return said[fared.verdict]


def interval_of(fared: Fared) -> str:
    """The interval of a mean change as people read it; a dash without one."""
    if fared.low is None or fared.high is None:
        return HIDDEN
    return f"{rounded(fared.low)}\N{NO-BREAK SPACE}…\N{NO-BREAK SPACE}{rounded(fared.high)}"


def fared_words() -> dict[str, str]:
    """How people fared, by the kinds of the figures."""
    return {
        IMPROVED: _("Better"),
        SAME: pgettext("change", "The same"),
        WORSENED: _("Worse"),
        UNMEASURED: _("Not measured at every point"),
    }


def money(agorot: int | None) -> Cell:
    """Money in shekels."""
    if agorot is None:
        return figure(None)
    return figure(Decimal(agorot) / 100, f"{Decimal(agorot) / 100:,.2f}", pattern=MONEY)


def payer_name(programme: Programme, part: str, names: dict[str, str]) -> str:
    """Who paid a part of a cost: a payer of the file, or an authority of the pool."""
    kind, _dot, key = part.partition(".")
    if kind == "authority":
        return names.get(key, key)
    payers = programme.cost.payers if programme.cost else ()
    return next((str(in_page_language(one.names)) for one in payers if one.key == key), key)


def _language() -> str:
    return (get_language() or "he")[:2]


def _facts(figures: Figures) -> Facts:
    ends = figures.count(ENDS)
    attendance, tasks = figures.rate(ATTENDANCE).share, figures.rate(TASKS).share
    rows = [
        (_("Took part"), figure(figures.took_part)),
        (_("Left before the end"), figure(ends.numbers[LEFT] if ends else None)),
        (_("Meetings held"), Cell(f"{figures.held} / {figures.planned}", figures.held, is_figure=True)),
    ]
    if attendance is not None:
        rows.append((_("Attendance"), figure(attendance, in_percent(attendance), pattern="0%")))
    if tasks is not None:
        rows.append((_("Tasks done"), figure(tasks, in_percent(tasks), pattern="0%")))
    return Facts(tuple(rows))


def _outcomes(report: queries.Report) -> Iterator[Block]:
    for fared in report.figures.outcomes:
        outcome = outcome_of(report.programme, fared)
        name = str(in_page_language(outcome.indicator))
        yield Heading(name)
        yield from _since(fared.people.since)
        if fared.verdict:
            yield Words(_means_words(fared))
            yield Words(f"{verdict_words(fared)} {_reached(fared)}".strip(), strong=True)
        else:
            yield Words(verdict_words(fared), soft=True)
        words = fared_words()
        yield Table(
            name, (_("How they fared"), _("People")), tuple((Cell(words[k]), _number(fared.people, k)) for k in FARED)
        )
        means = tuple((str(moment_name(report.programme, moment)), mean) for moment, mean in fared.means)
        if fared.verdict and all(mean is not None and mean >= 0 for _at, mean in means):
            title = _("On average: %(indicator)s") % {"indicator": name}
            cells = tuple((at, figure(mean, rounded(mean or 0), pattern="0.00")) for at, mean in means)
            yield Bars(title, cells)
            yield Table(title, (_("When"), _("On average")), tuple((Cell(at), cell) for at, cell in cells))
    if any(fared.verdict for fared in report.figures.outcomes):
        yield Words(_("This does not tell whether the programme was the cause."), soft=True)


def _means_words(fared: Fared) -> str:
    first, last = (rounded(mean or 0) for mean in (fared.means[0][1], fared.means[-1][1]))
    numbers = {"before": isolated(first), "after": isolated(last), "people": isolated(str(fared.measured))}
    if fared.measured is None:
        said = _("Of those measured at every point: %(before)s on average at the beginning, %(after)s at the end.")
    else:
        said = _("Of %(people)s measured at every point: %(before)s on average at the beginning, %(after)s at the end.")
    if fared.low is None or fared.high is None:
        return said % numbers
    interval = {"low": isolated(rounded(fared.low)), "high": isolated(rounded(fared.high))}
    more = _("The mean change lies between %(low)s and %(high)s (95%% interval).")
    return f"{said % numbers} {more % interval}"


def _reached(fared: Fared) -> str:
    if fared.reached is None:
        return ""
    return _("The target was reached.") if fared.reached else _("The target was not reached.")


def _homes(figures: Figures, names: dict[str, str]) -> Iterator[Block]:
    homes = figures.count(HOMES)
    if homes is None:
        return
    title = _("Where they live")
    yield Heading(title)
    yield from _since(homes.since)
    named = {**names, ELSEWHERE: _("Elsewhere")}
    rows = tuple((Cell(name), figure(homes.numbers[key])) for key, name in named.items() if key in homes.numbers)
    yield Table(title, (_("Authority"), _("People")), rows)
    if all(number is not None for number in homes.numbers.values()):
        yield Bars(title, tuple((row[0].text, row[1]) for row in rows))


def _cost(programme: Programme, cost: Cost | None, names: dict[str, str]) -> Iterator[Block]:
    if cost is None:
        return
    title = _("What it cost, and who paid")
    yield Heading(title)
    better_off = [(key, each) for key, each in cost.better_off.items()]
    columns = [_("Who paid"), _("₪ altogether"), *([_("₪ for each who took part")] if cost.person else [])]
    indicators = {one.key: str(in_page_language(one.indicator)) for one in programme.outcomes}
    columns += [
        _("₪ for each who is better off: %(what)s") % {"what": indicators.get(key, key)} for key, _e in better_off
    ]
    units = [*([cost.person] if cost.person else []), *(each for _key, each in better_off)]
    rows = [
        (Cell(payer_name(programme, part, names)), money(agorot), *(money(unit.parts[part]) for unit in units))
        for part, agorot in ((part, cost.parts[part]) for part in parts_of(programme, 0) if part in cost.parts)
    ]
    rows.append((Cell(_("Together")), money(cost.agorot), *(money(unit.agorot) for unit in units)))
    yield Table(title, tuple(columns), tuple(rows))
    if len(cost.parts) > 1:
        yield Bars(title, tuple((row[0].text, row[1]) for row in rows[:-1]))
    if cost.residents:
        yield Table(
            _("For each of its own residents"),
            (_("Authority"), _("₪ for each resident who took part")),
            tuple((Cell(name), money(cost.residents[code])) for code, name in names.items() if code in cost.residents),
        )


def _since(day: str) -> Sequence[Block]:
    if not day:
        return ()
    note = _("These figures are of %(day)s: since then too few people have changed to show them anew.")
    return (Words(note % {"day": date_format(date.fromisoformat(day), "DATE_FORMAT")}, soft=True),)


def _number(counts: Counts, kind: str) -> Cell:
    return figure(counts.numbers[kind])
