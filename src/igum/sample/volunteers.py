"""Invented volunteers of the demo, what bodies ask help with, and who signed up."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, time, timedelta
from random import Random
from uuid import UUID, uuid5

from django.db import transaction
from django.utils import timezone

from igum.core.actor import Actor, PostHeld, system_actor
from igum.core.tenancy import tenant_scope
from igum.directory.models import Organization, Service
from igum.people.models import User
from igum.people.rules import Role
from igum.places import queries as places
from igum.sample.reading import Node, read
from igum.sample.services import NAMESPACE, REGION, dead_number
from igum.volunteering import commands
from igum.volunteering.commands import Description, Given, Idea, Profile
from igum.volunteering.models import Opportunity, Shift, SignUp, Vetting, Volunteer
from igum.volunteering.rules.times import ALL_PARTS, SABBATH
from igum.volunteering.rules.vetting import (
    POLICE,
    REFERRAL,
    SECRECY,
    TRAINING,
    VIOLENCE,
    kinds_needed,
    lacking,
    last_good_day,
)

SEED = "igum sample volunteers"
VOLUNTEERS = 40
WEEKS = 4
WEEKS_SIGNED_UP = 2
TO_BE_CHECKED = 3  # whose clearance waits: volunteers of Ma'alot-Tarshiha, where the demo's social worker is
PAPER = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
FIRST_TURN = 9_000  # of dead_number(), behind those of services, households and applicants
WEEK = timedelta(days=7)
DAYS_GOOD = 365
NAMES = {
    "he": ("רותי", "אבנר", "דליה", "משה", "יעל", "גיל", "אסתר", "נדב", "צילה", "ארז"),
    "ar": ("أمل", "نبيل", "سهى", "فادي", "رنا", "وسيم", "هدى", "جورج", "ريم", "سليم"),
    "ru": ("Ирина", "Борис", "Ольга", "Марк"),
    "am": ("አበበ", "ሙሉ"),
}
SAMPLE = {"he": "לדוגמה", "ar": "مثال", "ru": "Примерова", "am": "ምሳሌ"}
LETTERS = {"he": "אבגד", "ar": "ابتث", "ru": "АБВГ", "am": "ሀለሐመ"}
# Towns by the code of the Central Bureau of Statistics, with the languages that their sample volunteers write in.
TOWNS = ((9100, "he"), (7600, "ar"), (1063, "he"), (1063, "ar"), (812, "he"), (480, "ar"), (9100, "ru"), (518, "ar"))
SKILLS = ("listening", "teaching", "driving", "organising", "music", "computers", "gardening", "interpreting", "rights")
NOTES = {"he": "לא בשבת", "ar": "ليس في أيام العيد", "ru": "не в шаббат", "am": "በሰንበት አይደለም"}


class _Rosters:
    """Who of the sample volunteers comes to which shift. Written as rows at the end: letters to nobody help nobody."""

    def __init__(self, volunteers: Sequence[Volunteer], papers: Mapping[UUID, Sequence[Vetting]], at: datetime) -> None:
        self.volunteers, self.papers, self.at = volunteers, papers, at
        self.busy: dict[UUID, list[Shift]] = {one.pk: [] for one in volunteers}
        self.sign_ups: list[SignUp] = []
        self.shifts: list[Shift] = []

    def fill(self, shift: Shift, many: int, *, start: int) -> None:
        """Give a place to the next volunteers in turn who may come."""
        turned = [self.volunteers[(start + turn) % len(self.volunteers)] for turn in range(len(self.volunteers))]
        coming = [one for one in turned if self._may_come(one, shift)][:many]
        for place, volunteer in enumerate(coming, start=1):
            self.busy[volunteer.pk].append(shift)
            self.sign_ups.append(_signed_up(shift, volunteer, place, self.at - timedelta(days=1)))
        shift.taken = len(coming)
        self.shifts.append(shift)

    def keep(self) -> None:
        """Write all of it."""
        SignUp.objects.bulk_create(self.sign_ups)
        Shift.objects.bulk_update(self.shifts, ["taken"])

    def _may_come(self, volunteer: Volunteer, shift: Shift) -> bool:
        task, day = shift.opportunity, timezone.localdate(shift.starts_at)
        if day.year - (volunteer.birth_year or 0) < (task.minimum_age or 0):
            return False
        if any(one.starts_at < shift.ends_at and shift.starts_at < one.ends_at for one in self.busy[volunteer.pk]):
            return False
        needed = kinds_needed(
            with_minors=task.with_minors,
            with_dependants=task.with_dependants,
            others=task.requires,
            volunteer_is_minor=volunteer.is_known_minor_on(day),
        )
        return not lacking(needed, self.papers.get(volunteer.pk, ()), day)


@transaction.atomic
def load_volunteers(*, at: datetime) -> int:
    """Write down the sample volunteers, publish the sample opportunities with shifts, and let people sign up.

    Harmless to repeat: what is there stays as people left it. Returns how many volunteers there are now.
    """
    program = system_actor(REGION)
    with tenant_scope(program):
        if not Volunteer.objects.filter(region_id=REGION, is_sample=True).exists():
            volunteers = [
                commands.add_volunteer(actor=program, profile=one, at=at, is_sample=True) for one in profiles()
            ]
            rosters = _Rosters(volunteers, _vet(volunteers, at), at)
            _ask_for_help(program, rosters, at)
            rosters.keep()
            _hand_in(program, volunteers[TO_BE_CHECKED :: len(TOWNS)], at)
            _propose(at)
        return Volunteer.objects.filter(region_id=REGION).count()


def profiles() -> Iterator[Profile]:
    """Forty invented volunteers, the same ones every time."""
    chance = Random(SEED)  # noqa: S311 - invented people, not secrets
    told: Counter[str] = Counter()
    for number in range(VOLUNTEERS):
        town, language = TOWNS[number % len(TOWNS)]
        if number == VOLUNTEERS - 1:
            language = "am"
        turn = told[language]
        told[language] += 1
        given, letter = NAMES[language][turn % len(NAMES[language])], LETTERS[language][turn // len(NAMES[language])]
        yield Profile(
            name=f"{given} {SAMPLE[language]} {letter}{'׳' if language == 'he' else ''}",
            phone=dead_number(FIRST_TURN + number),
            language=language,
            birth_year=2010 if number % 13 == 5 else 1950 + chance.randrange(55),
            gender=("woman", "man", "")[number % 3],
            languages=tuple(dict.fromkeys((language, "he", *(("en",) if number % 5 == 0 else ())))),
            skills=tuple(chance.sample(SKILLS, 2 + number % 2)),
            available=_available(chance, number),
            available_note=NOTES[language] if number % 4 == 1 else "",
            remote_only=number % 11 == 7,
            locality_id=town,
        )


def _available(chance: Random, number: int) -> tuple[str, ...]:
    if number % 6 == 0:  # said nothing
        return ()
    parts = [part for part in ALL_PARTS if number % 4 != 1 or part not in SABBATH]
    return tuple(part for part in parts if chance.random() < 0.4)


def _vet(volunteers: Sequence[Volunteer], at: datetime) -> Mapping[UUID, Sequence[Vetting]]:
    """Most have what tasks ask for, and some of it runs out soon. There are no papers to it: nobody exists."""
    today = timezone.localdate(at)
    papers: dict[UUID, list[Vetting]] = {one.pk: [] for one in volunteers}
    for number, volunteer in enumerate(volunteers):
        for place, kind in enumerate((REFERRAL, SECRECY, TRAINING, POLICE, VIOLENCE)):
            if (number + place) % 5 == 4:
                continue
            months = {TRAINING: None, SECRECY: 24}.get(kind, 12)
            issued = today - timedelta(days=DAYS_GOOD - 12 if number % 9 == 3 else 20 + number * 3)
            if kind == POLICE and number % 8 == TO_BE_CHECKED:
                continue
            papers[volunteer.pk].append(
                Vetting(
                    region_id=REGION,
                    authority_id=volunteer.authority_id,
                    volunteer=volunteer,
                    kind=kind,
                    issued_on=issued,
                    expires_on=last_good_day(issued, months),
                    handed_in_at=at,
                    approved_at=at,
                )
            )
    Vetting.objects.bulk_create(paper for rows in papers.values() for paper in rows)
    return papers


def _hand_in(program: Actor, volunteers: Sequence[Volunteer], at: datetime) -> None:
    """Papers that wait to be checked; there is nothing on them."""
    for volunteer in volunteers:
        commands.hand_in_vetting(
            actor=program,
            volunteer_id=volunteer.pk,
            kind=POLICE,
            issued_on=timezone.localdate(at) - timedelta(days=4),
            content=PAPER,
            name="sample.pdf",
            at=at,
        )


def _ask_for_help(program: Actor, rosters: _Rosters, at: datetime) -> None:
    bodies = {body.name: body for body in Organization.objects.filter(is_sample=True)}
    for turn, said in enumerate(read("volunteers")["opportunities"]):
        body = _body_of_the_provider() if said.get("provider") else bodies[said["body"]]
        opportunity = commands.create_opportunity(
            actor=program, description=_description(said, body), at=at - WEEK, pk=_id(said), is_sample=True
        )
        commands.publish_opportunity(actor=program, opportunity_id=opportunity.pk, at=at - WEEK)
        shifts = _add_shifts(program, opportunity, said, at)
        for number, shift in enumerate(shifts):
            if number % WEEKS < WEEKS_SIGNED_UP:
                rosters.fill(shift, said["took"], start=turn * 3 + number)
        if said.get("paused"):
            commands.pause_recruiting(actor=program, opportunity_id=opportunity.pk, at=at)


def _description(said: Node, body: Organization) -> Description:
    town = said.get("town")
    languages = ("he", "ar", "en", "ru", "am")
    return Description(
        titles={language: said[language][0] for language in languages if language in said},
        descriptions={language: said[language][1] for language in languages if language in said},
        organization_id=body.pk,
        body_name=body.name,
        authority_id=places.locality(town).authority_id if town else None,
        term_id=said["term"],
        locality_id=town,
        remote=said.get("remote", False),
        languages=tuple(said["languages"]),
        skills=tuple(said["skills"]),
        requires=tuple(said.get("requires", ())),
        with_minors=said.get("with_minors", False),
        minimum_age=said.get("minimum_age"),
    )


def _add_shifts(program: Actor, opportunity: Opportunity, said: Node, at: datetime) -> list[Shift]:
    shifts: list[Shift] = []
    for weekday, begins, ends in said["when"]:
        starts_at, ends_at = _next(at, weekday, begins, ends)
        shifts += commands.add_shifts(
            actor=program,
            opportunity_id=opportunity.pk,
            starts_at=starts_at,
            ends_at=ends_at,
            places=said["places"],
            weeks=WEEKS,
            at=at,
        )
    return shifts


def _next(at: datetime, weekday: int, begins: str, ends: str) -> tuple[datetime, datetime]:
    """The first such hours that begin tomorrow or later."""
    first = timezone.localdate(at) + timedelta(days=1)
    day = first + timedelta(days=(weekday - first.weekday()) % 7)
    start, end = time.fromisoformat(begins), time.fromisoformat(ends)
    last = day if end > start else day + timedelta(days=1)
    return timezone.make_aware(datetime.combine(day, start)), timezone.make_aware(datetime.combine(last, end))


def _signed_up(shift: Shift, volunteer: Volunteer, place: int, at: datetime) -> SignUp:
    return SignUp(
        region_id=REGION,
        authority_id=shift.authority_id,
        opportunity_id=shift.opportunity_id,
        shift=shift,
        volunteer=volunteer,
        volunteer_name=volunteer.name,
        starts_at=shift.starts_at,
        ends_at=shift.ends_at,
        place=place,
        joined_at=at,
        placed_at=at,
    )


def _propose(at: datetime) -> None:
    resident = User.objects.filter(email="resident@demo.example").first()
    if resident is None:
        return
    actor = Actor(resident.pk, REGION)
    with tenant_scope(actor):
        for said in read("volunteers")["initiatives"]:
            idea = Idea(said["name"], said["title"], said["about"], said["wanted"], "", said["language"], said["town"])
            commands.propose_initiative(actor=actor, idea=idea, at=at)


@transaction.atomic
def load_demo_volunteer(*, at: datetime) -> None:
    """Make the demo's volunteer account a volunteer: vetted, hours behind, a shift ahead. Harmless to repeat."""
    user = User.objects.get(email="volunteer@demo.example")
    actor = Actor(user.pk, REGION, (PostHeld(Role.VOLUNTEER.value, REGION, 9100, reads_others=False),))
    program, before = system_actor(REGION), at - 2 * WEEK
    with tenant_scope(program):
        tea = Opportunity.objects.get(pk=_id({"key": "tea"}))
        if Volunteer.objects.filter(user_id=user.pk, region_id=REGION).exists():
            return
    profile = Profile(
        name=user.name,
        email=user.email,
        birth_year=1988,
        languages=("he", "en"),
        skills=("listening",),
        available=("6:afternoon", "6:evening", "2:evening"),
        available_note=NOTES["he"],
        locality_id=9100,
    )
    with tenant_scope(actor):
        volunteer = commands.join_as_volunteer(actor=actor, profile=profile, at=before)
    with tenant_scope(program):
        _vet([volunteer], before)
        starts_at, ends_at = _next(before - WEEK, 6, "16:00", "18:00")
        past = commands.add_shifts(
            actor=program, opportunity_id=tea.pk, starts_at=starts_at, ends_at=ends_at, places=4, at=before - WEEK
        )[0]
        sign_up = commands.join_shift(actor=program, shift_id=past.pk, volunteer_id=volunteer.pk, at=before - WEEK)
        commands.note_arrival(actor=program, sign_up_id=sign_up.pk, came=True, at=starts_at)
        given = Given(tea.pk, timezone.localdate(starts_at), 120, sign_up_id=sign_up.pk)
        entry = commands.log_hours(actor=program, volunteer_id=volunteer.pk, given=given, at=at - timedelta(days=1))
        commands.approve_hours(actor=program, entry_ids=[entry.pk], at=at)
        ahead = Shift.objects.upcoming(at).filter(opportunity=tea).first()
        if ahead is not None:
            commands.join_shift(actor=program, shift_id=ahead.pk, volunteer_id=volunteer.pk, at=at)


def _body_of_the_provider() -> Organization:
    """The body whose services the demo's provider account keeps."""
    return Service.objects.filter(is_sample=True).order_by("pk").select_related("organization")[0].organization


def _id(said: Node) -> UUID:
    return uuid5(NAMESPACE, f"opportunity/{said['key']}")
