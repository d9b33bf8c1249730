"""Merging two records of one person, and undoing it when they turn out to be two people."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from igum.core.access import require
from igum.core.actor import Actor
from igum.core.audit import record
from igum.core.errors import Refused
from igum.core.sealed import seal, unseal
from igum.people import access, queries
from igum.people.models import Merge, Resident
from igum.people.rules import IdentityMode

# What the record that is kept takes over where it has nothing. The number comes with its kind and its fingerprint.
FILLED = ("birth_year", "languages", "phone", "email", "locality_id", "household_id", "user_id", "number_sealed")
HOME = ("locality_id", "household_id")
NUMBER = ("document", "number_fingerprint", "number_sealed")


class TwoPeople(Refused):
    """The records cannot be of one person, or must not be known to be."""


class MadeOfSeveral(Refused):
    """The record to be merged stands for others already."""


class NotMerged(Refused):
    """The merge was undone before."""


class CannotPart(Refused):
    """Meanwhile something stands in the way of two records."""


@transaction.atomic
def merge_residents(*, actor: Actor, kept_id: UUID, merged_id: UUID, at: datetime) -> Merge:
    """Let one record stand for two of the same person. What it lacks it takes over; nothing of the other is lost.

    Whatever points to the merged record still does; ``queries.records_of`` finds both.

    Raises:
        Resident.DoesNotExist: one of them is none whom the actor may know, or was merged before.
        PermissionDenied: the actor does not cover the authorities of both.
        TwoPeople: they are the same record, have two identity numbers or two accounts, or one is known by a code.
        MadeOfSeveral: other records were merged into the one to be merged.
    """
    # In one order, so that two who merge the same records the other way round wait and do not block each other.
    locked = queries.residents_for(actor).select_for_update(of=("self",)).order_by("pk")
    found = {one.pk: one for one in locked.filter(pk__in=[kept_id, merged_id])}
    if kept_id not in found or merged_id not in found:
        raise Resident.DoesNotExist
    kept, merged = found[kept_id], found[merged_id]
    require(access.may_merge(actor, kept, merged))
    _refuse_two_people(kept, merged)
    if Resident.objects.filter(merged_into=merged).exists():
        raise MadeOfSeveral(_("Other records were merged into this one. Keep this one, and merge the other into it."))

    brought_account = merged.user_id is not None
    taken = [field for field in _fitting(kept, merged) if not getattr(kept, field) and getattr(merged, field)]
    merged.merged_into = kept
    merged.user_id = kept.user_id or merged.user_id  # both are this person's, so that the account opens both
    merged.save(update_fields=["merged_into", "user"])
    _fill(kept, merged, taken)
    done = Merge.objects.create(
        region_id=kept.region_id,
        authority_id=kept.authority_id,
        kept=kept,
        merged=merged,
        taken=taken,
        brought_account=brought_account,
        merged_at=at,
    )
    record(actor, "people.resident.merged", kept, at=at, merged=str(merged.pk), taken=taken)
    return done


@transaction.atomic
def undo_merge(*, actor: Actor, merge_id: int, at: datetime) -> None:
    """Make two records of one again. What was taken over goes, unless it was changed since.

    Raises:
        Merge.DoesNotExist: there is none in what the actor's posts cover.
        PermissionDenied: the actor does not cover the authorities of both.
        NotMerged: it was undone before.
        CannotPart: meanwhile the number of one of them was registered anew.
    """
    done = Merge.objects.select_for_update().get(pk=merge_id, region_id=actor.here)
    found = {one.pk: one for one in Resident.objects.filter(pk__in=[done.kept_id, done.merged_id])}
    kept, merged = found.get(done.kept_id), found.get(done.merged_id)
    # A record that row-level security hides is in an authority that the actor does not cover.
    require(access.may_merge(actor, *(one or Resident() for one in (kept, merged))))
    if done.undone_at is not None or kept is None or merged is None:
        raise NotMerged(_("This merge was undone before. There is nothing left to do."))

    _give_back(kept, merged, done)
    merged.merged_into = None
    if not done.brought_account:
        merged.user = None
    try:
        with transaction.atomic():
            merged.save(update_fields=["merged_into", "user"])
    except IntegrityError:
        raise CannotPart(
            _("Meanwhile another record has the number or the account of one of these two. Merge that record first.")
        ) from None
    done.undone_at = at
    done.save(update_fields=["undone_at"])
    record(actor, "people.resident.merge_undone", kept, at=at, merged=str(merged.pk))


def _refuse_two_people(kept: Resident, merged: Resident) -> None:
    if kept.pk == merged.pk:
        raise TwoPeople(_("This is one record. Choose the other one of the two."))
    if IdentityMode.CODED in (kept.identity_mode, merged.identity_mode):
        raise TwoPeople(_("Somebody known by a code is not merged with anybody: it would tell who they are."))
    if kept.user_id and merged.user_id:
        raise TwoPeople(_("Both records belong to an account. Take the link of one of them away first."))
    numbers = [bytes(one.number_fingerprint) for one in (kept, merged) if one.number_fingerprint is not None]
    if len(set(numbers)) > 1:
        raise TwoPeople(_("These records have two different identity numbers: they are two people."))


def _fitting(kept: Resident, merged: Resident) -> list[str]:
    """A home is taken over within one authority only: a household and its members are in the care of the same one."""
    near = kept.authority_id == merged.authority_id
    return [field for field in FILLED if near or field not in HOME]


def _fill(kept: Resident, merged: Resident, taken: list[str]) -> None:
    for field in taken:
        if field == "number_sealed":
            kept.document, kept.number_fingerprint = merged.document, merged.number_fingerprint
            kept.number_sealed = _number_for(kept, merged)
        else:
            setattr(kept, field, getattr(merged, field))
    kept.save(update_fields=_columns(taken))


def _number_for(kept: Resident, merged: Resident) -> bytes:
    """The number under a seal of the other row: a seal opens in its own row alone."""
    place = {"table": Resident._meta.db_table, "column": "number_sealed"}
    return seal(unseal(bytes(merged.number_sealed or b""), **place, pk=merged.pk), **place, pk=kept.pk)


def _give_back(kept: Resident, merged: Resident, done: Merge) -> None:
    back = [field for field in done.taken if _compared(kept, field) == _compared(merged, field)]
    blank = Resident()
    for column in _columns(back):
        setattr(kept, column, getattr(blank, column))
    kept.save(update_fields=_columns(back))


def _compared(one: Resident, field: str) -> object:
    """Two seals of one number differ; its fingerprints do not."""
    return bytes(one.number_fingerprint or b"") if field == "number_sealed" else getattr(one, field)


def _columns(fields: list[str]) -> list[str]:
    plain = [field.removesuffix("_id") for field in fields if field != "number_sealed"]
    return [*plain, *(NUMBER if "number_sealed" in fields else ())]
