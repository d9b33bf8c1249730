"""What the directory's searches and services' refusals say is lacking, as demand."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta

from django.db.models import Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from igum.core.actor import Actor
from igum.directory import queries as directory
from igum.needs.models import Need, RefusalCount, SearchCount
from igum.needs.rules.counts import DAYS_TOLD, FEWEST, shown
from igum.needs.rules.gaps import spread
from igum.needs.slots import Demand
from igum.places import queries as places

# term, authority (None where no town was named) -> how many by town; the town of those without one is None.
Counted = Mapping[tuple[str, int | None], Mapping[int | None, int]]

SEARCHED = gettext_lazy(
    "Searches of the directory in the last %(days)s days that found nothing, or only after something asked for was let "
    "go. At most so many people: one person may have searched more than once, and who does not search is not counted."
)
REFUSED = gettext_lazy(
    "People who said on the page of a service, in the last %(days)s days, that it turned them away (%(reasons)s). "
    "Nobody has to prove it, and one person may have said it more than once."
)


def searched_for(actor: Actor, *, on: date) -> Iterator[Demand]:
    """Needs that people searched for in vain, as the actor's posts show them. Three queries."""
    rows = (
        SearchCount.objects.filter(region_id=actor.here, day__gt=on - timedelta(days=DAYS_TOLD))
        .exclude(outcome=SearchCount.Outcome.FOUND)
        .exclude(term=None)
        .values_list("term_id", "authority_id", "locality_id")
        .annotate(many=Sum("searches"))
    )
    counted = defaultdict[tuple[str, int | None], dict[int | None, int]](dict)
    for term, authority, town, many in rows:
        counted[term, authority][town] = many
    note = SEARCHED % {"days": DAYS_TOLD}
    yield from _demands(actor, Need.Source.SEARCH, counted, lambda _term, _authority: note)


def refused(actor: Actor, *, on: date) -> Iterator[Demand]:
    """Needs whose services turned people away, as the actor's posts show them. Four queries."""
    rows = list(
        RefusalCount.objects.filter(region_id=actor.here, day__gt=on - timedelta(days=DAYS_TOLD))
        .values_list("service_id", "reason", "authority_id", "locality_id")
        .annotate(many=Sum("reports"))
    )
    terms = directory.needs_of_services({service for service, *_rest in rows})
    counted = defaultdict[tuple[str, int | None], Counter[int | None]](Counter)
    why = defaultdict[tuple[str, int | None], Counter[str]](Counter)
    for service, reason, authority, town, many in rows:
        for term in terms.get(service, ()):
            counted[term, authority][town] += many
            why[term, authority][reason] += many

    def note(term: str, authority: int | None) -> str:
        # Without their numbers: beside the towns that are shown they would tell of those that are not.
        reasons = [str(RefusalCount.Reason(reason).label) for reason, _many in why[term, authority].most_common()]
        return REFUSED % {"days": DAYS_TOLD, "reasons": ", ".join(reasons)}

    yield from _demands(actor, Need.Source.REFUSAL, counted, note)


def _demands(actor: Actor, source: str, counted: Counted, note: Callable[[str, int | None], str]) -> Iterator[Demand]:
    names = {term.pk: term.names["he"] for term in directory.terms_of_needs({term for term, _where in counted})}
    residents = dict[int, int]()
    for (term, authority), by_town in sorted(counted.items(), key=str):
        if term not in names:
            continue  # a situation, or a need that the taxonomy knows no more
        named = shown({town: many for town, many in by_town.items() if town is not None})
        told = str(note(term, authority))
        if authority is None:
            if (many := by_town.get(None, 0)) < FEWEST:
                continue
            residents = residents or {
                town.pk: town.population or 0 for town in places.localities_of(region_id=actor.here)
            }
            named = tuple((part.locality_id, part.people) for part in spread(many, (), residents)[0])
            told += " " + _("No town was named: they were spread over the towns by their numbers of residents.")
        elif len(named) < len(by_town):
            told += " " + _("Towns with fewer than %(fewest)s are left out.") % {"fewest": FEWEST}
        if named:
            yield Demand(
                key=f"{source}:{term}:{authority or 0}",
                source=source,
                # In one language whoever looks: by its title a need is known to be written down already.
                title=names[term],
                authority_id=authority,
                localities=named,
                note=told,
                term=term,
                confidence=Need.Confidence.LOW,
            )
