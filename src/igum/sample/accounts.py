"""Demo accounts, one for each role. For the demo only: their password is printed."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils.translation import override

from igum.core.actor import system_actor
from igum.core.tenancy import tenant_scope
from igum.directory.models import Service
from igum.people.models import Post, User
from igum.people.rules import Role
from igum.sample.households import load_households
from igum.sample.services import REGION

PASSWORD = "igum-demo-2026"  # noqa: S105 - printed on purpose, and only the demo has these accounts
MAALOT, NAHARIYYA = 1063, 9100


@dataclass(frozen=True)
class DemoAccount:
    """One account: what it may be, where, and the invented name it greets with."""

    role: Role
    name: str
    authority_id: int | None = None
    provides: bool = False

    @property
    def email(self) -> str:
        """Its address, in a domain that is reserved and receives nothing."""
        return f"{self.role.value.replace('_', '-')}@demo.example"


ACCOUNTS = (
    DemoAccount(Role.RESIDENT, "תושבת לדוגמה", NAHARIYYA),
    DemoAccount(Role.VOLUNTEER, "מתנדב לדוגמה", NAHARIYYA),
    DemoAccount(Role.PROVIDER, "נותנת שירות לדוגמה", provides=True),
    DemoAccount(Role.SOCIAL_WORKER, "עובדת סוציאלית לדוגמה", MAALOT),
    DemoAccount(Role.COORDINATOR, "רכזת אזורית לדוגמה"),
    DemoAccount(Role.STEERING_MEMBER, "חבר ועדת היגוי לדוגמה"),
    DemoAccount(Role.DEPARTMENT_MANAGER, "מנהלת מחלקה לדוגמה", MAALOT),
    DemoAccount(Role.REGION_DIRECTOR, "מנהל האשכול לדוגמה"),
    DemoAccount(Role.PRIVACY_OFFICER, "ממונה פרטיות לדוגמה"),
    DemoAccount(Role.ADMINISTRATOR, "מנהלת המערכת לדוגמה"),
)


@transaction.atomic
def load_accounts(*, at: datetime) -> int:
    """Make the accounts that are missing, their posts, and the households they know. Returns how many there are."""
    # Once for all: hashing is slow on purpose, and everybody may know this password.
    hashed = make_password(PASSWORD)
    with tenant_scope(system_actor(REGION)):
        for account in ACCOUNTS:
            _make(account, hashed, at)
    coordinator = next(account.email for account in ACCOUNTS if account.role is Role.COORDINATOR)
    load_households(registrar=User.objects.get(email=coordinator), at=at)
    return len(ACCOUNTS)


def accounts_to_show() -> list[tuple[str, str, str]]:
    """Role, e-mail and password of each account, in English for the terminal."""
    with override("en"):
        return [(str(account.role.label), account.email, PASSWORD) for account in ACCOUNTS]


def _make(account: DemoAccount, hashed: str, at: datetime) -> None:
    user = User.objects.filter(email=account.email).first()
    if user is None:
        user = User.objects.create(email=account.email, name=account.name, password=hashed)
    # Confirmed already: the demo sends no mail.
    EmailAddress.objects.get_or_create(user=user, email=account.email, defaults={"verified": True, "primary": True})
    Post.objects.get_or_create(
        user=user,
        role=account.role,
        region_id=REGION,
        authority_id=account.authority_id,  # type: ignore[misc]  # the stubs forget that it may be empty
        organization_id=_some_organization() if account.provides else None,
        defaults={"starts_on": at.date()},
    )


def _some_organization() -> UUID:
    """The body that gives the first of the sample services, always the same."""
    first = Service.objects.filter(is_sample=True).order_by("pk").values_list("organization_id", flat=True)[:1]
    return UUID(str(first.get()))
