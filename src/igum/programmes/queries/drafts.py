"""Files that are being written: whose, and all that somebody sees while writing one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import cached_property, lru_cache
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate, make_aware
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from igum.core.access import refuse
from igum.core.actor import SYSTEM, Actor
from igum.places import queries as places
from igum.programmes import access
from igum.programmes.models import Cohort, Programme, ProgrammeDraft, ProgrammeVersion
from igum.programmes.queries.files import plan_of, programmes_in
from igum.programmes.queries.pages import ProgrammePage
from igum.programmes.rules import accepting
from igum.programmes.rules.asking import texts_of
from igum.programmes.rules.building import programme_of
from igum.programmes.rules.checking import Checked, check
from igum.programmes.rules.edits import Edit, Put, readable
from igum.programmes.rules.file_tests import TestResult, run_tests
from igum.programmes.rules.planning import Level, Plan
from igum.programmes.rules.problems import Problem
from igum.programmes.rules.programme import CohortPlan
from igum.programmes.rules.programme import Programme as File
from igum.programmes.rules.schema import hold
from igum.programmes.rules.surroundings import Surroundings
from igum.programmes.rules.timetables import PhaseTimes, times_of
from igum.questionnaires import queries as questionnaires

LANGUAGES = ("he", "ar", "en", "ru", "am")


def drafts_for(actor: Actor) -> QuerySet[ProgrammeDraft]:
    """The drafts an actor may write on, those saved last first."""
    drafts = ProgrammeDraft.objects.filter(region_id=actor.here).select_related("authority", "saved_by").open()
    return drafts.filter(_published_by(actor)).order_by("-saved_at", "key")


def programmes_to_edit(actor: Actor) -> QuerySet[Programme]:
    """The published programmes whose next version an actor may write."""
    return programmes_in(actor.here).filter(_published_by(actor))


@dataclass(frozen=True)
class Desk:
    """A draft with all that follows from its file: what is wrong, its page, its calendar, its tests, its plan."""

    draft: ProgrammeDraft
    data: Mapping[str, Any]
    checked: Checked
    at: datetime

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the file, in the order of its lines."""
        return self.checked.problems

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages its texts are written in."""
        written = self.data.get("languages")
        if not isinstance(written, list):
            return ()
        return tuple(code for code in written if code in LANGUAGES)

    @cached_property
    def file(self) -> File | None:
        """The programme as far as it can be told: a rule may still be wrong, nothing that it needs may be missing."""
        if self.checked.programme is not None:
            return self.checked.programme
        if "extends" in self.data:
            return None
        try:
            return programme_of(hold(readable(self.draft.source)).sound)
        except (KeyError, TypeError, ValueError, AttributeError):
            return None

    @cached_property
    def round(self) -> CohortPlan | None:
        """The round that the page and the calendar show: the next to start, else the last."""
        rounds = sorted(self.file.cohorts, key=lambda one: one.starts) if self.file else []
        coming = [one for one in rounds if one.starts >= localdate(self.at)]
        return next(iter(coming or rounds[-1:]), None)

    @cached_property
    def calendar(self) -> tuple[PhaseTimes, ...]:
        """The meetings of that round."""
        return times_of(self.file, self.round) if self.file and self.round else ()

    @cached_property
    def tests(self) -> tuple[TestResult, ...]:
        """How the cases inside the file come out; nothing while it has problems."""
        return run_tests(self.checked.programme, questionnaires) if self.checked.programme else ()

    @cached_property
    def plan(self) -> Plan | None:
        """What publishing would change; None for a programme that is new here, or not sound yet."""
        programme = self.checked.programme
        return plan_of(self.draft.region_id, programme, at=self.at) if programme else None

    @cached_property
    def version(self) -> str:
        """The version it would be published as: the file's own, or as much higher as its changes need."""
        programme, plan = self.checked.programme, self.plan
        if programme is None:
            return ""
        if plan is None:
            return programme.version
        least = plan.next_version
        if plan.needs is Level.NOTHING and self._says_the_same_in_other_words():
            major, minor, patch = plan.before.split(".")
            least = f"{major}.{minor}.{int(patch) + 1}"
        return max(programme.version, least, key=lambda one: tuple(int(part) for part in one.split(".")))

    def _says_the_same_in_other_words(self) -> bool:
        return self.draft.based_on is None or self.draft.based_on.source != self.draft.source


def desk_of(draft: ProgrammeDraft, *, at: datetime) -> Desk:
    """A draft that the actor was given by ``drafts_for``, with what follows from it."""
    return Desk(draft, readable(draft.source).data, checked(draft), at)


def checked(draft: ProgrammeDraft) -> Checked:
    """A draft's file, checked beside the programmes of its region."""
    return _checked(draft.source, draft.region_id, get_language() or "he")


def page_of(desk: Desk) -> ProgrammePage:
    """The public page as visitors would see it; nobody can apply through it."""
    draft, file, plan = desk.draft, desk.file, desk.round
    names = {name: dict(texts_of(desk.data.get(name))) for name in ("names", "summary")}
    programme = Programme(region_id=draft.region_id, authority=draft.authority, key=draft.key, **names)
    if file is None or plan is None:
        return ProgrammePage(programme, None, None, refuse(""))
    cohort = Cohort(programme=programme, key=plan.key, places=plan.places, starts_on=plan.starts)
    cohort.opens_at = make_aware(datetime.combine(plan.opens, time()))
    cohort.closes_at = make_aware(datetime.combine(plan.closes + timedelta(days=1), time()))
    leave = refuse(_("Here visitors find the button to apply, on the days of the round."))
    return ProgrammePage(programme, cohort, file, leave)


def as_it_came_out(desk: Desk, number: int) -> list[Edit]:
    """The change after which a case of the file says what came out of it."""
    programme = desk.checked.programme
    if programme is None:
        return []
    expected = accepting.as_it_came_out(programme, programme.tests[number], questionnaires)
    return [Put(("tests", number, "expect"), expected)]


def newest_version(programme: Programme) -> ProgrammeVersion:
    """The version that a new draft begins from."""
    return programme.versions.latest("applied_at", "version")


def _published_by(actor: Actor) -> Q:
    """What the actor may publish, as ``access.may_publish`` says it one by one."""
    if actor.holds_anywhere(SYSTEM) or access.may_publish(actor, None):
        return Q()
    posts = [post for post in actor.posts_here if post.role in access.RUNS and post.organization_id is None]
    return Q(authority_id__in=[post.authority_id for post in posts if post.authority_id is not None])


@lru_cache(maxsize=32)
def _checked(source: str, region_id: int, language: str) -> Checked:
    """One file costs a third of a second, and every page of the same draft asks. A parent's version never changes."""

    def parent(key: str, version: str) -> str | None:
        versions = ProgrammeVersion.objects.filter(region_id=region_id, programme__key=key, version=version)
        return versions.values_list("source", flat=True).first()

    return check(source, Surroundings(forms=questionnaires, parent=parent, codes=places.codes))


def draft_of(actor: Actor, draft_id: UUID) -> ProgrammeDraft:
    """One of the drafts that an actor may write on.

    Raises:
        ProgrammeDraft.DoesNotExist: there is none for this actor.
    """
    return drafts_for(actor).select_related("based_on").get(pk=draft_id)
