"""Pages of one plan: map, sites, who pays, who would rather leave, and how each figure came about."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.contrib import messages as notes
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from igum.core.requests import Request
from igum.engines.pooling.shares.accounts import Account
from igum.engines.pooling.shares.keys import Key
from igum.engines.pooling.shares.words import BY_KEY
from igum.pooling import access, commands, queries
from igum.pooling.forms import TermsForm, VoteForm
from igum.pooling.models import Agreement, Plan, Pool
from igum.pooling.picture import picture
from igum.pooling.queries.costs import Sharing
from igum.pooling.queries.pages import PlanPage, plan_page, points, told
from igum.pooling.rules.sums import Step, Term, cost_of, share_of
from igum.pooling.rules.what_if import WhatIf
from igum.pooling.views.pools import names_for, said_about, speaks_for, title_of
from igum.pooling.words import KEYS, WHY_LEFT_OUT, Names, changes_said, said, site_said, stage_said


@require_safe
def plan(request: Request, plan_id: UUID) -> HttpResponse:
    """One plan."""
    return show(request, plan_id)


def show(
    request: Request, plan_id: UUID, *, terms: TermsForm | None = None, vote: VoteForm | None = None, status: int = 200
) -> HttpResponse:
    """The page of a plan, perhaps with forms that were not understood."""
    kept = get_object_or_404(queries.plans_for(request.actor), pk=plan_id)
    page = plan_page(kept)
    names = _among_payers(names_for(request, page.sharing.pool), page.sharing)
    keys = list(page.sharing.accounts)
    speaks = [
        town
        for town in access.towns_of(request.actor, access.SPEAKS_FOR_TOWN)
        if access.may_vote(request.actor, kept, town)
    ]
    agreement = queries.agreements_for(request.actor).filter(pool=kept.pool, withdrawn_at=None).first()
    payers = names.by_name(row.code for row in page.payers if row.served)
    context = {
        "plan": kept,
        "pool": kept.pool,
        "title": title_of(kept.pool),
        "page": page,
        "names": names,
        "changes": changes_said(WhatIf.of_data(kept.changes), names),
        "stages": [stage_said(stage) for stage in page.sharing.plan.stages],
        "picture": picture(page.flows, points(request.actor.here), names),
        "sites": [_site(row, names) for row in page.sites],
        "towns": [{"row": row, "name": names.payer(row.code)} for row in page.payers],
        "missing": [(names.town(one.town), one.people, _reason(one.reason)) for one in page.missing],
        "keys": [(key, KEYS[key]) for key in keys],
        "meanings": [(KEYS[key], _(BY_KEY[key])) for key in keys],
        "judged": _judged(page, names),
        "core": said(page.core, names) if page.core else "",
        "drawn": _drawn(page.sharing),
        "agreed": [_agreed(account, page.sharing.accounts[key], names) for key, account in page.sharing.agreed.items()],
        "funded": [(names.word(name), amount) for name, amount in page.sharing.plan.money.funded],
        "votes": _votes(kept, names),
        "agreement": agreement,
        "comments": said_about(request, kept.pool, names),
        "speaks_for": speaks_for(request, kept.pool, names),
        "vote_form": (vote or VoteForm(speaks, keys, names)) if speaks and _may_still_vote(kept, agreement) else None,
        "terms_form": (terms or TermsForm(keys, payers, names))
        if keys and agreement is None and access.may_change(request.actor, kept.pool) and not kept.pool.closed_at
        else None,
    }
    return render(request, "pooling/plan.html", context, status=status)


@require_safe
def cost(request: Request, plan_id: UUID) -> HttpResponse:
    """How the cost of a plan came about, term by term."""
    kept = get_object_or_404(queries.plans_for(request.actor), pk=plan_id)
    sharing = Sharing.of(kept)
    names, counted = names_for(request, sharing.pool), cost_of(sharing.pool.service, sharing.plan)
    funds = [
        {
            "name": names.word(one.name),
            "source": one.source,
            "terms": [_term(term, names) for term in counted.funded if term.of[0] == one.name],
            "paid": counted.paid_by(one.name),
            "capped": counted.capped.get(one.name),
        }
        for one in sharing.pool.service.cofunding
    ]
    context = {
        "plan": kept,
        "title": title_of(kept.pool),
        "terms": [_term(term, names) for term in counted.terms],
        "gross": counted.gross,
        "funds": funds,
        "net": counted.net,
    }
    return render(request, "pooling/cost.html", context)


@require_safe
def share(request: Request, plan_id: UUID, key: str, code: int) -> HttpResponse:
    """How one town's share under one key came about, and what it means, in words."""
    kept = get_object_or_404(queries.plans_for(request.actor), pk=plan_id)
    sharing, town = Sharing.of(kept), str(code)
    account = sharing.accounts.get(Key(key)) if key in list(Key) else None
    if account is None or sharing.game is None or town not in account.shares:
        raise Http404
    names = _among_payers(names_for(request, sharing.pool), sharing)
    weights = _weights(sharing, account.key)
    if sharing.drawn is not None and account.key is Key.SHAPLEY:
        steps = [Step("drawn", len(sharing.drawn.masks), part=sharing.drawn.shapley.shares[town])]
    else:
        steps = share_of(sharing.game, account, weights, town, sharing.drawn.masks if sharing.drawn else None)
    agreed = sharing.agreed.get(account.key)
    context = {
        "plan": kept,
        "title": title_of(kept.pool),
        "town": names.payer(town),
        "key": KEYS[account.key],
        "facts": account.of(town),
        "agreed": agreed.of(town).here if agreed else None,
        "total": account.total,
        "told": [said(sentence, names) for sentence in told(sharing, account.key, town)],
        "steps": [_step(step, account.key, names) for step in steps],
        "source": sharing.pool.source,
    }
    return render(request, "pooling/share.html", context)


@require_POST
def vote(request: Request, plan_id: UUID) -> HttpResponse:
    """Say for a town what it thinks of a plan."""
    kept = get_object_or_404(queries.plans_for(request.actor), pk=plan_id)
    names = names_for(request)
    form = VoteForm(access.towns_of(request.actor, access.SPEAKS_FOR_TOWN), list(Key), names, request.POST)
    if not form.is_valid():
        return show(request, plan_id, vote=form, status=422)
    given = form.cleaned_data
    try:
        commands.vote(
            actor=request.actor,
            plan_id=kept.pk,
            authority_id=given["authority"],
            choice=given["choice"],
            key=given["key"],
            at=timezone.now(),
        )
    except ObjectDoesNotExist:
        raise Http404 from None
    notes.success(request, _("Your town's answer is noted."))
    return redirect("pooling:plan", plan_id)


def _site(row: Any, names: Names) -> dict[str, Any]:
    groups = [
        {
            "slot": names.word(group.slot),
            "kinds": [names.word(one) for one in (group.language, group.age, group.gender) if one],
            "group": group,
        }
        for group in row.groups
    ]
    return {
        "name": names.word(row.name),
        "town": names.town(row.town),
        "people": row.people,
        "groups": groups,
        "payers": names.listed(row.payers),
        "why": site_said(row.why) if row.why else "",
    }


def _among_payers(names: Names, sharing: Sharing) -> Names:
    return replace(names, together=tuple(map(str, sharing.game.towns))) if sharing.game else names


def _drawn(sharing: Sharing) -> dict[str, Any] | None:
    """How many groups of towns were counted, of how many, and how sure the estimate is."""
    if sharing.drawn is None:
        return None
    halves = sharing.drawn.shapley.within.values()
    return {
        "counted": len(sharing.drawn.masks),
        "of": sharing.drawn.game.whole,
        "within": round(max(halves)) if Key.SHAPLEY in sharing.accounts else None,
        "searched": [(KEYS[key], found) for key, found in sharing.drawn.searched.items() if key in sharing.accounts],
    }


def _agreed(account: Account, by_key: Account, names: Names) -> dict[str, Any]:
    """A key by which some towns would be paid by the others, and what each would pay in an agreement."""
    paid = [town for town, share in by_key.shares.items() if share < 0]
    shares = sorted((names.payer(town), amount) for town, amount in account.shares.items())
    return {"key": KEYS[account.key], "towns": names.listed(paid), "many": len(paid), "shares": shares}


def _judged(page: PlanPage, names: Names) -> list[dict[str, Any]]:
    return [
        {
            "key": KEYS[one.account.key],
            "objection": said(one.objection, names) if one.objection else "",
            "others": one.objecting - 1,
        }
        for one in page.judged
    ]


def _may_still_vote(kept: Plan, agreement: Agreement | None) -> bool:
    return kept.pool.closed_at is None and (agreement is None or agreement.in_force_at is None)


def _reason(code: str) -> str:
    return str(next((words for reason, words in WHY_LEFT_OUT.items() if reason == code), code))


def _votes(kept: Plan, names: Names) -> list[tuple[str, str, str]]:
    cast = {one.authority_id: one for one in kept.votes.all()}
    pool: Pool = kept.pool
    found = []
    for town in names.by_name(pool.authority_ids):
        one = cast.get(town)
        key = KEYS[Key(one.key)] if one and one.key else ""
        found.append((names.payer(town), str(one.get_choice_display()) if one else "", str(key)))
    return found


def _term(term: Term, names: Names) -> dict[str, Any]:
    kinds = {"site": _("Place"), "group": _("Groups"), "head": _("Participants"), "way": _("Ways")}
    name = names.word(term.name) if term.kind in {"site", "group"} else names.town(term.name)
    return {"kind": kinds[term.kind], "name": name, "term": term}


def _weights(sharing: Sharing, key: Key) -> dict[Any, Any]:
    basis = sharing.basis
    towns = sharing.game.towns if sharing.game else ()
    if key is Key.POPULATION:
        return {town: basis.population[town] for town in towns}
    if key is Key.USERS:
        return {town: basis.users[town] for town in towns}
    if key is Key.ABILITY:
        return {town: basis.population[town] * basis.cluster_weights[basis.clusters[town]] for town in towns}
    return dict.fromkeys(towns, 1)


def _step(step: Step, key: Key, names: Names) -> dict[str, Any]:
    place = step.figure if step.words == "joining" else 0
    words = {
        "weight": _("Of this town") if len(step.towns) == 1 else _("Of all towns together"),
        "separable": _("What it adds to the cost of the others"),
        "remaining": _("What it still saves, by which the rest is divided"),
        "joining": _("What it adds when it joins as number %(place)s, on average, divided by the number of towns")
        % {"place": place},
        "drawn": _("What it adds when it joins, on average over the groups of towns that were drawn"),
        "coalition": _("%(towns)s together save here, beside going alone") % {"towns": names.listed(step.towns)},
    }
    is_money = step.words in {"separable", "remaining", "coalition"}
    if step.words == "drawn":
        return {"words": words["drawn"], "agorot": None, "figure": str(step.figure), "unit": _("groups of towns"),
                "part": round(step.part), "exact": step.part}  # fmt: skip
    unit = _("residents") if key in {Key.POPULATION, Key.ABILITY} else _("participants") if key is Key.USERS else ""
    return {
        "words": words[step.words],
        "agorot": int(step.figure) if is_money else None,
        "figure": f"{float(step.figure):,.10g}" if step.words == "weight" else "",
        "unit": unit,
        "part": round(step.part) if step.part else None,
        "exact": step.part,
    }
