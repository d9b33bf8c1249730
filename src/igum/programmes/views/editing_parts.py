"""The parts of a programme's file as forms: a part, an entry of one of its lists, and moving entries about."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from igum.core.requests import Request
from igum.places import queries as places
from igum.programmes import queries
from igum.programmes.forms import sections
from igum.programmes.forms.builder import Towns
from igum.programmes.forms.lists import Entries, Page
from igum.programmes.forms.spots import FileForm
from igum.programmes.queries import Desk
from igum.programmes.rules.edits import Add, Edit, Move, Put, Remove, inside
from igum.programmes.views.editing_desk import CLASH, desk_at, save, show

# Their rules may speak of towns, or their entries of authorities.
WITH_TOWNS = frozenset({"rule", "reserved", "band", "points", "phase", "case"})
WITH_AUTHORITIES = frozenset({"share"})
# What begins with nothing in it but has lists of its own: its page is opened, so that they can be filled.
WITH_LISTS = frozenset({"match", "form"})
AGAIN = ("more", "again")


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Request, draft_id: UUID, section: str) -> HttpResponse:
    """One part of the file as a form, with what comes of it beside."""
    desk = desk_at(request, draft_id)
    if section not in sections.BY_CODE:
        raise Http404
    form = sections.section_form(section, desk, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form is not None and form.is_valid():
        return save(request, desk, form.edits(), form, section)
    return show(request, desk, section, form)


@require_http_methods(["GET", "HEAD", "POST"])
def entry(request: Request, draft_id: UUID, section: str, code: str, place: str) -> HttpResponse:
    """One entry of a list, or a new one."""
    desk = desk_at(request, draft_id)
    entries = _entries(desk, section, code)
    post = request.POST if request.method == "POST" else None
    number, is_gone = _found(desk, entries, place, post)
    again = post is not None and post.get("do") in AGAIN
    form = entries.form(_page(request, desk, entries, number, post=post, again=again))
    if again:
        form.take_typed()
    addresses: dict[str, Any] = {"address": _address(desk, section, code, number), "mark": _mark(form, entries, number)}
    if is_gone:
        refused = _("What you were writing on was taken out meanwhile. Save it, and it is added anew.")
        return show(request, desk, section, form, entries, status=CLASH, refused=refused, **addresses)
    if post is None or again or not form.is_valid():
        return show(request, desk, section, form, entries, **addresses)
    edits = form.edits() if number is not None else _added(desk, entries, form)
    leads_to = _leads_to(desk, section, entries, number)
    return save(request, desk, edits, form, section, entries, leads_to=leads_to, **addresses)


@require_POST
def arrange(request: Request, draft_id: UUID, section: str, code: str) -> HttpResponse:
    """Move an entry of a list up or down, or take it out."""
    desk = desk_at(request, draft_id)
    entries = _entries(desk, section, code)
    deed, _colon, place = request.POST.get("do", "").partition(":")
    steps = [step for step, _entry in entries.listed(desk.data)]
    number = _number(place, len(steps))
    if deed not in ("up", "down", "remove") or (deed == "down" and number + 1 == len(steps)):
        raise Http404
    path = (*entries.path, steps[number])
    gone = entries.whole if entries.whole and len(steps) == 1 else path
    change: Edit = Remove(gone)
    if deed != "remove":
        change = Move(path if deed == "up" else (*entries.path, steps[number + 1]))
    form = None if entries.parent else sections.section_form(section, desk)
    return save(request, desk, [change], form, section, leads_to=_page_of(desk, section, entries.parent))


@require_POST
def accept(request: Request, draft_id: UUID, place: str) -> HttpResponse:
    """Say that what a case came out as is right."""
    desk = desk_at(request, draft_id)
    return save(request, desk, queries.as_it_came_out(desk, _number(place, len(desk.tests))), None, "cases")


def _page(
    request: Request,
    desk: Desk,
    entries: Entries,
    number: int | None,
    *,
    post: Mapping[str, Any] | None,
    again: bool,
) -> Page:
    listed = entries.listed(desk.data)
    step, stands = listed[number] if number is not None else (len(listed), {})
    code = entries.code
    return Page(
        desk,
        (*entries.path, step),
        stands if isinstance(stands, dict) else {},
        number,
        towns=_towns(request) if code in WITH_TOWNS else (),
        authorities=_authorities(request) if code in WITH_AUTHORITIES else [],
        asked={name: value for name, value in request.GET.items() if isinstance(value, str)},
        post=post,
        again=again,
    )


def _added(desk: Desk, entries: Entries, form: FileForm) -> list[Edit]:
    """The changes that put a new entry at the end; the first one brings what it cannot be without."""
    made = {**entries.first_values(desk.data, form), **form.entry()}
    if isinstance(inside(desk.data, entries.path), dict) or entries.path in (("roles",), ("params",), ("forms",)):
        return [Put((*entries.path, entries.fresh_name(desk.data)), form.entry())]
    if entries.beside and inside(desk.data, entries.whole) is None:
        return [Put(entries.whole, {str(entries.path[-1]): [made], **entries.beside})]
    return [Add(entries.path, made)]


def _found(desk: Desk, entries: Entries, place: str, post: Mapping[str, Any] | None) -> tuple[int | None, bool]:
    """Which entry is written on, also when another window moved it meanwhile; and whether it is gone."""
    mark = str((post or {}).get("mark", ""))
    listed = entries.listed(desk.data)
    if place == "new":
        return None, False
    if not mark:
        return _number(place, len(listed)), False
    marks = [_mark_of(each, entries, step) for step, each in listed]
    if place.isascii() and place.isdigit() and marks[int(place[:6]) : int(place[:6]) + 1] == [mark]:
        return int(place), False
    return (marks.index(mark), False) if mark in marks else (None, True)


def _mark(form: FileForm, entries: Entries, number: int | None) -> str:
    return "" if number is None else _mark_of(form.part, entries, form.base[-1])


def _mark_of(entry: Any, entries: Entries, step: str | int) -> str:
    """What an entry is known by, wherever it stands."""
    if isinstance(step, str):
        return step
    return str(entry.get(entries.key) or "") if isinstance(entry, dict) else ""


def _address(desk: Desk, section: str, code: str, number: int | None) -> str:
    place = "new" if number is None else str(number)
    return reverse("programmes:entry", args=[desk.draft.pk, section, code, place])


def _leads_to(desk: Desk, section: str, entries: Entries, number: int | None) -> str:
    """Where one goes after saving: back, or to a new entry that has lists of its own."""
    if number is None and entries.code in WITH_LISTS:
        return _address(desk, section, entries.code, len(entries.listed(desk.data)))
    return _page_of(desk, section, entries.parent)


def _page_of(desk: Desk, section: str, parent: tuple[str | int, ...]) -> str:
    """The page of a part, or of the entry that a list belongs to."""
    for each in sections.entries_of(section, desk.data):
        if parent and each.path == parent[:-1] and isinstance(parent[-1], int):
            return _address(desk, section, each.code, parent[-1])
    return reverse("programmes:edit", args=[desk.draft.pk, section])


def _entries(desk: Desk, section: str, code: str) -> Entries:
    for each in sections.entries_of(section, desk.data):
        if each.code == code and "extends" not in desk.data:
            return each
    raise Http404


def _number(place: str, count: int) -> int:
    if not place.isascii() or not place.isdigit() or len(place) > 6 or int(place) >= count:
        raise Http404
    return int(place)


def _towns(request: Request) -> Towns:
    """The towns of the region, each under its authority."""
    found: dict[str, list[tuple[str, str]]] = {}
    for one in sorted(places.localities_of(region_id=request.actor.here), key=lambda town: str(town.name)):
        found.setdefault(str(one.authority.name if one.authority else _("of no authority")), []).append(
            (str(one.pk), str(one.name))
        )
    return sorted(found.items())


def _authorities(request: Request) -> list[tuple[str, Any]]:
    return sorted(
        ((str(one.pk), str(one.name)) for one in places.authorities_of(request.actor.here)), key=lambda one: one[1]
    )
