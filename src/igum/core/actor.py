"""Who acts: a value made once per request from the posts that are valid at that moment."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class PostHeld:
    """A role held in a region, in one of its authorities, or in an organisation.

    ``reads_others`` is false for a role that opens nobody else's rows: a resident,
    a volunteer, a committee member. Such a post never widens row-level security.
    """

    role: str
    region_id: int | None
    authority_id: int | None = None
    organization_id: str | None = None
    reads_others: bool = True


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, in which region, holding which posts there. Nobody in particular by default.

    ``link`` is the hash of the secret link (``core.links``) that a request came with; empty without one.
    """

    user_id: int | None = None
    region_id: int | None = None
    posts: tuple[PostHeld, ...] = field(default=())
    link: str = ""

    @property
    def is_known(self) -> bool:
        """Whether somebody signed in."""
        return self.user_id is not None

    @property
    def here(self) -> int:
        """The region acted in, as a key to look by: 0, which no region has, for an actor without one."""
        return self.region_id or 0

    @property
    def posts_here(self) -> tuple[PostHeld, ...]:
        """The posts held in the region acted in."""
        return tuple(post for post in self.posts if post.region_id == self.region_id)

    @property
    def roles(self) -> frozenset[str]:
        """The roles held in the region acted in, anywhere inside it."""
        return frozenset(post.role for post in self.posts_here)

    @property
    def sees_whole_region(self) -> bool:
        """Whether a post opens rows of the whole region and not just of one authority or organisation."""
        return any(
            post.reads_others and post.authority_id is None and post.organization_id is None for post in self.posts_here
        )

    @property
    def authority_ids(self) -> frozenset[int]:
        """The single authorities whose rows a post opens; empty for an actor whose posts cover the whole region."""
        return frozenset(
            post.authority_id for post in self.posts_here if post.reads_others and post.authority_id is not None
        )

    def holds(self, *roles: str, authority_id: int | None) -> bool:
        """Whether one of these roles is held here over an authority; with None over the region itself.

        A post over the region covers every authority of it; a post in an organisation covers none.
        """
        return any(
            post.role in roles and post.organization_id is None and post.authority_id in (None, authority_id)
            for post in self.posts_here
        )

    def holds_anywhere(self, *roles: str) -> bool:
        """Whether one of these roles is held here: over the region, in any of its authorities, in an organisation.

        Never enough to open what belongs to one of them: for that ask ``holds``.
        """
        return any(post.role in roles for post in self.posts_here)


ANYONE = Actor()

# Held by the program itself, at the terminal and in jobs. No person is ever given it: it is no role of a post.
SYSTEM = "system"


def system_actor(region_id: int | None) -> Actor:
    """The program acting for a region, or for the whole installation when there is none."""
    return Actor(region_id=region_id, posts=(PostHeld(SYSTEM, region_id),))
