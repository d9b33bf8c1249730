"""What has changed: from one year to another, or between routine and an emergency."""

from dataclasses import dataclass

from igum.engines.network.networks import Network
from igum.engines.network.ties import Intensity, Organization, Tie


@dataclass(frozen=True, slots=True)
class Shift:
    """A tie that is there both times, at another intensity."""

    one: Organization
    other: Organization
    before: Intensity
    after: Intensity


@dataclass(frozen=True, slots=True)
class Changes:
    """From one network to another.

    Attributes:
        joined: organisations that are only in the second.
        left: those that are only in the first.
        new: ties that are only in the second.
        gone: those that are only in the first, also because one side left.
        stronger: ties of a higher intensity than before.
        weaker: ties of a lower one.
        density: before and after.
        components: how many, before and after.
    """

    joined: tuple[Organization, ...]
    left: tuple[Organization, ...]
    new: tuple[Tie, ...]
    gone: tuple[Tie, ...]
    stronger: tuple[Shift, ...]
    weaker: tuple[Shift, ...]
    density: tuple[float, float]
    components: tuple[int, int]


def compare(before: Network, after: Network) -> Changes:
    """What is in one network and not in the other, and which ties have grown or faded.

    >>> from igum.engines.network.ties import Source, Standing
    >>> known = Tie("a", "b", Intensity.KNOW, Standing.CONFIRMED, (Source.WORK,))
    >>> joint = Tie("a", "b", Intensity.INTEGRATE, Standing.CONFIRMED, (Source.WORK,))
    >>> changes = compare(Network.of("ab", [known]), Network.of("abc", [joint]))
    >>> changes.joined, [(shift.before.name, shift.after.name) for shift in changes.stronger]
    (('c',), [('KNOW', 'INTEGRATE')])
    """
    was = {(tie.one, tie.other): tie for tie in before.ties}
    now = {(tie.one, tie.other): tie for tie in after.ties}
    shifts = [
        Shift(*pair, was[pair].intensity, now[pair].intensity)
        for pair in sorted(was.keys() & now.keys())
        if was[pair].intensity != now[pair].intensity
    ]
    return Changes(
        joined=tuple(sorted(set(after.organizations) - set(before.organizations))),
        left=tuple(sorted(set(before.organizations) - set(after.organizations))),
        new=tuple(now[pair] for pair in sorted(now.keys() - was.keys())),
        gone=tuple(was[pair] for pair in sorted(was.keys() - now.keys())),
        stronger=tuple(shift for shift in shifts if shift.after > shift.before),
        weaker=tuple(shift for shift in shifts if shift.after < shift.before),
        density=(before.density, after.density),
        components=(len(before.components), len(after.components)),
    )
