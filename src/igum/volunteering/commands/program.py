"""Deeds that touch rows which whoever does them may not see: places on a shift, a body's own opportunity."""

from contextlib import AbstractContextManager
from dataclasses import replace

from igum.core.actor import Actor, system_actor
from igum.core.tenancy import tenant_scope


def as_program(actor: Actor) -> AbstractContextManager[None]:
    """See the whole region for one deed, in the name of whoever does it: the trail says who that was.

    Leave is asked inside, of the actor and never of the program.
    """
    return tenant_scope(replace(system_actor(actor.here), user_id=actor.user_id))
