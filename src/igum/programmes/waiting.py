"""Who waits for a place in a programme, told to needs: counts by town, never below what the programme may show."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.db.models import Sum
from django.utils.translation import gettext as _

from igum.core.actor import Actor
from igum.needs.slots import Demand
from igum.programmes import queries
from igum.programmes.models import Cohort
from igum.programmes.rules.outcomes import Outcome

SOURCE = "waiting_list"
FEWEST = 5  # of a town, whatever a programme shows to its own people: needs are read by others too


def demand(actor: Actor) -> Iterable[Demand]:
    """People on the waiting lists of rounds that go on, by the authority where they live. Two queries and one a round.

    A sealed programme tells nothing. A town with fewer than the programme's smallest number, and than
    five, is left out.
    """
    waiting = (
        queries.applications_for(actor)
        .filter(outcome=Outcome.WAITING, withdrawn_at=None, erased_at=None, applied_at__isnull=False)
        .filter(cohort__closed_at=None, cohort__programme__closed_at=None, locality__region_id=actor.here)
        .exclude(offers__isnull=False)  # offered a place, or was: nobody's turn to wait any more
        .order_by()
        .values_list("cohort_id", "locality__authority_id", "locality_id")
        .annotate(people=Sum("units"))
    )
    towns = defaultdict[tuple[UUID, int], list[tuple[int, int]]](list)
    for cohort_id, authority_id, locality_id, people in waiting:
        if authority_id is not None:
            towns[cohort_id, authority_id].append((locality_id, people))
    rounds = queries.cohorts_for(actor).filter(pk__in={cohort_id for cohort_id, _authority in towns})
    cohorts = {one.pk: one for one in rounds.select_related("programme", "version")}
    for (cohort_id, authority_id), counted in sorted(towns.items(), key=str):
        if (cohort := cohorts.get(cohort_id)) and (told := _told(cohort, authority_id, counted)):
            yield told


def _told(cohort: Cohort, authority_id: int, counted: list[tuple[int, int]]) -> Demand | None:
    confidentiality = queries.programme_of(cohort.version).confidentiality
    fewest = max(confidentiality.small_cells_below, FEWEST)
    shown = tuple(sorted((town, people) for town, people in counted if people >= fewest))
    if confidentiality.level == "sealed" or not shown:
        return None
    note = _("On the waiting list: %(round)s. Towns with fewer than %(fewest)s people are left out.")
    return Demand(
        key=f"{cohort.pk}:{authority_id}",
        source=SOURCE,
        # In one language whoever looks: by its title a need is known to be written down already.
        title=f"{cohort.programme.names['he']} · {cohort.key}",
        authority_id=authority_id,
        localities=shown,
        note=note % {"round": cohort.title, "fewest": fewest},
    )
