"""The rounds of one programme beside each other, in blocks: nothing but what the report of each round shows."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from igum.core.documents import Bars, Block, Cell, Document, Heading, Table, Words, figure
from igum.programmes import queries
from igum.programmes.models.files import in_page_language
from igum.programmes.rules.reporting import ATTENDANCE, IMPROVED, SAME, WORSENED, Fared
from igum.programmes.templatetags.programmes import in_percent, rounded
from igum.programmes.views.report_documents import (
    fared_words,
    interval_of,
    limit_note,
    money,
    outcome_of,
    owner_of,
    verdict_words,
)


def compared_document(compared: queries.RoundsCompared) -> Document:
    """The report of a programme, of whose rounds one at least has been released."""
    reports = compared.reports
    newest = max(localtime(one.at).date() for one in reports)
    day = date_format(newest, "DATE_FORMAT")
    said = _("The newest report of each round, the last of %(day)s.") % {"day": day}
    return Document(
        title=_("Rounds compared: %(programme)s") % {"programme": compared.programme.named},
        subtitle=said,
        language=(get_language() or "he")[:2],
        on=newest,
        author=owner_of(compared.programme),
        summary=said,
        footer=f"{owner_of(compared.programme)} · {day}",
        blocks=(*_rounds(reports), *_outcomes(reports), *_costs(reports)),
    )


def _rounds(reports: Sequence[queries.Report]) -> Iterator[Block]:
    title = _("Took part")
    rows: list[tuple[Cell, ...]] = []
    for one in reports:
        rate = one.figures.rate(ATTENDANCE).share
        attendance = figure(rate, in_percent(rate or 0), pattern="0%")
        rows.append((_round(one), figure(one.figures.took_part), figure(one.figures.held), attendance))
    together = (_all_rounds(), figure(_sum([one.figures.took_part for one in reports])), *[figure(None)] * 2)
    rows += [together] if len(reports) > 1 else []
    yield Table(title, (_("Round"), title, _("Meetings held"), _("Attendance")), tuple(rows))
    yield Words(limit_note(max(one.figures.limit for one in reports)), soft=True)
    bars = tuple((row[0].text, row[1]) for row in rows[: len(reports)])
    if all(cell.number is not None for _label, cell in bars):
        yield Bars(title, bars)


def _outcomes(reports: Sequence[queries.Report]) -> Iterator[Block]:
    keys = dict.fromkeys(fared.key for one in reports for fared in one.figures.outcomes)
    for key in keys:
        fared = [(one, each) for one in reports for each in one.figures.outcomes if each.key == key]
        newest, last = fared[-1]
        name = str(in_page_language(outcome_of(newest.programme, last).indicator))
        yield Heading(name)
        kinds = (IMPROVED, SAME, WORSENED)
        words = fared_words()
        rows: list[tuple[Cell, ...]] = [
            (_round(one), *(figure(each.people.numbers[kind]) for kind in kinds), *_change(each)) for one, each in fared
        ]
        sums = [_sum([each.people.numbers[kind] for _one, each in fared]) for kind in kinds]
        rows += [(_all_rounds(), *map(figure, sums), figure(None), figure(None))] if len(fared) > 1 else []
        columns = (_("Round"), *(words[kind] for kind in kinds), _("Mean change"), _("95% interval"))
        yield Table(name, columns, tuple(rows))
        shares = [(one, _improved(each)) for one, each in fared]
        if all(share is not None for _one, share in shares):
            cells = [(_round(one).text, figure(share, in_percent(share or 0), pattern="0%")) for one, share in shares]
            title = _("Better off, of those measured: %(indicator)s") % {"indicator": name}
            yield Bars(title, tuple(cells))
        for one, each in fared:
            yield Words(f"{one.cohort.title}: {verdict_words(each)}")
        yield Words(_side_by_side([each for _one, each in fared]), strong=True)


def _costs(reports: Sequence[queries.Report]) -> Iterator[Block]:
    costs = [(one, one.figures.cost) for one in reports if one.figures.cost is not None]
    if not costs:
        return
    title = _("What each round cost")
    yield Heading(title)
    keys = list(dict.fromkeys(key for _one, cost in costs for key in cost.better_off))
    names = {
        fared.key: str(in_page_language(outcome_of(one.programme, fared).indicator))
        for one in reports
        for fared in one.figures.outcomes
    }
    columns = (
        *(_("Round"), _("₪ altogether"), _("₪ for each who took part")),
        *(_("₪ for each who is better off: %(what)s") % {"what": names.get(key, key)} for key in keys),
    )
    rows = tuple(
        (
            _round(one),
            money(cost.agorot),
            money(cost.person.agorot if cost.person else None),
            *(money(cost.better_off[key].agorot if key in cost.better_off else None) for key in keys),
        )
        for one, cost in costs
    )
    whole = sum([cost.agorot for _one, cost in costs])
    blanks = [figure(None)] * (len(columns) - 2)
    together = [(_all_rounds(), money(whole), *blanks)] if len(costs) == len(reports) > 1 else []
    yield Table(title, columns, (*rows, *together))
    if all(row[2].number is not None for row in rows):
        yield Bars(columns[2], tuple((row[0].text, row[2]) for row in rows))


def _round(report: queries.Report) -> Cell:
    return Cell(report.cohort.title)


def _all_rounds() -> Cell:
    return Cell(_("All rounds together"))


def _sum(numbers: Sequence[int | None]) -> int | None:
    """What shown numbers come to; nothing as soon as one is hidden, for the others would tell it."""
    known = [number for number in numbers if number is not None]
    return sum(known) if len(known) == len(numbers) else None


def _change(fared: Fared) -> tuple[Cell, Cell]:
    mean = figure(fared.mean, rounded(fared.mean or 0), pattern="0.00")
    return mean, Cell(interval_of(fared), is_figure=True)


def _improved(fared: Fared) -> float | None:
    improved = fared.people.numbers[IMPROVED]
    return None if improved is None or not fared.measured else improved / fared.measured


def _side_by_side(fared: Sequence[Fared]) -> str:
    """What may be said of the rounds together."""
    if len(fared) < 2:
        return _("There is nothing to compare this round with yet.")
    intervals = [(one.low, one.high) for one in fared if one.low is not None and one.high is not None]
    if len(intervals) < len(fared):
        return _("In a round with too few people nothing follows from a difference: what was seen is told, no more.")
    apart = [one[1] < other[0] or other[1] < one[0] for one, other in combinations(intervals, 2)]
    if any(apart):
        return _("Some rounds differ by more than chance would make likely. Their people may differ too.")
    return _("The intervals overlap: whether one round helped more than another is not clear.")
