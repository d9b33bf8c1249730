"""Mapping campaigns: how far their answers are, what they found, and what the holder of a link sees."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import numpy as np
from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from igum.core.access import require
from igum.core.actor import Actor, system_actor
from igum.core.tenancy import tenant_scope
from igum.directory import queries as directory
from igum.engines.outcomes.suppression import HIDDEN, suppressed
from igum.needs import access
from igum.needs.models import Campaign, Invitation, Need, Respondent
from igum.needs.rules.estimates import Estimate, estimate
from igum.needs.rules.gaps import Answer, Gap, gaps_from
from igum.needs.rules.maps import Circle, Spot, circles
from igum.needs.rules.surveys import said_of
from igum.places import queries as places
from igum.questionnaires import queries as questionnaires

LEAST_SHOWN = 5  # as in the reports of programmes


def campaigns_for(actor: Actor) -> QuerySet[Campaign]:
    """The campaigns of the region acted in, the latest first.

    Raises:
        PermissionDenied: the actor coordinates nothing there.
    """
    require(access.may_see_campaigns(actor))
    return Campaign.objects.filter(region_id=actor.here).select_related("authority").order_by("-made_at", "pk")


def campaigns_with_counts(actor: Actor) -> QuerySet[Campaign]:
    """The same, each with how many bodies of the actor's were asked, and answered.

    Raises:
        PermissionDenied: the actor coordinates nothing there.
    """
    answered = Count("invitations", filter=Q(invitations__answered_at__isnull=False), distinct=True)
    return campaigns_for(actor).annotate(asked=Count("invitations", distinct=True), answered=answered)


def takes_answers(campaign: Campaign, at: datetime) -> bool:
    """Whether it was not closed and its last day is not over."""
    return campaign.closed_at is None and timezone.localdate(at) <= campaign.closes_on


@dataclass(frozen=True, slots=True)
class Asked:
    """How far one body is with its answer."""

    invitation: Invitation
    authority: str
    people: tuple[Respondent, ...]
    stands: str  # answered, begun, opened or asked


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a campaign is, by authority."""

    campaign: Campaign
    asked: tuple[Asked, ...]
    without: tuple[str, ...]  # authorities where nobody was asked

    @property
    def answered(self) -> int:
        """How many bodies have answered."""
        return sum(one.stands == "answered" for one in self.asked)


def progress(actor: Actor, campaign_id: UUID) -> Progress:
    """How far a campaign is: of the authorities whose rows the actor's posts open.

    Raises:
        Campaign.DoesNotExist: there is none in the region acted in.
        PermissionDenied: the actor coordinates nothing there.
    """
    campaign = campaigns_for(actor).get(pk=campaign_id)
    invitations = list(_invitations(campaign).prefetch_related("respondents__brought_by"))
    named = {one.pk: one.name for one in places.authorities_of(actor.here)}
    reached = {one.authority_id for one in invitations}
    return Progress(
        campaign=campaign,
        asked=tuple(
            sorted(
                (
                    Asked(one, named.get(one.authority_id or 0, ""), tuple(one.respondents.all()), _stands(one))
                    for one in invitations
                ),
                key=lambda asked: (asked.authority, asked.invitation.body_name),
            )
        ),
        without=tuple(sorted(name for pk, name in named.items() if pk not in reached))
        if actor.sees_whole_region
        else (),
    )


@dataclass(frozen=True, slots=True)
class Row:
    """One need of the matrix: its name and the gap in each authority, the region as a whole last."""

    code: str
    name: str
    gaps: tuple[Gap, ...]
    made: frozenset[int]  # authorities whose gap is a need already; 0 for the region

    @property
    def people(self) -> int:
        """How many lack it, in all authorities together."""
        return sum(gap.people or 0 for gap in self.gaps if gap.authority_id is not None)

    def estimated(self, authority_id: int | None) -> Estimate | None:
        """How many may lack it in an authority that gave no number, judged by those that did."""
        told = [
            (gap.people or 0, gap.population)
            for gap in self.gaps
            if gap.population and (gap.level == "none" or (gap.is_lacking and gap.people is not None))
        ]
        gap = next((gap for gap in self.gaps if gap.authority_id == authority_id), None)
        if gap is None or gap.level == "none" or gap.people is not None or not gap.population:
            return None
        return estimate(told, gap.population)


@dataclass(frozen=True, slots=True)
class Matrix:
    """What a campaign found: need by authority."""

    campaign: Campaign
    authorities: tuple[places.Authority, ...]
    rows: tuple[Row, ...]
    answered: int
    asked: int

    @property
    def speaks_of_region(self) -> bool:
        """Whether any answer is about the region as a whole."""
        return any(row.gaps[-1].level for row in self.rows)

    def gap(self, code: str, authority_id: int | None) -> Gap | None:
        """One gap; None where the campaign does not ask this."""
        found = (gap for row in self.rows if row.code == code for gap in row.gaps if gap.authority_id == authority_id)
        return next(found, None)


def gap_matrix(actor: Actor, campaign_id: UUID) -> Matrix:
    """What a campaign found, of the authorities whose answers the actor may read.

    Raises:
        Campaign.DoesNotExist: there is none in the region acted in.
        PermissionDenied: the actor coordinates nothing there.
    """
    campaign = campaigns_for(actor).get(pk=campaign_id)
    authorities = list(places.authorities_of(actor.here))
    if not actor.sees_whole_region:
        authorities = [one for one in authorities if one.pk in actor.authority_ids]
    return _matrix(campaign, authorities)


def gap_map(matrix: Matrix, row: Row) -> tuple[Circle, ...]:
    """Where one need is lacking: a circle for each authority that gave a number, in the middle of its towns."""
    points: dict[int, list[tuple[float, float]]] = {}
    towns = places.localities_of(region_id=matrix.campaign.region_id).filter(latitude__isnull=False)
    for authority, latitude, longitude in towns.values_list("authority_id", "latitude", "longitude"):
        points.setdefault(authority or 0, []).append((float(latitude), float(longitude)))
    names = {one.pk: one.name for one in matrix.authorities}
    spots = []
    for gap in row.gaps:
        middle = points.get(gap.authority_id or 0)
        if middle and gap.level:
            latitude, longitude = np.mean(middle, axis=0).tolist()
            spots.append(Spot(names[gap.authority_id or 0], latitude, longitude, gap.people or 0, gap.level))
    return circles(spots)


@dataclass(frozen=True, slots=True)
class PublicRow:
    """One need as everybody may read it: the level in each authority, and the numbers that may be shown."""

    name: str
    cells: tuple[tuple[Gap, int | None], ...]  # None: not told, or too few to be shown
    total: int | None


@dataclass(frozen=True, slots=True)
class PublicMatrix:
    """What a campaign found, small numbers left out."""

    campaign: Campaign
    authorities: tuple[places.Authority, ...]
    rows: tuple[PublicRow, ...]
    answered: int


def public_matrix(region_id: int, campaign_id: UUID) -> PublicMatrix:
    """What a published campaign found, with every number hidden that is small or would tell a small one.

    Raises:
        Campaign.DoesNotExist: there is none, or it was not published.
    """
    with tenant_scope(system_actor(region_id)):
        campaign = Campaign.objects.get(pk=campaign_id, region_id=region_id, published_at__isnull=False)
        matrix = _matrix(campaign, list(places.authorities_of(region_id)))
    counts = np.array([[gap.people or 0 for gap in row.gaps[:-1]] for row in matrix.rows], dtype=np.int64)
    shown = suppressed(counts, limit=LEAST_SHOWN).numbers
    return PublicMatrix(
        campaign=campaign,
        authorities=matrix.authorities,
        rows=tuple(
            PublicRow(
                row.name,
                tuple(
                    (gap, _shown(int(shown[place, column])) if gap.people is not None else None)
                    for column, gap in enumerate(row.gaps[:-1])
                ),
                _shown(int(shown[place, -1])),
            )
            for place, row in enumerate(matrix.rows)
        ),
        answered=matrix.answered,
    )


@dataclass(frozen=True, slots=True)
class OwnPage:
    """What the holder of a link sees: what is asked, until when, who else fills it in."""

    respondent: Respondent
    campaign: Campaign
    invitation: Invitation
    others: tuple[Respondent, ...]
    stands: str


def own_page(actor: Actor) -> OwnPage:
    """The page of a link.

    Raises:
        Respondent.DoesNotExist: it opens nothing.
    """
    if not actor.link:
        raise Respondent.DoesNotExist("No secret link was given.")
    respondent = Respondent.objects.get(region_id=actor.here, link_hash=actor.link)
    with tenant_scope(system_actor(actor.here)):
        invitation = Invitation.objects.select_related("campaign", "response").get(pk=respondent.invitation_id)
        others = invitation.respondents.exclude(pk=respondent.pk).filter(left_at=None).order_by("invited_at")
        return OwnPage(respondent, invitation.campaign, invitation, tuple(others), _stands(invitation))


def _shown(number: int) -> int | None:
    return None if number == HIDDEN else number


def _invitations(campaign: Campaign) -> QuerySet[Invitation]:
    return Invitation.objects.filter(campaign=campaign).select_related("response").order_by("body_name")


def _stands(invitation: Invitation) -> str:
    if invitation.answered_at is not None:
        return "answered"
    if invitation.response.answers:
        return "begun"
    return "opened" if any(one.opened_at for one in invitation.respondents.all()) else "asked"


def _matrix(campaign: Campaign, authorities: list[places.Authority]) -> Matrix:
    invitations = list(_invitations(campaign))
    codes: list[str] = list(campaign.terms)
    names = {term.pk: term.name for term in directory.terms_of_needs(codes)}
    rows = gaps_from(
        _answers(campaign, invitations),
        codes,
        {one.pk: one.population for one in authorities},
        directory.supply_by_authority(campaign.region_id, codes),
    )
    made: dict[str, set[int]] = {}
    for term, authority in Need.objects.filter(campaign=campaign).values_list("term_id", "authority_id"):
        made.setdefault(term, set()).add(authority or 0)
    return Matrix(
        campaign=campaign,
        authorities=tuple(authorities),
        rows=tuple(
            Row(code, names.get(code, code), tuple(gaps), frozenset(made.get(code, ())))
            for code, gaps in zip(codes, rows, strict=True)
        ),
        answered=sum(one.answered_at is not None for one in invitations),
        asked=len(invitations),
    )


def _answers(campaign: Campaign, invitations: list[Invitation]) -> Iterator[Answer]:
    """What was sent; an answer that is being changed counts as it was sent."""
    facts_of = questionnaires.fact_reader(campaign.questionnaire.definition)
    for one in invitations:
        if one.answered_at is None:
            continue
        facts = facts_of(one.response.standing_answers)
        for number, code in enumerate(campaign.terms, start=1):
            said = said_of(facts, number)
            if said is not None:
                yield Answer(code, one.authority_id, one.body_name, said)
