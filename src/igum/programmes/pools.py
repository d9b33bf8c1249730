"""A programme made from a shared service: the card on the pool's page, and the answers that its draft begins with."""

from collections.abc import Mapping
from datetime import date, timedelta
from fractions import Fraction

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import override

from igum.core.actor import Actor
from igum.core.requests import Request
from igum.places import queries as places
from igum.pooling.queries import served_by_town
from igum.pooling.slots import Agreement, Card, Pool
from igum.programmes import access, queries
from igum.programmes.rules.edits import Edit, Put
from igum.programmes.rules.starting import Start

HUNDRED = 10_000  # hundredths of a percent, which the file writes with two decimals
WEEKS_OPEN = 4


def card(request: HttpRequest, pool: Pool, agreement: Agreement | None) -> Card | None:
    """For those who begin programmes of the region, once all towns have signed."""
    if not isinstance(actor := getattr(request, "actor", None), Actor) or pool.closed_at is not None:
        return None
    if agreement is None or agreement.in_force_at is None or not access.may_publish(actor, None):
        return None
    draft = next((one for one in queries.drafts_for(actor) if one.key == key_of(pool)), None)
    made = next((one for one in queries.programmes_to_edit(actor) if one.key == key_of(pool)), None)
    context = {"pool": pool, "draft": draft, "programme": made, "places": agreement.plan.people}
    return Card("programmes/_pool_card.html", context)


def key_of(pool: Pool) -> str:
    """The key of the programme of a pool: always the same, so that it is made once."""
    return f"pool-{pool.pk.hex[:12]}"


def start_of(request: Request, pool: Pool, agreement: Agreement, today: date) -> Start:
    """What the draft begins with."""
    languages = [code for code in ("he", "ar") if pool.titles.get(code)]
    region = places.regions().get(pk=pool.region_id)
    opens = max(today, agreement.starts_on - timedelta(weeks=2 * WEEKS_OPEN))
    return Start(
        key=key_of(pool),
        languages=languages,
        names={code: pool.titles[code] for code in languages},
        summary={code: _summary_in(code) for code in languages},
        owner={code: region.names.get(code, region.names["he"]) for code in languages},
        subject="person",
        opens=opens,
        closes=opens + timedelta(weeks=WEEKS_OPEN),
        starts=max(agreement.starts_on, opens + timedelta(weeks=WEEKS_OPEN + 1)),
        places=agreement.plan.people,
    )


def _summary_in(language: str) -> str:
    with override(language):
        return _("Held together by the towns of the region.")


def edits_of(agreement: Agreement) -> list[Edit]:
    """The places that are kept for each town, and its part of the cost."""
    served, parts = served_by_town(agreement.plan), percents(agreement.shares)
    shares = [
        {"authority": int(town), "percent": float(Fraction(parts[town], 100)), "places": served.get(town, 0)}
        for town in agreement.shares
    ]
    return [Put(("pool",), {"shares": shares})]


def percents(shares: Mapping[str, int]) -> dict[str, int]:
    """Parts of a whole in hundredths of a percent that add up to all of it.

    >>> percents({"a": 1, "b": 1, "c": 1})
    {'a': 3334, 'b': 3333, 'c': 3333}
    """
    total = sum(shares.values()) or 1
    exact = {town: Fraction(amount * HUNDRED, total) for town, amount in shares.items()}
    found = {town: int(part) for town, part in exact.items()}
    left = HUNDRED - sum(found.values())
    for town in sorted(exact, key=lambda one: (found[one] - exact[one], one))[:left]:
        found[town] += 1
    return found
