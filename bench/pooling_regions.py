"""Regions made up from a seed: towns in clusters, few large and many small, with people of several languages.

Ways are by road: 1.3 times as long as the crow flies, at 55 km an hour, and 4 minutes to set out.
"""

from fractions import Fraction

import numpy as np

from igum.engines.pooling.location.changes import with_rules
from igum.engines.pooling.location.services import Cofunding, Party, Rules, Service, Site

SLOTS = ("Sunday morning", "Sunday afternoon", "Tuesday afternoon", "Thursday evening")
LANGUAGES = ("he", "ar", "ru", "am")
TOWNS_A_CLUSTER = 16
KILOMETRES_APART = 45.0


def region(towns: int, services: int, seed: int, *, whole: bool = True) -> tuple[Service, ...]:
    """Services that so many towns could share; the same for the same seed. With ``whole`` every second splits none."""
    draw = np.random.default_rng(seed)
    places = _places(towns, draw)
    residents = np.clip(draw.lognormal(8.9, 1.0, towns), 600, 250_000).astype(int)
    languages = [_languages(draw) for _ in range(towns)]
    apart = np.hypot(*(places[:, None, axis] - places[None, :, axis] for axis in (0, 1)))
    minutes = np.where(np.eye(towns, dtype=bool), 0, 4 + apart * 1.3 / 55 * 60).astype(int)
    made = (_service(number, residents, languages, minutes, draw) for number in range(services))
    return tuple(made if whole else (with_rules(service, whole_towns=False) for service in made))


def _places(towns: int, draw: np.random.Generator) -> np.ndarray:
    clusters = -(-towns // TOWNS_A_CLUSTER)
    side = int(np.ceil(np.sqrt(clusters)))
    centres = np.array([(number // side, number % side) for number in range(clusters)]) * KILOMETRES_APART
    return centres[np.arange(towns) % clusters] + draw.normal(0, 11, (towns, 2))


def _languages(draw: np.random.Generator) -> dict[str, float]:
    main = draw.choice(LANGUAGES[:2], p=[0.65, 0.35])
    other = draw.choice(LANGUAGES[2:], p=[0.75, 0.25])
    share = float(draw.uniform(0, 0.25)) if main == "he" else 0.0
    return {str(main): 1 - share, str(other): share}


def _service(
    number: int,
    residents: np.ndarray,
    languages: list[dict[str, float]],
    minutes: np.ndarray,
    draw: np.random.Generator,
) -> Service:
    towns = residents.size
    rate = draw.uniform(0.3, 1.5) / 1000
    parties = []
    for town in range(towns):
        for language, share in languages[town].items():
            people = int(draw.poisson(residents[town] * rate * share))
            free = frozenset(draw.choice(SLOTS, size=int(draw.integers(2, 5)), replace=False).tolist())
            parties.append(Party(f"town {town}", people, (language,), free=free, need=1 + int(draw.random() < 0.2)))
    hosts = draw.choice(towns, size=max(3, towns // 3), replace=False)
    sites = tuple(
        Site(
            name=f"site {host}",
            town=f"town {host}",
            slots=tuple(sorted(draw.choice(SLOTS, size=int(draw.integers(1, 4)), replace=False).tolist())),
            seats=int(draw.integers(15, 60)),
            rooms=int(draw.integers(1, 3)),
            cost=int(draw.integers(5, 40)) * 100_000,
        )
        for host in sorted(hosts.tolist())
    )
    ways = {
        (f"town {town}", f"site {host}"): int(minutes[town, host]) for host in hosts.tolist() for town in range(towns)
    }
    least = int(draw.integers(5, 11))
    rules = Rules(
        least=least,
        most=least * 2 + int(draw.integers(0, 6)),
        minutes=int(draw.choice([30, 40, 45])),
        group_cost=int(draw.integers(10, 40)) * 100_000,
        head_cost=int(draw.integers(1, 20)) * 10_000,
        way_cost=int(draw.integers(0, 5)) * 100,
        whole_towns=bool(number % 2),
    )
    state = Cofunding("state", Fraction(3, 4), source="welfare: 75 of 100, the municipality 25")
    return Service(f"service {number}", tuple(parties), sites, ways, rules, (state,) if number % 3 == 0 else ())
