"""What an applicant agreed to, and until when it holds."""

from dataclasses import dataclass
from datetime import datetime

from igum.core.access import require
from igum.core.actor import Actor, system_actor
from igum.core.tenancy import tenant_scope
from igum.core.texts import Text
from igum.people import queries as people
from igum.programmes import access
from igum.programmes.models import Application, Cohort
from igum.programmes.models.files import in_page_language
from igum.programmes.queries.files import programme_of
from igum.programmes.rules.programme import Consent

ABOUT = "programmes.application"


@dataclass(frozen=True, slots=True)
class Agreed:
    """One consent of an application; without it and ``required``, nobody takes part."""

    key: str
    text: Text
    required: bool
    given_at: datetime
    expires_at: datetime
    withdrawn_at: datetime | None

    def holds(self, at: datetime) -> bool:
        """Whether it is in force."""
        return self.withdrawn_at is None and at < self.expires_at


def purpose_of(cohort: Cohort, consent: Consent) -> str:
    """What a consent is for, by its code."""
    return f"programmes.{cohort.programme.key}.{consent.key}"


def recipient_of(cohort: Cohort) -> str:
    """Who may know: whoever runs the programme."""
    return f"authority:{cohort.authority_id}" if cohort.authority_id else f"region:{cohort.region_id}"


def agreements_of(actor: Actor, application: Application) -> tuple[Agreed, ...]:
    """What an application agreed to, each with its newest state. One query, as the program: a link opens no consents.

    Raises:
        PermissionDenied: the actor may not follow the application.
    """
    require(access.may_follow(actor, application))
    asked = {purpose_of(application.cohort, each): each for each in programme_of(application.cohort.version).consents}
    if not asked:
        return ()
    program = system_actor(application.region_id)
    with tenant_scope(program):
        newest = {one.purpose: one for one in reversed(people.consents_about(program, ABOUT, application.pk))}
    return tuple(
        Agreed(
            consent.key,
            in_page_language(consent.text),
            consent.required,
            newest[purpose].given_at,
            newest[purpose].expires_at,
            newest[purpose].withdrawn_at,
        )
        for purpose, consent in asked.items()
        if purpose in newest
    )
