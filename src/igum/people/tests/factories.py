"""Two regions, three towns, and the people who recur: one who may, one from next door, one who may not."""

from contextlib import AbstractContextManager
from datetime import UTC, date, datetime
from itertools import count

from igum.core.actor import Actor, PostHeld, system_actor
from igum.core.tenancy import tenant_scope
from igum.people.commands import Registration
from igum.people.models import Post, Resident, User
from igum.people.rules import OPENS_ROWS, Role
from igum.places.models import Authority, Locality, Region

MONDAY = datetime(2027, 1, 4, 9, 0, tzinfo=UTC)
TODAY = MONDAY.date()
LONG_AGO = date(2020, 1, 1)

ALDER_VALLEY, MAPLE_HILLS = 9001, 9002  # regions
BIRCH, CEDAR, ELM = 9101, 9102, 9103  # authorities: two neighbours in the valley, one in the hills
BIRCH_TOWN, CEDAR_TOWN, ELM_TOWN = 9201, 9202, 9203

_numbers = count(1)


def make_places() -> None:
    """The regions, authorities and towns above."""
    for pk, slug in ((ALDER_VALLEY, "alder-valley"), (MAPLE_HILLS, "maple-hills")):
        Region.objects.create(id=pk, slug=slug, names={"he": slug, "en": slug})
    for authority, town, region, name in (
        (BIRCH, BIRCH_TOWN, ALDER_VALLEY, "Birch"),
        (CEDAR, CEDAR_TOWN, ALDER_VALLEY, "Cedar"),
        (ELM, ELM_TOWN, MAPLE_HILLS, "Elm"),
    ):
        names = {"he": name, "en": name}
        Authority.objects.create(
            id=authority, names=names, cbs_code=str(authority), kind="local_council", district="north", region_id=region
        )
        Locality.objects.create(
            id=town,
            names=names,
            kind="town",
            district="north",
            authority_id=authority,
            region_id=region,
            latitude=33.0,
            longitude=35.2,
        )


def make_user(name: str = "") -> User:
    name = name or f"user{next(_numbers)}"
    return User.objects.create_user(f"{name.lower()}@example.org", name=name)


def make_actor(role: str, authority_id: int | None = None, *, region_id: int = ALDER_VALLEY, user_id: int = 0) -> Actor:
    """Somebody in a post, as the site would make them; the account is made when none is given."""
    held = PostHeld(role, region_id, authority_id, reads_others=role in OPENS_ROWS)
    return Actor(user_id=user_id or make_user().pk, region_id=region_id, posts=(held,))


def acting(actor: Actor) -> AbstractContextManager[None]:
    """What the middleware does around a request."""
    return tenant_scope(actor)


def make_post(user: User, role: Role, authority_id: int | None = None, **columns: object) -> Post:
    """A post as if given long ago."""
    values = {"region_id": ALDER_VALLEY, "starts_on": LONG_AGO, **columns}
    with acting(system_actor(int(values["region_id"]))):
        return Post.objects.create(user=user, role=role, authority_id=authority_id, **values)


def a_registration(authority_id: int = BIRCH, **details: object) -> Registration:
    towns = {BIRCH: BIRCH_TOWN, CEDAR: CEDAR_TOWN, ELM: ELM_TOWN}
    values = {"given_name": "רות", "family_name": "כהן", "locality_id": towns[authority_id], **details}
    return Registration(authority_id=authority_id, **values)


def make_resident(authority_id: int = BIRCH, *, region_id: int = ALDER_VALLEY, **columns: object) -> Resident:
    """A resident as if registered long ago."""
    names = {"given_name": "רות", "family_name": "כהן"}
    names.update({name: columns.pop(name) for name in ("given_name", "family_name") if name in columns})
    resident = Resident(region_id=region_id, authority_id=authority_id, **columns)
    resident.take_name(**names)
    with acting(system_actor(region_id)):
        resident.save(force_insert=True)
    return resident
