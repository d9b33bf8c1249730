"""Places named in a question, in any of the languages and with particles leaning on them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from igum.directory.search.lexicon import Place
from igum.engines.text.analysis import KnownWords, Word, readings

# Names of places that are everyday words too: believed only after "in" or "from". Written for this house.
_EVERYDAY = frozenset(
    """
    חוסן הילה סער יעד כליל תובל מתת רעות תקווה שלווה אומץ עוז נחלה שקד גפן ברק שחר אור גיל תמר אלון ארז שקמה
    מנוף חרות חרוצים עזר יתיר צופים מעלה עמל אחווה אחוה נווה גאולים גאולה שפר עדי אלומה אלומים מגן מעוז מבטח
    נגבה עזריאל גבים ניצן ניצנים מרגלית הדר רווחה עלומים תלמים נורית רימונים כוכב יוקנעם משמר פדיה פורת ציפורי
    קדרים קדר שדמה שומרה שלומי שלום תדהר תושיה
    """.split()  # noqa: SIM905 - words read better as text than as a list
)
_LOCATIVE = ("ב", "מ", "שב", "וב", "ומ", "לב")
# "The area of …": what follows says where, roughly, and is no subject.
_AREA = frozenset(["אזור", "איזור", "מחוז", "منطقه", "район", "регион", "area", "region"])
_DIRECTIONS = frozenset(
    """
    צפון דרום מרכז שרון שפלה גליל נגב גולן עמקים ירושלים חיפה גוש דן הצפון הדרום המרכז השרון השפלה הגליל הנגב
    الشمال الجنوب المركز الجليل النقب شمال جنوب مركز север юг центр галилея негев =север =юг =центр north south
    center centre galilee negev
    """.split()  # noqa: SIM905 - words read better as text than as a list
)
_LONGEST_NAME = 5


@dataclass(frozen=True)
class Named:
    """A place found in a question: the words from ``start`` to ``end`` name it."""

    start: int
    end: int
    places: tuple[Place, ...]


class Gazetteer:
    """Names of places, found by their first word."""

    def __init__(self, places: Iterable[Place], words: KnownWords) -> None:
        """Take the places, each under each of its names, and the words that need not be analysed again."""
        self._by_first: dict[str, list[tuple[tuple[Word, ...], Place]]] = {}
        for place in places:
            for name in {*place.names.values(), *place.also}:
                self._add(words.analyse(name), place)

    def _add(self, name: tuple[Word, ...], place: Place) -> None:
        if name and len("".join(word.text for word in name)) > 1:
            for key in _name_keys(name[0]):
                self._by_first.setdefault(key, []).append((name, place))

    def find(self, words: Sequence[Word]) -> list[Named]:
        """The places named in the words, longest name first at each word; none overlapping."""
        found: list[Named] = []
        start = 0
        while start < len(words):
            named = self._at(words, start)
            if named:
                found.append(named)
            start = named.end if named else start + 1
        return found

    def _at(self, words: Sequence[Word], start: int) -> Named | None:
        candidates = [pair for key in readings(words[start]) for pair in self._by_first.get(key, ())]
        fitting = [(name, place) for name, place in candidates if _fits(name, words, start)]
        if not fitting:
            return None
        longest = max(len(name) for name, _ in fitting)
        places = {(place.kind, place.code): place for name, place in fitting if len(name) == longest}
        return Named(start, start + longest, tuple(places.values()))


def areas(words: Sequence[Word]) -> set[int]:
    """Which words only say whereabouts, roughly: "the area of the north"."""
    found: set[int] = set()
    for place, (word, after) in enumerate(pairwise(words)):
        if _AREA & set(readings(word)) and _DIRECTIONS & set(readings(after)):
            found |= {place, place + 1}
    return found


def _name_keys(word: Word) -> tuple[str, ...]:
    """A name in the lexicon stands without particles, so its own first letters are not taken for them."""
    return readings(word) if word.script == "cyrl" else readings(word)[:1]


def _fits(name: tuple[Word, ...], words: Sequence[Word], start: int) -> bool:
    if start + len(name) > len(words):
        return False
    first = words[start]
    bare = _name_keys(name[0])[0]
    if len(name) == 1 and bare in _EVERYDAY and first.forms[0].removesuffix(bare) not in _LOCATIVE:
        return False
    following = zip(name[1:], words[start + 1 :], strict=False)
    return bool(set(_name_keys(name[0])) & set(readings(first))) and all(
        set(_name_keys(part)) & set(readings(word)) for part, word in following
    )
