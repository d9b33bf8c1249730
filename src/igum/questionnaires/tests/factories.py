"""A form of a family that applies, whoever asks for it, and the people who recur."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from igum.core.access import ALLOW, Decision, refuse
from igum.core.actor import Actor, system_actor
from igum.core.links import hash_of
from igum.people.tests.factories import ALDER_VALLEY, BIRCH, MONDAY, acting
from igum.questionnaires import commands
from igum.questionnaires.models import Questionnaire, Response

PURPOSE = "tests.application"
SECRET = "k3-Yb0q7Tz_9aWmXr4LpQdEf"

NAME = {"name": "name", "type": "text", "ask": {"en": "Your name", "he": "השם שלך"}, "required": True}
KIDS = {"name": "kids", "type": "integer", "ask": {"en": "How many children?", "he": "כמה ילדים?"}}
WHY = {
    "name": "why",
    "type": "long_text",
    "ask": {"en": "Why now?", "he": "למה עכשיו?"},
    "when": "kids > 3",
    "required": "kids > 4",
    "max_length": 20,
}
INCOME = {"name": "income", "type": "money", "ask": {"en": "Income in a month", "he": "הכנסה בחודש"}}
TOWN = {"name": "town", "type": "town", "ask": {"en": "Where do you live?", "he": "איפה גרים?"}}
CHILDREN = {
    "name": "children",
    "type": "repeat",
    "ask": {"en": "Children", "he": "ילדים"},
    "most": 3,
    "questions": [
        {"name": "born", "type": "date", "ask": {"en": "Born on", "he": "נולד ביום"}, "required": True},
        {"name": "age", "type": "calculation", "value": "years_between(born, today)"},
        {"name": "school", "type": "text", "ask": {"en": "School", "he": "בית ספר"}, "when": "age >= 6"},
    ],
}
AGREES = {"name": "agrees", "type": "consent", "ask": {"en": "We agree", "he": "מסכימים"}, "required": True}


def a_definition(*questions: dict[str, Any]) -> dict[str, Any]:
    return {"title": {"en": "A family applies", "he": "משפחה מגישה"}, "questions": list(questions or (NAME, KIDS, WHY))}


class Applications:
    """Takes applications while it is open, and remembers what was sent."""

    def __init__(self) -> None:
        self.closed = ""
        self.reopens = True
        self.sent: list[UUID] = []

    def heading(self, response: Response) -> str:
        return "Mother to mother"

    def may_fill(self, actor: Actor, response: Response) -> Decision:
        return refuse(self.closed) if self.closed else ALLOW

    def may_reopen(self, actor: Actor, response: Response) -> Decision:
        return ALLOW if self.reopens else refuse("The committee is reading it.")

    def submitted(self, *, actor: Actor, response: Response, at: datetime) -> str:
        self.sent.append(response.pk)
        return "/applications/{secret}/"


def visitor(secret: str = SECRET, region_id: int = ALDER_VALLEY) -> Actor:
    """Somebody who came by a secret link."""
    return Actor(region_id=region_id, link=hash_of(secret))


def keep(*questions: dict[str, Any], region_id: int = ALDER_VALLEY) -> Questionnaire:
    actor = system_actor(region_id)
    with acting(actor):
        return commands.keep_questionnaire(
            actor=actor,
            region_id=region_id,
            authority_id=None,
            key="application",
            definition=a_definition(*questions),
            at=MONDAY,
        )


def start(*questions: dict[str, Any], secret: str = SECRET, authority_id: int | None = BIRCH) -> Response:
    """A response that a visitor began on Monday."""
    kept = keep(*questions)
    actor = visitor(secret)
    with acting(actor):
        return commands.start_response(
            actor=actor,
            questionnaire_id=kept.pk,
            purpose=PURPOSE,
            about_id=uuid4(),
            authority_id=authority_id,
            secret=secret,
            language="en",
            at=MONDAY,
        )


def save(response: Response, answers: dict[str, Any], *, at: datetime = MONDAY, **more: Any) -> commands.Saved:
    actor = visitor()
    with acting(actor):
        return commands.save_answers(actor=actor, response_id=response.pk, answers=answers, at=at, **more)


def held(response: Response) -> Response:
    """The row as it stands now."""
    with acting(visitor()):
        return Response.objects.select_related("questionnaire").get(pk=response.pk)
