"""A programme in outline: from the application to the end, each step with its facts and its people in words."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from igum.programmes.rules.durations import Duration
from igum.programmes.rules.problems import listed
from igum.programmes.rules.programme import Phase, Programme
from igum.programmes.rules.subjects import Sessions

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True, slots=True)
class Step:
    """One step: what it is called, facts about it, who takes part, and what must be true to go on."""

    title: str
    facts: tuple[str, ...]
    people: tuple[str, ...] = ()
    gate: str = ""


@dataclass(frozen=True, slots=True)
class Outline:
    """The whole way."""

    title: str
    facts: tuple[str, ...]
    steps: tuple[Step, ...]


def outline_of(programme: Programme, language: str) -> Outline:
    """The outline of a checked programme. The file's own texts in ``language``, other words in the active one."""
    steps = [*_way_in(programme, language), *(_step(programme, phase, language) for phase in programme.phases)]
    facts = (_subject(programme.subject), _identity(programme.identity), _level(programme.confidentiality.level))
    return Outline(f"{programme.text(programme.names, language)} {programme.version}", facts, tuple(steps))


def _way_in(programme: Programme, language: str) -> Iterator[Step]:
    if programme.intake is not None:
        days = [
            _("%(key)s: apply %(opens)s to %(closes)s, start %(starts)s, places: %(places)s")
            % {"key": one.key, "opens": one.opens, "closes": one.closes, "starts": one.starts, "places": one.places}
            for one in programme.cohorts
        ]
        yield Step(_("Application"), tuple(days))
    if programme.selection is not None:
        yield Step(_("Selection"), tuple(_selection(programme, language)))


def _selection(programme: Programme, language: str) -> Iterator[str]:
    selection = programme.selection
    if selection is None:
        return
    yield from (programme.text(rule.because, language) for rule in selection.eligible)
    if selection.score:
        most = sum(part.most for part in selection.score)
        names = listed(programme.text(part.because, language) for part in selection.score)
        yield _("Score up to %(most)s: %(parts)s") % {"most": f"{most:g}", "parts": names}
    if selection.panel:
        facts = {"count": selection.panel.reviewers, "most": f"{selection.panel.most:g}"}
        yield _("Reviewers: %(count)s, up to %(most)s points each") % facts
    for each in selection.reserved:
        facts = {"places": each.places, "because": programme.text(each.because, language)}
        yield _("Reserved places: %(places)s. %(because)s") % facts
    if selection.waiting_list:
        yield _("Waiting list")


def _step(programme: Programme, phase: Phase, language: str) -> Step:
    facts = []
    people: list[str] = []
    if phase.sessions:
        facts.append(sessions_in_words(phase.sessions))
        people = [_person(programme, key, language) for key in phase.sessions.who]
        then = phase.sessions.then
        if then:
            facts.append(
                _("Then %(name)s: %(people)s")
                % {
                    "name": programme.text(then.names, language),
                    "people": listed(_person(programme, key, language) for key in then.who),
                }
            )
    facts += [programme.text(task.names, language) for task in phase.tasks]
    return Step(programme.text(phase.names, language), tuple(facts), tuple(people), phase.gate)


def _person(programme: Programme, key: str, language: str) -> str:
    role = programme.roles.get(key)
    return programme.text(role.names, language) if role else _subject(programme.subject)


def sessions_in_words(sessions: Sessions) -> str:
    """How often, when and how long.

    >>> from django.utils.translation import override
    >>> with override("en"):
    ...     sessions_in_words(
    ...         Sessions("17:30", Duration(minutes=120), ("subject",), repeat="FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;COUNT=6")
    ...     )
    '6 sessions, every 2 weeks, Tuesday, 17:30, 120 minutes'
    """
    parts = dict(part.split("=", 1) for part in sessions.repeat.split(";") if "=" in part)
    words = [_count(parts), _often(parts), _weekdays(parts), sessions.at, _minutes(sessions.lasts)]
    return listed(word for word in words if word)


def _count(parts: dict[str, str]) -> str:
    if not parts:
        return _("One session")
    if "COUNT" not in parts:
        until = parts.get("UNTIL", "")
        return _("Until %(day)s") % {"day": f"{until[:4]}-{until[4:6]}-{until[6:8]}"}
    count = int(parts["COUNT"])
    return ngettext("%(count)d session", "%(count)d sessions", count) % {"count": count}


def _often(parts: dict[str, str]) -> str:
    every = int(parts.get("INTERVAL", 1))
    words = {
        "DAILY": ngettext("every day", "every %(count)d days", every),
        "WEEKLY": ngettext("every week", "every %(count)d weeks", every),
        "MONTHLY": ngettext("every month", "every %(count)d months", every),
        "YEARLY": ngettext("every year", "every %(count)d years", every),
    }
    said = words.get(parts.get("FREQ", ""), "")
    return said % {"count": every} if "%" in said else said


def _weekdays(parts: dict[str, str]) -> str:
    days = [day[-2:] for day in parts.get("BYDAY", "").split(",") if day]
    return listed(str(WEEKDAYS[_DAYS.index(day)]) for day in days if day in _DAYS)


def _minutes(lasts: Duration) -> str:
    return ngettext("%(count)d minute", "%(count)d minutes", lasts.minutes) % {"count": lasts.minutes}


def _subject(subject: str) -> str:
    return {
        "person": _("Person"),
        "household": _("Household"),
        "group": _("Group"),
        "organisation": _("Organisation"),
        "settlement": _("Settlement"),
        "school_class": _("School class"),
        "none": _("Nobody is registered"),
    }[subject]


def _identity(identity: str) -> str:
    return {"named": _("By name"), "coded": _("By code"), "anonymous": _("Anonymous")}[identity]


def _level(level: str) -> str:
    return {"open": _("Open to all"), "protected": _("Protected"), "sealed": _("Sealed")}[level]
