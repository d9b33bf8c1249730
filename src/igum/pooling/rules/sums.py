"""How a figure came about: the terms of its sum, counted anew from who goes where, not taken from the solver."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction

from igum.engines.pooling.location.plans import Plan
from igum.engines.pooling.location.services import Cofunding, Service
from igum.engines.pooling.shares.accounts import Account
from igum.engines.pooling.shares.games import CostGame, Mask, Town, sizes
from igum.engines.pooling.shares.keys import Key

WEIGHTED = (Key.EQUAL, Key.POPULATION, Key.USERS, Key.ABILITY)


@dataclass(frozen=True, slots=True)
class Term:
    """One term: so many times so much.

    Attributes:
        kind: "site", "group", "head", "way"; "funded" for what a co-funding pays of them, by ``of``.
        name: the site, or the town that people live in.
        times: how many.
        each: agorot.
        of: of a co-funding's term, its name and what it pays of: ("Ministry", "head").
    """

    kind: str
    name: str
    times: int
    each: int
    of: tuple[str, str] = ("", "")

    @property
    def amount(self) -> int:
        """Agorot, as they are added up."""
        return self.times * self.each


@dataclass(frozen=True, slots=True)
class Cost:
    """What a plan costs, term by term.

    Attributes:
        terms: before co-funding.
        funded: what co-fundings pay, by name, each with its terms.
        capped: by name, what it pays at most, where that is less than its terms.
    """

    terms: tuple[Term, ...]
    funded: tuple[Term, ...]
    capped: dict[str, int]

    @property
    def gross(self) -> int:
        """Before co-funding."""
        return sum(term.amount for term in self.terms)

    def paid_by(self, name: str) -> int:
        """What one co-funding pays."""
        paid = sum(term.amount for term in self.funded if term.of[0] == name)
        return min(paid, self.capped.get(name, paid))

    @property
    def net(self) -> int:
        """What the towns pay together."""
        return self.gross - sum(self.paid_by(name) for name in {term.of[0] for term in self.funded})


def cost_of(service: Service, plan: Plan) -> Cost:
    """The sum of a plan, item by item: sites that open, groups that meet, people, and their ways."""
    rules, items = service.rules, Counter[tuple[str, str, str, int]]()
    for name in plan.opened:
        items["site", name, service.site(name).town, service.site(name).cost] += 1
    for group in plan.groups:
        items["group", group.site, service.site(group.site).town, rules.group_cost] += group.groups
    for seat in plan.seats:
        town = service.parties[seat.party].town
        items["head", town, town, rules.head_cost] += seat.people
        items["way", town, town, rules.way_cost * seat.minutes] += seat.people
    terms = [Term(kind, name, times, each) for (kind, name, _town, each), times in items.items() if each]
    funded = [
        Term(kind, name, times, fund.share(each, kind, town), (fund.name, kind))
        for fund in service.cofunding
        for (kind, name, town, each), times in items.items()
        if fund.share(each, kind, town)
    ]
    return Cost(tuple(terms), tuple(funded), _capped(service.cofunding, funded))


def _capped(cofunding: tuple[Cofunding, ...], funded: list[Term]) -> dict[str, int]:
    paid = Counter[str]()
    for term in funded:
        paid[term.of[0]] += term.amount
    return {one.name: one.ceiling for one in cofunding if one.ceiling is not None and paid[one.name] > one.ceiling}


@dataclass(frozen=True, slots=True)
class Step:
    """One line of how a share came about. ``words`` is a code that the page knows how to say.

    Attributes:
        words: "weight", "separable", "remaining", "joining", "coalition", "drawn".
        figure: residents, participants, or agorot.
        towns: the coalition that it is about.
        part: what it adds to the share, exact.
    """

    words: str
    figure: int | Fraction
    towns: tuple[Town, ...] = ()
    part: Fraction = Fraction(0)


def share_of(
    game: CostGame,
    account: Account,
    weights: dict[Town, int | Fraction],
    town: Town,
    counted: Collection[Mask] | None = None,
) -> list[Step]:
    """How the share of one town came about, before rounding to agorot and before floors and caps.

    For a key of weights, the weights; for separable costs, what each adds and gains; for Shapley, what the town adds on
    average when it joins first, second, and so on; for a nucleolus, the groups whose reason to leave is greatest, of
    those that were counted.
    """
    if account.key in WEIGHTED:
        everybody = sum(Fraction(weight) for weight in weights.values())
        own = Fraction(weights[town])
        return [
            Step("weight", weights[town], (town,)),
            Step("weight", everybody, game.towns, part=account.total * own / everybody if everybody else Fraction(0)),
        ]
    place = game.towns.index(town)
    if account.key is Key.SHAPLEY:
        return _joining(game, place)
    if account.key is Key.SCRB:
        separable = [game.total - others for others in game.without_one()]
        gains = [max(0, alone - own) for alone, own in zip(game.alone(), separable, strict=True)]
        rest = game.total - sum(separable)
        gained = sum(gains)
        part = Fraction(rest * gains[place], gained) if gained else Fraction(rest, len(gains))
        return [
            Step("separable", separable[place], (town,), part=Fraction(separable[place])),
            Step("remaining", gains[place], (town,), part=part),
        ]
    return _closest(game, account, town, range(1, game.whole) if counted is None else counted)


def _joining(game: CostGame, place: int) -> list[Step]:
    count, table = len(game.towns), game.table()
    many = sizes(count)
    found = []
    for before in range(count):
        masks = [mask for mask in range(game.whole + 1) if not mask >> place & 1 and many[mask] == before]
        added = sum(int(table[mask | 1 << place] - table[mask]) for mask in masks)
        average = Fraction(added, len(masks))
        found.append(Step("joining", before + 1, part=average / count))
    return found


def _closest(game: CostGame, account: Account, town: Town, counted: Collection[Mask]) -> list[Step]:
    """The groups with this town that gain least from the pool: they hold its share where it is."""
    shares, bit = account.shares, 1 << game.towns.index(town)
    tight = []
    for mask in counted:
        if mask & bit and mask != game.whole:
            towns = game.names(mask)
            tight.append((game.cost_of(mask) - sum(shares[one] for one in towns), len(towns), mask))
    return [Step("coalition", saved, game.names(mask)) for saved, _size, mask in sorted(tight)[:5]]
