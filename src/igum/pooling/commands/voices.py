"""What towns say: votes and comments."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from igum.core.access import require
from igum.core.actor import Actor, system_actor
from igum.core.audit import record
from igum.core.errors import Refused
from igum.core.tenancy import tenant_scope
from igum.engines.pooling.shares.keys import Key
from igum.pooling import access, queries
from igum.pooling.models import Agreement, Comment, Vote


class Agreed(Refused):
    """The towns have agreed: what they said before stays."""


class WhichTown(Refused):
    """Nobody guesses for which of several towns somebody speaks."""


class NoWords(Refused):
    """There is nothing in what was sent, or too much."""


@transaction.atomic
def vote(*, actor: Actor, plan_id: UUID, authority_id: int, choice: str, key: str, at: datetime) -> Vote:
    """Say for a town what it thinks of a plan. It may say otherwise until an agreement is in force.

    Raises:
        Plan.DoesNotExist: there is none that the actor may see.
        PermissionDenied: the actor does not speak for the town, or the pool was closed.
        NoWords: there is no such choice, or no such key.
        Agreed: an agreement about the service is in force.
    """
    plan = queries.plans_for(actor).get(pk=plan_id)
    require(access.may_try(actor, plan.pool))
    require(access.may_vote(actor, plan, authority_id))
    if choice not in Vote.Choice.values or (key and key not in list(Key)):
        raise NoWords(_("Choose one of the answers, then send again."))
    # A member of a steering committee opens no rows of the town; leave was asked above.
    with tenant_scope(system_actor(plan.region_id)):
        # Locked, so that no vote is changed while the last town signs.
        agreements = Agreement.objects.select_for_update().filter(pool=plan.pool_id, withdrawn_at=None)
        if any(one.in_force_at is not None for one in agreements):
            raise Agreed(
                _("All towns have signed an agreement about this service. The votes before it stay as they are.")
            )
        said, _new = Vote.objects.update_or_create(
            region_id=plan.region_id,
            plan=plan,
            authority_id=authority_id,
            defaults={
                "pool_id": plan.pool_id,
                "choice": choice,
                "key": key,
                "voted_at": at,
                "voted_by_id": actor.user_id,
            },
        )
    record(actor, "pooling.plan.voted", plan, at=at, authority=authority_id, choice=choice, key=key)
    return said


@transaction.atomic
def comment(
    *,
    actor: Actor,
    pool_id: UUID,
    text: str,
    at: datetime,
    plan_id: UUID | None = None,
    authority_id: int | None = None,
) -> Comment:
    """Write something for all who take part, in the name of one's town; for the region, who serves no town.

    Raises:
        Pool.DoesNotExist: there is none that the actor may see.
        PermissionDenied: the pool was closed.
        NoWords: nothing was written, or more than 2,000 signs.
        WhichTown: the actor serves several of the towns and named none, or named one that is not theirs.
    """
    pool = queries.pools_for(actor).get(pk=pool_id)
    require(access.may_try(actor, pool))
    words = text.strip()
    if not 0 < len(words) <= 2000:
        raise NoWords(_("Write something, up to 2,000 characters."))
    town = _town_of(access.own_towns(actor, pool), authority_id)
    if plan_id is not None:
        queries.plans_for(actor).get(pk=plan_id, pool=pool)
    with tenant_scope(system_actor(pool.region_id)):
        said = Comment.objects.create(
            region_id=pool.region_id,
            authority_id=town,
            pool=pool,
            plan_id=plan_id,
            text=words,
            written_at=at,
            written_by_id=actor.user_id,
        )
    record(actor, "pooling.comment.written", said, at=at)
    return said


def _town_of(towns: Sequence[int], named: int | None) -> int | None:
    if named in towns or (named is None and not towns):
        return named
    if named is None and len(towns) == 1:
        return towns[0]
    raise WhichTown(_("Say for which of your towns you write, then send again."))
