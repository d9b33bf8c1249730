"""A made-up directory of any size: the same services and questions every time, from the product's own words."""

import random
from collections.abc import Iterator
from dataclasses import dataclass

from igum.directory.search.documents import ServiceDocument
from igum.directory.search.lexicon import Lexicon

_REGION = 212
_ROOT_LETTERS = "אבגדהזחטיכלמנסעפצקרשת"
_PATTERNS = (
    "{0}{1}{2}",
    "{0}י{1}ו{2}",
    "{0}{1}י{2}ה",
    "מ{0}{1}{2}ת",
    "ה{0}{1}{2}ה",
    "{0}ו{1}{2}ים",
    "ת{0}{1}ו{2}ות",
    "{0}{1}{2}ון",
)
_PREFIXES = ("", "", "", "ה", "ל", "ב", "ו", "מ", "של", "וה")
_WORDS = 30_000
_ZIPF = 1.05


@dataclass(frozen=True)
class Corpus:
    """Services without end, drawn from words as frequent as words are: the second half as often as the first."""

    lexicon: Lexicon
    size: int
    seed: int = 7

    def documents(self) -> Iterator[ServiceDocument]:
        """The services, in order; always the same."""
        chance = random.Random(self.seed)
        words, weights = self._words(chance)
        axes = {axis: [term for term in self.lexicon.terms if term.axis == axis] for axis in ("need", "situation")}
        towns = [place for place in self.lexicon.localities.values() if place.region == _REGION]
        for number in range(self.size):
            drawn = chance.choices(words, cum_weights=weights, k=chance.randint(30, 70))
            said = [chance.choice(_PREFIXES) + word for word in drawn]
            title = chance.randint(3, 7)
            needs = chance.sample(axes["need"], chance.randint(1, 4))
            situations = chance.sample(axes["situation"], chance.randint(0, 4))
            town = chance.choice(towns)
            opens = chance.choice((8, 9, 16)) * 60
            yield ServiceDocument(
                id=f"{number:08d}",
                titles={"he": " ".join([needs[0].names["he"], *said[:title]])},
                organizations={"he": " ".join(chance.choices(words, cum_weights=weights, k=2))},
                bodies={"he": " ".join(said[title:])},
                needs=frozenset(term.code for term in needs),
                situations=frozenset(term.code for term in situations),
                localities=frozenset({town.code}) if number % 3 else frozenset(),
                regions=frozenset({_REGION}),
                whole_region=number % 3 == 0,
                languages=frozenset(chance.sample(("he", "ar", "ru", "en", "am"), chance.randint(1, 3))),
                free=chance.choice((True, False, None)),
                points=((town.latitude or 32.9, town.longitude or 35.2),),
                hours=tuple((day * 1440 + opens, day * 1440 + opens + 240) for day in (0, 1, 2, 3, 6)),
            )

    def questions(self, how_many: int) -> list[str]:
        """Questions of one to six words: drawn as the services are, half of them naming a need."""
        chance = random.Random(self.seed + 1)
        words, weights = self._words(random.Random(self.seed))
        needs = [term.names["he"] for term in self.lexicon.terms if term.axis == "need"]
        return [
            " ".join(
                ([chance.choice(needs)] if number % 2 else [])
                + [
                    chance.choice(_PREFIXES) + word
                    for word in chance.choices(words, cum_weights=weights, k=1 + number % 5)
                ]
            )
            for number in range(how_many)
        ]

    def _words(self, chance: random.Random) -> tuple[list[str], list[float]]:
        """Words, the commonest first, and their weights added up."""
        real = sorted({word for term in self.lexicon.terms for word in term.names["he"].split() if len(word) > 2})
        chance.shuffle(real)
        made: dict[str, None] = dict.fromkeys(real)
        while len(made) < _WORDS:
            made[chance.choice(_PATTERNS).format(*chance.choices(_ROOT_LETTERS, k=3))] = None
        weights, total = [], 0.0
        for rank in range(1, len(made) + 1):
            total += 1 / rank**_ZIPF
            weights.append(total)
        return list(made), weights
