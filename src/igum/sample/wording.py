"""Put a service's texts together, so that the same service reads differently in every town.

A base service has several names, several leads and several further sentences. An
instance takes the next of each, and a standing phrase of officials takes the next
of its wordings. Pure: the same files and the same turn give the same words.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from igum.sample.reading import Node, read

LANGUAGES = ("he", "ar", "en", "ru", "am")
SEPARATOR = {"ar": "، "}


def texts_of(base: Node, language: str, turn: int, turns: int, town: str, extra: Node) -> dict[str, str]:
    """All texts of one instance in one language.

    Args:
        base: the base service as written in its file.
        language: one of those it is written in.
        turn: which instance this is, from 0.
        turns: how many instances there are.
        town: the town's name in this language.
        extra: what is particular to this instance (price, note, alert).
    """
    own: Node = base[language]
    note = extra.get("note", {}).get(language, "")
    # The Hebrew leads set the laps: translations may have fewer, and must still say the same further sentences.
    further = _further(own.get("more", []), turn, turns, _count(base["he"]["lead"]))
    description = " ".join([_next(own["lead"], turn), *further, note]).strip()
    texts = {"name": _next(own["name"], turn), "description": description}
    if who := own.get("who"):
        texts["who"] = _next(who, turn)
    texts |= _practical(base, own, language, turn, extra)
    return {field: text.replace("{town}", town) for field, text in texts.items()}


def _practical(base: Node, own: Node, language: str, turn: int, extra: Node) -> dict[str, str]:
    phrases = read("phrases")
    texts = {}
    if fees := own.get("fees") or [_phrase(phrases["fees"], key, language, turn) for key in base.get("fees", [])]:
        texts["fees"] = _joined(fees).replace("{n}", str(extra.get("price", "")))
    if documents := own.get("documents"):
        texts["documents"] = _next(documents, turn)
    elif keys := base.get("documents"):
        texts["documents"] = _documents(phrases["documents"], keys, language, turn)
    steps = [_phrase(phrases["apply"], key, language, turn) for key in base.get("apply", [])]
    if apply := own.get("apply"):
        steps.append(_next(apply, turn))
    if steps:
        texts["application_process"] = " ".join(steps)
    if alert := extra.get("closed"):
        texts["alert"] = str(phrases["alerts"][alert][language])
    return texts


def _documents(phrases: Mapping[str, Any], keys: Sequence[str], language: str, turn: int) -> str:
    if keys == ["none"]:
        return _phrase(phrases, "none", language, turn)
    names = SEPARATOR.get(language, ", ").join(phrases[key][language] for key in keys)
    return _next(phrases["lead"][language], turn).replace("{list}", names)


def _phrase(phrases: Mapping[str, Any], key: str, language: str, turn: int) -> str:
    return _next(phrases[key][language], turn)


def _further(sentences: Sequence[str], turn: int, turns: int, leads: int) -> list[str]:
    """A few of the further sentences, others for each instance; all of them when there is one instance."""
    if turns == 1 or not sentences:
        return list(sentences)
    lap = turn // leads  # the same lead comes again: shift, so that it does not meet the same sentences
    if len(sentences) < 3:
        return [list(sentences), list(sentences[::-1]), list(sentences[:1])][lap % 3]
    taken = len(sentences) - 1 if len(sentences) < 5 else 3
    chosen = {(turn % leads + lap + step) % len(sentences) for step in range(taken)}
    return [sentence for place, sentence in enumerate(sentences) if place in chosen]


def _next(wordings: str | Sequence[str], turn: int) -> str:
    return wordings if isinstance(wordings, str) else wordings[turn % len(wordings)]


def _count(wordings: str | Sequence[str]) -> int:
    return 1 if isinstance(wordings, str) else len(wordings)


def _joined(text: str | Sequence[str]) -> str:
    return text if isinstance(text, str) else " ".join(text)
