"""What two applications of the same people have in common, and how it is compared."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Alike(TextChoices):
    """What two applications may have in common."""

    NUMBER = "number", _("Same identity number")
    PHONE = "phone", _("Same telephone")
    EMAIL = "email", _("Same e-mail")
    NAME = "name", _("Same name and town")


class Verdict(TextChoices):
    """What somebody said of a pair."""

    SAME = "same", _("The same")
    DIFFERENT = "different", _("Not the same")


_SAME_LETTER = str.maketrans(
    {**dict(zip("ךםןףץ", "כמנפצ", strict=True)), **dict.fromkeys("أإآٱ", "ا"), "ى": "ي", "ة": "ه", "ё": "е", "ـ": None}
)


def words_key(text: str) -> str:
    """Words as they are compared: small letters without marks, finals and signs, parted by one space.

    >>> words_key("בֶּן־דָּוִד,  רות"), words_key("How many CHILDREN?")
    ('בנ דוד רות', 'how many children')
    """
    bare = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    letters = "".join(sign for sign in bare if not unicodedata.combining(sign))
    return " ".join(re.sub(r"[\W_]+", " ", re.sub(r"['\"’׳״`´]", "", letters)).split()).translate(_SAME_LETTER)


def person_key(name: str) -> str:
    """A name as it is compared, whichever of its words stands first.

    >>> person_key("כהן רות") == person_key("רות כהן")
    True
    """
    return " ".join(sorted(words_key(name).split()))


def likenesses(contact: Mapping[str, Any], numbers: Iterable[str] = ()) -> Iterator[tuple[Alike, str]]:
    """What an application may be recognised by: its kind, and the text that equal ones share.

    Args:
        contact: ``name``, ``phone``, ``email`` and ``town`` as they are kept; empty where there is none.
        numbers: the identity numbers it gives.

    >>> [(kind.value, text) for kind, text in likenesses({"name": "רות כהן", "phone": "0525550100", "town": 7600})]
    [('phone', '0525550100'), ('name', '7600 כהנ רות')]
    """
    yield from ((Alike.NUMBER, number) for number in numbers if number)
    if phone := str(contact.get("phone") or ""):
        yield Alike.PHONE, phone
    if email := str(contact.get("email") or ""):
        yield Alike.EMAIL, email.casefold()
    if (name := person_key(str(contact.get("name") or ""))) and contact.get("town"):
        yield Alike.NAME, f"{contact['town']} {name}"
