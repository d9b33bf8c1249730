"""Who acts: a value made once per request from the posts that are valid at that moment."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class PostHeld:
    """A role held in a region, in one of its authorities, or in an organisation."""

    role: str
    region_id: int
    authority_id: int | None = None
    organization_id: str | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, in which region, holding which posts there. Nobody in particular by default."""

    user_id: int | None = None
    region_id: int | None = None
    posts: tuple[PostHeld, ...] = field(default=())

    @property
    def is_known(self) -> bool:
        """Whether somebody signed in."""
        return self.user_id is not None

    @property
    def roles(self) -> frozenset[str]:
        """The roles held in the region acted in, anywhere inside it."""
        return frozenset(post.role for post in self._here())

    @property
    def sees_whole_region(self) -> bool:
        """Whether a post covers the region itself and not just one authority or organisation."""
        return any(post.authority_id is None and post.organization_id is None for post in self._here())

    @property
    def authority_ids(self) -> frozenset[int]:
        """The authorities served; empty for an actor whose posts cover the whole region."""
        return frozenset(post.authority_id for post in self._here() if post.authority_id is not None)

    def holds(self, *roles: str, authority_id: int | None = None) -> bool:
        """Whether one of these roles is held here; with an authority, whether it covers that authority."""
        return any(
            post.role in roles and (authority_id is None or _covers(post, authority_id)) for post in self._here()
        )

    def _here(self) -> tuple[PostHeld, ...]:
        return tuple(post for post in self.posts if post.region_id == self.region_id)


def _covers(post: PostHeld, authority_id: int) -> bool:
    if post.organization_id is not None:
        return False
    return post.authority_id is None or post.authority_id == authority_id


ANYONE = Actor()
