"""Rounds that live, made beside the site on its data: families by their links, and the demo's volunteer as mentor."""

import json
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import uuid4

from tests.journeys.conftest import beside_the_site

FAMILIES = {"he": "משפחת אורן (דוגמה)", "ar": "عائلة خوري (مثال)"}
MAKE = """
import json, sys, django
django.setup()
from datetime import timedelta
from django.utils import timezone
from igum.core.tenancy import tenant_scope
from igum.people.models import User
from igum.programmes import commands
from igum.programmes.models import Engagement, Match, Session, TeamMember
from igum.programmes.tests import factories
from igum.programmes.tests.test_calendar import WORKSHOPS
key, families = sys.argv[1], json.loads(sys.argv[2])
at = timezone.now()
day = lambda away: (at + timedelta(days=away)).date().isoformat()
texts = lambda he, ar: {"he": he, "ar": ar}
BUDGET = {"title": texts("ההוצאות שלנו", "مصروفاتنا"), "questions": [
    {"name": "income", "type": "integer", "required": True, "ask": texts("הכנסה בחודש", "الدخل الشهري")}]}
TASKS = [
    {"key": "receipts", "names": texts("קבלות של שבוע", "إيصالات أسبوع"), "due": "P1M", "evidence": "file"},
    {"key": "budget", "names": texts("רישום הוצאות", "تسجيل المصروفات"), "due": "P1M",
     "evidence": "form", "form": "budget"},
    {"key": "talk", "names": texts("שיחה בבית", "حديث في البيت"), "due": "P1M", "evidence": "note"},
]
ROLES = {"mentor": {"names": texts("מלווים", "مرافقون"), "volunteer": True, "for_each_subject": 1}}
MATCHING = [{"key": "mentors", "role": "mentor", "approved_by": "coordinator",
    "must": [{"when": "subject.language in candidate.languages",
              "because": texts("מדברים אותה שפה", "يتكلّمون اللغة نفسها")}],
    "prefer": [{"value": "candidate.patience", "weight": 2, "because": texts("סבלנות רבה", "صبر كبير")}]}]
phase = {**WORKSHOPS, "names": texts("סדנאות", "ورشات"), "tasks": TASKS}
phase["sessions"] = {**phase["sessions"], "repeat": "FREQ=WEEKLY;COUNT=3", "skip": []}
mentor = User.objects.get(email="volunteer@demo.example")

def a_round(name, **families):
    cohorts = [{"key": "2026", "opens": day(-9), "closes": day(5), "starts": day(2), "places": 9}]
    forms = {**factories.a_definition()["forms"], "budget": BUDGET}
    cohort = factories.publish(at=at - timedelta(days=9), key=f"{key}-{name}", cohorts=cohorts, phases=[phase],
        roles=ROLES, matching=MATCHING, forms=forms, selection=factories.first_come())
    for language, family in families.items():
        factories.apply(cohort, f"{key}-{name}-{language}", at=at, name=family)
    return cohort

def joins(cohort, name, user=None, patience=1):
    newcomer = commands.Newcomer(name, user and user.pk, facts={"languages": ["he", "ar"], "patience": patience})
    return commands.add_member(actor=factories.PROGRAM, cohort_id=cohort.pk, role="mentor", newcomer=newcomer, at=at)

made = {}
for language, family in families.items():
    cohort = a_round(f"matching-{language}", **{language: family})
    with tenant_scope(factories.PROGRAM):
        joins(cohort, mentor.name, mentor, patience=9)
        joins(cohort, "Somebody else")
    made[f"matching-{language}"] = str(cohort.pk)
cohort = a_round("homework", **families)
with tenant_scope(factories.PROGRAM):
    commands.schedule_cohort(actor=factories.PROGRAM, cohort_id=cohort.pk, at=at)
    member = joins(cohort, mentor.name, mentor)
    for family in Engagement.objects.filter(cohort=cohort).select_related("application"):
        Match.objects.create(region_id=212, engagement=family, member=member, user=mentor,
            link_hash=family.application.link_hash, proposed_at=at, approved_at=at, subject_agreed_at=at,
            member_agreed_at=at)
        made[family.name] = str(family.pk)
    made["homework"] = str(cohort.pk)
    meetings = Session.objects.filter(cohort=cohort, is_after=False).order_by("number").values_list("pk", flat=True)
    made |= {f"meeting-{language}": str(pk) for language, pk in zip(families, meetings)}
print(json.dumps(made))
"""


@dataclass(frozen=True)
class LivingRounds:
    """The ids of what was made, and where families find their own pages."""

    key: str
    made: dict[str, Any]

    def way(self, name: str, language: str) -> str:
        """The page of a family, by its link."""
        return f"/applications/western-galilee/{self.key}-{name}-{language}/way"


@cache
def rounds_at(site: str) -> LivingRounds:
    """All of them, made at once and once for all journeys of a site: another process costs seconds."""
    key = f"living-{uuid4().hex[:8]}"
    return LivingRounds(key, json.loads(beside_the_site(MAKE, key, json.dumps(FAMILIES))))
