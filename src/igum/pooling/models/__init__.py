"""Tables of pooling: pools and their plans, what towns say of them, what they agreed to and what came of it."""

from igum.pooling.models.agreements import Agreement, Review, Signature, Spending
from igum.pooling.models.halls import Hall, HallSwap, HallTurn, HallWish
from igum.pooling.models.pools import Plan, Pool, Solve
from igum.pooling.models.voices import Comment, Vote

__all__ = [
    "Agreement",
    "Comment",
    "Hall",
    "HallSwap",
    "HallTurn",
    "HallWish",
    "Plan",
    "Pool",
    "Review",
    "Signature",
    "Solve",
    "Spending",
    "Vote",
]
