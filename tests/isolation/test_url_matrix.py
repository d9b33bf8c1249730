"""Every address of the site is visited as everybody; ``url_matrix.md`` says what each of them gets.

A new address, or another answer, fails until the table says so: run with ``IGUM_WRITE_MATRIX=1``
to write it anew, and read the difference before committing it.
"""

import os
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from django.contrib.auth.hashers import make_password
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from igum.core.actor import system_actor
from igum.core.tenancy import tenant_scope
from igum.directory.tests import factories as directory
from igum.directory.views import region as region_views
from igum.people.models import Post, User
from igum.people.rules import REACHES, Reach, Role
from igum.programmes.tests import factories as programmes

TABLE = Path(__file__).with_name("url_matrix.md")
KARMIEL = 1139
SERVICE = UUID("00000000-0000-4000-8000-000000000001")
ORGANIZATION = UUID("00000000-0000-4000-8000-000000000002")
VISITOR = "visitor"

# What stands for the variable part of an address.
PARTS = {
    "<slug:section>": "words",
    "<slug:code>": "size",
    "<slug:kind>": "csv",
    "<str:place>": "0",
    "<uuid:service_id>": str(SERVICE),
    "<service_id>": str(SERVICE),
    "<slug:slug>": "western-galilee",
    "<int:code>": str(KARMIEL),
    "<int:region_id>": str(directory.WESTERN_GALILEE),
    "<int:pk>": "1",
    "<slug:region>": "western-galilee",
    "<slug:key>": "home",
    "<str:secret>": "secret",
    "<str:code>": "unknown",
    **dict.fromkeys(
        (
            *(
                "<uuid:questionnaire_id>",
                "<uuid:message_id>",
                "<uuid:pair_id>",
                "<uuid:import_id>",
                "<uuid:referral_id>",
            ),
            *("<uuid:draft_id>", "<uuid:programme_id>", "<uuid:cohort_id>", "<uuid:application_id>"),
            *("<uuid:volunteer_id>", "<uuid:vetting_id>", "<uuid:opportunity_id>", "<uuid:shift_id>"),
            *("<uuid:sign_up_id>", "<uuid:entry_id>", "<uuid:initiative_id>"),
            *("<uuid:need_id>", "<uuid:campaign_id>", "<uuid:organization_id>"),
            *("<uuid:pool_id>", "<uuid:plan_id>", "<uuid:agreement_id>", "<uuid:hall_id>", "<uuid:swap_id>"),
            *("<uuid:engagement_id>", "<uuid:match_id>", "<uuid:session_id>", "<uuid:document_id>"),
            "<uuid:invitation_id>",
            "<uuid:release_id>",
            *("<uuid:alert_id>", "<uuid:room_id>", "<uuid:game_id>"),
        ),
        "00000000-0000-4000-8000-00000000000f",
    ),
    "^confirm-email/(?P<key>[-:\\w]+)/$": "confirm-email/unknown/",
    "^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$": "password/reset/key/1-unknown/",
    "^(?P<provider_id>[^/]+)/": "municipality/",
}

EXPLAINED = {"200", "301", "302", "401", "403", "404", "405", "409"}
HEAD = """# Who gets what

Every address of the site, visited (GET) by a visitor who has not signed in and by somebody in each of the ten roles.
Written by `tests/isolation/test_url_matrix.py`, which fails when an answer differs from this table.

**200** the page · **301**, **302** sent elsewhere: a visitor to the sign-in page, somebody signed in away from it ·
**401** signing in elsewhere failed · **403** no leave, in words · **404** nothing there for this person ·
**405** only takes what a form sends · **409** refused, in words
"""


def patterns(resolver: URLResolver, before: str = "") -> Iterator[str]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from patterns(entry, before + str(entry.pattern))
        elif isinstance(entry, URLPattern):
            yield before + str(entry.pattern)


def address(pattern: str) -> str:
    for variable, example in PARTS.items():
        pattern = pattern.replace(variable, example)
    return "/" + pattern.rstrip("$")


def readable(pattern: str) -> str:
    """The address with its variable parts by name."""
    return "/" + re.sub(r"\(\?P<(\w+)>(?:[^()]|\([^)]*\))*\)", r"<\1>", pattern).replace("^", "").rstrip("$")


@pytest.fixture
def visitors(busy_db: str, settings, tmp_path: Path) -> Iterator[dict[str, Client]]:
    """A browser for everybody: nobody in particular, and one account a role, in a region with one service."""
    settings.IGUM_SEARCH_INDEX = tmp_path / "index"
    region_views._regions.cache_clear()
    directory.make_places()
    directory.make_terms()
    directory.make_service(id=SERVICE)
    directory.build_index(settings.IGUM_SEARCH_INDEX)
    _run_programme()
    browsers, password = {VISITOR: Client(raise_request_exception=False)}, make_password("one for all, hashed once")
    for role in Role:
        user = User.objects.create_user(f"{role.value}@example.org", name=role.value)
        User.objects.filter(pk=user.pk).update(password=password)
        _give(user, role)
        user.refresh_from_db()
        browsers[role.value] = Client(raise_request_exception=False)
        browsers[role.value].force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    yield browsers
    region_views._regions.cache_clear()


def _run_programme() -> None:
    """A programme of the region with one application, so that the table says who opens those."""
    today = timezone.now()
    days = {"opens": -10, "closes": 10, "starts": 60}
    cohort = programmes.publish(
        at=today - timedelta(days=20),
        cohorts=[
            {"key": "2026", "places": 2}
            | {name: (today + timedelta(days=away)).date().isoformat() for name, away in days.items()}
        ],
    )
    application = programmes.apply(cohort, "secret", at=today - timedelta(days=1), town=KARMIEL)
    PARTS["<uuid:cohort_id>"], PARTS["<uuid:application_id>"] = str(cohort.pk), str(application.pk)


def _give(user: User, role: Role) -> None:
    reach = next(reach for reach in (Reach.REGION, Reach.AUTHORITY, Reach.ORGANIZATION) if reach in REACHES[role])
    with tenant_scope(system_actor(directory.WESTERN_GALILEE)):
        Post.objects.create(
            user=user,
            role=role,
            region_id=directory.WESTERN_GALILEE,
            authority_id=KARMIEL if reach == Reach.AUTHORITY else None,
            organization_id=ORGANIZATION if reach == Reach.ORGANIZATION else None,
            starts_on=directory.AT.date(),
        )


def test_every_address_gives_everybody_what_the_table_says(visitors):
    rows = []
    for pattern in sorted(set(patterns(get_resolver())), key=address):
        answers = [str(browser.get(address(pattern)).status_code) for browser in visitors.values()]
        rows.append(f"| `{readable(pattern)}` | {' | '.join(answers)} |")
    titles = [name.replace("_", " ") for name in visitors]
    table = [f"| address | {' | '.join(titles)} |", f"|---|{'---|' * len(titles)}", *rows]
    text = HEAD + "\n" + "\n".join(table) + "\n"
    if os.environ.get("IGUM_WRITE_MATRIX"):
        TABLE.write_text(text)

    stands = TABLE.read_text().splitlines()
    missing = [row for row in text.splitlines() if row not in stands]
    stale = [row for row in stands if row not in text.splitlines()]

    assert not missing, "Rows that the table does not have; add them when they are right:\n" + "\n".join(missing)
    assert not stale, "Rows of the table that no address answers to:\n" + "\n".join(stale)


def test_every_variable_part_of_an_address_has_an_example():
    unfilled = [pattern for pattern in patterns(get_resolver()) if set("<>()") & set(address(pattern))]

    assert not unfilled, f"Give these parts an example in PARTS: {unfilled}"


def test_nobody_is_ever_met_by_an_error_of_the_program():
    answers = {
        cell.strip() for row in TABLE.read_text().splitlines() if row.startswith("| `/") for cell in row.split("|")
    }

    assert {answer for answer in answers if answer.isdigit()} <= EXPLAINED
