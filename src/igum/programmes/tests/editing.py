"""What tests of the editor share: a draft, a coordinator's browser, and what it sends."""

from datetime import timedelta
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from igum.core.tenancy import tenant_scope
from igum.programmes import commands
from igum.programmes.models import ProgrammeDraft
from igum.programmes.rules.edits import Rewrite
from igum.programmes.rules.reading import read
from igum.programmes.tests.browsing import sent_by
from igum.programmes.tests.factories import PROGRAM
from igum.programmes.tests.test_drafts import a_start

TODAY = timezone.localdate()
PARTS = ("what", "questions", "who", "places", "people", "meetings", "cost", "measured", "subject", "letters", "cases")


def a_draft(authority_id: int | None = None, key: str = "choir") -> ProgrammeDraft:
    """A draft that somebody began by a few answers."""
    days = {"opens": TODAY, "closes": TODAY + timedelta(days=30), "starts": TODAY + timedelta(days=60)}
    with tenant_scope(PROGRAM):
        return commands.start_draft(
            actor=PROGRAM, start=a_start(key, **days), authority_id=authority_id, at=timezone.now()
        )


def rewrite(draft: ProgrammeDraft, old: str, new: str) -> None:
    """Change its text."""
    with tenant_scope(PROGRAM):
        now = ProgrammeDraft.objects.get(pk=draft.pk)
        edits = [Rewrite(now.source.replace(old, new))]
        commands.edit_draft(actor=PROGRAM, draft_id=draft.pk, number=now.number, edits=edits, at=timezone.now())


def now(draft: ProgrammeDraft) -> ProgrammeDraft:
    """The draft as it is kept."""
    with tenant_scope(PROGRAM):
        return ProgrammeDraft.objects.get(pk=draft.pk)


def data(draft: ProgrammeDraft) -> Any:
    """What its file says."""
    document = read(now(draft).source).document
    assert document
    return document.data


def url(draft: ProgrammeDraft, *parts: str) -> str:
    """The address of a part, of a list, of an entry."""
    if len(parts) == 1:
        return reverse("programmes:edit", args=[draft.pk, *parts])
    return reverse("programmes:arrange" if len(parts) == 2 else "programmes:entry", args=[draft.pk, *parts])


def fields(page: Any) -> QueryDict:
    """What a browser would send of the form on a page, unchanged."""
    body = page.text.split('class="desk-form"')[1].split("<aside")[0]
    form = next(each for each in body.split("<form")[1:] if "novalidate" in each.split(">")[0])
    return sent_by(form.split("</form>")[0])


def changed(sent: QueryDict, **values: Any) -> QueryDict:
    """The same with some values typed anew; __ stands for a point."""
    made = sent.copy()
    for name, value in values.items():
        made.setlist(name.replace("__", "."), [str(each) for each in (value if isinstance(value, list) else [value])])
    return made


def send(client: Any, address: str, **values: Any) -> Any:
    """Open a page, change some fields, and send its form."""
    return post(client, address, changed(fields(client.get(address)), **values))


def post(client: Any, address: str, sent: QueryDict) -> Any:
    """Send a form."""
    return client.post(address, sent.urlencode(), content_type="application/x-www-form-urlencoded")
