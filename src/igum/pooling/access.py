"""Who may do what in pooling. One table, which the tests read row by row.

| who                             | reads       | makes | asks, writes | answers, reviews | signs, pays |
| ---                             | ---         | ---   | ---          | ---              | ---         |
| director, region's coordinator  | all         | yes   | yes          | –                | notes costs |
| department manager              | of own town | –     | yes          | for own town     | for own     |
| steering committee of a town    | of own town | –     | yes          | for own town     | –           |
| steering committee of region    | all         | –     | yes          | –                | –           |
| town's worker or coordinator    | of own town | –     | yes          | –                | –           |
| everybody else                  | –           | –     | –            | –                | –           |

To make is to begin, to close, to ask for plans, to propose an agreement, to begin a hall and to give its turns; to ask
is a what-if. Who answers for a town also wishes for hours of a hall and swaps its turns.
"""

from django.utils.translation import gettext as _

from igum.core.access import ALLOW, Decision, refuse
from igum.core.actor import SYSTEM, Actor, PostHeld
from igum.pooling.models import Agreement, Hall, Plan, Pool

READS = ("region_director", "coordinator", "department_manager", "steering_member", "social_worker")
MAKES = ("region_director", "coordinator")
SPEAKS_FOR_TOWN = ("department_manager", "steering_member")
SIGNS = ("department_manager",)


def may_see_pools(actor: Actor) -> Decision:
    """Whoever works on services of a town, or of the region."""
    if actor.holds_anywhere(SYSTEM) or any(_works(post) for post in actor.posts_here):
        return ALLOW
    return refuse(_("Shared services are planned by those who work for the towns and for the region."))


def may_see_all(actor: Actor) -> Decision:
    """Whoever works for the whole region."""
    if actor.holds_anywhere(SYSTEM) or any(_works(post) and post.authority_id is None for post in actor.posts_here):
        return ALLOW
    return refuse(_("Only those who work for the whole region see the services of all towns."))


def may_see(actor: Actor, pool: Pool) -> Decision:
    """Whoever works for the region, or for a town that takes part."""
    if pool.region_id == actor.region_id and (may_see_all(actor) or set(towns_of(actor)) & set(pool.authority_ids)):
        return ALLOW
    return refuse(_("This service is planned by other towns."))


def may_make(actor: Actor) -> Decision:
    """The region's director and coordinators."""
    if actor.holds_anywhere(SYSTEM) or _region_post(actor, MAKES):
        return ALLOW
    return refuse(_("Only the region's director and its coordinators begin a shared service. Ask one of them."))


def may_change(actor: Actor, pool: Pool) -> Decision:
    """Asking for plans, proposing an agreement, closing."""
    if pool.region_id != actor.region_id:
        return refuse(_("This service is in another region."))
    return may_make(actor)


def may_try(actor: Actor, pool: Pool) -> Decision:
    """A what-if and a comment: whoever sees the pool."""
    if pool.closed_at is not None:
        return refuse(_("This service was closed. Nothing of it is planned any more."))
    return may_see(actor, pool)


def may_vote(actor: Actor, plan: Plan, authority_id: int) -> Decision:
    """A department manager or a member of the steering committee of a town that takes part."""
    return _speaks(actor, plan.pool, authority_id, SPEAKS_FOR_TOWN)


def may_sign(actor: Actor, agreement: Agreement, authority_id: int) -> Decision:
    """A department manager of a town that pays."""
    if str(authority_id) not in agreement.shares:
        return refuse(_("This town pays nothing by this agreement, so it has nothing to sign."))
    return _speaks(actor, agreement.pool, authority_id, SIGNS)


def may_review(actor: Actor, agreement: Agreement, authority_id: int) -> Decision:
    """Whether it was worth it is said by those who speak for a town that pays."""
    if str(authority_id) not in agreement.shares:
        return refuse(_("This town pays nothing by this agreement, so there is nothing to say of it."))
    return _speaks(actor, agreement.pool, authority_id, SPEAKS_FOR_TOWN)


def may_use_hall(actor: Actor, hall: Hall, authority_id: int) -> Decision:
    """Wishes and swaps of a hall are said by those who speak for a town that shares it."""
    if str(authority_id) not in hall.weights:
        return refuse(_("This town has no part in this hall."))
    return _speaks(actor, hall.pool, authority_id, SPEAKS_FOR_TOWN)


def may_note_spending(actor: Actor, agreement: Agreement, authority_id: int) -> Decision:
    """A department manager notes what the own town paid; the region's coordinators note for every town that pays."""
    if str(authority_id) not in agreement.shares:
        return refuse(_("This town pays nothing by this agreement, so there is nothing to say of it."))
    if authority_id in agreement.pool.authority_ids and may_change(actor, agreement.pool):
        return ALLOW
    return _speaks(actor, agreement.pool, authority_id, SIGNS)


def towns_of(actor: Actor, roles: tuple[str, ...] = READS) -> tuple[int, ...]:
    """The authorities for which the actor holds one of these roles."""
    held = {post.authority_id for post in actor.posts_here if post.role in roles and _works(post)}
    return tuple(sorted(authority for authority in held if authority is not None))


def own_towns(actor: Actor, pool: Pool) -> tuple[int, ...]:
    """The towns that take part and that the actor serves."""
    return tuple(town for town in towns_of(actor) if town in pool.authority_ids)


def _speaks(actor: Actor, pool: Pool, authority_id: int, roles: tuple[str, ...]) -> Decision:
    if pool.region_id != actor.region_id or authority_id not in pool.authority_ids:
        return refuse(_("This town takes no part in this service."))
    if actor.holds_anywhere(SYSTEM) or authority_id in towns_of(actor, roles):
        return ALLOW
    return refuse(_("A town is spoken for by its own department manager or steering committee."))


def _region_post(actor: Actor, roles: tuple[str, ...]) -> bool:
    return any(post.role in roles and _works(post) and post.authority_id is None for post in actor.posts_here)


def _works(post: PostHeld) -> bool:
    return post.role in READS and post.organization_id is None
