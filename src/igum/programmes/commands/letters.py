"""Letters to applicants, in the language each of them chose. Written by the program for the region, each once."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.urls import reverse

from igum.core.actor import system_actor
from igum.core.sealed import unseal
from igum.core.tenancy import tenant_scope
from igum.messages.commands import Letter, Recipient, write_messages
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
    """The same letter about several applications of one region, each with what sets it apart. A few queries for all."""
    listed = list(about)
    if not listed:
        return
    program = system_actor(listed[0][0].region_id)
    with tenant_scope(program):
        slug = places.regions().get(pk=program.here).slug
        letters = [
            Letter(
                to=Recipient(application.name, application.language, application.phone, application.email),
                about=(ABOUT, application.pk),
                once=f"{ABOUT}:{application.pk}:{kind}:{once}".rstrip(":"),
                authority_id=application.authority_id,
                template=f"programmes.{kind}",
                facts={
                    "name": application.name,
                    "programme": _name_for(application),
                    "link": link_of(application, slug),
                    **facts,
                },
            )
            for application, once in listed
        ]
        write_messages(actor=program, letters=letters, at=at)


def link_of(application: Application, slug: str) -> str:
    """The address that opens an application without an account."""
    secret = unseal(
        bytes(application.link_sealed), table=Application._meta.db_table, column="link_sealed", pk=application.pk
    )
    return settings.IGUM_ADDRESS + reverse("programmes:status", args=[slug, secret])


def _name_for(application: Application) -> str:
    names = application.cohort.programme.names
    return names.get(application.language) or names.get("he") or next(iter(names.values()), "")
