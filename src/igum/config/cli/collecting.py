"""Gathers the texts of the interface and merges them into the five catalogues.

No gettext programs: Django turns a template into calls, Babel reads the calls. Besides our own texts there are
borrowed ones: what Django and allauth show on our pages and do not say in a language themselves.
"""

from collections.abc import Iterator
from functools import cache
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import allauth
import django
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

from igum.config.cli.messages import LOCALE, PACKAGE

# Letter for letter those of Django's own catalogues, so that the same number takes the same form on one page.
PLURAL_FORMS = {
    "he": (
        "nplurals=4; plural=(n == 1 && n % 1 == 0) ? 0 : (n == 2 && n % 1 == 0) ? 1: "
        "(n % 10 == 0 && n % 1 == 0 && n > 10) ? 2 : 3;"
    ),
    "ar": (
        "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : "
        "n%100>=11 && n%100<=99 ? 4 : 5;"
    ),
    "en": "nplurals=2; plural=(n != 1);",
    "ru": (
        "nplurals=4; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : "
        "n%10==0 || (n%10>=5 && n%10<=9) || (n%100>=11 && n%100<=14)? 2 : 3);"
    ),
    "am": "nplurals=2; plural=(n > 1);",
}
NOTES = {"am": "# Waits for a native reader: translated with care, and not yet read by one.\n"}

KEYWORDS = {
    "_": None,
    **dict.fromkeys(("gettext", "gettext_lazy", "gettext_noop"), None),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}
TEMPLATES = (".html", ".txt")

# What others show on our pages: sign-in, account and letters, form errors, names of days and months.
BORROWED = (
    "allauth/account/adapter.py",
    "allauth/account/fields.py",
    "allauth/account/forms.py",
    "allauth/mfa/**/*.py",
    "allauth/socialaccount/adapter.py",
    "allauth/templates/account/**/*.*",
    "allauth/templates/mfa/**/*.*",
    "allauth/templates/socialaccount/**/*.*",
    "django/contrib/auth/password_validation.py",
    "django/core/validators.py",
    "django/forms/fields.py",
    "django/forms/forms.py",
    "django/forms/utils.py",
    "django/utils/dates.py",
)
# Of these, what the settings leave switched off, by a word of the file's name or of the text.
NOT_SHOWN = (
    "phone",
    "username",
    "sign-in code",
    "login_code",
    "confirm_code",
    "email_change.html",
    "by_passkey",
    "trust.html",
    "models.py",
    "apps.py",
)
# Said by us even where the package says it: in allauth's own words the site would speak to men only (Hebrew), call one
# thing by several names (Russian), and now and then say something else (Arabic).
SAID_ANEW = "allauth/"
# What allauth calls a security key is a passkey on every page of ours.
CALLED_OTHERWISE = "security key"
LENDERS = {"allauth": Path(allauth.__file__).parent, "django": Path(django.__file__).parent}


class Text(NamedTuple):
    """One text of the interface: as it stands in the source, and where."""

    place: str
    line: int
    message: str | tuple[str, ...]
    context: str | None


def collect_messages() -> int:
    """Write every catalogue anew, keeping the translations there are. Returns how many entries have none that holds."""
    unfinished = 0
    for language in PLURAL_FORMS:
        file = catalogue_file(language)
        merged = merged_catalogue(language)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(as_po(merged, language))
        unfinished += len([entry for entry in merged if language != "en" and not is_finished(entry)])
    return unfinished


def is_finished(entry: Message) -> bool:
    """Whether a translation holds: every form of it is said, and nobody has to look at it again."""
    forms = [entry.string] if isinstance(entry.string, str) else list(entry.string or [""])
    return not entry.id or (all(forms) and not entry.fuzzy)


def catalogue_file(language: str) -> Path:
    """Where the texts of one language lie."""
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def merged_catalogue(language: str) -> Catalog:
    """The texts of today with the translations there are.

    Nothing is guessed for a text that changed: looking for its likes among thousands takes minutes, and a guess in
    another language is seldom right.
    """
    file = catalogue_file(language)
    merged = read_catalogue(language, file.read_bytes()) if file.exists() else _empty(language)
    merged.update(collected(language), no_fuzzy_matching=True, update_creation_date=False)
    return merged


def read_catalogue(language: str, content: bytes) -> Catalog:
    """A catalogue as Babel reads it."""
    return read_po(BytesIO(content), locale=language, ignore_obsolete=True)


def as_po(catalogue: Catalog, language: str) -> bytes:
    """The file of a catalogue: no dates and no line numbers, so that it changes only when a text does."""
    body = BytesIO()
    write_po(
        body, catalogue, width=110, omit_header=True, sort_by_file=True, ignore_obsolete=True, include_lineno=False
    )
    return _header(language).encode() + body.getvalue().rstrip(b"\n") + b"\n"


def collected(language: str) -> Catalog:
    """Every text that needs a translation in a language, untranslated."""
    catalogue = _empty(language)
    # A plural is a pair and a plain text is not: by their words the two stand beside each other.
    for text in sorted(own_texts() + lacking_texts(language), key=_where):
        catalogue.add(text.message, locations=[(text.place, text.line)], context=text.context)
    return catalogue


def _where(text: Text) -> tuple[str, int, str]:
    return text.place, text.line, str(text.message)


@cache
def own_texts() -> tuple[Text, ...]:
    """The texts of our own code and pages."""
    return tuple(texts_under(PACKAGE, PACKAGE))


def lacking_texts(language: str) -> tuple[Text, ...]:
    """The borrowed texts that we have to say in a language ourselves; in English those that clash with ours."""
    if language == "en":
        return tuple(text for text in borrowed_texts() if CALLED_OTHERWISE in _key(text)[1].lower())
    said = _said_by_lenders(language)
    return tuple(text for text in borrowed_texts() if text.place.startswith(SAID_ANEW) or _key(text) not in said)


@cache
def borrowed_texts() -> tuple[Text, ...]:
    """The texts that others show on our pages."""
    found: list[Text] = []
    for pattern in BORROWED:
        lender, _, rest = pattern.partition("/")
        package = LENDERS[lender]
        for place in sorted(package.glob(rest)):
            found += texts_under(place, package.parent)
    return tuple(text for text in found if not _switched_off(text))


def _switched_off(text: Text) -> bool:
    words = f"{Path(text.place).name} {_key(text)[1]}".lower()
    return any(word in words for word in NOT_SHOWN)


def texts_under(place: Path, root: Path) -> Iterator[Text]:
    """Every text of a file, or of the files of a folder, placed relative to a root."""
    for file in sorted(place.rglob("*")) if place.is_dir() else [place]:
        code = _code(file)
        for line, message, _, context in extract(
            "python", BytesIO(code.encode()), KEYWORDS, options={"encoding": "utf-8"}
        ):
            yield Text(file.relative_to(root).as_posix(), line, message, context)


def _code(file: Path) -> str:
    """What there is to read of a file as Python: code as it is, a template as calls, nothing of other files."""
    if file.suffix == ".py" and "tests" not in file.parts:
        return file.read_text(encoding="utf-8")
    if file.suffix in TEMPLATES and "templates" in file.parts:
        return _calls(file.read_text(encoding="utf-8"), str(file))
    return ""


def _calls(template: str, origin: str) -> str:
    """A template as lines of gettext calls. Unindented: Python's reader would object to a page's indentation."""
    return "\n".join(line.lstrip() for line in templatize(template, origin=origin).splitlines())


def _said_by_lenders(language: str) -> set[tuple[str | None, str]]:
    """Context and source of everything the packages themselves say in a language."""
    said: set[tuple[str | None, str]] = set()
    for folder in (LENDERS["django"] / "conf", LENDERS["django"] / "contrib" / "auth", LENDERS["allauth"]):
        compiled = folder / "locale" / language / "LC_MESSAGES" / "django.mo"
        if compiled.exists():
            with compiled.open("rb") as reading:
                # Keys are a text, or a text and a plural form; the text may begin with its context.
                keys = GNUTranslations(reading)._catalog  # type: ignore[attr-defined]  # gettext offers no list of them
            for key in keys:
                context, mark, text = (key if isinstance(key, str) else key[0]).rpartition("\x04")
                said.add((context if mark else None, text))
    return said


def _key(text: Text) -> tuple[str | None, str]:
    return text.context, text.message if isinstance(text.message, str) else text.message[0]


def _empty(language: str) -> Catalog:
    return read_catalogue(language, _header(language).encode())


def _header(language: str) -> str:
    forms = PLURAL_FORMS[language].replace('"', '\\"')
    return (
        "# The texts of Igum's interface. Collected by ./igum messages collect; write between the quotes only.\n"
        f"{NOTES.get(language, '')}"
        'msgid ""\nmsgstr ""\n'
        f'"Language: {language}\\n"\n'
        '"MIME-Version: 1.0\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n'
        f'"Plural-Forms: {forms}\\n"\n\n'
    )
