"""The network of a region: who works with whom, how firmly, and what rests on one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from igum.core.access import require
from igum.core.actor import Actor
from igum.core.texts import Text
from igum.directory import queries as directory
from igum.engines.network.changes import Changes, compare
from igum.engines.network.graphml import as_graphml
from igum.engines.network.layout import Sheet, lay_out
from igum.engines.network.measures import Departure, Summary, departure, summarise
from igum.engines.network.networks import Network
from igum.engines.network.ties import Intensity, Setting, Source, Statement, Tie, reciprocity, ties_of
from igum.needs import access
from igum.needs.models import TieStatement, TieSurvey
from igum.needs.slots import WORK
from igum.places import queries as places

MOST_DRAWN = 400
SPACING = 36.0


@dataclass(frozen=True, slots=True)
class View:
    """Which network is looked at."""

    year: int
    setting: Setting = Setting.ROUTINE
    least: Intensity = Intensity.KNOW


@dataclass(frozen=True, slots=True)
class Member:
    """One organisation of the network.

    Attributes:
        id: of the organisation.
        name: in the page's language.
        authority: where it is; empty where that is not known.
        ties: with how many it has a tie.
        strongest: the strongest of them; None without any.
        share: on how many of a hundred shortest ways between others it stands.
        is_broker: whether it is one of the few that join others most.
        is_over_central: whether so much rests on it that its leaving is felt by all.
    """

    id: UUID
    name: Text
    authority: str
    ties: int
    strongest: Intensity | None
    share: int
    is_broker: bool
    is_over_central: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A tie as it is drawn."""

    x1: float
    y1: float
    x2: float
    y2: float
    intensity: int
    standing: str


@dataclass(frozen=True, slots=True)
class Dot:
    """An organisation as it is drawn; those that join others most carry their name."""

    member: Member
    x: float
    y: float
    radius: float
    label: str


@dataclass(frozen=True, slots=True)
class Picture:
    """The network as values for an SVG."""

    width: float
    height: float
    lines: tuple[Line, ...]
    dots: tuple[Dot, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """A tie in words, for those who do not see its line."""

    one: Text
    tie: "TieRow"


@dataclass(frozen=True, slots=True)
class NetworkPage:
    """A network, its figures and its picture."""

    view: View
    years: tuple[int, ...]
    members: tuple[Member, ...]
    ties: int
    pairs: tuple[Pair, ...]
    waiting: int
    density: float
    groups: int
    alone: tuple[Member, ...]
    brokers: tuple[Member, ...]
    reciprocity: float | None
    picture: Picture | None
    since_last_year: Changes | None
    in_emergency: Changes | None


@dataclass(frozen=True, slots=True)
class TieRow:
    """A tie of one organisation."""

    other: UUID
    name: Text
    intensity: Intensity
    standing: str
    sources: tuple[str, ...]
    waits_for: Text | None


@dataclass(frozen=True, slots=True)
class MemberPage:
    """One organisation in the network, and what if it left."""

    view: View
    member: Member
    ties: tuple[TieRow, ...]
    leaving: Departure
    cut_off: tuple[tuple[Text, ...], ...]
    stands_in: Text | None


def years_of(actor: Actor) -> tuple[int, ...]:
    """The years of which anything is known, the latest first.

    Raises:
        PermissionDenied: the actor works for no town of the region.
    """
    require(access.may_see_network(actor))
    told = set(TieStatement.objects.filter(region_id=actor.here).values_list("year", flat=True).distinct())
    told |= {work.year for tells in WORK for work in tells(actor)}
    return tuple(sorted(told, reverse=True))


def network_page(actor: Actor, view: View) -> NetworkPage:
    """The network of a year, with what changed since the year before and what differs in an emergency.

    Raises:
        PermissionDenied: the actor works for no town of the region.
    """
    known = _Known(actor)
    network, summary = known.network(view), _summary(known.network(view))
    members = known.members(view)
    by_id = {str(one.id): one for one in members}
    before = View(view.year - 1, view.setting, view.least)
    other = Setting.EMERGENCY if view.setting == Setting.ROUTINE else Setting.ROUTINE
    beside = View(view.year, other, view.least)
    told = [one for one in known.statements if (one.year, one.setting) == (view.year, view.setting)]
    return NetworkPage(
        view=view,
        years=years_of(actor),
        members=members,
        ties=len(network.ties),
        pairs=tuple(_pairs(network, known)) if len(members) <= MOST_DRAWN else (),
        waiting=sum(tie.waits_for is not None for tie in network.ties),
        density=summary.density,
        groups=summary.components - len(summary.isolated),
        alone=tuple(one for one in members if not one.ties),
        brokers=tuple(by_id[place.organization] for place in summary.brokers()),
        reciprocity=reciprocity(told),
        picture=_picture(network, by_id) if 0 < len(members) <= MOST_DRAWN else None,
        since_last_year=compare(known.network(before), network) if known.tells_of(before) else None,
        in_emergency=compare(network, known.network(beside)) if known.tells_of(beside) else None,
    )


def member_page(actor: Actor, organization_id: UUID, view: View) -> MemberPage | None:
    """One organisation of the network, in words; None where it is not in it.

    Raises:
        PermissionDenied: the actor works for no town of the region.
    """
    known = _Known(actor)
    network, key = known.network(view), str(organization_id)
    member = next((one for one in known.members(view) if one.id == organization_id), None)
    if member is None:
        return None
    leaving = departure(network, key)
    rows = [_tie_row(tie, key, known) for tie in network.ties if key in (tie.one, tie.other)]
    return MemberPage(
        view=view,
        member=member,
        ties=tuple(sorted(rows, key=lambda row: (-row.intensity, str(row.name)))),
        leaving=leaving,
        cut_off=tuple(tuple(known.named(each) for each in group) for group in leaving.cut_off),
        stands_in=known.named(leaving.stands_in) if leaving.stands_in else None,
    )


def graphml_of(actor: Actor, view: View) -> str:
    """The network as a GraphML document.

    Raises:
        PermissionDenied: the actor works for no town of the region.
    """
    known = _Known(actor)
    network = known.network(view)
    return as_graphml(network, {key: str(known.named(key)) for key in network.organizations})


class _Known:
    """All that is known of the ties of a region, fetched once."""

    def __init__(self, actor: Actor) -> None:
        require(access.may_see_network(actor))
        self.bodies = {str(body.id): body for body in directory.bodies_in(actor.here)}
        self.authorities = {one.pk: one.name for one in places.authorities_of(actor.here)}
        rows = TieStatement.objects.filter(region_id=actor.here)
        self.statements = [*map(_statement, rows), *_worked(actor)]
        asked = TieSurvey.objects.filter(region_id=actor.here).values_list("organization_id", "year")
        self.asked: list[tuple[str, int]] = [(str(key), year) for key, year in asked]
        self._networks: dict[View, Network] = {}

    def network(self, view: View) -> Network:
        """The organisations that were asked or told of in the year, and their ties."""
        if view not in self._networks:
            of_year = [one for one in self.statements if one.year == view.year]
            named = {end for one in of_year for end in (one.teller, one.about)}
            named |= {key for key, year in self.asked if year == view.year}
            ties = ties_of(of_year, view.year, view.setting)
            self._networks[view] = Network.of(named, ties, least=view.least)
        return self._networks[view]

    def tells_of(self, view: View) -> bool:
        """Whether anybody said or showed anything in this year and setting."""
        return any((one.year, one.setting) == (view.year, view.setting) for one in self.statements)

    def named(self, key: str) -> Text:
        """What an organisation is called; one that has left the directory has no name any more."""
        body = self.bodies.get(key)
        return body.name if body else Text(f"({key[:8]})", "en")

    def members(self, view: View) -> tuple[Member, ...]:
        """The organisations of a network by name, each with its place in it."""
        network = self.network(view)
        summary = _summary(network)
        brokers = {place.organization for place in summary.brokers()}
        strongest: dict[str, Intensity] = {}
        for tie in network.ties:
            for end in (tie.one, tie.other):
                strongest[end] = max(strongest.get(end, tie.intensity), tie.intensity)
        members = (
            Member(
                id=UUID(place.organization),
                name=self.named(place.organization),
                authority=self._authority(place.organization),
                ties=place.degree,
                strongest=strongest.get(place.organization),
                share=round(100 * place.betweenness),
                is_broker=place.organization in brokers,
                is_over_central=place.over_central,
            )
            for place in summary.places
        )
        return tuple(sorted(members, key=lambda member: (str(member.name), str(member.id))))

    def _authority(self, key: str) -> str:
        body = self.bodies.get(key)
        return self.authorities.get(body.authority_id or 0, "") if body else ""


@lru_cache(maxsize=16)
def _summary(network: Network) -> Summary:
    return summarise(network)


@lru_cache(maxsize=8)
def _spots(network: Network) -> tuple[Sheet, Mapping[str, tuple[float, float]]]:
    """Where each stands, on a sheet that grows with their number. The same network gives the same picture."""
    sheet = Sheet(height=max(700.0, len(network.organizations) * SPACING**2 * 2.5 / 920 + 160), apart=SPACING)
    return sheet, lay_out(network, sheet)


def _picture(network: Network, by_id: Mapping[str, Member]) -> Picture:
    sheet, spots = _spots(network)
    lines = (
        Line(*spots[tie.one], *spots[tie.other], tie.intensity.value, tie.standing.value)
        for tie in sorted(network.ties, key=lambda tie: tie.intensity)
    )
    dots = (
        Dot(
            member := by_id[key],
            *spots[key],
            radius=min(7.0 + member.ties * 0.6, 16.0),
            label=str(member.name) if member.is_broker else "",
        )
        for key in network.organizations
    )
    return Picture(sheet.width, sheet.height, tuple(lines), tuple(dots))


def _statement(row: TieStatement) -> Statement:
    return Statement(
        teller=str(row.teller_id),
        about=str(row.about_id),
        intensity=Intensity(row.intensity) if row.intensity else None,
        source=Source(row.source),
        year=row.year,
        setting=Setting(row.setting),
    )


def _worked(actor: Actor) -> Iterable[Statement]:
    for tells in WORK:
        for work in tells(actor):
            if work.one != work.other:
                setting = Setting.EMERGENCY if work.emergency else Setting.ROUTINE
                yield Statement(
                    str(work.one), str(work.other), Intensity(work.intensity), Source.WORK, work.year, setting
                )


def _pairs(network: Network, known: _Known) -> list[Pair]:
    pairs = [Pair(known.named(tie.one), _tie_row(tie, tie.one, known)) for tie in network.ties]
    return sorted(pairs, key=lambda pair: (str(pair.one), -pair.tie.intensity, str(pair.tie.name)))


def _tie_row(tie: Tie, key: str, known: _Known) -> TieRow:
    other = tie.other if tie.one == key else tie.one
    return TieRow(
        other=UUID(other),
        name=known.named(other),
        intensity=tie.intensity,
        standing=tie.standing.value,
        sources=tuple(source.value for source in tie.sources),
        waits_for=known.named(tie.waits_for) if tie.waits_for else None,
    )
