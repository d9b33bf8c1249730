"""Letters to applicants, in the language each of them chose. Written by the program for the region, each once."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.urls import reverse

from igum.core.actor import system_actor
from igum.core.sealed import unseal
from igum.core.tenancy import tenant_scope
from igum.messages.commands import Recipient, write_message
from igum.places import queries as places
from igum.programmes.models import Application

ABOUT = "programmes.application"


def write_letter(kind: str, application: Application, *, once: str = "", at: datetime, **facts: datetime) -> None:
    """One letter about an application; ``kind`` is its key in ``data/letters.yaml`` without the module's name.

    ``once`` sets it apart from another of its kind to the same applicant, such as an offer's id; ``facts`` are what
    this kind tells beside the name, the programme and the link.
    """
    write_letters(kind, [(application, once)], at=at, **facts)


def write_letters(kind: str, about: Iterable[tuple[Application, str]], *, at: datetime, **facts: datetime) -> None:
    """The same letter about several applications of one region; each with what sets it apart."""
    for application, once in about:
        program = system_actor(application.region_id)
        with tenant_scope(program):
            write_message(
                actor=program,
                to=Recipient(application.name, application.language, application.phone, application.email),
                about=(ABOUT, application.pk),
                once=f"{ABOUT}:{application.pk}:{kind}:{once}".rstrip(":"),
                at=at,
                authority_id=application.authority_id,
                template=f"programmes.{kind}",
                facts={
                    "name": application.name,
                    "programme": _name_for(application),
                    "link": link_of(application),
                    **facts,
                },
            )


def link_of(application: Application) -> str:
    """The address that opens an application without an account."""
    secret = unseal(
        bytes(application.link_sealed), table=Application._meta.db_table, column="link_sealed", pk=application.pk
    )
    slug = places.regions().get(pk=application.region_id).slug
    return settings.IGUM_ADDRESS + reverse("programmes:status", args=[slug, secret])


def _name_for(application: Application) -> str:
    names = application.cohort.programme.names
    return names.get(application.language) or names.get("he") or next(iter(names.values()), "")
