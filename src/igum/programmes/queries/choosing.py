"""What choosing is given: the applications of a cohort as candidates, its places and its rule."""

from fractions import Fraction

from igum.engines.choosing.choice import Standing
from igum.engines.choosing.terms import Candidate, Decision, Places, Reserve, Rule, TieBreak
from igum.programmes.models import Application, Cohort, Engagement, Offer
from igum.programmes.rules.outcomes import Outcome
from igum.programmes.rules.programme import Programme

FIELDS = (
    *("pk", "rule_score", "panel_score", "applied_at", "units", "is_eligible"),
    *("findings__holds", "outcome", "outcome_by"),
)
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
        )
        for pk, rule_score, panel_score, applied_at, units, is_eligible, holds, outcome, by in rows
        if applied_at is not None
    }


def places_of(cohort: Cohort, programme: Programme) -> Places:
    """All there is to give in a cohort. A reserve is named by its key, which an application's findings hold."""
    kept = programme.selection.reserved if programme.selection else ()
    return Places(
        cohort.places,
        tuple(Reserve(one.key, one.places, one.key, released=one.unfilled == "released") for one in kept),
    )


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
