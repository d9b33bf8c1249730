"""Making a programme from a shared service that all towns have signed."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from igum.core.access import require
from igum.core.requests import Request
from igum.pooling import queries as pooling
from igum.programmes import access, commands
from igum.programmes.pools import edits_of, start_of


@require_POST
def from_pool(request: Request, pool_id: UUID) -> HttpResponse:
    """Begin a draft whose places are reserved by town and whose cost is shared by the agreement."""
    require(access.may_publish(request.actor, None))
    signed = pooling.agreements_for(request.actor).filter(in_force_at__isnull=False, pool__closed_at=None)
    agreement = get_object_or_404(signed, pool_id=pool_id)
    now = timezone.now()
    start = start_of(request, agreement.pool, agreement, timezone.localdate(now))
    draft = commands.start_draft(actor=request.actor, start=start, authority_id=None, at=now)
    edits = edits_of(agreement)
    commands.edit_draft(actor=request.actor, draft_id=draft.pk, number=draft.number, edits=edits, at=now)
    messages.success(request, _("Begun. Places and cost stand as the towns agreed; the rest is yours to write."))
    return redirect("programmes:edit", draft.pk, "what")
