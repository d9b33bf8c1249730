"""What a role of a file requires of a volunteer, as the papers that volunteering knows."""

from collections.abc import Iterable
from math import ceil

from igum.programmes.rules.programme import Role

VALID = "valid"  # as volunteering says of a paper in force
PARENTS = "parents_consent"
PAPERS = {
    "police_clearance": "police_minors",
    "no_sex_offences": "police_minors",
    "secrecy": "secrecy",
    "training": "training",
}
# An adult's papers, which a youth cannot bring: the parents' consent stands for them.
OF_ADULTS = frozenset({"police_minors", "violence"})


def papers_of(role: Role, *, is_minor: bool) -> frozenset[str]:
    """The papers that a role requires of a volunteer.

    >>> sorted(papers_of(Role({}, requires=("police_clearance", "training:mentors")), is_minor=False))
    ['police_minors', 'training']
    """
    needed = frozenset(PAPERS[word] for word in _words(role) if word in PAPERS)
    return (needed - OF_ADULTS) | {PARENTS} if is_minor else needed


def asked_by_hand(role: Role) -> tuple[str, ...]:
    """What a role requires and no paper here shows: an interview, a licence. Whoever invites has seen to it."""
    return tuple(word for word in role.requires if word.partition(":")[0] not in PAPERS)


def members_needed(role: Role, subjects: int) -> int | None:
    """How many members a role needs for so many subjects; None where the file does not say.

    >>> members_needed(Role({}, for_each_subject=2, most_subjects=1), 10)
    20
    """
    if role.for_each_subject is None:
        return None
    return ceil(subjects * role.for_each_subject / (role.most_subjects or 1))


def _words(role: Role) -> Iterable[str]:
    return (word.partition(":")[0] for word in role.requires)
