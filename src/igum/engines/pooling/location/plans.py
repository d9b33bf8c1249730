"""What is answered: the plan, how good it is known to be, and who is left out and why."""

from dataclasses import dataclass
from enum import StrEnum

from igum.engines.pooling.location.effort import Goal, Status
from igum.engines.pooling.location.services import Party


class Reason(StrEnum):
    """Why people of a party are not served. The first that is true, in this order."""

    NOBODY_NEAR = "nobody near"  # no site that may open is within the longest way
    OTHER_SITE = "locked"  # only sites other than the one the town is locked to
    NO_COMMON_HOURS = "no common hours"  # sites are near, but free when they are not
    NO_LANGUAGE = "no language"  # sites are near and free, but no group is led there in their language
    GROUP_TOO_SMALL = "group too small"  # all who could join them anywhere are fewer than the smallest group
    TOWN_TOO_LARGE = "town too large"  # the town stays whole, and no site holds it
    BUDGET = "budget"  # more people could be served for more money
    CAPACITY = "capacity"  # every group that they could join is full and no more may meet
    OTHERS_FIRST = "others first"  # serving them would leave out others whose need weighs more


@dataclass(frozen=True, slots=True)
class Group:
    """People who meet at one site, in one slot.

    Attributes:
        site: its name.
        slot: when.
        language, age, gender: what the group is for, where groups are apart by it; else empty.
        groups: how many such groups meet there then, side by side.
        people: in all of them together.
    """

    site: str
    slot: str
    language: str
    age: str
    gender: str
    groups: int
    people: int


@dataclass(frozen=True, slots=True)
class Seat:
    """People of one party in one group.

    Attributes:
        party: its place among the service's parties.
        group: its place among the plan's groups.
        people: how many.
        minutes: of way for each.
    """

    party: int
    group: int
    people: int
    minutes: int


@dataclass(frozen=True, slots=True)
class LeftOut:
    """People of one party who are not served.

    Attributes:
        party: who.
        people: how many.
        reason: why.
    """

    party: Party
    people: int
    reason: Reason


@dataclass(frozen=True, slots=True)
class Stage:
    """How good the plan is for one goal, given the goals before it.

    Attributes:
        goal: what was bettered.
        value: of the plan, in the goal's unit.
        bound: no plan that is as good for the goals before is better than this.
        gap: how far they are apart, as a share of the value.
        status: what that means.
    """

    goal: Goal
    value: int
    bound: float
    gap: float
    status: Status


@dataclass(frozen=True, slots=True)
class Money:
    """What a plan costs, in agorot, for the plan's term.

    Attributes:
        sites, groups, heads, ways: before co-funding.
        funded: what each co-funding pays, by name.
    """

    sites: int
    groups: int
    heads: int
    ways: int
    funded: tuple[tuple[str, int], ...]

    @property
    def gross(self) -> int:
        """Before co-funding."""
        return self.sites + self.groups + self.heads + self.ways

    @property
    def net(self) -> int:
        """What the towns pay together."""
        return self.gross - sum(amount for _, amount in self.funded)


@dataclass(frozen=True, slots=True)
class Plan:
    """Which sites open, which groups meet, who goes where.

    Attributes:
        service: its name.
        opened: names of sites, in the service's order.
        groups: that meet.
        seats: who sits where.
        left_out: who is not served, and why.
        money: what it costs.
        stages: how good it is, goal by goal.
    """

    service: str
    opened: tuple[str, ...]
    groups: tuple[Group, ...]
    seats: tuple[Seat, ...]
    left_out: tuple[LeftOut, ...]
    money: Money
    stages: tuple[Stage, ...]

    @property
    def people(self) -> int:
        """How many are served."""
        return sum(seat.people for seat in self.seats)

    @property
    def farthest(self) -> int:
        """Minutes of the longest way."""
        return max((seat.minutes for seat in self.seats), default=0)

    @property
    def gap(self) -> float:
        """The widest gap of the goals that come first: served and cost."""
        return max((stage.gap for stage in self.stages if stage.goal is not Goal.FARTHEST), default=0.0)

    @property
    def status(self) -> Status:
        """The least of the stages' statuses."""
        order = list(Status)
        return max((stage.status for stage in self.stages), key=order.index, default=Status.PROVEN)

    def stage(self, goal: Goal) -> Stage:
        """The stage of one goal."""
        return next(stage for stage in self.stages if stage.goal is goal)
