"""Sealing anew after a change of keys, so that the key before may be put away."""

from base64 import b64decode, b64encode
from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator
from django.apps import apps
from django.db import transaction
from django.db.models import BinaryField, F, Func, Model

from igum.core.access import require
from igum.core.actor import Actor
from igum.core.audit import record
from igum.core.errors import Refused
from igum.core.sealed import KEY_ID_BYTES, CannotOpen, present_key_id, reseal
from igum.people import access
from igum.people.adapters import NO_ROW_YET, PLACE
from igum.places import queries as places

AT_MOST = 1000
SEALED = "_sealed"
SECRETS = ("secret", "seed")  # of one-time codes and of recovery codes


class KeyNotHere(Refused):
    """A value was sealed with a key that this installation does not know."""


@dataclass(frozen=True, slots=True)
class SealedColumn:
    """A column that holds sealed values, of whichever module's table."""

    model: type[Model]
    name: str

    def __str__(self) -> str:
        return f"{self.model._meta.db_table}.{self.name}"


def sealed_columns() -> tuple[SealedColumn, ...]:
    """Every column of the installation that holds sealed values: those whose name ends in ``_sealed``."""
    return tuple(
        SealedColumn(model, field.attname)
        for model in apps.get_models()
        for field in model._meta.local_concrete_fields
        if isinstance(field, BinaryField) and field.attname.endswith(SEALED)
    )


@transaction.atomic
def reseal_column(*, actor: Actor, column: SealedColumn, at: datetime, at_most: int = AT_MOST) -> int:
    """Seal a column's values of the actor's region anew with the present key. Returns how many; 0 when all are.

    A few at a time, so that nobody who works on a record meanwhile waits for a whole region. Can be repeated.

    Raises:
        PermissionDenied: the actor is not the program at the terminal.
        KeyNotHere: the key that one was sealed with is not here; nothing is changed.
    """
    require(access.may_reseal(actor))
    mark = Func(F(column.name), 1, KEY_ID_BYTES, function="substr", output_field=BinaryField())
    # What was erased holds nothing, or an empty value: there is nothing to open in it.
    sealed = column.model._base_manager.filter(**{"region_id": actor.here, f"{column.name}__gt": b""})
    older = sealed.alias(mark=mark).exclude(mark=present_key_id()).select_for_update(of=("self",))
    rows = list(older.order_by("pk")[:at_most])
    if not rows:
        return 0
    for row in rows:
        try:
            anew = reseal(bytes(getattr(row, column.name)), table=row._meta.db_table, column=column.name, pk=row.pk)
        except CannotOpen as reason:
            raise KeyNotHere(str(reason)) from None
        setattr(row, column.name, anew)
    column.model._base_manager.bulk_update(rows, [column.name])
    region = places.regions().get(pk=actor.here)
    record(actor, "people.sealed.resealed", region, at=at, column=str(column), count=len(rows))
    return len(rows)


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
