"""What choosing is given: the applications of a cohort as candidates, its places and its rule."""

from dataclasses import replace
from fractions import Fraction

from igum.engines.choosing.choice import Standing
from igum.engines.choosing.terms import Candidate, Decision, Places, Reserve, Rule, TieBreak
from igum.programmes.models import Application, Cohort, Engagement, Offer
from igum.programmes.rules.outcomes import Outcome
from igum.programmes.rules.programme import Programme
from igum.programmes.rules.sharing import fitted, shares_with_places

AUTHORITY = "authority"
DECISIONS = {
    Outcome.CHOSEN: Decision.CHOSEN,
    Outcome.NOT_CHOSEN: Decision.DECLINED,
}


def candidates_of(cohort: Cohort) -> dict[str, Candidate]:
    """Everybody who applied and did not withdraw, by key. What a person decided is part of it."""
    rows = Application.objects.filter(cohort=cohort, applied_at__isnull=False, withdrawn_at=None).values_list(
        "pk",
        "rule_score",
        "panel_score",
        "applied_at",
        "units",
        "is_eligible",
        "findings__holds",
        "outcome",
        "outcome_by",
        "locality__authority",
    )
    return {
        str(pk): Candidate(
            key=str(pk),
            score=Fraction(rule_score or 0) + Fraction(panel_score or 0),
            applied_at=applied_at,
            units=units,
            eligible=is_eligible,
            holds=frozenset(holds or ()),
            decision=DECISIONS.get(Outcome(outcome)) if by is not None and outcome else None,
            groups={} if lives_in is None else {AUTHORITY: lives_in},
        )
        for pk, rule_score, panel_score, applied_at, units, is_eligible, holds, outcome, by, lives_in in rows
        if applied_at is not None
    }


def places_of(cohort: Cohort, programme: Programme) -> Places:
    """All there is to give in a cohort, and what is kept: by a rule of the file, or for an authority of its pool.

    A reserve of a rule is named by its key, which an application's findings hold; that of an authority is for those who
    live there. One place is kept once: what the rules leave is divided among the authorities in the proportion of their
    parts, so that a violin from Acre takes the place of a violin or one of Acre, whichever leaves more to others.
    """
    kept = programme.selection.reserved if programme.selection else ()
    reserves = [Reserve(one.key, one.places, one.key, released=one.unfilled == "released") for one in kept]
    left = cohort.places
    for number, reserve in enumerate(reserves):
        reserves[number] = replace(reserve, places=min(reserve.places, left))
        left -= reserves[number].places
    shares = shares_with_places(programme)
    released = programme.pool is None or programme.pool.unfilled == "released"
    for share, places in zip(shares, fitted([share.places or 0 for share in shares], left), strict=True):
        name, where = f"{AUTHORITY}:{share.authority}", {AUTHORITY: share.authority}
        reserves.append(Reserve(name, places, where, released=released))
    return Places(cohort.places, tuple(reserves))


def rule_of(cohort: Cohort, programme: Programme) -> Rule:
    """How the cohort's candidates are put in order and let in."""
    ties = programme.selection.tie_break if programme.selection else ("applied_at",)
    return Rule(seed=cohort.lot_seed, ties=tuple(TieBreak(tie) for tie in ties))


def standing_of(cohort: Cohort) -> dict[str, Standing]:
    """Where those stand who were offered a place before, or hold one. A later fact overrides an earlier one."""
    standing: dict[str, Standing] = {}
    current = {"cohort": cohort, "application__withdrawn_at": None}
    for application, accepted, declined, ended in (
        Offer.objects.filter(**current)
        .order_by("made_at")
        .values_list("application_id", "accepted_at", "declined_at", "ended_at")
    ):
        standing[str(application)] = Standing.GONE if declined or ended or accepted else Standing.OFFERED
    for application, ended in (
        Engagement.objects.filter(**current).order_by("began_at").values_list("application_id", "ended_at")
    ):
        standing[str(application)] = Standing.GONE if ended else Standing.HOLDS
    return standing
