"""Letters, and the people who recur: one who may, one from next door, one who may not."""

from datetime import datetime
from uuid import uuid4
from zoneinfo import ZoneInfo

from igum.core.actor import Actor, system_actor
from igum.core.tenancy import tenant_scope
from igum.messages.commands import Letter, Recipient, Wording, write_message, write_messages
from igum.messages.models import Message
from igum.people.rules import Role
from igum.people.tests.factories import ALDER_VALLEY, BIRCH, make_actor

JERUSALEM = ZoneInfo("Asia/Jerusalem")
MONDAY_NOON = datetime(2027, 1, 4, 12, 0, tzinfo=JERUSALEM)
MONDAY_NIGHT = datetime(2027, 1, 4, 23, 0, tzinfo=JERUSALEM)
TUESDAY_EIGHT = datetime(2027, 1, 5, 8, 0, tzinfo=JERUSALEM)
MOBILE = "050-123-4567"
RUTH = Recipient("רות כהן", "he", phone=MOBILE, email="ruth@example.org")
OFFER = {
    "he": Wording("מקום בתוכנית", "שלום {name}, נשמר לך מקום."),
    "ar": Wording("مكان في البرنامج", "مرحبا {name}، تم حجز مكان لك."),
}
PROGRAM = system_actor(ALDER_VALLEY)


def make_message(**details: object) -> Message:
    """A letter as a programme writes one: about an offer, by the program, at noon on a Monday."""
    at = details.pop("at", MONDAY_NOON)
    values = {
        "to": RUTH,
        "about": ("programmes.offer", uuid4()),
        "once": f"offer:{uuid4()}:made",
        "authority_id": BIRCH,
        "wordings": OFFER,
        "facts": {"name": "רות"},
        **details,
    }
    with tenant_scope(PROGRAM):
        return write_message(actor=PROGRAM, at=at, **values)


def make_messages(count: int, *, at: datetime = MONDAY_NOON, **details: object) -> list[Message]:
    values = {"to": RUTH, "about": ("programmes.offer", "1"), "authority_id": BIRCH, "wordings": OFFER, **details}
    letters = [Letter(once=f"offer:{uuid4()}", facts={"name": str(number)}, **values) for number in range(count)]
    with tenant_scope(PROGRAM):
        return write_messages(actor=PROGRAM, letters=letters, at=at)


def of_birch() -> Actor:
    return make_actor(Role.SOCIAL_WORKER, BIRCH)


def reread(message: Message) -> Message:
    with tenant_scope(PROGRAM):
        return Message.objects.get(pk=message.pk)
