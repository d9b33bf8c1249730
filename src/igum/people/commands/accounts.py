"""Linking an account to the record of the resident whose account it is, and taking the link away."""

from datetime import datetime
from uuid import UUID

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from igum.core.access import require
from igum.core.actor import Actor
from igum.core.audit import record
from igum.core.errors import Refused
from igum.people import access, queries
from igum.people.models import Resident
from igum.people.rules import IdentityMode


class NoAccount(Refused):
    """There is no open account whose address was confirmed."""


class AlreadyLinked(Refused):
    """The record belongs to an account, or the account to another record."""


class NotLinked(Refused):
    """The record belongs to no account."""


class StaysUnknown(Refused):
    """Somebody known by a code: an account would tell who it is."""


@transaction.atomic
def link_account(*, actor: Actor, resident_id: UUID, email: str, at: datetime) -> None:
    """Let an account open the record of the resident it belongs to, once somebody has seen that it is the same person.

    Raises:
        Resident.DoesNotExist: there is none whom the actor may know.
        PermissionDenied: the actor does not know the residents of this authority, or it is their own account.
        StaysUnknown: the resident is known by a code.
        NoAccount: no open account has confirmed this address.
        AlreadyLinked: the record has an account, or the account a record.
    """
    resident = queries.residents_for(actor).select_for_update(of=("self",)).get(pk=resident_id)
    user_id = _confirmed_account(email)
    require(access.may_link_account(actor, resident, user_id))
    if resident.identity_mode == IdentityMode.CODED:
        raise StaysUnknown(_("Somebody known by a code has no account here: it would tell who they are."))
    if user_id is None:
        raise NoAccount(
            _("No account has confirmed this e-mail address. Ask the person to sign up, confirm it, and come back.")
        )
    if resident.user_id is not None:
        raise AlreadyLinked(_("This record belongs to an account already. Take that link away first."))

    try:
        with transaction.atomic():
            _set_account(resident, user_id)
    except IntegrityError:
        # Whose record, and in which town, is not for everybody in the region to learn.
        raise AlreadyLinked(
            _("This account already belongs to a record in the region. Ask a coordinator of the region.")
        ) from None
    record(actor, "people.account.linked", resident, at=at, user=user_id)


@transaction.atomic
def unlink_account(*, actor: Actor, resident_id: UUID, at: datetime) -> None:
    """Take the link to an account away; the account stays, and no longer opens the record.

    Raises:
        Resident.DoesNotExist: there is none whom the actor may know.
        PermissionDenied: the actor does not know the residents of this authority.
        NotLinked: the record belongs to no account.
    """
    resident = queries.residents_for(actor).select_for_update(of=("self",)).get(pk=resident_id)
    require(access.may_link_account(actor, resident, None))
    if resident.user_id is None:
        raise NotLinked(_("This record belongs to no account. There is nothing left to do."))

    user_id = resident.user_id
    _set_account(resident, None)
    record(actor, "people.account.unlinked", resident, at=at, user=user_id)


def _confirmed_account(email: str) -> int | None:
    found = EmailAddress.objects.filter(email=email.strip().lower(), verified=True, user__is_active=True)
    user_id: int | None = found.values_list("user_id", flat=True).first()
    return user_id


def _set_account(resident: Resident, user_id: int | None) -> None:
    """On the record and on those merged into it: they are the same person's."""
    Resident.objects.filter(merged_into=resident).update(user_id=user_id)
    resident.user_id = user_id
    resident.save(update_fields=["user"])
