"""The yearly survey of ties: sent, and answered by each side for itself."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID, uuid4

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from igum.core.access import require
from igum.core.actor import Actor, system_actor
from igum.core.audit import record
from igum.core.errors import Refused
from igum.core.links import hash_of
from igum.core.tenancy import tenant_scope
from igum.core.texts import Text
from igum.directory import queries as directory
from igum.messages import commands as messages
from igum.messages.commands import Recipient
from igum.needs import access
from igum.needs.commands.campaigns import NobodyAsked, Person
from igum.needs.models import TieStatement, TieSurvey
from igum.needs.secrets import secret_of
from igum.places import queries as places

SURVEY = "needs.tie_survey"
INTENSITIES = range(5)  # 0: there is no tie
Said = Mapping[tuple[UUID, str], int]


class AskedThisYear(Refused):
    """This organisation was asked of its ties this year."""


class SurveyIsOver(Refused):
    """The year that the survey asks about is over."""


class NotAnAnswer(Refused):
    """What was said of a tie is none of the answers there are."""


@transaction.atomic
def ask_of_ties(*, actor: Actor, organization_id: UUID, person: Person, at: datetime) -> TieSurvey:
    """Ask one organisation of its ties of this year, by a letter with a link.

    Raises:
        PermissionDenied: the actor does not coordinate the region.
        NobodyAsked: there is no such organisation here, or nobody to write to.
        AskedThisYear: it was asked already.
    """
    require(access.may_ask_of_ties(actor))
    year = timezone.localdate(at).year
    body = next((one for one in directory.bodies_in(actor.here) if one.id == organization_id), None)
    if body is None or not person.name.strip():
        raise NobodyAsked(_("Choose an organisation of the region, and write the name of the person who answers."))
    asked = _("This organisation was asked of its ties this year already.")
    if TieSurvey.objects.filter(region_id=actor.here, organization_id=organization_id, year=year).exists():
        raise AskedThisYear(asked)
    key = uuid4()
    secret = secret_of(actor.here, "ties", key)
    survey = TieSurvey(
        id=key,
        region_id=actor.here,
        organization_id=organization_id,
        year=year,
        name=" ".join(person.name.split())[:120],
        phone=person.phone.strip()[:40],
        email=person.email.strip()[:254],
        language=person.language,
        link_hash=hash_of(secret),
        asked_at=at,
    )
    try:
        with transaction.atomic():
            survey.save(force_insert=True)
    except IntegrityError:  # somebody else asked at the same moment
        raise AskedThisYear(asked) from None
    with tenant_scope(system_actor(actor.here)):
        _write(survey, secret, body.name, at)
    record(actor, "needs.ties.asked", survey, at=at)
    return survey


@transaction.atomic
def answer_of_ties(*, actor: Actor, said: Said, at: datetime) -> int:
    """Keep what an organisation says of its ties this year; what it said before of the same ones is replaced.

    Args:
        actor: the holder of the link.
        said: by the other organisation and the setting, routine or emergency: 0 no tie, 1 know … 4 integrate.
        at: now.

    Returns:
        Of how many others it spoke.

    Raises:
        TieSurvey.DoesNotExist: the link opens none.
        SurveyIsOver: its year is over.
        NotAnAnswer: of itself, of none of the region's organisations, or with no intensity there is.
    """
    if not actor.link:
        raise TieSurvey.DoesNotExist("No secret link was given.")
    survey = TieSurvey.objects.select_for_update(of=("self",)).get(region_id=actor.here, link_hash=actor.link)
    if survey.year < timezone.localdate(at).year:
        raise SurveyIsOver(_("This survey was of %(year)s. What was said then stays.") % {"year": survey.year})
    others = {body.id for body in directory.bodies_in(actor.here)} - {survey.organization_id}
    if any(
        key not in others or setting not in TieStatement.Setting.values or many not in INTENSITIES
        for (key, setting), many in said.items()
    ):
        raise NotAnAnswer(_("One of these organisations cannot be answered about. Reload the page and try again."))
    with tenant_scope(system_actor(actor.here)):
        TieStatement.objects.bulk_create(
            [
                TieStatement(
                    region_id=actor.here,
                    teller_id=survey.organization_id,
                    about_id=about,
                    intensity=intensity or None,
                    source=TieStatement.Source.SURVEY,
                    year=survey.year,
                    setting=setting,
                    said_at=at,
                )
                for (about, setting), intensity in sorted(said.items(), key=str)
            ],
            update_conflicts=True,
            unique_fields=["region", "teller", "about", "source", "year", "setting"],
            update_fields=["intensity", "said_at"],
        )
        survey.answered_at = at
        survey.save(update_fields=["answered_at"])
        record(actor, "needs.ties.answered", survey, at=at, others=len({about for about, _setting in said}))
    return len({about for about, _setting in said})


def _write(survey: TieSurvey, secret: str, organization: Text, at: datetime) -> None:
    slug = places.regions().get(pk=survey.region_id).slug
    with override(survey.language):
        facts = {
            "name": survey.name,
            "body": str(organization),
            "year": str(survey.year),
            "link": settings.IGUM_ADDRESS + reverse("needs:own-ties", args=[slug, secret]),
        }
    messages.write_message(
        actor=system_actor(survey.region_id),
        to=Recipient(survey.name, survey.language, survey.phone, survey.email),
        about=(SURVEY, survey.pk),
        once=f"needs.ties:{survey.pk}",
        template="needs.ties",
        facts=facts,
        at=at,
    )
