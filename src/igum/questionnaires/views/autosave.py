"""Saving by itself: what the page's script sends field by field, and what it then needs to show."""

import json
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from igum.core.errors import Refused
from igum.core.requests import Request
from igum.questionnaires import commands, queries
from igum.questionnaires.filling import LATEST
from igum.questionnaires.models import Response
from igum.questionnaires.presenting import raw_of
from igum.questionnaires.rules.state import State
from igum.questionnaires.views.visits import find_region, opened, page_language, secret_page

MOST_BYTES = 1_000_000
MOST_FIELDS = 500


@secret_page
@require_POST
def answers(request: Request, region: str, secret: str) -> HttpResponse:
    """Save what was typed since the last time, and say what follows from it."""
    at = timezone.now()
    given = _given(request, at)
    if given is None:
        return JsonResponse({"reason": _("This could not be read, so it was not saved. Reload the page.")}, status=400)
    try:
        with opened(request, find_region(region), secret) as response:
            saved, refused = _save(request, response, given)
            response = queries.response(request.actor, response.pk)
            state = queries.state_of(response, language=page_language(), at=at)
    except (Refused, PermissionDenied) as why:
        return JsonResponse({"reason": str(why)}, status=409 if isinstance(why, Refused) else 403)
    return JsonResponse(
        {
            "typed": {**{path: given[path][0] for path in refused}, **saved.typed},
            "newer": {path: _raw(state, path) for path in saved.newer},
            "refused": refused,
            "wrong": {error.path: error.words for error in state.errors if not error.missing},
            "shown": sorted(state.visible),
            "required": sorted(path for path, asked in state.asked.items() if asked.required),
            "calculated": {path: raw_of(state.asked[path]) for path in state.calculated if path in state.asked},
        }
    )


def _save(
    request: Request, response: Response, given: dict[str, tuple[int, Any]]
) -> tuple[commands.Saved, dict[str, str]]:
    """Save all that can be saved: an entry taken out elsewhere must not hold up the rest."""
    refused: dict[str, str] = {}
    try:
        return _save_all(request, response, given), refused
    except commands.AnswersRefused as why:
        refused = dict(why.why)
    rest = {path: each for path, each in given.items() if path not in refused}
    return (_save_all(request, response, rest) if rest else commands.Saved()), refused


def _save_all(request: Request, response: Response, given: dict[str, tuple[int, Any]]) -> commands.Saved:
    return commands.save_answers(
        actor=request.actor,
        response_id=response.pk,
        answers={path: value for path, (_typed, value) in given.items()},
        typed={path: typed for path, (typed, _value) in given.items()},
        at=timezone.now(),
    )


def _given(request: HttpRequest, at: datetime) -> dict[str, tuple[int, Any]] | None:
    """What was sent: for each path when it was typed (not later than now), and what. None when not of that shape."""
    now = int(at.timestamp() * 1000)
    try:
        if int(request.headers.get("Content-Length") or 0) > MOST_BYTES:
            return None
        sent = json.loads(request.body)["answers"]
        return {str(path)[:200]: _one(now, *each) for path, each in sent.items()} if len(sent) <= MOST_FIELDS else None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _one(now: int, typed: Any, value: Any) -> tuple[int, Any]:
    if isinstance(typed, bool) or not isinstance(typed, int) or not 0 < typed <= LATEST:
        raise ValueError(typed)
    texts = value if isinstance(value, list) else [value]
    if not all(isinstance(text, str) for text in texts):
        raise ValueError("A field holds texts.")
    return min(typed, now), value


def _raw(state: State, path: str) -> Any:
    asked = state.asked[path]
    shown = asked.value if asked.draft is None else asked.draft
    return shown if isinstance(shown, list) else raw_of(asked)
