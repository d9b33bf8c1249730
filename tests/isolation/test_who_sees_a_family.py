"""Who may see a family's page is one table, ``docs/reference/who-sees-a-family.md``; everybody in it comes by here.

Another answer fails until the table says so: run with ``IGUM_WRITE_MATRIX=1`` to write it anew, and read the difference
before committing it. The pages themselves are opened, as a browser would.
"""

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as conf
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from igum.core.actor import Actor, system_actor
from igum.core.links import hash_of
from igum.core.tenancy import tenant_scope
from igum.people import queries as accounts
from igum.people.models import Post, User
from igum.places.models import Region
from igum.programmes import commands
from igum.programmes.models import Document, Engagement, Match, Note, Session, Task, TeamMember
from igum.programmes.tests import factories
from igum.programmes.tests.factories import AKKO, KARMIEL, PROGRAM, WESTERN_GALILEE

TABLE = Path(__file__).parents[2] / "docs" / "reference" / "who-sees-a-family.md"
NOW = timezone.now()
TEXTS = {"he": "טקסט", "ar": "نص"}
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
FAMILY, OTHERS = "secret-0", "secret-1"
NEXT_DOOR = 9901
SHOWN = {
    "its way and tasks": "the-homework-by-hand",
    "its mentor's own note": "note-to-oneself",
    "the team's notes": "note-to-the-team",
    "notes to the family": "note-to-the-family",
    "the family's files": "of-the-family.pdf",
    "the team's files": "of-the-team.pdf",
}
COLUMNS = (
    "page",
    *SHOWN,
    "opens the team's file",
    "opens its forms",
    "writes to it",
    "gives it tasks",
    "its rows at all",
)
HEAD = """# Who sees a family

A family that takes part in a programme of one authority has a page: where it stands, its tasks, forms, files and notes,
and who is with it. This is who opens it, and what each then sees and does there. Written by
`tests/isolation/test_who_sees_a_family.py`, which visits the pages as everybody below and fails when an answer differs.

**yes** shown, or done · **–** not there: the page says that there is nothing, never that something is withheld ·
*its rows at all*: whether the database, asked past every page, gives the family's row to this person
"""


def days(number: int) -> Any:
    return (NOW + timedelta(days=number)).date().isoformat()


class Family:
    """A family of a programme of Acre, with a mentor, tasks, notes and files; and another with its own."""

    def __init__(self) -> None:
        self.region_of: dict[int, int] = {}
        factories.make_places()
        Region.objects.create(id=NEXT_DOOR, slug="next-door", names={"he": "שכנים"})
        self.cohort = factories.publish(
            authority_id=AKKO,
            at=NOW - timedelta(days=40),
            cohorts=[{"key": "2026", "opens": days(-30), "closes": days(-5), "starts": days(-3), "places": 2}],
            phases=[_phase()],
            roles={"mentor": {"names": TEXTS, "volunteer": True}},
            selection=factories.first_come(),
            forms=factories.a_definition()["forms"] | {"measure": _form()},
        )
        for secret in (FAMILY, OTHERS):
            factories.apply(self.cohort, secret, at=NOW - timedelta(days=20), name=f"family {secret}")
        with tenant_scope(PROGRAM):
            commands.schedule_cohort(actor=PROGRAM, cohort_id=self.cohort.pk, at=NOW - timedelta(days=10))
            by_link = {one.application.link_hash: one for one in Engagement.objects.select_related("application")}
            self.own, self.other = by_link[hash_of(FAMILY)], by_link[hash_of(OTHERS)]
        self.mentor = self.member("its mentor", of=self.own)
        self._fill()

    def _fill(self) -> None:
        mentor, link = self.actor(self.mentor), factories.visitor(FAMILY)
        with tenant_scope(mentor):
            for audience, text in (("private", "oneself"), ("team", "the-team"), ("subject", "the-family")):
                commands.write_note(
                    actor=mentor, engagement_id=self.own.pk, text=f"note-to-{text}", audience=audience, at=NOW
                )
            commands.give_task(
                actor=mentor, engagement_id=self.own.pk, title=SHOWN["its way and tasks"], due_on=NOW.date(), at=NOW
            )
        for actor, key, name in ((link, "receipts", "of-the-family.pdf"), (mentor, "plan", "of-the-team.pdf")):
            task = self.task(key)
            with tenant_scope(actor):
                commands.hand_in_document(actor=actor, task_id=task.pk, content=PDF, name=name, at=NOW)

    def task(self, key: str) -> Task:
        with tenant_scope(PROGRAM):
            return Task.objects.get(engagement=self.own, key=key)

    def account(self, name: str) -> User:
        """An account without a post."""
        user = User.objects.create_user(f"{name.replace(' ', '-')}@example.org", name=name)
        User.objects.filter(pk=user.pk).update(password=PASSWORD)
        user.refresh_from_db()
        return user

    def user(self, name: str, role: str = "volunteer", **post: Any) -> User:
        """An account with a post; without more, one that opens nobody else's rows."""
        user = self.account(name)
        region_id = post.pop("region_id", WESTERN_GALILEE)
        with tenant_scope(system_actor(region_id)):
            given = {"starts_on": (NOW - timedelta(days=90)).date()} | post
            Post.objects.create(user=user, region_id=region_id, role=role, **given)
        self.region_of[user.pk] = region_id
        return user

    def member(self, name: str, *, of: Engagement | None = None, **changed: Any) -> User:
        """Somebody of the team, perhaps matched with a family: both agreed."""
        user = self.user(name) if changed.pop("post", True) else self.account(name)
        matched = {key: changed.pop(key) for key in MATCHED if key in changed}
        row = {"region_id": WESTERN_GALILEE, "authority_id": AKKO}
        with tenant_scope(PROGRAM):
            served = {"since_at": NOW - timedelta(days=30)} | changed
            member = TeamMember.objects.create(**row, cohort=self.cohort, role="mentor", user=user, name=name, **served)
            if of is not None:
                agreed = dict.fromkeys(("approved_at", "subject_agreed_at", "member_agreed_at"), NOW) | matched
                link = of.application.link_hash
                Match.objects.create(
                    **row, engagement=of, member=member, user=user, link_hash=link, proposed_at=NOW, **agreed
                )
        return user

    def actor(self, user: User) -> Actor:
        with tenant_scope(Actor(user.pk)):
            held = accounts.actor_of(user.pk, region_id=self.region_of.get(user.pk), at=timezone.now())
        # Whoever holds no post acts where the installation is at home.
        return replace(held, region_id=held.region_id or WESTERN_GALILEE)

    def leaves(self) -> None:
        with tenant_scope(PROGRAM):
            Engagement.objects.filter(pk=self.own.pk).update(ended_at=NOW)

    def closes(self) -> None:
        with tenant_scope(PROGRAM):
            Session.objects.filter(cohort_id=self.own.cohort_id).update(cancelled_at=NOW)
            commands.close_cohort(actor=PROGRAM, cohort_id=self.own.cohort_id, at=NOW)


MATCHED = ("approved_at", "subject_agreed_at", "member_agreed_at", "declined_at", "ended_at")
PASSWORD = make_password("one for all, hashed once")


def _form() -> dict[str, Any]:
    return {"title": TEXTS, "questions": [{"name": "calm", "type": "integer", "ask": TEXTS}]}


def _phase() -> dict[str, Any]:
    tasks = [
        {"key": "receipts", "evidence": "file"},
        {"key": "plan", "evidence": "file", "who": "mentor"},
        {"key": "answers", "evidence": "form", "form": "measure"},
    ]
    return {
        "key": "workshops",
        "names": TEXTS,
        "starts": "cohort",
        "sessions": {"at": "17:30", "lasts": "PT2H", "repeat": "FREQ=WEEKLY;COUNT=3", "who": ["subject", "mentor"]},
        "tasks": [{"names": TEXTS, "due": "P1M"} | task for task in tasks],
    }


def people(family: Family) -> Iterator[tuple[str, User | str]]:
    """Everybody who may come by, and the account or the secret link they come with; nothing for a visitor."""
    past, ended = NOW - timedelta(days=1), (NOW - timedelta(days=1)).date()
    yield "a visitor", ""
    yield "the family, by its link", FAMILY
    yield "another family, by its link", OTHERS
    yield "somebody with a link that opens nothing", "no-such-link"
    yield "its mentor", family.mentor
    yield "its mentor, who holds no post", family.member("postless", of=family.own, post=False)
    yield "a mentor it is asked to go with", family.member("asked", of=family.own, member_agreed_at=None)
    yield "a mentor only proposed", family.member("proposed", of=family.own, approved_at=None)
    yield "a mentor who declined", family.member("declined", of=family.own, declined_at=past)
    yield "a mentor whose match ended", family.member("parted", of=family.own, ended_at=past)
    yield "a mentor whose term ended", family.member("ended", of=family.own, until_at=past)
    yield "the mentor of another family", family.member("of another", of=family.other)
    yield "a leader of the round", family.member("leader", leads=True)
    yield "a leader whose term ended", family.member("past leader", leads=True, until_at=past)
    for role in ("social_worker", "coordinator", "department_manager"):
        yield f"a {role.replace('_', ' ')} of the authority", family.user(f"{role} here", role, authority_id=AKKO)
        yield (
            f"a {role.replace('_', ' ')} of another authority",
            family.user(f"{role} there", role, authority_id=KARMIEL),
        )
    yield "a coordinator of the region", family.user("coordinator all", "coordinator")
    yield "the region's director", family.user("director", "region_director")
    yield "a coordinator whose post ended", family.user("past", "coordinator", authority_id=AKKO, ends_on=ended)
    yield "a coordinator of another region", family.user("next door", "coordinator", region_id=NEXT_DOOR)
    yield "a member of the steering committee", family.user("steering", "steering_member")
    yield "the privacy officer", family.user("privacy", "privacy_officer")
    yield "an administrator", family.user("administrator", "administrator")
    yield "a volunteer of another programme", family.user("volunteer")
    yield "a resident", family.user("resident", "resident")


def answers(family: Family, who: User | str) -> dict[str, bool]:
    """What one visitor gets of the family."""
    client = Client(raise_request_exception=False)
    if isinstance(who, User):
        client.force_login(who, backend=conf.AUTHENTICATION_BACKENDS[0])
    own = who if isinstance(who, str) and who else ""
    page, work, document = _addresses(family, own)
    shown = client.get(page)
    text = shown.content.decode() if shown.status_code == 200 and _is_of(family, shown) else ""

    found = {"page": bool(text), **{name: mark in text for name, mark in SHOWN.items()}}
    found["opens the team's file"] = client.get(document("of-the-team.pdf")).status_code == 200
    notes, tasks = _count(family, Note), _count(family, Task)
    client.post(work, {"do": "note", "text": "a probe", "audience": "team"})
    found["writes to it"] = _count(family, Note) > notes
    if text:  # one gate is before all that a button asks for: who wrote nothing above comes no further
        client.post(work, {"do": "give", "title": "a probe", "due_on": days(3)})
        form = client.post(work, {"do": f"form:{family.task('answers').pk}"})
    found["opens its forms"] = bool(text) and form.status_code == 302
    found["gives it tasks"] = _count(family, Task) > tasks
    actor = family.actor(who) if isinstance(who, User) else factories.visitor(own)
    with tenant_scope(actor):
        found["its rows at all"] = Engagement.objects.filter(pk=family.own.pk).exists()
    return found


def _addresses(family: Family, secret: str) -> tuple[str, str, Callable[[str], str]]:
    with tenant_scope(PROGRAM):
        keys = dict(Document.objects.filter(engagement=family.own).values_list("name", "pk"))
    if not secret:
        given = [family.own.pk]
        names, of_document = ("engagement", "work"), "document"
    else:
        given = ["western-galilee", secret]
        names, of_document = ("own-way", "own-work"), "own-document"
    page, work = (reverse(f"programmes:{name}", args=given) for name in names)
    return page, work, lambda name: reverse(f"programmes:{of_document}", args=[*given, keys[name]])


def _is_of(family: Family, shown: Any) -> bool:
    """Whether the page is this family's: the link of another opens the other's own."""
    return bool(shown.context["engagement"].pk == family.own.pk)


def _count(family: Family, model: Any) -> int:
    with tenant_scope(PROGRAM):
        return int(model.objects.filter(engagement=family.own).count())


def _row(name: str, found: dict[str, bool]) -> str:
    return f"| {name} | {' | '.join('yes' if found[column] else '–' for column in COLUMNS)} |"


# Of whom it is asked again when something has ended.
AFTER = frozenset({"the family, by its link", "its mentor", "a leader of the round", "a coordinator of the authority"})


@pytest.mark.django_db
def test_who_sees_a_family_is_the_table(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    family = Family()
    everybody = list(people(family))

    rows = [_row(name, answers(family, who)) for name, who in everybody]
    with transaction.atomic():
        family.closes()
        rows += [
            _row(f"{name}, once the round closed", answers(family, who)) for name, who in everybody if name in AFTER
        ]
        transaction.set_rollback(True)
    family.leaves()
    rows += [_row(f"{name}, once it left", answers(family, who)) for name, who in everybody if name in AFTER]

    title = [f"| who | {' | '.join(COLUMNS)} |", f"|---|{'---|' * len(COLUMNS)}"]
    text = "\n".join([HEAD, *title, *rows, ""])
    if os.environ.get("IGUM_WRITE_MATRIX"):
        TABLE.write_text(text)

    assert TABLE.read_text().splitlines() == text.splitlines()
