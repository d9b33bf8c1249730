"""Whoever adds a column in which somebody may stand says whether it is erased in its time, or why it is kept."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any, TypeAlias, cast

import pytest
from django.apps import apps
from django.db import models

from igum.core.files import DOCUMENTS, keep_file
from igum.core.tenancy import tenant_scope
from igum.people.models import User
from igum.places.models import Locality
from igum.programmes import commands
from igum.programmes.models import Application, CalendarFeed, Engagement, Import, ImportRow, Match, TeamMember
from igum.programmes.tests.factories import AFTER, AKKO, PROGRAM, visitor
from igum.programmes.tests.test_attendance import Evening
from igum.programmes.tests.test_documents import PDF
from igum.volunteering.models import Volunteer

pytestmark = pytest.mark.usefixtures("region")

Column: TypeAlias = "models.Field[Any, Any]"
MARK = "PERSON"
APPS = ("programmes", "volunteering", "questionnaires", "outbox")
PEOPLE = frozenset({"people.User", "people.Resident", "people.Household", "volunteering.Volunteer"})
# What the makers of rows do not find out by themselves.
OF_TABLE: Mapping[str, Mapping[str, Any]] = {
    "CalendarFeed": {"user": None, "link_hash": "x"},
    "ImportRow": {"application": None, "done_at": AFTER},
}
# Whose account did something as part of their work: the trail keeps it too, and accounts end by themselves.
STAFF = ("_by", "reviewer", "referrer", "supporter")
OF_FILES = "of the programme's file, or of what its staff plan: of nobody who takes part"
OF_PLACES = "what a settlement or a room is called and wants, written of a place"
OF_VOLUNTEERS = "a volunteer's own profile and record, theirs as long as they have it: no round ends it"
OF_LETTERS = "erased a year after it was sent, and with the application it is about: messages"
LETTERS = ("once", "about_kind", "about_id", "recipient_name", "phone", "email", "subject", "body", "failure")
OF_NUMBERS = "counts and codes: nobody is in them"
KEPT: Mapping[str, str] = {
    **dict.fromkeys(
        (
            *("Programme.key", "Programme.names", "Programme.summary", "ProgrammeVersion.version"),
            *("ProgrammeVersion.source", "ProgrammeVersion.definition", "ProgrammeVersion.sha256"),
            *("Cohort.key", "Cohort.lot_seed", "ProgrammeDraft.key", "ProgrammeDraft.names", "ProgrammeDraft.source"),
            *("TeamMember.role", "Invitation.role", "Session.phase", "Session.who", "Session.because"),
            *("Session.cancel_reason", "Task.phase", "Task.key", "Passage.phase"),
            *("Measurement.outcome", "Measurement.moment", "UseEvent.names"),
            *("Questionnaire.key", "Questionnaire.definition", "Questionnaire.sha256", "Response.purpose"),
        ),
        OF_FILES,
    ),
    **dict.fromkeys(
        (
            *("Room.name", "Room.address", "Session.place", "ProfileEntry.kind", "ProfileEntry.texts"),
            *("ProfileEntry.source", "Goal.theme", "Goal.texts", "Goal.measures", "WorkEntry.theme", "WorkEntry.body"),
        ),
        OF_PLACES,
    ),
    **dict.fromkeys(
        (
            *("RosterReceipt.marks", "DuplicatePair.alike", "ImportRow.digest", "Release.figures"),
            *("ReleaseBasis.marks", "UseCount.neighbourhood", "UseCount.age", "UseCount.purpose"),
            *("Import.sheet", "Import.sha256", "Import.headers", "Import.columns", "Import.look", "Import.file_name"),
        ),
        OF_NUMBERS,
    ),
    **dict.fromkeys(
        (
            *("Opportunity.body_name", "Opportunity.titles", "Opportunity.descriptions", "Opportunity.languages"),
            *("Opportunity.skills", "Opportunity.requires", "Opportunity.times", "Shift.note"),
        ),
        "what a body of the region asks volunteers for: public, of nobody",
    ),
    **dict.fromkeys(
        (
            *("Initiative.proposer_name", "Initiative.phone", "Initiative.title", "Initiative.description"),
            *("Initiative.help_wanted", "Initiative.answer", "Volunteer.user", "Volunteer.name", "Volunteer.phone"),
            *("Volunteer.email", "Volunteer.languages", "Volunteer.skills", "Volunteer.available"),
            *("Volunteer.available_note", "Vetting.volunteer", "Vetting.kind", "Vetting.refusal"),
            *("SignUp.volunteer", "SignUp.volunteer_name", "HoursEntry.volunteer", "HoursEntry.volunteer_name"),
            *("HoursEntry.note", "HoursEntry.refusal", "Certificate.volunteer", "Certificate.code_hash"),
            *("Certificate.code_sealed", "Certificate.name", "Certificate.lines"),
        ),
        OF_VOLUNTEERS,
    ),
    **dict.fromkeys((f"Message.{name}" for name in LETTERS), OF_LETTERS),
    "CalendarFeed.user": "the account's own address: whoever has the account ends it",
    "CalendarFeed.secret_hash": "of an account's own address; one of an application goes with the application",
}
ERASED = frozenset(
    {
        *("Application.link_hash", "Application.link_sealed", "Application.name", "Application.phone"),
        *("Application.email", "Application.resident", "Application.findings", "Application.outcome_reason"),
        *("Application.amended", "Review.remark", "Engagement.name", "Engagement.phone", "Engagement.resident"),
        *("Engagement.household", "Engagement.end_reason", "TeamMember.user", "TeamMember.volunteer"),
        *("TeamMember.name", "TeamMember.phone", "TeamMember.facts", "Match.user", "Match.link_hash"),
        *("Match.reasons", "Match.end_reason", "CalendarFeed.link_hash", "Goal.drop_reason", "WorkEntry.text"),
        *("Task.title", "Task.note", "Task.waive_reason", "Note.text", "Document.name", "Document.words"),
        *("DuplicateKey.key", "ImportRow.cells", "Invitation.volunteer", "Invitation.user", "Invitation.name"),
        *("Player.name", "Passage.reason", "Referral.service", "Referral.mark", "Response.link_hash"),
        *("Response.answers", "Response.drafts", "Response.typed", "Response.entries", "Response.sent_answers"),
        "Response.leads_to",
    }
)


def columns(app: str) -> Iterator[tuple[type[models.Model], Column]]:
    """The columns in which somebody may stand: words that somebody wrote, and who somebody is."""
    for model in apps.get_app_config(app).get_models():
        for field in model._meta.concrete_fields:
            words = isinstance(field, models.CharField | models.TextField | models.JSONField | models.BinaryField)
            related = field.related_model
            names = isinstance(related, type) and related._meta.label in PEOPLE and not field.name.endswith(STAFF)
            if names or (words and not field.choices):
                yield model, field


def named(model: type[models.Model], field: Column) -> str:
    return f"{model.__name__}.{field.name}"


def test_of_every_column_in_which_somebody_may_stand_it_is_said_whether_it_is_erased():
    there = {named(*one) for app in APPS for one in columns(app)}

    assert there - ERASED == KEPT.keys()
    assert there >= ERASED


def test_nothing_that_is_said_to_be_erased_is_left_after_its_time(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    fill_every_table(Evening())

    with tenant_scope(PROGRAM):
        commands.erase_past_keeping(actor=PROGRAM, at=AFTER + timedelta(days=9 * 365))

        left = {named(model, field) for model, field in erased() for row in model.objects.all() if says(row, field)}
    assert left == set()


def erased() -> Iterator[tuple[type[models.Model], Column]]:
    return (one for app in APPS for one in columns(app) if named(*one) in ERASED)


def says(row: models.Model, field: Column) -> bool:
    """Whether a row still says who somebody was."""
    value = getattr(row, field.attname)
    return value is not None if field.is_relation else MARK in str(value)


def fill_every_table(evening: Evening) -> None:
    """A round with a row in every table that is erased, all ended long ago, and somebody in every column of each."""
    family, holder = evening.families[0], visitor("secret-0")
    with tenant_scope(holder):
        file = keep_file(actor=holder, content=PDF, name=f"{MARK}.pdf", rules=DOCUMENTS, at=AFTER)
    with tenant_scope(PROGRAM):
        user = User.objects.get(pk=evening.mentors[0].user_id)
        found: dict[str, Any] = {
            "programmes.Application": family.application,
            "programmes.Engagement": family,
            "programmes.Cohort": evening.cohort,
            "programmes.Programme": evening.cohort.programme,
            "places.Region": family.region,
            "places.Locality": Locality.objects.get(pk=AKKO),
            "people.User": user,
            "core.StoredFile": file,
        }
        found["volunteering.Volunteer"] = make(Volunteer, found)
        TeamMember.objects.update(volunteer=found["volunteering.Volunteer"])
        for model in dict.fromkeys(model for model, _field in erased()):
            if not model.objects.exists():
                make(model, found)
        for model, field in erased():
            for row in model.objects.all() if not field.is_relation else ():
                model.objects.filter(pk=row.pk).update(**{field.name: marked(field, row)})
        CalendarFeed.objects.update(link_hash=Application.objects.get(pk=family.application_id).link_hash)
        for model in (Engagement, Match):
            model.objects.update(ended_at=AFTER)
        TeamMember.objects.update(until_at=AFTER, since_at=AFTER)
        Import.objects.update(finished_at=AFTER)
        ImportRow.objects.update(application=None)


def make(model: type[models.Model], found: dict[str, Any]) -> models.Model:
    """A row with as little in it as the table takes, of the round where it refers to one."""
    values: dict[str, Any] = {}
    for field in model._meta.concrete_fields:
        if field.is_relation and isinstance(field.related_model, type):
            label = field.related_model._meta.label
            if label in found or not field.null:
                values[field.name] = found.get(label) or make(field.related_model, found)
        elif not field.null and not field.has_default() and not field.primary_key:
            values[field.name] = some(field)
    values |= OF_TABLE.get(model.__name__, {})
    found[model._meta.label] = model._default_manager.create(**values)
    return cast("models.Model", found[model._meta.label])


def some(field: Column) -> Any:
    if field.choices:
        return next(value for value, _label in cast("Any", field.choices))
    kinds: tuple[tuple[type, Any], ...] = (
        (models.DateTimeField, AFTER),
        (models.DateField, AFTER.date()),
        (models.JSONField, {}),
        (models.BinaryField, b"1"),
        (models.BooleanField, False),
        (models.CharField, "he"),
        (models.TextField, "he"),
    )
    return next((value for kind, value in kinds if isinstance(field, kind)), 1)


def marked(field: Column, row: models.Model) -> Any:
    """Somebody, in a column: another in each row, as some are to differ."""
    if isinstance(field, models.JSONField):
        return {"name": MARK}
    words = f"{MARK} {row.pk}"
    if isinstance(field, models.BinaryField):
        return words.encode()[: field.max_length or 99]
    return words[: field.max_length or 99]
