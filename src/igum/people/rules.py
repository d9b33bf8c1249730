"""Pure decisions about people: which post fits where, when an identity number is one, how names compare."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    """What a person may be in a region. The values are what Actor.holds() asks for."""

    RESIDENT = "resident", _("Resident")
    VOLUNTEER = "volunteer", _("Volunteer")
    PROVIDER = "provider", _("Service provider")
    SOCIAL_WORKER = "social_worker", _("Social worker")
    COORDINATOR = "coordinator", _("Coordinator")
    STEERING_MEMBER = "steering_member", _("Steering-committee member")
    DEPARTMENT_MANAGER = "department_manager", _("Department manager")
    REGION_DIRECTOR = "region_director", _("Region director")
    PRIVACY_OFFICER = "privacy_officer", _("Privacy officer")
    ADMINISTRATOR = "administrator", _("Administrator")


class Reach(TextChoices):
    """What a post stretches over."""

    REGION = "region", _("a region")
    AUTHORITY = "authority", _("an authority")
    ORGANIZATION = "organization", _("an organisation")


REACHES: dict[Role, frozenset[Reach]] = {
    Role.RESIDENT: frozenset({Reach.REGION, Reach.AUTHORITY}),
    Role.VOLUNTEER: frozenset({Reach.REGION, Reach.AUTHORITY, Reach.ORGANIZATION}),
    Role.PROVIDER: frozenset({Reach.ORGANIZATION}),
    Role.SOCIAL_WORKER: frozenset({Reach.AUTHORITY}),
    Role.COORDINATOR: frozenset({Reach.REGION, Reach.AUTHORITY}),
    Role.STEERING_MEMBER: frozenset({Reach.REGION, Reach.AUTHORITY}),
    Role.DEPARTMENT_MANAGER: frozenset({Reach.AUTHORITY}),
    Role.REGION_DIRECTOR: frozenset({Reach.REGION}),
    Role.PRIVACY_OFFICER: frozenset({Reach.REGION, Reach.AUTHORITY}),
    Role.ADMINISTRATOR: frozenset({Reach.REGION}),
}

# Roles whose posts open other people's rows in row-level security. What of those rows each may
# then read is decided in access; the others see nothing but their own, even past a forgotten filter.
OPENS_ROWS = frozenset(
    {
        Role.SOCIAL_WORKER,
        Role.COORDINATOR,
        Role.DEPARTMENT_MANAGER,
        Role.REGION_DIRECTOR,
        Role.ADMINISTRATOR,
    }
)

# Who gives which posts, within what the giver's own post covers.
GIVES: dict[Role, frozenset[Role]] = {
    Role.ADMINISTRATOR: frozenset(Role),
    Role.REGION_DIRECTOR: frozenset(
        {Role.DEPARTMENT_MANAGER, Role.SOCIAL_WORKER, Role.COORDINATOR, Role.PROVIDER, Role.VOLUNTEER, Role.RESIDENT}
    ),
    Role.DEPARTMENT_MANAGER: frozenset({Role.SOCIAL_WORKER, Role.COORDINATOR, Role.VOLUNTEER, Role.RESIDENT}),
}


def reach_of(authority_id: int | None, organization_id: UUID | str | None) -> Reach:
    """What a post with these columns stretches over."""
    if organization_id is not None:
        return Reach.ORGANIZATION
    return Reach.REGION if authority_id is None else Reach.AUTHORITY


def is_held_on(day: date, starts_on: date, ends_on: date | None) -> bool:
    """Whether a day lies in a half-open period: the first day belongs to it, the last one given does not.

    >>> is_held_on(date(2027, 1, 1), date(2027, 1, 1), None)
    True
    >>> is_held_on(date(2027, 6, 1), date(2027, 1, 1), date(2027, 6, 1))
    False
    """
    return starts_on <= day and (ends_on is None or day < ends_on)


class IdentityMode(TextChoices):
    """How much is known of who somebody is."""

    NAMED = "named", _("By name")
    CODED = "coded", _("By a code, without a name")
    ANONYMOUS = "anonymous", _("Anonymous")


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a deed concerns, as far as that may be known: what a visit, a call or an attendance keeps.

    Raises:
        ValueError: somebody anonymous points to a row, or somebody known to none.
    """

    mode: IdentityMode
    resident_id: UUID | None = None

    def __post_init__(self) -> None:
        if (self.mode == IdentityMode.ANONYMOUS) != (self.resident_id is None):
            raise ValueError("An anonymous identity has no resident; a named or coded one has exactly one.")


ANONYMOUS = Identity(IdentityMode.ANONYMOUS)


class Document(TextChoices):
    """What somebody identifies by."""

    ISRAELI_ID = "israeli_id", _("Israeli identity number")
    PASSPORT = "passport", _("Passport")


ISRAELI_ID_DIGITS = 9
PASSPORT = re.compile(r"[A-Z0-9]{5,15}")


def is_israeli_id(number: str) -> bool:
    """Whether the last of nine digits fits the eight before it.

    Weights 1 2 1 2 … from the left, a product of two digits counts as their sum, and the
    total must divide by ten: the Luhn formula of ISO/IEC 7812-1, annex B.

    Source:
        https://he.wikipedia.org/wiki/מספר_זהות_(ישראל), and http://halemo.net/info/idcard/ (2002),
        whose worked example 012345674 is a test here.

    >>> is_israeli_id("012345674"), is_israeli_id("012345675")
    (True, False)
    """
    if len(number) != ISRAELI_ID_DIGITS or not (number.isascii() and number.isdigit()) or not int(number):
        return False
    products = [int(digit) * (1 + place % 2) for place, digit in enumerate(number)]
    return sum(product // 10 + product % 10 for product in products) % 10 == 0


def clean_document(document: Document, typed: str) -> str | None:
    """The number as it is kept: nine digits with leading noughts, or capital letters and digits. None when it is none.

    >>> clean_document(Document.ISRAELI_ID, "1234567-4")
    '012345674'
    """
    bare = re.sub(r"[\s\-־.]", "", typed).upper()
    if document == Document.PASSPORT:
        return bare if PASSPORT.fullmatch(bare) else None
    padded = bare.zfill(ISRAELI_ID_DIGITS)
    return padded if is_israeli_id(padded) else None


_SAME_LETTER = str.maketrans(
    {**dict(zip("ךםןףץ", "כמנפצ", strict=True)), **dict.fromkeys("أإآٱ", "ا"), "ى": "ي", "ة": "ه", "ё": "е", "ـ": None}
)


def name_key(*parts: str) -> str:
    """A name as it is compared: small letters without marks, finals and signs; words parted by one space.

    >>> name_key("בֶּן־דָּוִד", "רות")
    'בנ דוד רות'
    """
    bare = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", " ".join(parts)).casefold())
    letters = "".join(sign for sign in bare if not unicodedata.combining(sign))
    words = re.sub(r"[^\w]+", " ", re.sub(r"['\"’׳״`´]", "", letters)).split()
    return " ".join(words).translate(_SAME_LETTER)


def range_of_prefix(prefix: str) -> tuple[str, str]:
    """The half-open range of texts that start so, in the order of code points (COLLATE "C").

    A range may use the index under row-level security, where LIKE may not: it is not leakproof.

    >>> low, high = range_of_prefix("כה")
    >>> low <= "כהנ דנ" < high, low <= "לוי" < high
    (True, False)
    """
    return prefix, prefix + "\U0010ffff"
