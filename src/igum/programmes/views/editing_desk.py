"""The desk on which a programme's file is written: a part of it as a form, and beside it what comes of it."""

from collections.abc import Mapping, Sequence
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

from igum.core.requests import Request
from igum.places import queries as places
from igum.programmes import commands, queries
from igum.programmes.forms import sections
from igum.programmes.forms.lists import Entries, called
from igum.programmes.forms.spots import FileForm
from igum.programmes.models import ProgrammeDraft
from igum.programmes.queries import Desk
from igum.programmes.rules.edits import Edit
from igum.programmes.rules.problems import Problem

UNFIT = 422
CLASH = 409


def desk_at(request: Request, draft_id: UUID) -> Desk:
    """The draft, and all that follows from its file."""
    try:
        draft = queries.draft_of(request.actor, draft_id)
    except ProgrammeDraft.DoesNotExist:
        raise Http404 from None
    return queries.desk_of(draft, at=timezone.now())


def save(  # noqa: PLR0913 - what is needed to give everything back when it cannot be saved
    request: Request,
    desk: Desk,
    edits: list[Edit],
    form: FileForm | None,
    section: str,
    entries: Entries | None = None,
    *,
    typed: str = "",
    leads_to: str = "",
    **more: Any,
) -> HttpResponse:
    """Save, and go back to the part; or show what was typed again with the reason why it was not saved."""
    try:
        commands.edit_draft(
            actor=request.actor,
            draft_id=desk.draft.pk,
            number=typed_number(request),
            edits=edits,
            at=timezone.now(),
        )
    except (commands.SavedMeanwhile, commands.CannotBeRead) as refusal:
        meanwhile = isinstance(refusal, commands.SavedMeanwhile)
        more |= {"refused": refusal.reason, "typed": typed, "meanwhile": _differences(form) if meanwhile else []}
        status = CLASH if meanwhile or request.htmx else UNFIT  # htmx shows the first and would drop the other
        return show(request, desk, section, form, entries, status=status, **more)
    messages.success(request, _("Saved."))
    return redirect(leads_to or _back(desk, section))


def show(
    request: Request,
    desk: Desk,
    section: str,
    form: FileForm | None,
    entries: Entries | None = None,
    *,
    status: int = 0,
    **more: Any,
) -> HttpResponse:
    """The page of a part, of an entry, of the text, or of publishing."""
    here = [each for each in desk.problems if sections.section_of(each) == section]
    if section in ("text", "publish"):
        here = list(desk.problems)
    left = form.show_problems(here) if form is not None and not form.is_bound else here
    lists = lists_of(desk, section, form.base if entries and form is not None else ())
    said = [problem for one in lists for problem in one["all"]]
    context = {
        "desk": desk,
        "draft": desk.draft,
        "form": form,
        "section": section,
        "about": sections.BY_CODE.get(section),
        "entries": entries,
        "lists": lists,
        "problems": [] if entries else [each for each in left if each not in said],
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


def lists_of(desk: Desk, section: str, parent: tuple[str | int, ...]) -> list[dict[str, Any]]:
    """The lists that stand on a page: those of a part, or those inside one of its entries."""
    found = [each for each in sections.entries_of(section, desk.data) if each.parent == parent]
    return [_list(desk, each) for each in found]


def page_context(request: Request, desk: Desk) -> dict[str, Any]:
    """What the public page is drawn from."""
    return {"region": region_of(request), "page": queries.page_of(desk), "draft": desk.draft}


def region_of(request: Request) -> Any:
    """The region that is acted in."""
    return get_object_or_404(places.regions(), pk=request.actor.here)


def typed_number(request: Request) -> int:
    """The number of the draft that was seen."""
    typed = request.POST.get("number", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else 0


def _back(desk: Desk, section: str) -> str:
    if section == "text":
        return reverse("programmes:edit-text", args=[desk.draft.pk])
    return reverse("programmes:edit", args=[desk.draft.pk, section])


def _heading(entries: Entries | None, form: FileForm | None) -> Any:
    """What the page of an entry is headed by."""
    if entries is None or form is None:
        return ""
    return called(form.part, entries, form.base[-1]) if form.part else entries.add


def _list(desk: Desk, entries: Entries) -> dict[str, Any]:
    """A list of the file as its page shows it."""
    tests = dict(enumerate(desk.tests)) if entries.code == "case" else {}
    rows = [
        {
            "name": called(each, entries, step),
            "problems": sections.problems_at(desk.problems, (*entries.path, step)),
            "test": tests.get(place),
        }
        for place, (step, each) in enumerate(entries.listed(desk.data))
    ]
    own = _own_problems(desk.problems, entries)
    said = [*own, *(problem for row in rows for problem in row["problems"])]
    return {"entries": entries, "rows": rows, "problems": own, "all": said}


def _own_problems(problems: Sequence[Problem], entries: Entries) -> list[Problem]:
    """Those of the list as a whole."""
    return [
        each for each in sections.problems_at(problems, entries.path) if each.path == ".".join(map(str, entries.path))
    ]


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


def _differences(form: FileForm | None) -> list[dict[str, Any]]:
    """What was typed beside what was saved meanwhile, where the two differ."""
    if form is None:
        return []
    found = []
    for name in form.changed_data:
        field = form[name]
        found.append({"label": field.label, "yours": _in_words(field.value()), "now": _in_words(field.initial)})
    return found


def _in_words(value: Any) -> str:
    return ", ".join(str(each) for each in value if each) if isinstance(value, list | tuple) else str(value or "")


def _preview(request: Request, desk: Desk) -> SafeString:
    """The inside of the public page, one step down in the order of headings."""
    context = page_context(request, desk)
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
