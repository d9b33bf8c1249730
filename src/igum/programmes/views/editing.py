"""Pages for those who write programmes: the list, the start, and the desk on which a file is written by forms."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.context import make_context
from django.template.loader import get_template
from django.template.loader_tags import BlockNode
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from igum.core.requests import Request
from igum.places import queries as places
from igum.programmes import access, commands, queries
from igum.programmes.forms import sections
from igum.programmes.forms.spots import FileForm, added
from igum.programmes.forms.start import REGION, StartForm
from igum.programmes.models import ProgrammeDraft
from igum.programmes.queries import Desk
from igum.programmes.rules.edits import Edit, Move, Remove, Rewrite

UNFIT = 422
CLASH = 409
LANGUAGES = ("he", "ar", "en", "ru", "am")


@require_safe
def drafts(request: Request) -> HttpResponse:
    """What somebody is writing, and the programmes whose next version they may write."""
    return render(
        request,
        "programmes/edit_list.html",
        {
            "drafts": queries.drafts_for(request.actor),
            "programmes": queries.programmes_to_edit(request.actor),
            "owners": _owners(request),
            "region": _region(request),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: Request) -> HttpResponse:
    """A few questions, from which a whole programme begins."""
    owners = _owners(request)
    if not owners:
        return render(request, "programmes/edit_list.html", {"owners": owners, "region": _region(request)}, status=403)
    asked = request.POST.getlist("language") or request.GET.getlist("language") or ["he", "ar"]
    languages = [code for code in LANGUAGES if code in asked] or ["he"]
    form = StartForm(owners, languages, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            draft = commands.start_draft(
                actor=request.actor, start=form.start(), authority_id=form.authority_id, at=timezone.now()
            )
        except commands.KeyIsTaken as refusal:
            form.add_error("key", refusal.reason)
        except commands.CannotBeRead as refusal:
            form.add_error(None, refusal.reason)
        else:
            return redirect("programmes:edit", draft.pk, "what")
    context = {"form": form, "languages_chosen": languages, "languages_known": sections.LANGUAGES}
    return render(request, "programmes/edit_start.html", context, status=_status(request, form.is_bound))


@require_POST
def open_draft(request: Request, programme_id: UUID) -> HttpResponse:
    """Go on with a programme's next version, or begin it."""
    programme = get_object_or_404(queries.programmes_to_edit(request.actor), pk=programme_id)
    draft = commands.open_draft_of(actor=request.actor, programme_id=programme.pk, at=timezone.now())
    return redirect("programmes:edit", draft.pk, "what")


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Request, draft_id: UUID, section: str) -> HttpResponse:
    """One part of the file as a form, with what comes of it beside."""
    desk = _desk(request, draft_id)
    if section not in sections.BY_CODE:
        raise Http404
    form = sections.section_form(section, desk, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form is not None and form.is_valid():
        return _saved(request, desk, form.edits(), form, section)
    return _show(request, desk, section, form)


@require_http_methods(["GET", "HEAD", "POST"])
def entry(request: Request, draft_id: UUID, section: str, code: str, place: str) -> HttpResponse:
    """One entry of a list, or a new one."""
    desk = _desk(request, draft_id)
    entries = _entries(desk, section, code)
    number = None if place == "new" else _number(place, len(sections.listed(entries, desk.data)))
    post = request.POST if request.method == "POST" else None
    asked = {name: value for name, value in request.GET.items() if isinstance(value, str)}
    form = sections.entry_form(entries, desk, number, post=post, asked=asked, towns=_towns(request, code))
    if post is not None and post.get("do") != "more" and form.is_valid():
        first = sections.first_values(entries, desk, form) if number is None else {}
        edits = [added(form, entries.path, **first)] if number is None else form.edits()
        return _saved(request, desk, edits, form, section, entries)
    return _show(request, desk, section, form, entries)


@require_POST
def arrange(request: Request, draft_id: UUID, section: str, code: str) -> HttpResponse:
    """Move an entry of a list up or down, or take it out."""
    desk = _desk(request, draft_id)
    entries = _entries(desk, section, code)
    deed, _colon, place = request.POST.get("do", "").partition(":")
    number = _number(place, len(sections.listed(entries, desk.data)))
    path = (*entries.path, number)
    after = (*entries.path, number + 1)
    changes: dict[str, Edit] = {"up": Move(path), "down": Move(after), "remove": Remove(path)}
    if deed not in changes:
        raise Http404
    return _saved(request, desk, [changes[deed]], None, section)


@require_POST
def accept(request: Request, draft_id: UUID, place: str) -> HttpResponse:
    """Say that what a case came out as is right."""
    desk = _desk(request, draft_id)
    return _saved(request, desk, queries.as_it_came_out(desk, _number(place, len(desk.tests))), None, "cases")


@require_http_methods(["GET", "HEAD", "POST"])
def text(request: Request, draft_id: UUID) -> HttpResponse:
    """The whole file as a text, for those who write YAML."""
    desk = _desk(request, draft_id)
    if request.method == "POST":
        typed = request.POST.get("source", "")
        return _saved(request, desk, [Rewrite(typed)], None, "text", typed=typed)
    return _show(request, desk, "text", None)


@require_safe
def download(request: Request, draft_id: UUID) -> HttpResponse:
    """The file, word for word."""
    draft = _desk(request, draft_id).draft
    response = HttpResponse(draft.source, content_type="application/yaml; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{draft.key}.yaml"'
    return response


@require_safe
def page(request: Request, draft_id: UUID) -> HttpResponse:
    """The public page as visitors would see it."""
    return render(request, "programmes/edit_page.html", _page_context(request, _desk(request, draft_id)))


@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: Request, draft_id: UUID) -> HttpResponse:
    """What publishing would change, for whom, and under which number; and doing it."""
    desk = _desk(request, draft_id)
    if request.method == "POST":
        applied = commands.publish_draft(
            actor=request.actor,
            draft_id=draft_id,
            number=_typed_number(request),
            version=request.POST.get("version", ""),
            at=timezone.now(),
        )
        messages.success(request, _("Published. Visitors see it now."))
        return redirect("programmes:programme", _region(request).slug, applied.programme.key)
    return _show(request, desk, "publish", None)


@require_POST
def discard(request: Request, draft_id: UUID) -> HttpResponse:
    """Let a draft go."""
    desk = _desk(request, draft_id)
    commands.discard_draft(actor=request.actor, draft_id=desk.draft.pk, at=timezone.now())
    messages.success(request, _("The draft is gone. What was published stays as it is."))
    return redirect("programmes:drafts")


def _saved(  # noqa: PLR0913 - what is needed to give everything back when it cannot be saved
    request: Request,
    desk: Desk,
    edits: list[Edit],
    form: FileForm | None,
    section: str,
    entries: sections.Entries | None = None,
    *,
    typed: str = "",
) -> HttpResponse:
    """Save, and go back to the part; or show what was typed again with the reason why it was not saved."""
    try:
        commands.edit_draft(
            actor=request.actor,
            draft_id=desk.draft.pk,
            number=_typed_number(request),
            edits=edits,
            at=timezone.now(),
        )
    except (commands.SavedMeanwhile, commands.CannotBeRead) as refusal:
        meanwhile = isinstance(refusal, commands.SavedMeanwhile)
        more = {"refused": refusal.reason, "typed": typed, "meanwhile": _differences(desk, form) if meanwhile else []}
        return _show(request, desk, section, form, entries, status=CLASH if meanwhile else UNFIT, **more)
    messages.success(request, _("Saved."))
    if section == "text":
        return redirect("programmes:edit-text", desk.draft.pk)
    return redirect("programmes:edit", desk.draft.pk, section)


def _show(
    request: Request,
    desk: Desk,
    section: str,
    form: FileForm | None,
    entries: sections.Entries | None = None,
    *,
    status: int = 0,
    **more: Any,
) -> HttpResponse:
    here = [each for each in desk.problems if sections.section_of(each) == section]
    if section in ("text", "publish"):
        here = list(desk.problems)
    left = form.show_problems(here) if form is not None and not form.is_bound else here
    lists = [] if entries else [_list(desk, each) for each in sections.entries_of(section, desk.data)]
    in_lists = [problem for one in lists for row in one["rows"] for problem in row["problems"]]
    context = {
        "desk": desk,
        "draft": desk.draft,
        "form": form,
        "section": section,
        "about": sections.BY_CODE.get(section),
        "entries": entries,
        "lists": lists,
        "problems": [] if entries else [each for each in left if each not in in_lists],
        "parts": _parts(desk, section),
        "failed": [test for test in desk.tests if not test.passed],
        "heading": _heading(entries, form),
        "preview": _preview(request, desk),
        "is_child": "extends" in desk.data,
        **more,
    }
    if not status:
        status = UNFIT if form is not None and form.is_bound and form.errors and not request.htmx else 200
    return render(request, "programmes/edit.html", context, status=status)


def _heading(entries: sections.Entries | None, form: FileForm | None) -> Any:
    """What the page of an entry is headed by."""
    if entries is None or form is None:
        return ""
    return sections.called(form.part, entries) if form.part else entries.add


def _list(desk: Desk, entries: sections.Entries) -> dict[str, Any]:
    """A list of the file as its page shows it."""
    tests = dict(enumerate(desk.tests)) if entries.code == "case" else {}
    rows = [
        {
            "name": sections.called(each, entries),
            "problems": sections.problems_at(desk.problems, (*entries.path, number)),
            "test": tests.get(number),
        }
        for number, each in enumerate(sections.listed(entries, desk.data))
    ]
    return {"entries": entries, "rows": rows}


def _parts(desk: Desk, section: str) -> list[dict[str, Any]]:
    """The parts of the file, each with how many problems it has."""
    counts: dict[str, int] = {}
    for problem in desk.problems:
        code = sections.section_of(problem)
        counts[code] = counts.get(code, 0) + 1
    counts["cases"] = counts.get("cases", 0) + sum(not test.passed for test in desk.tests)
    return [
        {
            "title": each.title,
            "url": reverse("programmes:edit", args=[desk.draft.pk, each.code]),
            "count": counts.get(each.code, 0),
            "is_here": each.code == section,
        }
        for each in sections.SECTIONS
    ]


def _differences(desk: Desk, form: FileForm | None) -> list[dict[str, Any]]:
    """What was typed beside what was saved meanwhile, where the two differ."""
    if form is None:
        return []
    found = []
    for name in form.fields:
        field = form[name]
        yours, now = field.value(), field.initial
        if str(yours or "") != str(now or ""):
            found.append({"label": field.label, "yours": yours, "now": now})
    return found


def _preview(request: Request, desk: Desk) -> SafeString:
    """The inside of the public page, one step down in the order of headings."""
    context = _page_context(request, desk)
    if context["page"].cohort is None:
        return mark_safe("")
    template: Any = get_template("programmes/programme.html")
    block = next(node for node in template.template.nodelist.get_nodes_by_type(BlockNode) if node.name == "main")
    return _inside(template, block, context, request)


def _inside(template: Any, block: BlockNode, context: Mapping[str, Any], request: Request) -> SafeString:
    made = make_context(dict(context), request)
    with made.bind_template(template.template), made.render_context.push_state(template.template):
        drawn = str(block.nodelist.render(made))
    for old, new in (("h2", "h4"), ("h1", "h3")):
        drawn = drawn.replace(f"<{old}", f"<{new}").replace(f"</{old}>", f"</{new}>")
    return mark_safe(drawn)  # noqa: S308 - the template escaped it


def _page_context(request: Request, desk: Desk) -> dict[str, Any]:
    return {"region": _region(request), "page": queries.page_of(desk), "draft": desk.draft}


def _desk(request: Request, draft_id: UUID) -> Desk:
    try:
        draft = queries.draft_of(request.actor, draft_id)
    except ProgrammeDraft.DoesNotExist:
        raise Http404 from None
    return queries.desk_of(draft, at=timezone.now())


def _entries(desk: Desk, section: str, code: str) -> sections.Entries:
    for each in sections.entries_of(section, desk.data):
        if each.code == code and "extends" not in desk.data:
            return each
    raise Http404


def _number(place: str, count: int) -> int:
    if not place.isascii() or not place.isdigit() or len(place) > 6 or int(place) >= count:
        raise Http404
    return int(place)


def _typed_number(request: Request) -> int:
    typed = request.POST.get("number", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else 0


def _owners(request: Request) -> list[tuple[str, str]]:
    """Those for whom the actor may publish: the region, and authorities."""
    owners = [(str(one.pk), one.name) for one in places.authorities_of(request.actor.here)]
    allowed = [one for one in owners if access.may_publish(request.actor, int(one[0]))]
    if access.may_publish(request.actor, None):
        return [(REGION, _("the region: %(name)s") % {"name": _region(request).name}), *allowed]
    return allowed


def _region(request: Request) -> Any:
    return get_object_or_404(places.regions(), pk=request.actor.here)


def _towns(request: Request, code: str) -> list[tuple[str, str]]:
    if code not in ("rule", "case"):
        return []
    return [(str(one.pk), one.name) for one in places.localities_of(region_id=request.actor.here)]


def _status(request: Request, is_bound: bool) -> int:
    return UNFIT if is_bound and not request.htmx else 200
