"""Letters of needs: to those who are asked. Written by the program, in the recipient's language."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from igum.core.actor import system_actor
from igum.messages import commands as messages
from igum.messages.commands import Letter, Recipient
from igum.needs.models import Respondent
from igum.needs.secrets import secret_of

ASKED = "needs.respondent"


def write_to(respondents: Sequence[Respondent], template: str, *, at: datetime) -> None:
    """One letter to each, with the link of each. The caller acts for the region."""
    letters = []
    for one in respondents:
        campaign = one.invitation.campaign
        with override(one.language):
            facts: Mapping[str, str | date] = {
                "name": one.name,
                "campaign": str(campaign.titled),
                "body": one.invitation.body_name,
                "until": campaign.closes_on,
                "link": link_of(one),
            }
        letters.append(
            Letter(
                Recipient(one.name, one.language, one.phone, one.email),
                (ASKED, one.pk),
                f"{template}:{one.pk}",
                one.authority_id,
                template,
                facts=facts,
            )
        )
    if respondents and not respondents[0].invitation.campaign.is_sample:
        messages.write_messages(actor=system_actor(respondents[0].region_id), letters=letters, at=at)


def link_of(respondent: Respondent) -> str:
    """The address that opens this person's page."""
    secret = secret_of(respondent.region_id, "respondent", respondent.pk)
    path = reverse("needs:asked", args=[respondent.region.slug, secret])
    return f"{settings.IGUM_ADDRESS}{path}"
