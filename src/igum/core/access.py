"""Leave to act: one decision draws the button and guards the command."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether something is allowed and, when it is not, why, in the person's language."""

    allowed: bool
    reason: str = ""

    def __bool__(self) -> bool:
        return self.allowed


ALLOW = Decision(allowed=True)


def refuse(reason: str) -> Decision:
    """A refusal with its reason."""
    return Decision(allowed=False, reason=str(reason))


def require(decision: Decision) -> None:
    """Go on only when allowed.

    Raises:
        PermissionDenied: with the decision's own words.
    """
    if not decision.allowed:
        raise PermissionDenied(decision.reason)
