"""Who writes in the fault tests."""

from igum.core.actor import Actor, PostHeld

WRITER = Actor(user_id=1, region_id=212, posts=(PostHeld("coordinator", 212),))
