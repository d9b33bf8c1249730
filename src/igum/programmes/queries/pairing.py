"""Who may go with whom in a cohort: what matching is given, and what a page shows of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.timezone import localtime

from igum.core.actor import Actor
from igum.engines.matching.matching import top
from igum.engines.matching.outcomes import Suggestion
from igum.engines.matching.terms import Terms
from igum.programmes.models import Cohort, Engagement, Match, TeamMember
from igum.programmes.queries.files import programme_of
from igum.programmes.queries.inviting import members_lacking
from igum.programmes.queries.serving import engagements_for
from igum.programmes.rules import programme as file
from igum.programmes.rules.pairing import Settled, Side, terms_of
from igum.questionnaires import queries as questionnaires

PURPOSE = "programmes.application"
KEPT = ("role", "name", "language")


@dataclass(frozen=True, slots=True)
class Team:
    """A cohort's team and its matches, for those who run it."""

    members: tuple[TeamMember, ...]
    matches: tuple[Match, ...]
    unmatched: tuple[Engagement, ...]

    def of_role(self, role: str) -> list[TeamMember]:
        """The members in one role."""
        return [member for member in self.members if member.role == role]


def team_of(actor: Actor, cohort: Cohort, *, at: datetime) -> Team:
    """Who serves in a cohort, who goes with whom, and which subjects have nobody yet. Three queries.

    For an actor who may screen the cohort; others get what row-level security leaves them.
    """
    matches = Match.objects.standing(at).filter(engagement__cohort=cohort).select_related("engagement", "member")
    found = tuple(matches.order_by("engagement__name", "member__name", "pk"))
    served = {match.engagement_id for match in found}
    engagements = engagements_for(actor, at=at).filter(cohort=cohort, ended_at=None).order_by("began_at", "pk")
    members = TeamMember.objects.serving(at).filter(cohort=cohort).order_by("role", "name", "pk")
    return Team(tuple(members), found, tuple(one for one in engagements if one.pk not in served))


def terms_for(actor: Actor, cohort: Cohort, match: file.Match, *, at: datetime) -> Terms:
    """What matching in a cohort goes by. For those who run it: answers of all who take part are read."""
    programme = programme_of(cohort.version)
    engagements = list(
        Engagement.objects.filter(cohort=cohort, ended_at=None).select_related("application").order_by("pk")
    )
    members = list(TeamMember.objects.serving(at).filter(cohort=cohort, role=match.role).order_by("pk"))
    lacking = members_lacking(cohort, members, at=at)
    made = Match.objects.filter(engagement__in=engagements, member__in=members)
    standing = {
        (str(one.engagement_id), str(one.member_id)) for one in made.standing(at).filter(approved_at__isnull=False)
    }
    kept = {member for _engagement, member in standing}
    refused = {(str(one.engagement_id), str(one.member_id)) for one in made.filter(declined_at__isnull=False)}
    return terms_of(
        programme,
        match,
        _subjects(actor, cohort, engagements, at),
        [_candidate(member) for member in members if member.pk not in lacking or str(member.pk) in kept],
        Settled(frozenset(standing), frozenset(refused - standing)),
    )


def suggestions_for(
    actor: Actor, cohort: Cohort, match: file.Match, engagement_id: UUID, *, at: datetime
) -> Sequence[tuple[TeamMember, Suggestion]]:
    """The three best for one subject, with reasons, for a person to decide."""
    terms = terms_for(actor, cohort, match, at=at)
    members = {str(one.pk): one for one in TeamMember.objects.filter(cohort=cohort, role=match.role)}
    return [(members[one.candidate], one) for one in top(terms, str(engagement_id))]


def _subjects(actor: Actor, cohort: Cohort, engagements: Sequence[Engagement], at: datetime) -> list[Side]:
    facts_of = questionnaires.fact_reader(cohort.version.intake.definition, on=localtime(at).date())
    responses = questionnaires.responses_about(actor, PURPOSE, [one.application_id for one in engagements])
    answers = {one.about_id: one.standing_answers for one in responses.defer("drafts", "typed", "entries")}
    return [
        Side(
            str(one.pk),
            {**facts_of(answers.get(one.application_id, {})), "language": one.language, "town": one.locality_id},
            one.application.applied_at or one.began_at,
        )
        for one in engagements
    ]


def _candidate(member: TeamMember) -> Side:
    facts = {"languages": [member.language], **member.facts, "town": member.locality_id}
    return Side(str(member.pk), facts, member.since_at)
