"""A volunteer's own pages: what is next, documents, hours. For whoever signed in, with or without a post."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages as notes
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from igum.core.actor import Actor
from igum.core.files import DOCUMENTS, content_of
from igum.core.links import visiting
from igum.core.requests import Request
from igum.core.views import attachment
from igum.places import queries as places
from igum.volunteering import commands, queries
from igum.volunteering.catalogue import explained, kind_name, law_of, skill_name, vetting_kinds
from igum.volunteering.forms import HoursForm, InitiativeForm, PeriodForm, ProfileForm, VettingForm, named_part
from igum.volunteering.models import Volunteer

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


@dataclass(frozen=True, slots=True)
class Visit:
    """Who is here, in which region, and the profile, when there is one."""

    actor: Actor
    region: Any
    volunteer: Volunteer | None

    @property
    def own(self) -> Volunteer:
        """The profile; without one there is no such page."""
        if self.volunteer is None:
            raise Http404
        return self.volunteer


@contextmanager
def in_region(request: Request, slug: str) -> Iterator[Visit]:
    """Act in the region that the address names."""
    region = get_object_or_404(places.regions(), slug=slug)
    with visiting(request, region_id=region.pk) as actor:
        yield Visit(actor, region, queries.own_volunteer(actor))


@require_safe
def me(request: Request, slug: str) -> HttpResponse:
    """What is next, where the documents stand, what was given; without a profile the way to one."""
    with in_region(request, slug) as visit:
        if visit.volunteer is None:
            return redirect("volunteering:profile", slug)
        return render(request, "volunteering/me.html", own_page(visit))


def own_page(visit: Visit, **forms: Any) -> dict[str, Any]:
    """What the own page shows; forms that were refused come back as they were filled."""
    now = timezone.now()
    page = queries.volunteer_page(visit.own, at=now)
    told = {entry.sign_up_id for entry in page.hours if entry.refused_at is None}
    untold = [one for one in page.past if one.pk not in told and one.missed_at is None]
    return {
        "region": visit.region,
        "page": page,
        "volunteer": visit.own,
        "documents": [(one, kind_name(one.kind), state) for one, state in page.vettings],
        "kinds": [(kind_name(code), explained(code), law_of(code)) for code in vetting_kinds()],
        "skills": [skill_name(code) for code in visit.own.skills],
        "times": [named_part(code) for code in visit.own.available],
        "on_way_from": now + commands.ON_WAY_BEFORE,
        "untold": untold,
        "vetting_form": VettingForm(),
        "hours_form": HoursForm(untold),
        "period_form": PeriodForm.of_this_year(),
        **forms,
    }


@GET_OR_POST
def profile(request: Request, slug: str) -> HttpResponse:
    """Become a volunteer, or change what one told."""
    with in_region(request, slug) as visit:
        told = ProfileForm.told_by(visit.volunteer) if visit.volunteer else _first_guess(request)
        form = ProfileForm(visit.region.pk, request.POST or None, initial=told)
        if request.method == "POST" and form.is_valid():
            if visit.volunteer is None:
                commands.join_as_volunteer(actor=visit.actor, profile=form.profile(), at=timezone.now())
                notes.success(request, _("Welcome! Choose a shift on the board, or hand in your documents first."))
            else:
                commands.change_profile(
                    actor=visit.actor, volunteer_id=visit.volunteer.pk, profile=form.profile(), at=timezone.now()
                )
                notes.success(request, _("Your details were saved."))
            return redirect("volunteering:me", slug)
        context = {"region": visit.region, "form": form, "is_new": visit.volunteer is None}
        return render(request, "volunteering/profile.html", context)


@require_POST
def pace(request: Request, slug: str) -> HttpResponse:
    """Take a break, go on, or stop."""
    deeds: dict[str, tuple[Callable[..., None], str]] = {
        "rest": (commands.rest, _("Enjoy your break. Nobody asks until you go on.")),
        "go-on": (commands.go_on, _("Welcome back.")),
        "stop": (commands.stop_volunteering, _("Thank you for all you gave. You can begin again whenever you like.")),
    }
    with in_region(request, slug) as visit:
        command, said = deeds.get(request.POST.get("pace", ""), (None, ""))
        if command is None:
            raise Http404
        command(actor=visit.actor, volunteer_id=visit.own.pk, at=timezone.now())
        notes.success(request, said)
    return redirect("volunteering:me", slug)


@require_POST
def hand_in(request: Request, slug: str) -> HttpResponse:
    """Hand in a document."""
    with in_region(request, slug) as visit:
        form = VettingForm(request.POST, request.FILES)
        if not form.is_valid():
            return render(request, "volunteering/me.html", own_page(visit, vetting_form=form), status=422)
        file = form.cleaned_data["file"]
        commands.hand_in_vetting(
            actor=visit.actor,
            volunteer_id=visit.own.pk,
            kind=form.cleaned_data["kind"],
            issued_on=form.cleaned_data["issued_on"],
            content=content_of(file, DOCUMENTS),
            name=file.name,
            at=timezone.now(),
        )
        notes.success(request, _("Thank you. The document will be checked, and we write to you."))
    return redirect("volunteering:me", slug)


@require_safe
def paper(request: Request, slug: str, vetting_id: UUID) -> HttpResponse:
    """One's own document, as it was handed in."""
    with in_region(request, slug) as visit:
        return attachment(_or_404(commands.open_vetting, visit.actor, vetting_id=vetting_id))


@require_POST
def withdraw(request: Request, slug: str, vetting_id: UUID) -> HttpResponse:
    """Take a document back."""
    with in_region(request, slug) as visit:
        _or_404(commands.withdraw_vetting, visit.actor, vetting_id=vetting_id)
        notes.success(request, _("The document was taken back and erased."))
    return redirect("volunteering:me", slug)


@require_POST
def join(request: Request, slug: str, shift_id: UUID) -> HttpResponse:
    """Sign up for a shift."""
    with in_region(request, slug) as visit:
        if visit.volunteer is None:
            notes.info(request, _("First tell us who you are; then choose the shift again."))
            return redirect("volunteering:profile", slug)
        sign_up = _or_404(commands.join_shift, visit.actor, shift_id=shift_id, volunteer_id=visit.volunteer.pk)
        if sign_up.waits:
            notes.info(request, _("All places are taken. You are on the waiting list, and we write when one is free."))
        else:
            notes.success(request, _("The place is yours. Thank you!"))
        return redirect("volunteering:opportunity", slug, sign_up.opportunity_id)


@require_POST
def leave(request: Request, slug: str, sign_up_id: UUID) -> HttpResponse:
    """Give a place back."""
    with in_region(request, slug) as visit:
        _or_404(commands.leave_shift, visit.actor, sign_up_id=sign_up_id)
        notes.success(request, _("Thank you for telling us in time. Somebody else can come now."))
    return redirect("volunteering:me", slug)


@require_POST
def on_way(request: Request, slug: str, sign_up_id: UUID) -> HttpResponse:
    """Say that one is on the way."""
    with in_region(request, slug) as visit:
        _or_404(commands.say_on_way, visit.actor, sign_up_id=sign_up_id)
        notes.success(request, _("They know that you are on your way."))
    return redirect("volunteering:me", slug)


@require_POST
def log_hours(request: Request, slug: str) -> HttpResponse:
    """Write down hours."""
    with in_region(request, slug) as visit:
        form = HoursForm(own_page(visit)["untold"], request.POST)
        if not form.is_valid():
            return render(request, "volunteering/me.html", own_page(visit, hours_form=form), status=422)
        commands.log_hours(actor=visit.actor, volunteer_id=visit.own.pk, given=form.given(), at=timezone.now())
        notes.success(request, _("Written down. The body looks at it and approves it."))
    return redirect("volunteering:me", slug)


@require_POST
def draw_certificate(request: Request, slug: str) -> HttpResponse:
    """Certify one's approved hours, and go to the certificate."""
    with in_region(request, slug) as visit:
        form = PeriodForm(request.POST)
        if not form.is_valid():
            return render(request, "volunteering/me.html", own_page(visit, period_form=form), status=422)
        drawn = commands.draw_certificate(
            actor=visit.actor,
            volunteer_id=visit.own.pk,
            first_day=form.cleaned_data["first_day"],
            last_day=form.cleaned_data["last_day"],
            at=timezone.now(),
        )
    return redirect("volunteering:certificate", slug, drawn.code)


@GET_OR_POST
def initiatives(request: Request, slug: str) -> HttpResponse:
    """One's own ideas and what became of them, and a form for another."""
    with in_region(request, slug) as visit:
        guess = {"proposer_name": visit.volunteer.name, "phone": visit.volunteer.phone} if visit.volunteer else {}
        form = InitiativeForm(visit.region.pk, request.POST or None, initial=guess)
        if request.method == "POST" and form.is_valid():
            language = (get_language() or "he")[:2]
            commands.propose_initiative(actor=visit.actor, idea=form.idea(language), at=timezone.now())
            notes.success(request, _("Thank you! A worker of your town reads it and writes to you."))
            return redirect("volunteering:initiatives", slug)
        own = queries.initiatives_for(visit.actor).filter(proposed_by_id=visit.actor.user_id)
        context = {"region": visit.region, "form": form, "initiatives": own}
        return render(request, "volunteering/initiatives.html", context)


def _first_guess(request: Request) -> dict[str, str]:
    return {
        "name": getattr(request.user, "name", ""),
        "email": getattr(request.user, "email", ""),
        "language": (get_language() or "he")[:2],
    }


def _or_404(command: Callable[..., Any], actor: Actor, **named: Any) -> Any:
    """A command on a thing that the address names; what is not there for this person is not there."""
    try:
        return command(actor=actor, at=timezone.now(), **named)
    except ObjectDoesNotExist:
        raise Http404 from None
