"""Pages for those who write programmes: the list, the start, the text of a file, publishing it, or letting it go."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from igum.core.requests import Request
from igum.places import queries as places
from igum.programmes import access, commands, queries
from igum.programmes.forms import sections
from igum.programmes.forms.start import REGION, StartForm
from igum.programmes.rules.edits import Rewrite
from igum.programmes.views.editing_desk import UNFIT, desk_at, page_context, region_of, save, show, typed_number

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
            "region": region_of(request),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: Request) -> HttpResponse:
    """A few questions, from which a whole programme begins."""
    owners = _owners(request)
    if not owners:
        return render(
            request, "programmes/edit_list.html", {"owners": owners, "region": region_of(request)}, status=403
        )
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
def text(request: Request, draft_id: UUID) -> HttpResponse:
    """The whole file as a text, for those who write YAML."""
    desk = desk_at(request, draft_id)
    if request.method == "POST":
        typed = request.POST.get("source", "")
        return save(request, desk, [Rewrite(typed)], None, "text", typed=typed)
    return show(request, desk, "text", None)


@require_safe
def download(request: Request, draft_id: UUID) -> HttpResponse:
    """The file, word for word."""
    draft = desk_at(request, draft_id).draft
    response = HttpResponse(draft.source, content_type="application/yaml; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{draft.key}.yaml"'
    return response


@require_safe
def page(request: Request, draft_id: UUID) -> HttpResponse:
    """The public page as visitors would see it."""
    return render(request, "programmes/edit_page.html", page_context(request, desk_at(request, draft_id)))


@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: Request, draft_id: UUID) -> HttpResponse:
    """What publishing would change, for whom, and under which number; and doing it."""
    desk = desk_at(request, draft_id)
    if request.method == "POST":
        applied = commands.publish_draft(
            actor=request.actor,
            draft_id=draft_id,
            number=typed_number(request),
            version=request.POST.get("version", ""),
            at=timezone.now(),
        )
        messages.success(request, _("Published. Visitors see it now."))
        return redirect("programmes:programme", region_of(request).slug, applied.programme.key)
    return show(request, desk, "publish", None)


@require_POST
def discard(request: Request, draft_id: UUID) -> HttpResponse:
    """Let a draft go."""
    desk = desk_at(request, draft_id)
    commands.discard_draft(actor=request.actor, draft_id=desk.draft.pk, at=timezone.now())
    messages.success(request, _("The draft is gone. What was published stays as it is."))
    return redirect("programmes:drafts")


def _owners(request: Request) -> list[tuple[str, str]]:
    """Those for whom the actor may publish: the region, and authorities."""
    owners = [(str(one.pk), one.name) for one in places.authorities_of(request.actor.here)]
    allowed = [one for one in owners if access.may_publish(request.actor, int(one[0]))]
    if access.may_publish(request.actor, None):
        return [(REGION, _("the region: %(name)s") % {"name": region_of(request).name}), *allowed]
    return allowed


def _status(request: Request, is_bound: bool) -> int:
    return UNFIT if is_bound and not request.htmx else 200
