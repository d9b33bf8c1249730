"""What is done to the directory: the taxonomy is loaded, a service's details are changed and confirmed."""

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import yaml
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from igum.core.access import require
from igum.core.actor import Actor
from igum.core.audit import record
from igum.core.errors import Refused
from igum.core.jobs import defer
from igum.directory.access import may_assure, may_edit
from igum.directory.models import Service, Synonym, Term

DATA = Path(__file__).parent / "data"
CHANGEABLE = frozenset(
    {"name", "description", "who", "fees", "free_of_charge", "documents", "application_process", "alert", "languages"}
)


class NothingToChange(Refused):
    """The command was given no field, or one that it may not touch."""


class DoesNotFit(Refused):
    """A detail is empty, too long, or not of its kind; the text says what is wrong with it."""


@transaction.atomic
def load_taxonomy(*, progress: Callable[[int, int], None] | None = None) -> int:
    """Bring needs, situations and everyday words to what the package's files say. Repeats without harm.

    Words that people added stay; those that came with the package follow its files. Returns the number of terms.
    """
    listed = _read("taxonomy.yaml")
    waiting = listed.get("waiting", [])
    terms = [
        Term(code=code, axis=axis, names=names, names_waiting=waiting, parent_id=_parent(code))
        for axis, codes in _axes(listed)
        for code, names in codes.items()
    ]
    terms.sort(key=lambda term: term.code.count(":"))  # parents before their children
    Term.objects.bulk_create(
        terms,
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["axis", "names", "names_waiting", "parent"],
    )
    if progress:
        progress(1, 2)
    words = [
        Synonym(term_id=code, language=language, text=text, packaged=True)
        for code, by_language in _synonyms().items()
        for language, texts in by_language.items()
        for text in texts
    ]
    Synonym.objects.filter(packaged=True).delete()
    Synonym.objects.bulk_create(words, ignore_conflicts=True, batch_size=2000)
    if progress:
        progress(2, 2)
    return len(terms)


@transaction.atomic
def change_service(*, actor: Actor, service_id: UUID, changes: Mapping[str, Any], at: datetime) -> None:
    """Change some details of a service. The search finds the new words within seconds.

    Raises:
        Service.DoesNotExist: there is no such service.
        PermissionDenied: the actor neither keeps the directory nor works for the organisation.
        NothingToChange: no field was given, or one that this command does not change.
        DoesNotFit: a detail is empty where it may not be, too long, or not of its kind.
    """
    service = Service.objects.select_for_update(of=("self",)).select_related("organization").get(pk=service_id)
    require(may_edit(actor, service))
    if not changes or not set(changes) <= CHANGEABLE:
        raise NothingToChange(_("Nothing was changed: choose at least one of the service's details."))

    for field, value in changes.items():
        setattr(service, field, value)
    service.modified_at = at
    _refuse_misfit(service)
    service.save(update_fields=[*changes, "modified_at"])
    record(actor, "directory.service.changed", service, at=at, fields=sorted(changes))
    defer("directory.index_services", ids=[str(service.pk)])


@transaction.atomic
def assure_service(*, actor: Actor, service_id: UUID, by: str, at: datetime) -> None:
    """Confirm that the details of a service are right today.

    Args:
        actor: who confirms.
        service_id: the service.
        by: the role of who confirms, as readers will see it; not a person's name.
        at: the moment; its local day is shown.

    Raises:
        Service.DoesNotExist: there is no such service.
        PermissionDenied: the actor neither keeps the directory nor works for the organisation.
        DoesNotFit: the role is too long.
    """
    service = Service.objects.select_for_update(of=("self",)).select_related("organization").get(pk=service_id)
    require(may_assure(actor, service))

    service.assured_on = timezone.localdate(at)
    service.assured_by = by
    service.modified_at = at
    _refuse_misfit(service)
    service.save(update_fields=["assured_on", "assured_by", "modified_at"])
    record(actor, "directory.service.assured", service, at=at)
    defer("directory.index_services", ids=[str(service.pk)])


def _refuse_misfit(service: Service) -> None:
    try:
        service.full_clean(exclude=["organization", "terms"])
    except ValidationError as wrong:
        raise DoesNotFit(" ".join(wrong.messages)) from None


def _read(name: str) -> dict[str, Any]:
    read: dict[str, Any] = yaml.load((DATA / name).read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return read


def _parent(code: str) -> str | None:
    return code.rpartition(":")[0] or None


def _axes(listed: Mapping[str, Any]) -> list[tuple[str, Mapping[str, Any]]]:
    return [(axis, listed[axis]) for axis in Term.Axis.values]


def _synonyms() -> dict[str, dict[str, list[str]]]:
    listed = _read("synonyms.yaml")
    return {code: words for code, words in listed.items() if code.startswith("human_")}
