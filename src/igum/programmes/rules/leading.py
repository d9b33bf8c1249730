"""Whether somebody of a team may lead a session."""

from enum import Enum


class Candidacy(Enum):
    """Why somebody may lead a session, or may not."""

    GOOD = "good"
    NOT_SERVING = "not_serving"
    NOT_EXPECTED = "not_expected"


def candidacy_of(*, serves: bool, leads: bool, is_expected: bool) -> Candidacy:
    """Who serves on that day, leads the cohort or has a role that comes to the session.

    >>> candidacy_of(serves=True, leads=False, is_expected=True)
    <Candidacy.GOOD: 'good'>
    """
    if not serves:
        return Candidacy.NOT_SERVING
    return Candidacy.GOOD if leads or is_expected else Candidacy.NOT_EXPECTED
