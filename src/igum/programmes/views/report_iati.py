"""A report in the shape that givers of aid read: activities of IATI 2.03, of nothing but what the report shows.

Elements stand in the order of the standard's schema. Numbers of people under the limit are not in it at all.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from xml.etree import ElementTree as ET

from django.utils.timezone import localtime

from igum.programmes import queries
from igum.programmes.rules.reporting import FARED, IMPROVED, Fared
from igum.programmes.rules.reporting import UNMEASURED as NOT_MEASURED
from igum.programmes.rules.sharing import divide_cost

VERSION = "2.03"
# Codes of the standard's lists.
LOCAL_GOVERNMENT, OTHER_PUBLIC, OTHER = "11", "15", "90"  # OrganisationType
FUNDING, ACCOUNTABLE, IMPLEMENTING = "1", "2", "4"  # OrganisationRole
IMPLEMENTATION, CLOSED = "2", "4"  # ActivityStatus
PLANNED_START, ACTUAL_START = "1", "2"  # ActivityDateType
SOCIAL_PROTECTION = "16010"  # Sector, of the OECD's five-digit list
OUTPUT, OUTCOME = "1", "2"  # ResultType
UNIT, PERCENTAGE = "1", "2"  # IndicatorMeasure
ORIGINAL, COMMITTED = "1", "2"  # BudgetType, BudgetStatus
DAYS_OF_A_BUDGET = timedelta(days=365)
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def activities_of(reports: Sequence[queries.Report]) -> bytes:
    """The released reports of rounds as an XML document, an activity each."""
    newest = max(one.at for one in reports)
    root = ET.Element("iati-activities", {"version": VERSION, "generated-datetime": newest.isoformat()})
    for report in reports:
        root.append(_activity(report))
    ET.indent(root)
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def identifier_of(report: queries.Report) -> str:
    """What an activity is called for good: region, programme and round."""
    return f"{_organisation(report)}-{report.cohort.programme.key}-{report.cohort.key}"


def _organisation(report: queries.Report) -> str:
    programme = report.cohort.programme
    # No register of the standard lists local authorities: the Bureau of Statistics' codes, as an own list.
    return f"XI-CBS-{programme.authority_id}" if programme.authority_id else f"XI-CBS-C{programme.region_id}"


def _activity(report: queries.Report) -> ET.Element:
    cohort, figures = report.cohort, report.figures
    activity = ET.Element(
        "iati-activity",
        {"last-updated-datetime": report.at.isoformat(), LANGUAGE: "he", "default-currency": "ILS", "hierarchy": "1"},
    )
    _add(activity, "iati-identifier", identifier_of(report))
    kind = LOCAL_GOVERNMENT if cohort.programme.authority_id else OTHER_PUBLIC
    owner = (cohort.programme.authority or cohort.programme.region).names
    reporting = _add(activity, "reporting-org", ref=_organisation(report), type=kind, **{"secondary-reporter": "0"})
    _narrate(reporting, owner)
    _narrate(_add(activity, "title"), {each: f"{name}, {cohort.key}" for each, name in cohort.programme.names.items()})
    _narrate(_add(activity, "description", type="1"), cohort.programme.summary)
    for role in (ACCOUNTABLE, IMPLEMENTING):
        _narrate(_add(activity, "participating-org", ref=_organisation(report), type=kind, role=role), owner)
    for payer in report.programme.cost.payers if report.programme.cost else ():
        _narrate(_add(activity, "participating-org", type=OTHER, role=FUNDING), payer.names)
    _add(activity, "activity-status", code=CLOSED if cohort.closed_at else IMPLEMENTATION)
    for each in (PLANNED_START, *([ACTUAL_START] if figures.held else [])):
        _add(activity, "activity-date", type=each, **{"iso-date": _began(report).isoformat()})
    _add(activity, "recipient-country", code="IL", percentage="100")
    _add(activity, "sector", vocabulary="1", code=SOCIAL_PROTECTION, percentage="100")
    _budget(activity, report)
    _took_part(activity, report)
    for fared in figures.outcomes:
        _outcome(activity, report, fared)
    return activity


def _budget(activity: ET.Element, report: queries.Report) -> None:
    cost = report.figures.cost
    if cost is None:
        return
    first, last = _began(report), _ended(report)
    # The standard wants no budget of more than a year: a longer round's is divided evenly.
    starts = [first + DAYS_OF_A_BUDGET * year for year in range((last - first) // DAYS_OF_A_BUDGET + 1)]
    for start, agorot in zip(starts, divide_cost(cost.agorot, [1.0] * len(starts)), strict=True):
        budget = _add(activity, "budget", type=ORIGINAL, status=COMMITTED)
        _add(budget, "period-start", **{"iso-date": start.isoformat()})
        end = min(last, start + DAYS_OF_A_BUDGET - timedelta(days=1))
        _add(budget, "period-end", **{"iso-date": end.isoformat()})
        value = f"{Decimal(agorot) / 100:.2f}"
        _add(budget, "value", value, currency="ILS", **{"value-date": last.isoformat()})


def _took_part(activity: ET.Element, report: queries.Report) -> None:
    if report.figures.took_part is None:
        return
    result = _result(activity, OUTPUT, {"he": "משתתפים", "ar": "مشاركون", "en": "People who took part"})
    indicator = _indicator(result, UNIT, "took-part", {"he": "השתתפו", "ar": "شاركوا", "en": "Took part"})
    _measured(indicator, report, target=report.cohort.places, actual=report.figures.took_part)


def _outcome(activity: ET.Element, report: queries.Report, fared: Fared) -> None:
    """An outcome with its mean at the end, and how many fared how, as far as each may be shown."""
    outcome = next(one for one in report.programme.outcomes if one.key == fared.key)
    people = {kind: fared.people.numbers[kind] for kind in FARED if kind != NOT_MEASURED}
    if not fared.verdict:
        return
    result = _result(activity, OUTCOME, outcome.indicator)
    ascending = "1" if outcome.better == "up" else "0"
    indicator = _indicator(result, UNIT, fared.key, outcome.indicator, ascending=ascending)
    first, last = fared.means[0][1], fared.means[-1][1]
    if first is not None:
        began = _began(report)
        baseline = {"year": str(began.year), "iso-date": began.isoformat(), "value": f"{first:g}"}
        _add(indicator, "baseline", **baseline)
    _measured(indicator, report, target=outcome.target, actual=last)
    for kind, number in people.items():
        if number is not None:
            counted = _indicator(result, UNIT, f"{fared.key}-{kind}", {"en": f"People: {kind}", **_HOW[kind]})
            _measured(counted, report, target=None, actual=number)


_HOW: Mapping[str, Mapping[str, str]] = {
    IMPROVED: {"he": "אנשים שמצבם השתפר", "ar": "أشخاص تحسّن وضعهم"},
    "same": {"he": "אנשים שמצבם לא השתנה", "ar": "أشخاص لم يتغيّر وضعهم"},
    "worsened": {"he": "אנשים שמצבם הורע", "ar": "أشخاص ساء وضعهم"},
}


def _result(activity: ET.Element, kind: str, names: Mapping[str, str]) -> ET.Element:
    result = _add(activity, "result", type=kind, **{"aggregation-status": "0"})
    _narrate(_add(result, "title"), names)
    return result


def _indicator(
    result: ET.Element, measure: str, key: str, names: Mapping[str, str], *, ascending: str = "1"
) -> ET.Element:
    indicator = _add(result, "indicator", measure=measure, ascending=ascending, **{"aggregation-status": "0"})
    _narrate(_add(indicator, "title"), names)
    _add(indicator, "reference", vocabulary="99", code=key)
    return indicator


def _measured(indicator: ET.Element, report: queries.Report, *, target: float | None, actual: float | None) -> None:
    period = _add(indicator, "period")
    _period(period, report)
    for name, value in (("target", target), ("actual", actual)):
        if value is not None:
            _add(period, name, value=f"{value:g}")


def _period(parent: ET.Element, report: queries.Report) -> None:
    for name, day in (("period-start", _began(report)), ("period-end", _ended(report))):
        _add(parent, name, **{"iso-date": day.isoformat()})


def _began(report: queries.Report) -> date:
    cohort = report.cohort
    return min(cohort.starts_on or localtime(cohort.closes_at).date(), _ended(report))


def _ended(report: queries.Report) -> date:
    return localtime(report.at).date()


def _narrate(parent: ET.Element, names: Mapping[str, str]) -> None:
    for language, words in _said(names):
        _add(parent, "narrative", words, **{LANGUAGE: language})


def _said(names: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    return [(language, words) for language, words in names.items() if words]


def _add(parent: ET.Element, tag: str, text: str = "", /, **attributes: str) -> ET.Element:
    element = ET.SubElement(parent, tag, attributes)
    if text:
        element.text = text
    return element
