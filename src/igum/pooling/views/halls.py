"""Pages of a shared hall: a new one, a week of it, wishes, turns, swaps."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages as notes
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from igum.core.access import require
from igum.core.requests import Request
from igum.pooling import access, commands, queries
from igum.pooling.forms import HOLIDAYS, HallForm, TurnsForm, wish_field, wishes_of_post
from igum.pooling.models import Hall, HallSwap, HallTurn
from igum.pooling.queries.halls import (
    Cell,
    fairness_of,
    open_swaps,
    times_by_day,
    times_of,
    turns_to_swap,
    week_of,
    wishes_of,
)
from igum.pooling.queries.pages import people_by_payer
from igum.pooling.rules.document import read_pool
from igum.pooling.views.pools import names_for, title_of
from igum.pooling.words import Names

LONGEST_CODE = 9


@require_http_methods(["GET", "HEAD", "POST"])
def new_hall(request: Request, pool_id: UUID) -> HttpResponse:
    """Let the towns of a pool share a hall."""
    pool = get_object_or_404(queries.pools_for(request.actor), pk=pool_id)
    require(access.may_change(request.actor, pool))
    parts = people_by_payer(read_pool(pool.source.encode()))
    form = HallForm(parts, names_for(request), request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = _do(commands.make_hall, request, pool_id=pool_id, new=form.hall())
        notes.success(request, _("Saved. Each town can say now which hours it would like."))
        return redirect("pooling:hall", made.pk)
    return render(request, "pooling/new_hall.html", {"pool": pool, "title": title_of(pool), "form": form})


@require_safe
def hall(request: Request, hall_id: UUID) -> HttpResponse:
    """A week of a hall."""
    found = get_object_or_404(queries.halls_for(request.actor), pk=hall_id)
    return _page(request, found)


@require_POST
def wishes(request: Request, hall_id: UUID) -> HttpResponse:
    """Say which hours a town would like."""
    found = get_object_or_404(queries.halls_for(request.actor), pk=hall_id)
    town = request.POST.get("authority", "")
    if not town.isdecimal() or len(town) > LONGEST_CODE:
        raise Http404
    given = wishes_of_post(times_of(found), request.POST)
    keeps = request.POST.getlist("keeps")
    _do(commands.set_wishes, request, hall_id=hall_id, authority_id=int(town), wishes=given, keeps=keeps)
    notes.success(request, _("Noted. The wishes count when turns are given the next time."))
    return redirect("pooling:hall", hall_id)


@require_POST
def turns(request: Request, hall_id: UUID) -> HttpResponse:
    """Give the turns."""
    found = get_object_or_404(queries.halls_for(request.actor), pk=hall_id)
    form = TurnsForm(request.POST)
    if not form.is_valid():
        return _page(request, found, turns_form=form, status=422)
    given = form.cleaned_data
    _do(commands.make_turns, request, hall_id=hall_id, first_on=given["first_on"], weeks=given["weeks"])
    notes.success(request, _("The turns are given."))
    return _to_week(hall_id, given["first_on"])


@require_POST
def swap(request: Request, hall_id: UUID) -> HttpResponse:
    """Ask another town to swap."""
    gives, takes = (_uuid(request.POST.get(name, "")) for name in ("gives", "takes"))
    _do(commands.ask_swap, request, hall_id=hall_id, gives=gives, takes=takes)
    notes.success(request, _("Asked. The turns are swapped when the other town agrees."))
    return redirect("pooling:hall", hall_id)


@require_POST
def answer(request: Request, swap_id: UUID) -> HttpResponse:
    """Agree to a swap, or not."""
    agrees = request.POST.get("answer") == "yes"
    answered = _do(commands.answer_swap, request, swap_id=swap_id, agrees=agrees)
    notes.success(request, _("The two turns are swapped.") if agrees else _("Both turns stay as they are."))
    return redirect("pooling:hall", answered.hall_id)


def _page(request: Request, found: Hall, *, turns_form: TurnsForm | None = None, status: int = 200) -> HttpResponse:
    names, actor, now = names_for(request), request.actor, timezone.now()
    own = tuple(town for town in map(int, found.weights) if access.may_use_hall(actor, found, town))
    chosen = _chosen(own, request.GET.get("town", ""))
    may_try = access.may_try(actor, found.pool)
    today = timezone.localdate(now)
    week = week_of(found, _day(request.GET.get("week", ""), today))
    fairness = fairness_of(found)
    first = max(today + timedelta(days=1), week.sunday)
    may_give = access.may_change(actor, found.pool) and may_try
    context = {
        "hall": found,
        "name": title_of(found),
        "title": title_of(found.pool),
        "week": week,
        "rows": [(clock, [_cell(cell, own, names) for cell in cells]) for clock, cells in week.rows],
        "list": [(day, [_cell(cell, own, names) for cell in cells]) for day, cells in week.by_day],
        "is_empty": not any(cell.turn for _clock, cells in week.rows for cell in cells),
        "fairness": fairness,
        "shares": [(names.payer(one.sharer), float(one.due), one) for one in fairness.had],
        "furthest": float(fairness.furthest),
        "furthest_wished": float(fairness.furthest_wished),
        "own": [(town, names.payer(town)) for town in own] if may_try else [],
        "chosen": (chosen, names.payer(chosen)) if chosen else None,
        "wishes": _wish_fields(found, chosen) if chosen and may_try else [],
        "holidays": [(code, name, code in found.holidays.get(str(chosen), ())) for code, name in HOLIDAYS],
        "swaps": [_swap(one, own, names) for one in open_swaps(found)],
        "swap": _to_swap(found, own, names) if own and may_try else None,
        "turns_form": (turns_form or TurnsForm(initial={"first_on": first})) if may_give else None,
    }
    return render(request, "pooling/hall.html", context, status=status)


def _cell(cell: Cell, own: Iterable[int], names: Names) -> dict[str, Any]:
    turn = cell.turn
    return {
        "cell": cell,
        "town": names.payer(turn.authority_id) if turn else "",
        "is_own": turn is not None and turn.authority_id in own,
        "was_wished": turn is not None and turn.was_wished,
    }


def _wish_fields(found: Hall, town: int) -> list[tuple[str, list[dict[str, Any]]]]:
    said = wishes_of(found, town)
    return [
        (
            str(WEEKDAYS[day]),
            [{"name": wish_field((day, clock)), "clock": clock, "points": said.get((day, clock))} for clock in clocks],
        )
        for day, clocks in times_by_day(times_of(found))
    ]


def _to_swap(found: Hall, own: tuple[int, ...], names: Names) -> dict[str, Any] | None:
    mine, others = turns_to_swap(found, own, timezone.now())
    if not mine or not others:
        return None
    return {"gives": [_option(one, names) for one in mine], "takes": [_option(one, names) for one in others]}


def _option(turn: HallTurn, names: Names) -> dict[str, Any]:
    return {"turn": turn, "town": names.payer(turn.authority_id)}


def _swap(one: HallSwap, own: tuple[int, ...], names: Names) -> dict[str, Any]:
    return {
        "swap": one,
        "town": names.payer(one.authority_id),
        "other": names.payer(one.other_id),
        "may_answer": one.other_id in own,
        "may_take_back": one.authority_id in own,
    }


def _chosen(own: tuple[int, ...], asked: str) -> int | None:
    return next((town for town in own if str(town) == asked), own[0] if own else None)


def _day(written: str, otherwise: date) -> date:
    try:
        day = date.fromisoformat(written)
    except ValueError:
        return otherwise
    return day if 2000 <= day.year <= 2100 else otherwise


def _uuid(written: str) -> UUID:
    try:
        return UUID(written)
    except ValueError:
        raise Http404 from None


def _to_week(hall_id: UUID, day: date) -> HttpResponse:
    answer = redirect("pooling:hall", hall_id)
    answer["Location"] += f"?week={day:%Y-%m-%d}"
    return answer


def _do(command: Callable[..., Any], request: Request, **named: Any) -> Any:
    try:
        return command(actor=request.actor, at=timezone.now(), **named)
    except ObjectDoesNotExist:
        raise Http404 from None
