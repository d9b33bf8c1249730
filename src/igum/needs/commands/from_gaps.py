"""A gap that a campaign found becomes a need."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from igum.core.access import require
from igum.core.actor import Actor
from igum.needs import access, queries
from igum.needs.commands.needs import NeedData, NotANeed, Size, add_need
from igum.needs.models import Need
from igum.needs.rules.gaps import WEAKER, spread
from igum.places import queries as places


class NoSize(NotANeed):
    """Nobody said how many people lack it."""


@transaction.atomic
def make_need_of_gap(*, actor: Actor, campaign_id: UUID, code: str, authority_id: int | None, at: datetime) -> Need:
    """Write a gap down as a need: its size by town, where it is known from, and how sure it is. Twice is once.

    What was not told by town is spread over the towns by their residents, and is then less sure.

    Raises:
        Campaign.DoesNotExist: there is none in the region acted in.
        PermissionDenied: the actor does not coordinate this authority.
        NotANeed: the campaign found no such gap.
        NoSize: nobody said how many people lack it.
    """
    require(access.may_add_need(actor, authority_id))
    matrix = queries.gap_matrix(actor, campaign_id)
    gap = matrix.gap(code, authority_id)
    if gap is None or not gap.is_lacking:
        raise NotANeed(_("The campaign found nobody there who lacks this."))
    if not gap.people:
        raise NoSize(_("Nobody said how many people lack this. Ask, or write the need down by hand."))
    if (before := _made_before(actor, campaign_id, code, authority_id)) is not None:
        return before
    parts, estimated = spread(gap.people, gap.parts, _residents(actor, authority_id))
    row = next(row for row in matrix.rows if row.code == code)
    note = _("From the campaign “%(campaign)s”, answered by %(bodies)s on %(day)s.") % {
        "campaign": matrix.campaign,
        "bodies": ", ".join(gap.bodies),
        "day": date_format(timezone.localdate(at), "DATE_FORMAT"),
    }
    if estimated:
        note += " " + _("What was not told by town was spread over the towns by their numbers of residents.")
    data = NeedData(
        term=code,
        title=row.name,
        population=matrix.campaign.population,
        sizes=[Size(part.locality_id, part.people, part.age_from, part.age_to, part.language) for part in parts],
        regime=matrix.campaign.regime,
        source=Need.Source.CAMPAIGN,
        confidence=WEAKER[gap.basis] if estimated else gap.basis,
        source_note="\n".join([note, *gap.notes]),
        authority_id=authority_id,
        campaign_id=campaign_id,
    )
    return _made_once(actor, data, at)


@transaction.atomic
def make_need_of_estimate(
    *, actor: Actor, campaign_id: UUID, code: str, authority_id: int | None, at: datetime
) -> Need:
    """Write down how many may lack something where nobody gave a number, judged by the census and those who did.

    Raises:
        Campaign.DoesNotExist: there is none in the region acted in.
        PermissionDenied: the actor does not coordinate this authority.
        NotANeed: too few have answered to judge by.
    """
    require(access.may_add_need(actor, authority_id))
    matrix = queries.gap_matrix(actor, campaign_id)
    row = next((row for row in matrix.rows if row.code == code), None)
    guess = row.estimated(authority_id) if row else None
    if row is None or guess is None or not guess.people:
        raise NotANeed(_("Too few towns have answered to judge this one by them."))
    if (before := _made_before(actor, campaign_id, code, authority_id)) is not None:
        return before
    parts, _estimated = spread(guess.people, (), _residents(actor, authority_id))
    note = _(
        "Nobody there gave a number. As many of a thousand residents were taken to lack it as in the towns that "
        "answered “%(campaign)s”: between %(low)s and %(high)s people, with 95%% confidence."
    ) % {"campaign": matrix.campaign, "low": guess.low, "high": guess.high}
    data = NeedData(
        term=code,
        title=row.name,
        population=matrix.campaign.population,
        sizes=[Size(part.locality_id, part.people) for part in parts],
        regime=matrix.campaign.regime,
        source=Need.Source.CENSUS,
        source_note=note,
        authority_id=authority_id,
        campaign_id=campaign_id,
    )
    return _made_once(actor, data, at)


def _made_once(actor: Actor, data: NeedData, at: datetime) -> Need:
    """The need, or the one that somebody made of the same gap at the same moment."""
    try:
        with transaction.atomic():
            return add_need(actor=actor, region_id=actor.here, data=data, at=at)
    except IntegrityError:
        campaign_id = data.campaign_id
        before = _made_before(actor, campaign_id, data.term, data.authority_id) if campaign_id else None
        if before is None:
            raise
        return before


def _residents(actor: Actor, authority_id: int | None) -> dict[int, int]:
    towns = places.localities_of(region_id=actor.here, authority_id=authority_id)
    return {town.pk: town.population or 0 for town in towns}


def _made_before(actor: Actor, campaign_id: UUID, code: str, authority_id: int | None) -> Need | None:
    made = Need.objects.filter(region_id=actor.here, campaign_id=campaign_id, term_id=code)
    own = made.filter(authority=None) if authority_id is None else made.filter(authority_id=authority_id)
    return own.first()
