"""Making a pool and closing it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from igum.core.access import require
from igum.core.actor import Actor
from igum.core.audit import record
from igum.core.errors import Refused
from igum.needs.commands import mark_pooled
from igum.places import queries as places
from igum.pooling import access
from igum.pooling.models import Pool
from igum.pooling.rules.bounds import PoolFault
from igum.pooling.rules.document import read_pool


class CannotBeRead(Refused):
    """The document has a fault; the text names the line."""


class NobodyTakesPart(Refused):
    """No payer in the document is an authority of the region."""


class Closed(Refused):
    """The pool was closed."""


@dataclass(frozen=True, slots=True)
class NewPool:
    """What a pool begins with.

    Attributes:
        titles: by language, Hebrew always.
        source: the document.
        need_ids: what it answers.
        id: where it is given, as a sample's is.
        is_sample: invented to show the platform.
    """

    titles: Mapping[str, str]
    source: str
    need_ids: tuple[UUID, ...] = ()
    id: UUID = field(default_factory=uuid4)
    is_sample: bool = False


@transaction.atomic
def make_pool(*, actor: Actor, new: NewPool, at: datetime) -> Pool:
    """Begin a pool from a document whose towns are localities by their code, paid for by authorities by theirs.

    Raises:
        PermissionDenied: the actor makes no pools.
        CannotBeRead: the document has a fault.
        NobodyTakesPart: a town's payer is no authority of the region, or there is no town.
        Need.DoesNotExist, NotOpen: a need is not the actor's to see, or was closed.
    """
    require(access.may_make(actor))
    try:
        file = read_pool(new.source.encode())
    except PoolFault as fault:
        raise CannotBeRead(_("Line %(line)s: %(cause)s") % {"line": fault.line, "cause": fault}) from fault
    payers = {file.payer(town) for town in file.service.towns}
    known = {str(pk) for pk in places.authorities_of(actor.here).values_list("pk", flat=True)}
    if not payers or payers - known:
        raise NobodyTakesPart(
            _("Every town of a shared service is paid for by an authority of this region. Correct the towns.")
        )
    pool = Pool.objects.create(
        id=new.id,
        region_id=actor.here,
        authority_ids=sorted(map(int, payers)),
        titles=dict(new.titles),
        source=new.source,
        need_ids=list(new.need_ids),
        is_sample=new.is_sample,
        made_at=at,
        made_by_id=actor.user_id,
    )
    if new.need_ids:
        mark_pooled(actor=actor, need_ids=new.need_ids, at=at)
    record(actor, "pooling.pool.made", pool, at=at, towns=len(payers), needs=len(new.need_ids))
    return pool


@transaction.atomic
def close_pool(*, actor: Actor, pool_id: UUID, at: datetime) -> None:
    """Plan it no more. What was agreed to stays.

    Raises:
        Pool.DoesNotExist: there is none in this region.
        PermissionDenied: the actor makes no pools.
        Closed: it was closed before.
    """
    pool = Pool.objects.select_for_update().get(pk=pool_id, region_id=actor.here)
    require(access.may_change(actor, pool))
    if pool.closed_at is not None:
        raise Closed(_("This service was closed already."))
    pool.closed_at = at
    pool.save(update_fields=["closed_at"])
    record(actor, "pooling.pool.closed", pool, at=at)
