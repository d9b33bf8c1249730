"""What a mayor asks, in sentences: what we pay alone and here, by which key, who would rather leave, what if we do."""

from collections.abc import Mapping
from dataclasses import dataclass

from igum.engines.pooling.shares.accounts import Account, TownFacts
from igum.engines.pooling.shares.core import Core, Objection
from igum.engines.pooling.shares.games import Town
from igum.engines.pooling.shares.keys import Key


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with named places and what stands in them; the caller translates it and writes towns and money.

    ``str()`` writes it in English, with money in shekels and towns by code: for the command line and for tests.
    """

    message: str
    facts: Mapping[str, object]

    def __str__(self) -> str:
        return self.message % {name: _written(name, value) for name, value in self.facts.items()}


def gettext_noop(message: str) -> str:
    """Mark a text for the catalogue; whoever shows it translates it."""
    return message


BY_KEY = {
    Key.EQUAL: gettext_noop("Every town pays the same."),
    Key.POPULATION: gettext_noop("Each town pays by how many residents it has."),
    Key.USERS: gettext_noop("Each town pays by how many of its residents take part."),
    Key.ABILITY: gettext_noop("Each town pays by its residents and its socio-economic cluster."),
    Key.SCRB: gettext_noop("Each town pays what it adds to the cost, and of the rest by what it saves."),
    Key.SHAPLEY: gettext_noop("Each town pays what it adds to the cost, averaged over all orders of joining."),
    Key.NUCLEOLUS: gettext_noop("The shares are set so that no group of towns has more reason to leave than need be."),
    Key.PER_CAPITA_NUCLEOLUS: gettext_noop(
        "The shares are set so that no group of towns has more reason to leave, for each of its towns, than need be."
    ),
}
SAVES = gettext_noop(
    "Alone %(town)s would pay %(alone)s; together with the others it pays %(here)s and saves %(saved)s."
)
PAYS_MORE = gettext_noop(
    "Alone %(town)s would pay %(alone)s; here it pays %(here)s, which is %(more)s more than alone."
)
SAMPLED = gettext_noop("The share was estimated: it is within %(within)s of the exact one, nineteen times in twenty.")
AT_FLOOR = gettext_noop("By the key it would pay less; the agreement says at least %(floor)s.")
AT_CAP = gettext_noop("By the key it would pay more; the agreement says at most %(cap)s.")
OBJECTS = gettext_noop(
    "%(towns)s would pay %(alone)s by themselves and pay %(here)s here: leaving saves them %(gain)s."
)
NOBODY_OBJECTS = gettext_noop("No town and no group of towns would pay less by leaving.")
LEAVING_COSTS = gettext_noop("If %(town)s leaves, it loses %(saved)s, and the others pay %(others_lose)s more.")
LEAVING_COSTS_ONLY_IT = gettext_noop("If %(town)s leaves, it loses %(saved)s, and the others save %(others_save)s.")
LEAVING_SAVES = gettext_noop("If %(town)s leaves, it saves %(more)s, and the others pay %(others_lose)s more.")
LEAVING_SAVES_ALL = gettext_noop("If %(town)s leaves, it saves %(more)s, and the others save %(others_save)s.")
EMPTY_CORE = gettext_noop(
    "Whatever the key, some group of towns would pay less by leaving: in smaller groups all would pay %(apart)s, "
    "together they pay %(total)s."
)
SOME_KEY_KEEPS_ALL = gettext_noop("There is a way to share the cost that no town and no group of towns would leave.")


def explain(account: Account, town: Town) -> list[Sentence]:
    """What one town is told: the key, what it pays alone and here, who of it would rather leave, what leaving means."""
    facts = account.of(town)
    said = [Sentence(BY_KEY[account.key], {}), _paid(facts)]
    if facts.within:
        said.append(Sentence(SAMPLED, {"within": facts.within}))
    if facts.floor is not None:
        said.append(Sentence(AT_FLOOR, {"floor": facts.floor}))
    if facts.cap is not None:
        said.append(Sentence(AT_CAP, {"cap": facts.cap}))
    theirs = [objection for objection in account.objections if town in objection.towns]
    said += [objects(objection) for objection in theirs[:1]]
    if account.keeps_everybody:
        said.append(Sentence(NOBODY_OBJECTS, {}))
    return [*said, _left(facts)]


def objects(objection: Objection) -> Sentence:
    """Who would rather leave, and by how much."""
    facts = {"towns": objection.towns, "alone": objection.alone, "here": objection.here, "gain": objection.gain}
    return Sentence(OBJECTS, facts)


def keeps(core: Core) -> Sentence:
    """Whether any key could keep everybody."""
    if core.is_empty:
        return Sentence(EMPTY_CORE, {"apart": round(core.apart), "total": core.total})
    return Sentence(SOME_KEY_KEEPS_ALL, {})


def _paid(facts: TownFacts) -> Sentence:
    money: dict[str, object] = {"town": facts.town, "alone": facts.alone, "here": facts.here}
    if facts.saved >= 0:
        return Sentence(SAVES, {**money, "saved": facts.saved})
    return Sentence(PAYS_MORE, {**money, "more": -facts.saved})


def _left(facts: TownFacts) -> Sentence:
    loses, burdens = facts.saved >= 0, facts.others_lose >= 0
    message = {
        (True, True): LEAVING_COSTS,
        (True, False): LEAVING_COSTS_ONLY_IT,
        (False, True): LEAVING_SAVES,
        (False, False): LEAVING_SAVES_ALL,
    }[loses, burdens]
    own = {"saved": facts.saved} if loses else {"more": -facts.saved}
    theirs = {"others_lose": facts.others_lose} if burdens else {"others_save": -facts.others_lose}
    return Sentence(message, {"town": facts.town, **own, **theirs})


def _written(name: str, value: object) -> str:
    if name in {"town", "towns"}:
        return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
    return f"₪{value // 100:,}.{value % 100:02}" if isinstance(value, int) and value >= 0 else str(value)
