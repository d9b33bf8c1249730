"""Letters to applicants, in the language each of them chose. Written by the program for the region, each once.

The words are those of the programme's file where it has some (``letters``), else those of ``data/letters.yaml``; for
each language on its own, so that a file in Hebrew and Arabic still writes to a Russian reader in Russian.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID
from zlib import crc32

from django.conf import settings
from django.db.models import prefetch_related_objects
from django.urls import reverse

from igum.core.actor import system_actor
from igum.core.sealed import unseal
from igum.core.tenancy import tenant_scope
from igum.messages.commands import Letter, Recipient, Wording, write_messages
from igum.places import queries as places
from igum.programmes.models import Application, Cohort
from igum.programmes.queries.files import programme_of
from igum.programmes.queries.missing import missing_of
from igum.programmes.rules.letters import OWN_WORDS
from igum.programmes.rules.outcomes import Outcome

ABOUT = "programmes.application"
# What is told of an outcome; whom a place is kept for learns it by the offer.
KINDS = {
    Outcome.WAITING: "waiting",
    Outcome.NOT_CHOSEN: "not_chosen",
    Outcome.NEEDS_INFORMATION: "needs_information",
}


def write_letters(
    kind: str,
    about: Iterable[tuple[Application, str]],
    *,
    at: datetime,
    missing: Mapping[UUID, str] | None = None,
    **facts: datetime,
) -> None:
    """The same letter about several applications of one region, each with what sets it apart. A few queries for all.

    ``kind`` is its key in ``data/letters.yaml`` without the module's name. What comes with an application sets its
    letter apart from another of the kind to the same applicant, such as an offer's id; ``facts`` are what this kind
    tells beside the name, the programme and the link, and ``missing`` what each applicant left out.
    """
    listed = list(about)
    if not listed:
        return
    program = system_actor(listed[0][0].region_id)
    with tenant_scope(program):
        slug = places.regions().get(pk=program.here).slug
        cohorts = _cohorts([application for application, _once in listed])
        letters = [
            Letter(
                to=Recipient(application.name, application.language, application.phone, application.email),
                about=(ABOUT, application.pk),
                once=f"{ABOUT}:{application.pk}:{kind}:{once}".rstrip(":"),
                authority_id=application.authority_id,
                template=f"programmes.{kind}",
                wordings=_own_words(kind, cohorts[application.cohort_id]),
                facts={
                    "name": application.name,
                    "programme": _name_for(application, cohorts[application.cohort_id]),
                    "link": link_of(application, slug),
                    "missing": (missing or {}).get(application.pk, ""),
                    **facts,
                },
            )
            for application, once in listed
        ]
        write_messages(actor=program, letters=letters, at=at)


def ask_for_what_is_missing(applications: Sequence[Application], *, at: datetime) -> None:
    """Ask each of these applicants for the answers without which nobody can decide; the same is asked for once."""
    if not applications:
        return
    with tenant_scope(system_actor(applications[0].region_id)):
        cohorts = _cohorts(applications)
        asked = missing_of(applications, cohorts)
    about = [(one, f"{crc32(asked[one.pk].encode()):08x}") for one in applications if asked[one.pk]]
    write_letters("needs_information", about, at=at, missing=asked)


def tell(applications: Sequence[Application], *, at: datetime) -> None:
    """Write to each of these applicants what was decided, and keep that they were told."""
    for outcome, kind in KINDS.items():
        of_it = [one for one in applications if one.outcome == outcome]
        if kind == "needs_information":
            ask_for_what_is_missing(of_it, at=at)
        else:
            write_letters(kind, [(one, _moment(one)) for one in of_it], at=at)
    mark_as_told(applications, at=at)


def mark_as_told(applications: Sequence[Application], *, at: datetime) -> None:
    """Keep that these applicants know what was decided: their page says it from now on."""
    for outcome in {application.outcome for application in applications}:
        of_it = [application for application in applications if application.outcome == outcome]
        Application.objects.filter(pk__in=[one.pk for one in of_it]).update(told_outcome=outcome, told_at=at)
        for application in of_it:
            application.told_outcome, application.told_at = outcome, at


def link_of(application: Application, slug: str) -> str:
    """The address that opens an application without an account."""
    secret = unseal(
        bytes(application.link_sealed), table=Application._meta.db_table, column="link_sealed", pk=application.pk
    )
    return settings.IGUM_ADDRESS + reverse("programmes:status", args=[slug, secret])


def _moment(application: Application) -> str:
    """Whoever is decided about anew is told anew."""
    return f"{application.outcome_at:%Y%m%dT%H%M%S}" if application.outcome_at else ""


def _cohorts(applications: Sequence[Application]) -> Mapping[UUID, Cohort]:
    """Their rounds; those that came with an application are not asked for again."""
    prefetch_related_objects(applications, "cohort__programme", "cohort__version__intake")
    return {application.cohort_id: application.cohort for application in applications}


def _own_words(kind: str, cohort: Cohort) -> Mapping[str, Wording]:
    written = programme_of(cohort.version).letters.get(OWN_WORDS.get(kind, kind), {})
    return {language: Wording("", body) for language, body in written.items()}


def _name_for(application: Application, cohort: Cohort) -> str:
    names = cohort.programme.names
    return names.get(application.language) or names.get("he") or next(iter(names.values()), "")
