"""Sealing anew after a change of keys, so that the key before may be put away."""

from base64 import b64decode, b64encode
from datetime import datetime

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models import BinaryField, F, Func

from igum.core.access import require
from igum.core.actor import Actor
from igum.core.audit import record
from igum.core.errors import Refused
from igum.core.sealed import KEY_ID_BYTES, CannotOpen, present_key_id, reseal
from igum.people import access
from igum.people.adapters import NO_ROW_YET, PLACE
from igum.people.models import Resident
from igum.places import queries as places

AT_MOST = 1000
SECRETS = ("secret", "seed")  # of one-time codes and of recovery codes


class KeyNotHere(Refused):
    """A value was sealed with a key that this installation does not know."""


@transaction.atomic
def reseal_numbers(*, actor: Actor, at: datetime, at_most: int = AT_MOST) -> int:
    """Seal identity numbers of the actor's region anew with the present key. Returns how many; 0 when all are.

    A few at a time, so that nobody who works on a record meanwhile waits for a whole region. Can be repeated.

    Raises:
        PermissionDenied: the actor is not the program at the terminal.
        KeyNotHere: the key that one was sealed with is not here; nothing is changed.
    """
    require(access.may_reseal(actor))
    mark = Func(F("number_sealed"), 1, KEY_ID_BYTES, function="substr", output_field=BinaryField())
    numbered = Resident.objects.filter(region_id=actor.here, number_sealed__isnull=False)
    older = numbered.alias(mark=mark).exclude(mark=present_key_id()).select_for_update(of=("self",))
    residents = list(older.order_by("pk")[:at_most])
    if not residents:
        return 0
    for resident in residents:
        try:
            resident.number_sealed = reseal(
                bytes(resident.number_sealed or b""),
                table=Resident._meta.db_table,
                column="number_sealed",
                pk=resident.pk,
            )
        except CannotOpen as reason:
            raise KeyNotHere(str(reason)) from None
    Resident.objects.bulk_update(residents, ["number_sealed"])
    record(actor, "people.numbers.resealed", places.regions().get(pk=actor.here), at=at, count=len(residents))
    return len(residents)


@transaction.atomic
def reseal_second_factors(*, actor: Actor, at: datetime) -> int:
    """Seal the secrets of one-time and recovery codes anew with the present key. Returns how many accounts' factors.

    Raises:
        PermissionDenied: the actor is not the program at the terminal.
        KeyNotHere: the key that one was sealed with is not here; nothing is changed.
    """
    require(access.may_reseal(actor))
    count = 0
    for factor in Authenticator.objects.exclude(type=Authenticator.Type.WEBAUTHN).select_for_update().order_by("pk"):
        older = {name: _older(factor.data.get(name)) for name in SECRETS}
        anew = {name: _anew(sealed) for name, sealed in older.items() if sealed}
        if anew:
            factor.data |= anew
            factor.save(update_fields=["data"])
            record(actor, "people.second_factor.resealed", factor, at=at)
            count += 1
    return count


def _older(stored: str | None) -> bytes:
    sealed = b64decode(stored or "")
    return b"" if sealed.startswith(present_key_id()) else sealed


def _anew(sealed: bytes) -> str:
    try:
        return b64encode(reseal(sealed, **PLACE, pk=NO_ROW_YET)).decode()
    except CannotOpen as reason:
        raise KeyNotHere(str(reason)) from None
