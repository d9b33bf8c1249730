"""A network: organisations, the ties that count, and who reaches whom."""

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from igum.engines.network.ties import Intensity, Organization, Standing, Tie

SURE_ENOUGH = frozenset({Standing.CONFIRMED, Standing.CLAIMED})


@dataclass(frozen=True)
class Network:
    """Organisations and the ties between them.

    Attributes:
        organizations: by key; also those that have no tie.
        ties: between two of them each, by the keys of both.
    """

    organizations: tuple[Organization, ...]
    ties: tuple[Tie, ...]

    @classmethod
    def of(
        cls,
        organizations: Iterable[Organization],
        ties: Iterable[Tie],
        least: Intensity = Intensity.KNOW,
        standings: frozenset[Standing] = SURE_ENOUGH,
    ) -> "Network":
        """The network of the ties that are strong and sure enough.

        Raises:
            ValueError: a tie is with an organisation that is not listed.

        >>> from igum.engines.network.ties import Source
        >>> tie = Tie("a", "b", Intensity.KNOW, Standing.CLAIMED, (Source.SURVEY,), "b")
        >>> Network.of("cab", [tie], least=Intensity.COOPERATE).ties
        ()
        """
        listed = tuple(sorted(set(organizations)))
        kept = tuple(sorted(tie for tie in ties if tie.intensity >= least and tie.standing in standings))
        strangers = sorted({end for tie in kept for end in (tie.one, tie.other)} - set(listed))
        if strangers:
            raise ValueError(f"ties must be between organisations that are listed, and {', '.join(strangers)} are not")
        return cls(listed, kept)

    @cached_property
    def neighbours(self) -> Mapping[Organization, frozenset[Organization]]:
        """With whom each organisation has a tie."""
        found: dict[Organization, set[Organization]] = {each: set() for each in self.organizations}
        for tie in self.ties:
            found[tie.one].add(tie.other)
            found[tie.other].add(tie.one)
        return {each: frozenset(near) for each, near in found.items()}

    @cached_property
    def components(self) -> tuple[tuple[Organization, ...], ...]:
        """All who reach each other: the largest first, of equal ones by key."""
        left, found = set(self.organizations), []
        for each in self.organizations:
            if each in left:
                reached = self.steps_from(each).keys()
                left -= reached
                found.append(tuple(sorted(reached)))
        return tuple(sorted(found, key=lambda component: (-len(component), component)))

    @property
    def density(self) -> float:
        """The share of all pairs that have a tie."""
        pairs = len(self.organizations) * (len(self.organizations) - 1) / 2
        return len(self.ties) / pairs if pairs else 0.0

    @property
    def isolated(self) -> tuple[Organization, ...]:
        """Who has no tie at all."""
        return tuple(each for each in self.organizations if not self.neighbours[each])

    def steps_from(self, start: Organization) -> dict[Organization, int]:
        """How many ties away each organisation is that can be reached."""
        steps, ahead = {start: 0}, deque([start])
        while ahead:
            here = ahead.popleft()
            for near in self.neighbours[here]:
                if near not in steps:
                    steps[near] = steps[here] + 1
                    ahead.append(near)
        return steps

    def without(self, organization: Organization) -> "Network":
        """The network if an organisation left."""
        return Network(
            tuple(each for each in self.organizations if each != organization),
            tuple(tie for tie in self.ties if organization not in (tie.one, tie.other)),
        )
