"""The demo's mapping campaign with its answers, and the invented ties of a hundred and twenty organisations."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import combinations
from random import Random
from typing import Any

from django.db import transaction
from django.utils import timezone

from igum.core.actor import Actor, system_actor
from igum.core.links import hash_of
from igum.core.tenancy import tenant_scope
from igum.directory import queries as directory
from igum.needs import commands
from igum.needs.catalogue import surveys
from igum.needs.commands import BodyAsked, Person, Plan
from igum.needs.models import Campaign, Invitation, Respondent, SearchCount, TieStatement, TieSurvey
from igum.places import queries as places
from igum.questionnaires import commands as filling
from igum.questionnaires import queries as questionnaires
from igum.sample.asked import ask_for
from igum.sample.services import REGION

SEED = "igum sample needs"
READY = "disabilities_emergency"
ORGANIZATIONS, ALONE = 120, 3
ANSWERED, ASKED = 6, 8  # of the region's authorities
BODY, WHO = "המחלקה לשירותים חברתיים", "עובדת לדוגמה"
NOTES = ("יש הסעה פעם בשבוע בלבד.", "הרבה משפחות מבקשות שירות בערבית.", "אין חדר טיפולים נגיש.", "")


@transaction.atomic
def load_needs(*, at: datetime) -> int:
    """A campaign that most of the asked authorities answered, and the network. Harmless to repeat. How many answers."""
    program = system_actor(REGION)
    with tenant_scope(program):
        if not TieStatement.objects.filter(region_id=REGION).exists():
            _tie(at)
        if not SearchCount.objects.filter(region_id=REGION).exists():
            ask_for(program, at)
        if Campaign.objects.filter(region_id=REGION, is_sample=True).exists():
            return 0
        return _map(program, at)


def _map(program: Actor, at: datetime) -> int:
    chance, began = Random(SEED), at - timedelta(days=9)  # noqa: S311 - the same invented answers every time
    ready = surveys()["ready"][READY]
    plan = Plan(
        titles={language: ready["titles"][language] for language in ("he", "ar", "en")},
        population=ready["population"],
        regime=ready["regime"],
        terms=ready["terms"],
        closes_on=timezone.localdate(at) + timedelta(days=12),
        is_sample=True,
    )
    campaign = commands.make_campaign(actor=program, plan=plan, at=began)
    largest = sorted(places.authorities_of(REGION), key=lambda one: -(one.population or 0))[:ASKED]
    for number, authority in enumerate(largest):
        asked = BodyAsked(BODY, [Person(WHO, email="welfare@demo.example")], authority.pk)
        invitation = commands.invite(actor=program, campaign_id=campaign.pk, body=asked, at=began)
        if number < ANSWERED:
            towns = [town.pk for town in places.localities_of(authority_id=authority.pk) if town.population]
            _answer(invitation, _said(chance, len(ready["terms"]), towns, authority.population or 0), at)
    return ANSWERED


def _said(chance: Random, many: int, towns: Sequence[int], residents: int) -> dict[str, Any]:
    said: dict[str, Any] = {"who": "מנהלת מדור"}
    for number in range(1, many + 1):
        name, level = f"need_{number}", chance.choice(("none", "some", "large", "large", "nothing", "unknown"))
        said[f"{name}_level"] = level
        if level in {"some", "large", "nothing"}:
            people = max(3, round(residents * chance.uniform(0.0004, 0.004)))
            said[f"{name}_people"] = people
            said[f"{name}_basis"] = chance.choice(("high", "medium", "medium", "low"))
            said[f"{name}_note"] = chance.choice(NOTES)
            if len(towns) > 1 and chance.random() < 0.5:
                told = {f"{name}_town": towns[0], f"{name}_in_town": max(1, people // 3), f"{name}_age_from": 18}
                said[f"{name}_where"] = [told | {f"{name}_language": chance.choice(("he", "ar"))}]
    return said


def _answer(invitation: Invitation, said: Mapping[str, Any], at: datetime) -> None:
    """Filled in and sent by the holder of the link, as on the page."""
    [respondent] = Respondent.objects.filter(invitation=invitation)
    visitor = Actor(region_id=REGION, link=respondent.link_hash)
    with tenant_scope(visitor):
        secret = commands.open_answer(actor=visitor, at=at - timedelta(days=3))
    filler = Actor(region_id=REGION, link=hash_of(secret))
    with tenant_scope(filler):
        response = questionnaires.response_by_link(filler)
        filling.save_answers(actor=filler, response_id=response.pk, answers=said, at=at - timedelta(days=2))
        filling.submit_response(actor=filler, response_id=response.pk, at=at - timedelta(days=2))


def _tie(at: datetime) -> None:
    """Rows as surveys and work would have left them: most ties inside a town, some between departments of one kind."""
    chance, year = Random(SEED), timezone.localdate(at).year  # noqa: S311 - the same invented ties every time
    bodies = directory.bodies_in(REGION)
    chosen = sorted(chance.sample(bodies, min(ORGANIZATIONS, len(bodies))), key=lambda body: str(body.id))
    alone, tied = chosen[:ALONE], chosen[ALONE:]
    rows = [row for one, other in combinations(tied, 2) for row in _told(chance, one, other, year, at)]
    TieStatement.objects.bulk_create(rows, batch_size=1000)
    TieSurvey.objects.bulk_create(
        TieSurvey(
            region_id=REGION,
            organization_id=body.id,
            year=year,
            name=WHO,
            language="he",
            link_hash=hash_of(f"{SEED} {body.id}"),
            asked_at=at - timedelta(days=40),
            answered_at=at - timedelta(days=30),
        )
        for body in (*alone, *tied)
    )


def _told(
    chance: Random, one: directory.Body, other: directory.Body, year: int, at: datetime
) -> Iterator[TieStatement]:
    together = one.authority_id is not None and one.authority_id == other.authority_id
    alike = str(one.name).split("–")[0] == str(other.name).split("–")[0]
    if chance.random() > (0.32 if together else 0.1 if alike else 0.006):
        return
    intensity = chance.choices((1, 2, 3, 4), (3, 5, 3, 1))[0]
    settings = [TieStatement.Setting.ROUTINE, *([TieStatement.Setting.EMERGENCY] if chance.random() < 0.5 else [])]
    for told_in in (year - 1, year) if chance.random() < 0.75 else (year,):
        firm = max(1, intensity - (told_in < year and chance.random() < 0.4))
        for setting in settings:
            common = {"region_id": REGION, "year": told_in, "setting": setting, "said_at": at - timedelta(days=30)}
            survey, work = TieStatement.Source.SURVEY, TieStatement.Source.WORK
            if firm > 1 and chance.random() < 0.3:
                yield TieStatement(teller_id=one.id, about_id=other.id, source=work, intensity=firm, **common)
            yield TieStatement(teller_id=one.id, about_id=other.id, source=survey, intensity=firm, **common)
            if chance.random() < 0.75:
                back = None if chance.random() < 0.04 else max(1, firm - (chance.random() < 0.2))
                yield TieStatement(teller_id=other.id, about_id=one.id, source=survey, intensity=back, **common)
