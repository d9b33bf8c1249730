"""Filling in: the cover, a section at a time, reading over, sending. Works without scripts; scripts save sooner."""

import json
from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from igum.core.requests import Request
from igum.questionnaires import access, commands, queries
from igum.questionnaires.models import Response
from igum.questionnaires.presenting import Field, Section, raw_of, sections, titles, typed_moments
from igum.questionnaires.rules.definition import Kind
from igum.questionnaires.rules.state import State
from igum.questionnaires.slots import purpose_of
from igum.questionnaires.views.visits import drawing_of, find_region, opened, page_language, secret_page

CHECK = "check"


@secret_page
@require_http_methods(["GET", "HEAD", "POST"])
def fill(request: Request, region: str, secret: str) -> HttpResponse:
    """The cover, one section, or reading over; a section that was sent is saved first."""
    with opened(request, find_region(region), secret) as response:
        visit = Visit(request, region, secret, response)
        if response.submitted_at:
            return visit.sent()
        asked = request.GET.get("section", "")
        if not asked:
            return visit.cover()
        if asked == CHECK:
            return visit.read_over(look="look" in request.GET)
        section = visit.section(asked)
        return visit.save(section) if request.method == "POST" else visit.show(section, look="look" in request.GET)


@secret_page
@require_POST
def send(request: Request, region: str, secret: str) -> HttpResponse:
    """Send it. Whoever sends twice, or after a lost reply, arrives at the same page."""
    with opened(request, find_region(region), secret) as response:
        try:
            leads_to = commands.submit_response(actor=request.actor, response_id=response.pk, at=timezone.now())
        except commands.Incomplete:
            # A page of its own: it can be reloaded, and read in another language.
            return HttpResponseRedirect(
                reverse("questionnaires:fill", args=[region, secret]) + f"?section={CHECK}&look=1"
            )
    if leads_to:
        # The purpose writes {secret} where its own page needs it: only this page knows the secret.
        return HttpResponseRedirect(leads_to.replace("{secret}", secret))
    return redirect("questionnaires:fill", region, secret)


@secret_page
@require_POST
def reopen(request: Request, region: str, secret: str) -> HttpResponse:
    """Change what was sent, where its purpose allows that."""
    with opened(request, find_region(region), secret) as response:
        commands.reopen_response(actor=request.actor, response_id=response.pk, at=timezone.now())
    return redirect("questionnaires:fill", region, secret)


class Visit:
    """One request of somebody who fills in a response."""

    def __init__(self, request: Request, region: str, secret: str, response: Response) -> None:
        self.request = request
        self.address = {"region": region, "secret": secret}
        self.response = response
        self.conflicts: dict[str, str] = {}
        self._draw()

    def cover(self) -> HttpResponse:
        """What this is, how long it is, and where one left off."""
        begun = any(section.answered for section in self.shown)
        resume = next((str(section.number) for section in self.shown if section.stands != "done"), CHECK)
        return self._page("cover.html", {"begun": begun, "resume": resume})

    def show(self, section: Section, *, look: bool = False) -> HttpResponse:
        """One section."""
        return self._page(
            "section.html",
            {
                "section": section,
                "look": look,
                "typed": typed_moments(section, self.response.typed),
                "place": self.shown.index(section) + 1,
                "before": self._beside(section, -1),
            },
        )

    def read_over(self, *, look: bool = False) -> HttpResponse:
        """All answers, and what still needs a look."""
        return self._page("check.html", {"look": look, "errors": self._errors_with_places()})

    def sent(self) -> HttpResponse:
        """What was sent, and when."""
        facts = {
            "may_reopen": access.may_reopen_response(self.request.actor, self.response),
            "leads_to": self.response.leads_to.replace("{secret}", self.address["secret"]),
        }
        return self._page("sent.html", facts)

    def section(self, number: str) -> Section:
        """The section of a number, if anything is asked in it."""
        found = next((each for each in self.shown if str(each.number) == number), None)
        if found is None:
            raise Http404
        return found

    def save(self, section: Section) -> HttpResponse:
        """Save what a section's form holds, then go where its button leads."""
        changed, self.conflicts = self._changes(section)
        if changed:
            commands.save_answers(
                actor=self.request.actor, response_id=self.response.pk, answers=changed, at=timezone.now()
            )
        posted = self.request.POST
        if repeat := posted.get("add"):
            entry = commands.add_entry(
                actor=self.request.actor, response_id=self.response.pk, repeat=repeat, at=timezone.now()
            )
            return self._go(section.number, anchor=f"e-{repeat}-{entry}")
        if posted.get("remove"):
            repeat, _dot, entry = posted["remove"].partition(".")
            commands.remove_entry(
                actor=self.request.actor, response_id=self.response.pk, repeat=repeat, entry=entry, at=timezone.now()
            )
            return self._go(section.number, anchor=f"q-{repeat}")
        return self._continue(section)

    def _continue(self, section: Section) -> HttpResponse:
        before = {each.path for each in section.by_hand if each.asked.visible}
        self._reload()
        now = next(each for each in self.sections if each.number == section.number)
        appeared = [each for each in now.by_hand if each.asked.visible and each.path not in before]
        if self.conflicts:
            return self.show(now, look=True)
        if now.wrong:
            return self._go(f"{section.number}&look=1")
        if self.request.POST.get("go") == "leave":
            return redirect("questionnaires:fill", self.address["region"], self.address["secret"])
        if any(each.asked.value is None for each in appeared):
            return self._go(section.number, anchor=appeared[0].id)
        following = self._beside(now, 1)
        return self._go(following.number if following else CHECK)

    def _changes(self, section: Section) -> tuple[dict[str, Any], dict[str, str]]:
        """What the form holds that is new; and what was meanwhile written elsewhere, with what was typed here."""
        rendered = _moments(self.request.POST.get("typed", ""))
        changed: dict[str, Any] = {}
        conflicts: dict[str, str] = {}
        for each in section.by_hand:
            if each.path not in rendered:
                continue
            posted: Any = self.request.POST.getlist(each.path)
            if each.asked.question.kind != Kind.CHOICES:
                posted = posted[-1] if posted else ""
            if _is_same(each, posted):
                continue
            if self.response.typed.get(each.path, 0) != rendered[each.path]:
                conflicts[each.path] = ", ".join(posted) if isinstance(posted, list) else posted
            else:
                changed[each.path] = posted
        return changed, conflicts

    def _reload(self) -> None:
        self.response = queries.response(self.request.actor, self.response.pk)
        self._draw()

    def _draw(self) -> None:
        self.state: State = queries.state_of(self.response, language=page_language(), at=timezone.now())
        drawing = drawing_of(self.response, self.state, conflicts=self.conflicts)
        self.drawing = drawing
        self.sections = sections(drawing)
        self.shown = tuple(section for section in self.sections if section.is_shown)

    def _beside(self, section: Section, step: int) -> Section | None:
        place = next(place for place, each in enumerate(self.shown) if each.number == section.number) + step
        return self.shown[place] if 0 <= place < len(self.shown) else None

    def _errors_with_places(self) -> list[tuple[int, str, str]]:
        return [(section.number, error.anchor, error.sentence) for section in self.sections for error in section.errors]

    def _go(self, section: int | str, anchor: str = "") -> HttpResponse:
        address = reverse("questionnaires:fill", kwargs=self.address) + f"?section={section}"
        return HttpResponseRedirect(f"{address}#{anchor}" if anchor else address)

    def _page(self, template: str, more: Mapping[str, Any]) -> HttpResponse:
        purpose = purpose_of(self.response)
        may_fill = access.may_fill_response(self.request.actor, self.response)
        facts = {
            **titles(self.drawing.form, self.drawing.language),
            "heading": purpose.heading(self.response) if purpose else "",
            "response": self.response,
            "sections": self.shown,
            "may_fill": may_fill,
            "questions": sum(each.asked.visible for section in self.shown for each in section.by_hand),
            "url": {
                name: reverse(f"questionnaires:{name}", kwargs=self.address)
                for name in ("fill", "answers", "send", "reopen", "print")
            },
            "now": int(timezone.now().timestamp() * 1000),
            **more,
        }
        return render(self.request, f"questionnaires/{template}", facts)


def _is_same(each: Field, posted: Any) -> bool:
    """Whether a field still holds what the page was drawn with."""
    asked = each.asked
    if isinstance(posted, list):
        shown = asked.value if asked.draft is None else asked.draft
        return sorted(posted) == sorted(shown or [])
    return str(posted).replace("\r\n", "\n") == raw_of(asked).replace("\r\n", "\n")


def _moments(sent: str) -> dict[str, int]:
    try:
        read = json.loads(sent)
        return {str(path): int(typed) for path, typed in read.items()}
    except (ValueError, TypeError, AttributeError, RecursionError, OverflowError):
        return {}
