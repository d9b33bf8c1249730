"""Pages of an agreement: its terms, who signed, what was paid by quarter, and whether it was worth it."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar
from uuid import UUID

from django.contrib import messages as notes
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from igum.core.requests import Request
from igum.engines.pooling.shares.keys import Key
from igum.pooling import access, commands, queries
from igum.pooling.forms import ReviewForm, SpendingForm, TermsForm
from igum.pooling.models import Agreement
from igum.pooling.queries.budgets import budget_of
from igum.pooling.queries.costs import Sharing
from igum.pooling.rules.paying import users_of
from igum.pooling.views.plans import show
from igum.pooling.views.pools import names_for, title_of
from igum.pooling.words import KEYS, Names

Row = TypeVar("Row")
LONGEST_CODE = 9


@require_POST
def propose(request: Request, plan_id: UUID) -> HttpResponse:
    """Lay an agreement before the towns."""
    kept = get_object_or_404(queries.plans_for(request.actor), pk=plan_id)
    sharing = Sharing.of(kept)
    payers = sorted(map(str, users_of(sharing.pool, sharing.plan)))
    form = TermsForm(list(sharing.accounts), payers, names_for(request, sharing.pool), request.POST)
    if not form.is_valid():
        return show(request, plan_id, terms=form, status=422)
    made = _do(commands.propose_agreement, request, plan_id=plan_id, terms=form.terms())
    notes.success(request, _("The agreement lies before the towns. Each of them signs here."))
    return redirect("pooling:agreement", made.pk)


@require_safe
def agreement(request: Request, agreement_id: UUID) -> HttpResponse:
    """One agreement."""
    found = get_object_or_404(queries.agreements_for(request.actor), pk=agreement_id)
    return _page(request, found)


def _page(
    request: Request,
    found: Agreement,
    *,
    spending: SpendingForm | None = None,
    review: ReviewForm | None = None,
    status: int = 200,
) -> HttpResponse:
    names, actor = names_for(request), request.actor
    payers = names.by_name(int(payer) for payer in found.shares)
    signed = {one.authority_id: one for one in found.signatures.all()}
    notes_for = [town for town in payers if access.may_note_spending(actor, found, town)]
    reviews_for = [town for town in payers if access.may_review(actor, found, town)]
    in_force = found.in_force_at is not None
    context = {
        "agreement": found,
        "title": title_of(found.pool),
        "key": KEYS[Key(found.key)],
        "rows": [_row(request, found, town, names, town in signed) for town in payers],
        "signed": len(signed),
        "total": sum(found.shares.values()),
        "budget": budget_of(found) if in_force else None,
        "names": names,
        "budget_rows": _named(budget_of(found).rows, lambda row: names.payer(row.town)) if in_force else [],
        "reviews": _named(found.reviews.all(), lambda one: names.payer(one.authority_id)),
        "spending_form": (spending or SpendingForm(notes_for, names)) if in_force and notes_for else None,
        "review_form": (review or ReviewForm(reviews_for, names, _years(found))) if in_force and reviews_for else None,
        "may_withdraw": access.may_change(actor, found.pool) and not in_force and found.withdrawn_at is None,
    }
    return render(request, "pooling/agreement.html", context, status=status)


@require_POST
def sign(request: Request, agreement_id: UUID) -> HttpResponse:
    """Sign for a town."""
    town = request.POST.get("authority", "")
    if not town.isdecimal() or len(town) > LONGEST_CODE:
        raise Http404
    done = _do(commands.sign_agreement, request, agreement_id=agreement_id, authority_id=int(town))
    if done.in_force_at is not None:
        notes.success(request, _("Signed. All towns have signed: the agreement is in force."))
    else:
        notes.success(request, _("Signed for your town."))
    return redirect("pooling:agreement", agreement_id)


@require_POST
def withdraw(request: Request, agreement_id: UUID) -> HttpResponse:
    """Take back what not all have signed."""
    _do(commands.withdraw_agreement, request, agreement_id=agreement_id)
    notes.success(request, _("Withdrawn. Another agreement can be proposed."))
    return redirect("pooling:agreement", agreement_id)


@require_POST
def spending(request: Request, agreement_id: UUID) -> HttpResponse:
    """Note what a town paid in a quarter."""
    found = get_object_or_404(queries.agreements_for(request.actor), pk=agreement_id)
    form = SpendingForm([int(payer) for payer in found.shares], names_for(request), request.POST)
    if not form.is_valid():
        return _page(request, found, spending=form, status=422)
    given = form.cleaned_data
    _do(
        commands.note_spending,
        request,
        agreement_id=agreement_id,
        spent=commands.Spent(
            authority_id=given["authority"],
            year=given["year"],
            quarter=given["quarter"],
            paid_agorot=int(given["paid"] * 100),
            people=given["people"],
        ),
    )
    notes.success(request, _("Noted."))
    return redirect("pooling:agreement", agreement_id)


@require_POST
def review(request: Request, agreement_id: UUID) -> HttpResponse:
    """Say for a town whether a year was worth it."""
    found = get_object_or_404(queries.agreements_for(request.actor), pk=agreement_id)
    form = ReviewForm([int(payer) for payer in found.shares], names_for(request), _years(found), request.POST)
    if not form.is_valid():
        return _page(request, found, review=form, status=422)
    given = form.cleaned_data
    _do(
        commands.review_agreement,
        request,
        agreement_id=agreement_id,
        said=commands.Said(given["authority"], given["year"], given["verdict"], given["text"]),
    )
    notes.success(request, _("Noted. All towns that take part can read it."))
    return redirect("pooling:agreement", agreement_id)


def _named(rows: Iterable[Row], name: Callable[[Row], str]) -> list[tuple[str, Row]]:
    return sorted(((name(row), row) for row in rows), key=lambda pair: pair[0])


def _years(found: Agreement) -> range:
    return range(found.starts_on.year, found.ends_on.year + 1)


def _row(request: Request, found: Agreement, town: int, names: Names, has_signed: bool) -> dict[str, Any]:
    share, alone = found.shares[str(town)], found.alone[str(town)]
    return {
        "code": town,
        "name": names.payer(town),
        "share": share,
        "alone": alone,
        "saved": alone - share,
        "floor": found.floors.get(str(town)),
        "cap": found.caps.get(str(town)),
        "signed": has_signed,
        "may_sign": not has_signed and found.withdrawn_at is None and access.may_sign(request.actor, found, town),
    }


def _do(command: Callable[..., Any], request: Request, **named: Any) -> Any:
    try:
        return command(actor=request.actor, at=timezone.now(), **named)
    except ObjectDoesNotExist:
        raise Http404 from None
