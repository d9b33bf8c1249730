"""What programmes tell the modules below: whose form an application is, and what a letter is about."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from igum.core.access import ALLOW, Decision, refuse
from igum.core.actor import Actor, system_actor
from igum.core.context import Group, Link
from igum.core.tenancy import tenant_scope
from igum.messages.slots import Subject
from igum.places import queries as places
from igum.programmes import access, commands, queries
from igum.programmes.commands.handing_over import FILLED_BY_OTHERS
from igum.programmes.models import Application, Cohort, Referral, Session, Task
from igum.programmes.rules.outcomes import Channel
from igum.questionnaires import queries as questionnaires

APPLICATION = "programmes.application"
TASK = "programmes.task"
SESSION, COHORT = "programmes.session", "programmes.cohort"


class ApplicationForm:
    """The form of an application: filled until it is sent, and read afterwards."""

    def heading(self, response: Any) -> str:
        """The programme's name."""
        application = Application.objects.select_related("cohort__programme").get(pk=response.about_id)
        return str(application.cohort.programme.named)

    def may_fill(self, actor: Actor, response: Any) -> Decision:
        """While the round takes applications, and until it is sent."""
        found = Application.objects.select_related("cohort").filter(pk=response.about_id).first()
        if found is None:
            return _while_it_begins(response)
        if found.applied_at is not None:
            return access.may_complete(actor, found)
        if found.channel in FILLED_BY_OTHERS and actor.user_id != found.entered_by_id:
            return refuse(_("This form is filled in by whoever began it for the family. Sign in as that person."))
        return access.may_apply(found.cohort, response.saved_at)

    def may_reopen(self, actor: Actor, response: Any) -> Decision:
        """While something is missing that its applicant can tell."""
        found = Application.objects.select_related("cohort").filter(pk=response.about_id).first()
        return refuse("") if found is None else access.may_complete(actor, found)

    def link_after(self, response: Any) -> str:
        """The family's own link, where somebody else filled the form in."""
        with tenant_scope(system_actor(response.region_id)):
            return Application.objects.get(pk=response.about_id).link_hash

    def submitted(self, *, actor: Actor, response: Any, at: datetime) -> str:
        """Take the application in, and go to the page that follows it."""
        facts = questionnaires.facts_of(response.questionnaire.definition, response.answers)
        answers = {**response.answers, **facts}
        if response.sent_answers is not None:
            application = commands.complete_application(
                actor=actor,
                application_id=response.about_id,
                answers=answers,
                before=response.sent_answers,
                at=at,
            )
        else:
            application = commands.receive_application(
                actor=actor, application_id=response.about_id, answers=answers, at=at
            )
            if application.channel == Channel.REFERRAL:
                return reverse("programmes:referral", args=[Referral.objects.get(application=application).pk])
            if application.channel == Channel.STAFF:
                return reverse("programmes:application", args=[application.pk])
        return queries.address_of(application)


def _while_it_begins(response: Any) -> Decision:
    """An application that is being started has no row yet; one that this link no longer opens has."""
    with tenant_scope(system_actor(response.region_id)):
        if Application.objects.filter(pk=response.about_id).exists():
            return refuse(_("This form was sent, and belongs to the family now. Look for it among the applications."))
    return ALLOW


class TaskForm:
    """A form that is filled in on the way: a task of one who takes part. It has a secret link of its own."""

    def heading(self, response: Any) -> str:
        """The programme's name."""
        with tenant_scope(system_actor(response.region_id)):
            task = Task.objects.select_related("cohort__programme").get(pk=response.about_id)
            return str(task.cohort.programme.named)

    def may_fill(self, actor: Actor, response: Any) -> Decision:
        """Whoever holds its link, while the task is open and the subject takes part."""
        with tenant_scope(system_actor(response.region_id)):
            # Asked at every answer that is saved, so only what is needed.
            open_task = Task.objects.open().filter(pk=response.about_id, engagement__ended_at=None)
            is_asked_for = open_task.exists()
        if not is_asked_for:
            return refuse(_("This form is no longer asked for. Nothing more is needed."))
        return ALLOW

    def submitted(self, *, actor: Actor, response: Any, at: datetime) -> str:
        """The task is done, and what is measured by the form is kept."""
        facts = questionnaires.facts_of(response.questionnaire.definition, response.answers)
        commands.receive_form(actor=actor, response_id=response.pk, task_id=response.about_id, facts=facts, at=at)
        slug = places.regions().get(pk=response.region_id).slug
        return reverse("questionnaires:fill", args=[slug, "secret"]).replace("/secret/", "/{secret}/")


PURPOSES: Mapping[str, Any] = {TASK: TaskForm(), APPLICATION: ApplicationForm()}


def ways(actor: Actor) -> Iterable[Link]:
    """The programmes of the home region for everybody, and the rounds for those who screen any."""
    screens = access.screens_the_region(actor) or bool(access.screened_authorities(actor))
    serves = queries.serves_at_home(actor)
    reports = access.sits_on_committee(actor) or access.publishes_something(actor)
    rounds, more = Group(_("Rounds"), 1), Group(_("More"), 9)
    leads = (
        (True, _("Programmes"), reverse("programmes:list", args=[settings.IGUM_REGION]), None),
        (serves, _("My families and sessions"), reverse("programmes:mine"), None),
        (access.may_see_board(actor), _("Board of rounds"), reverse("programmes:board"), rounds),
        (access.may_see_caseload(actor), _("My people"), reverse("programmes:caseload"), rounds),
        (screens, _("Rounds"), reverse("programmes:cohorts"), rounds),
        (screens or serves, _("Calendar"), reverse("programmes:sessions"), rounds),
        (access.may_refer(actor), _("Referrals"), reverse("programmes:referrals"), rounds),
        (reports, _("Reports"), reverse("programmes:reports"), more),
        (access.may_see_keeping(actor), _("Keeping"), reverse("programmes:keeping"), more),
        (access.publishes_something(actor), _("Drafts"), reverse("programmes:drafts"), more),
    )
    yield from (Link(title, url, group) for leave, title, url, group in leads if leave)


def subjects(actor: Actor, kind: str, ids: Iterable[str]) -> Mapping[str, Subject]:
    """What letters of programmes are about: the programme's round, or one of its sessions."""
    if kind == SESSION:
        return _sessions(actor, ids)
    if kind == COHORT:
        rounds = queries.cohorts_for(actor).filter(pk__in=list(ids))
        return {str(one.pk): _round(one) for one in rounds}
    if kind != APPLICATION:
        return {}
    found = queries.applications_for(actor).filter(pk__in=list(ids))
    return {
        str(one.pk): Subject(
            f"{one.cohort.programme} · {one.cohort.title}", reverse("programmes:cohort", args=[one.cohort_id])
        )
        for one in found
    }


def _sessions(actor: Actor, ids: Iterable[str]) -> Mapping[str, Subject]:
    rounds = queries.cohorts_for(actor).order_by().values("pk")
    found = Session.objects.filter(pk__in=list(ids), cohort__in=rounds).select_related("cohort__programme")
    return {
        str(one.pk): Subject(
            f"{_name(one.cohort)} · {date_format(localtime(one.starts_at), 'SHORT_DATE_FORMAT')}",
            reverse("programmes:session", args=[one.pk]),
        )
        for one in found
    }


def _round(cohort: Cohort) -> Subject:
    return Subject(_name(cohort), reverse("programmes:calendar", args=[cohort.pk]))


def _name(cohort: Cohort) -> str:
    return f"{cohort.programme} · {cohort.title}"
