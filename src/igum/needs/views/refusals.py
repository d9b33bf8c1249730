"""Telling that a service turned somebody away: one tap, no account, nothing kept but a count."""

from datetime import date
from ipaddress import IPv6Address, ip_address
from uuid import UUID

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib import messages as notes
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from igum.core.actor import system_actor
from igum.core.errors import Refused
from igum.core.public import public
from igum.core.tenancy import tenant_scope
from igum.needs import commands
from igum.places import queries as places

MOST_A_DAY = 20  # from one address: a family, a library, a department's waiting room
LONGEST_CODE = 9
DAY_SECONDS = 24 * 60 * 60


class ToldEnough(Refused):
    """So many refusals were told from one address today that more would say nothing."""


@public
@require_POST
def tell_refusal(request: HttpRequest, service_id: UUID) -> HttpResponse:
    """Count it, once a day from one address for one service; whoever tells it again is thanked again."""
    at = timezone.now()
    region = get_object_or_404(places.regions(), slug=request.POST.get("region") or settings.IGUM_REGION)
    if _is_new(request, service_id, timezone.localdate(at)):
        program = system_actor(region.pk)
        with tenant_scope(program):
            commands.count_refusal(
                actor=program,
                service_id=service_id,
                reason=request.POST.get("reason", ""),
                town=_code(request.POST.get("town", "")),
                at=at,
            )
    notes.success(request, _("Thank you. It was counted, without your name."))
    return redirect("directory:service", service_id)


def _is_new(request: HttpRequest, service_id: UUID, day: date) -> bool:
    """Whether this address has not told of this service today.

    The address itself is not kept: a keyed hash of it and the day stands among the failed sign-ins' counts, for a day.

    Raises:
        ToldEnough: it told of many services today.
    """
    mark = salted_hmac("igum.needs.refusals", f"{_address(request)} {day}", algorithm="sha256").hexdigest()[:40]
    total = f"refusals:{mark}"
    cache.add(total, 0, DAY_SECONDS)
    if not cache.add(f"{total}:{service_id.hex}", 1, DAY_SECONDS):
        return False
    if cache.incr(total) > MOST_A_DAY:
        raise ToldEnough(_("Many refusals were told from here today. Thank you; more can be told tomorrow."))
    return True


def _address(request: HttpRequest) -> str:
    """The network that the request came from; with IPv6 a whole household's, which has very many addresses."""
    try:
        said = ip_address(get_adapter(request).get_client_ip(request))
    except (PermissionDenied, ValueError):
        return ""
    return said.exploded[:19] if isinstance(said, IPv6Address) else str(said)


def _code(typed: str) -> int | None:
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) <= LONGEST_CODE else None
