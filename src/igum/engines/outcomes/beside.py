"""Counts that stand beside one total that everybody knows: which of them may be shown."""

from collections.abc import Sequence


def beside_total(counts: Sequence[int], *, limit: int) -> tuple[int | None, ...]:
    """The counts that may be shown when their total is; None for one that may not.

    Several tables of the same people share their total and nothing else: whoever knows the total and every number shown
    of one table learns nothing of another. So each is made safe by itself, and the total stays. Every small count is
    hidden (small: from 1 to under the limit), and with it the next greater ones, until the hidden ones together leave
    room: for no small one can any number from 1 to the limit be ruled out. Where even all of them leave no room, the
    noughts are hidden too. A total that is small itself may not be shown, and hides everything.

    Args:
        counts: people by kind; everybody is of one kind. Whole numbers >= 0.
        limit: the smallest number that may be shown. >= 1.

    Raises:
        ValueError: a count is negative, or the limit is less than 1.

    >>> beside_total([9, 3, 0, 12], limit=5)
    (None, None, 0, 12)
    >>> beside_total([2, 2, 2, 0], limit=5)
    (None, None, None, None)
    """
    if limit < 1 or any(count < 0 for count in counts):
        raise ValueError("limit must be at least 1 and no count negative")
    total = sum(counts)
    small = [place for place, count in enumerate(counts) if 0 < count < limit]
    if not small:
        return tuple(counts)
    nothing = (None,) * len(counts)
    if total < limit:
        return nothing
    others = sorted((count, place) for place, count in enumerate(counts) if count >= limit)
    hidden = set(small)
    for _, place in [*others, (0, -1)]:
        if len(hidden) > 1 and sum(counts[one] for one in hidden) - (len(hidden) - 1) >= limit:
            return tuple(None if at in hidden else count for at, count in enumerate(counts))
        hidden.add(place)
    return nothing
