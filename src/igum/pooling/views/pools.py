"""Pages of pools: the list, a new one, one of them with its plans, and the work in the background."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages as notes
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from igum.core.access import require
from igum.core.requests import Request
from igum.pooling import access, commands, queries
from igum.pooling.forms import NewPoolForm, what_if_of
from igum.pooling.models import Hall, Pool, Solve
from igum.pooling.queries.making import (
    open_needs,
    parties_of_needs,
    seats_of_authorities,
    town_facts,
    ways_between,
)
from igum.pooling.queries.pages import people_by_payer, place_names
from igum.pooling.queries.together import together
from igum.pooling.rules.document import PoolFile, read_pool
from igum.pooling.rules.making import Host, document
from igum.pooling.rules.what_if import WhatIf
from igum.pooling.slots import POOL_CARDS
from igum.pooling.words import GOALS, Names, changes_said

LONGEST_CODE = 9
GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def pools(request: Request) -> HttpResponse:
    """The pools that one takes part in or looks after."""
    require(access.may_see_pools(request.actor))
    found = list(queries.pools_for(request.actor).filter(closed_at=None).prefetch_related("plans", "agreements"))
    names = names_for(request)
    rows = [
        {
            "pool": pool,
            "title": title_of(pool),
            "towns": names.listed(pool.authority_ids),
            "plans": len(pool.plans.all()),
            "agreement": next((one for one in pool.agreements.all() if one.withdrawn_at is None), None),
        }
        for pool in found
    ]
    return render(
        request,
        "pooling/pools.html",
        {
            "rows": rows,
            "may_make": access.may_make(request.actor),
            "may_see_all": access.may_see_all(request.actor),
        },
    )


@require_safe
def alone_and_together(request: Request) -> HttpResponse:
    """What each town could run by itself, and what it has with the others."""
    require(access.may_see_all(request.actor))
    table = together(request.actor)
    services = [
        (
            title_of(pool),
            reverse("pooling:pool", args=[pool.pk]),
            [(line.town, cell) for line in table.lines if (cell := line.cells[place]) is not None],
        )
        for place, pool in enumerate(table.pools)
    ]
    return render(request, "pooling/together.html", {"table": table, "services": services})


@GET_OR_POST
def new_pool(request: Request) -> HttpResponse:
    """Begin a pool by a few answers."""
    require(access.may_make(request.actor))
    known = open_needs(request.actor)
    needs = [(str(one.id), f"{one.title} ({one.authority or one.term}, {one.people})") for one in known]
    asked = {"needs": request.GET.getlist("need")}
    form = NewPoolForm(seats_of_authorities(request.actor), needs, request.POST or None, initial=asked)
    if request.method == "POST" and form.is_valid():
        chosen, hosts = form.cleaned_data["needs"], form.cleaned_data["hosts"]
        parties = parties_of_needs(request.actor, chosen)
        for code, written in form.people().items():
            parties.setdefault(code, []).extend(written)
        towns = town_facts(request.actor, parties, hosts)
        named = [Host(code, {"he": name}) for code, _payer, name in form.towns if code in hosts]
        source = document(form.basics(), towns, named, ways_between(town.code for town in towns))
        made = _do(commands.make_pool, request, new=commands.NewPool(form.titles(), source, tuple(map(UUID, chosen))))
        _do(commands.find_plans, request, pool_id=made.pk)
        notes.success(request, _("Saved. Plans are being computed."))
        return redirect("pooling:pool", made.pk)
    people = [form[f"people_{code}"] for code, _payer, _name in form.towns]
    return render(request, "pooling/new_pool.html", {"form": form, "people": people})


@require_safe
def pool(request: Request, pool_id: UUID) -> HttpResponse:
    """One pool: who needs it, its plans, what is asked of the engine, what towns say."""
    found = get_object_or_404(queries.pools_for(request.actor), pk=pool_id)
    file = read_pool(found.source.encode())
    names = names_for(request, file)
    agreement = queries.agreements_for(request.actor).filter(pool=found, withdrawn_at=None).first()
    cards = [card for make in POOL_CARDS if (card := make(request, found, agreement)) is not None]
    context = {
        "pool": found,
        "title": title_of(found),
        "file": file,
        "names": names,
        "rows": [(names.payer(code), people) for code, people in people_by_payer(file).items()],
        "sites": [(names.word(site.name), names.town(site.town), site) for site in file.service.sites],
        "agreement": agreement,
        "cards": cards,
        "halls": [(hall, title_of(hall)) for hall in queries.halls_for(request.actor).filter(pool=found)],
        "comments": said_about(request, found, names),
        "speaks_for": speaks_for(request, found, names),
        "may_change": access.may_change(request.actor, found) and access.may_try(request.actor, found),
        "may_try": access.may_try(request.actor, found),
        **_work(request, found, names),
        **_what_if_fields(file, names),
    }
    return render(request, "pooling/pool.html", context)


@require_safe
def progress(request: Request, pool_id: UUID) -> HttpResponse:
    """How far the work is; asked again and again while it goes on."""
    found = get_object_or_404(queries.pools_for(request.actor), pk=pool_id)
    names = names_for(request, read_pool(found.source.encode()))
    return render(request, "pooling/_work.html", {"pool": found, **_work(request, found, names)})


@require_POST
def find(request: Request, pool_id: UUID) -> HttpResponse:
    """Ask for plans."""
    _do(commands.find_plans, request, pool_id=pool_id)
    return redirect("pooling:pool", pool_id)


@require_POST
def what_if(request: Request, pool_id: UUID) -> HttpResponse:
    """Ask for one plan with something changed."""
    found = get_object_or_404(queries.pools_for(request.actor), pk=pool_id)
    asked = what_if_of(read_pool(found.source.encode()), request.POST)
    _do(commands.ask_what_if, request, pool_id=pool_id, what_if=asked)
    return redirect("pooling:pool", pool_id)


@require_POST
def comment(request: Request, pool_id: UUID) -> HttpResponse:
    """Write something for all who take part."""
    town = request.POST.get("authority", "")
    if town and not (town.isdecimal() and len(town) <= LONGEST_CODE):
        raise Http404
    text = request.POST.get("text", "")
    _do(commands.comment, request, pool_id=pool_id, text=text, authority_id=int(town) if town else None)
    notes.success(request, _("Written. All towns that take part can read it."))
    return redirect("pooling:pool", pool_id)


@require_POST
def close(request: Request, pool_id: UUID) -> HttpResponse:
    """Plan it no more."""
    _do(commands.close_pool, request, pool_id=pool_id)
    notes.success(request, _("Closed. What was agreed to stays."))
    return redirect("pooling:pools")


def title_of(thing: Pool | Hall) -> str:
    """Its title in the language of the page, or in Hebrew."""
    return str(thing.titles.get(get_language() or "he") or thing.titles.get("he", ""))


def names_for(request: Request, file: PoolFile | None = None) -> Names:
    """How places and the document's own names are said on this page."""
    towns, payers = place_names(request.actor.here)
    return Names(towns, payers, file.words if file else {})


def said_about(request: Request, pool: Pool, names: Names) -> list[dict[str, Any]]:
    """Comments, each with the town that speaks."""
    return [
        {"who": names.payer(one.authority_id) if one.authority_id else _("The region"), "comment": one}
        for one in pool.comments.all()
    ]


def speaks_for(request: Request, pool: Pool, names: Names) -> list[tuple[int, str]]:
    """The towns to choose from where one serves several; nothing is asked of who serves one, or none."""
    own = access.own_towns(request.actor, pool)
    return [(town, names.payer(town)) for town in own] if len(own) > 1 else []


def _work(request: Request, pool: Pool, names: Names) -> dict[str, Any]:
    """The plans so far and the question that is being worked on."""
    solve = queries.solves_for(request.actor).filter(pool=pool).first()
    plans = list(queries.plans_for(request.actor).filter(pool=pool).defer("costs", "result", "source"))
    rows = [{"plan": plan, "changes": changes_said(WhatIf.of_data(plan.changes), names)} for plan in plans]
    return {"solve": solve, "plans": rows, "works": solve is not None and solve.ended_at is None, "goal": _goal(solve)}


def _goal(solve: Solve | None) -> str:
    code = solve.progress.get("goal", "") if solve else ""
    return str(next((name for goal, name in GOALS.items() if goal == code), ""))


def _what_if_fields(file: PoolFile, names: Names) -> dict[str, Any]:
    rules = file.service.rules
    return {
        "rules": rules,
        "payers": [(code, names.payer(code)) for code in names.by_name(people_by_payer(file))],
        "towns": sorted(((code, names.town(code)) for code in file.service.towns), key=lambda pair: pair[1]),
    }


def _do(command: Callable[..., Any], request: Request, **named: Any) -> Any:
    try:
        return command(actor=request.actor, at=timezone.now(), **named)
    except ObjectDoesNotExist:
        raise Http404 from None
