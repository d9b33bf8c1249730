"""The texts, names and choices of an XLSForm, as our definitions hold them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from igum.questionnaires.exchange.workbook import Book, Refusal, Row
from igum.questionnaires.rules.reading import TAKEN_NAMES

CODE = re.compile(r"\(([A-Za-z]{2,3})(?:[-_][A-Za-z]+)?\)\s*$")
BY_NAME = {
    **{"hebrew": "he", "arabic": "ar", "english": "en", "russian": "ru", "amharic": "am", "french": "fr"},
    **{"spanish": "es", "portuguese": "pt", "german": "de", "romanian": "ro", "ukrainian": "uk", "tigrinya": "ti"},
    **{"yiddish": "yi", "persian": "fa", "georgian": "ka", "español": "es", "français": "fr", "swahili": "sw"},
    **{"עברית": "he", "العربية": "ar", "русский": "ru", "አማርኛ": "am", "italian": "it", "dutch": "nl", "hindi": "hi"},
}
OTHER = {"he": "אחר", "ar": "غير ذلك", "en": "Other", "ru": "Другое", "am": "ሌላ"}
DOES_NOT_FIT = {
    "he": "התשובה אינה מתאימה.",
    "ar": "الإجابة غير مناسبة.",
    "en": "This answer does not fit.",
    "ru": "Этот ответ не подходит.",
    "am": "ይህ መልስ አይስማማም።",
}
MEDIA = ("image", "big-image", "audio", "video")
REFERENCE = re.compile(r"\$\{[^}]*\}")


@dataclass(slots=True)
class Names:
    """Names as our expressions take them: of Latin letters, and each once in the whole form."""

    taken: set[str] = field(default_factory=set)

    def make(self, wanted: str, group: str = "") -> str:
        """A name that is free, near to the one wanted."""
        plain = re.sub(r"[^A-Za-z0-9_]", "_", wanted)[:56]
        plain = plain if re.match(r"[A-Za-z_]", plain) else f"q_{plain}"
        plain = f"{plain}_" if plain in TAKEN_NAMES else plain
        tries = [
            plain,
            f"{group}_{plain}"[:60] if group else plain,
            *(f"{plain}_{number}" for number in range(2, 1000)),
        ]
        name = next(each for each in tries if each not in self.taken)
        self.taken.add(name)
        return name


def language_of(words: str, default: str) -> str:
    """The code of a language as a column names it: "Hebrew (he)", "he" or "Hebrew".

    Raises:
        Refusal: it cannot be known which language is meant.
    """
    if words == "default":
        return default
    if match := CODE.search(words):
        return match[1].lower()
    plain = words.strip().lower()
    if plain in BY_NAME:
        return BY_NAME[plain]
    if re.fullmatch(r"[a-z]{2}", plain):
        return plain
    raise Refusal(
        _("Which language is “%(words)s”? Write its code in brackets, such as Hebrew (he).") % {"words": words}
    )


def texts_of(row: Row, default: str, *name: str, sheet: str = "survey") -> dict[str, str]:
    """The texts of a column in all its languages.

    Raises:
        Refusal: a language is not known, or the text takes in an answer.
    """
    found: dict[str, str] = {}
    for rest, text in row.under(*name):
        column = row.column(*name, *rest)
        try:
            language = language_of("::".join(rest), default) if rest else default
        except Refusal as why:
            raise Refusal(str(why), sheet=sheet, row=row.number, column=column) from None
        if REFERENCE.search(text):
            words = _("A text that takes in an answer (${…}) cannot be shown. Write it without.")
            raise Refusal(words, sheet=sheet, row=row.number, column=column)
        if text.strip() not in {"", "-"}:
            found[language] = text
    return found


def lists_of(book: Book, default: str) -> dict[str, list[Row]]:
    """The choices of each list, in their order."""
    lists: dict[str, list[Row]] = {}
    for row in book.choices:
        name = row.get("list name") or row.get("list_name")
        if name and row.get("name"):
            lists.setdefault(name, []).append(row)
    return lists


def choices_of(
    rows: list[Row], default: str, *, with_other: bool, narrowed: bool, remarks: list[Refusal]
) -> Iterator[dict[str, object]]:
    """The choices of one list as a definition holds them. What is left out of them is added to the remarks.

    In a list that is narrowed down, the same choice may stand under several answers.

    Raises:
        Refusal: a choice has a picture in place of words, or stands there twice.
    """
    seen: dict[str, dict[str, str]] = {}
    languages: set[str] = set()
    for row in rows:
        if left_out := media_of(row, "choices"):
            remarks.append(left_out)
        value, names = row.get("name"), texts_of(row, default, "label", sheet="choices")
        if narrowed and seen.get(value) == names:
            continue
        if value in seen:
            raise Refusal(
                _("“%(value)s” stands in this list twice.") % {"value": value},
                sheet="choices",
                row=row.number,
                column=row.column("name"),
            )
        seen[value] = names
        languages |= names.keys()
        yield {"value": value, "names": names or {default: value}}
    if with_other and "other" not in seen:
        yield {"value": "other", "names": {code: OTHER.get(code, OTHER["en"]) for code in languages or {default}}}


def media_of(row: Row, sheet: str) -> Refusal | None:
    """What is to be said of a picture, sound or film beside words: it is left out. None where there is none.

    Raises:
        Refusal: it stands in place of words, so that the question would mean nothing without.
    """
    for kind in MEDIA:
        for rest, _text in row.under("media", kind):
            column = row.column("media", kind, *rest)
            if not any(row.under("label")):
                words = _("Pictures, sounds and films cannot be taken in. Say it in words.")
                raise Refusal(words, sheet=sheet, row=row.number, column=column)
            words = _("Left out: a picture, sound or film. See that the words say all of it.")
            return Refusal(words, sheet=sheet, row=row.number, column=column)
    return None
