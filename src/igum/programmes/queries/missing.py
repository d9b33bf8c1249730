"""What an application still lacks, as the questions that its applicant can answer."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from igum.core.actor import system_actor
from igum.core.texts import Text
from igum.programmes.models import Application, Cohort
from igum.programmes.models.files import in_page_language
from igum.programmes.queries.files import programme_of
from igum.questionnaires import queries as questionnaires

PURPOSE = "programmes.application"


def missing_of(applications: Sequence[Application], cohorts: Mapping[UUID, Cohort]) -> dict[UUID, str]:
    """The missing questions of each application in its language, in one line. One query.

    Inside the program's own scope; ``cohorts`` hold their version and its questionnaire.
    """
    first = applications[0]
    ids = [application.pk for application in applications]
    held = questionnaires.responses_about(system_actor(first.region_id), PURPOSE, ids)
    answers = {one.about_id: one.standing_answers for one in held.select_related(None).defer("drafts", "typed")}
    return {
        one.pk: "; ".join(_in(one.language, texts) for texts in _texts(one, cohorts[one.cohort_id], answers[one.pk]))
        for one in applications
    }


def missing_words(application: Application, cohort: Cohort, answers: Mapping[str, Any]) -> tuple[Text, ...]:
    """The same for one application, in the page's language."""
    return tuple(in_page_language(texts) for texts in _texts(application, cohort, answers))


def missing_names(application: Application, cohort: Cohort, answers: Mapping[str, Any]) -> tuple[str, ...]:
    """The names of the questions that would settle an application, in the order of the form."""
    wanted = {name for names in application.findings.get("missing", {}).values() for name in names}
    return questionnaires.questions_behind(cohort.version.intake, answers, wanted)


def _texts(application: Application, cohort: Cohort, answers: Mapping[str, Any]) -> Iterator[Mapping[str, str]]:
    """Each question's words; where none would help, those of the rule that nobody can answer."""
    asks = questionnaires.asks_of(cohort.version.intake)
    names = missing_names(application, cohort, answers)
    if names:
        yield from (asks[name] for name in names)
        return
    selection = programme_of(cohort.version).selection
    for rule in selection.eligible if selection else ():
        if application.findings.get("rules", {}).get(rule.key) is None:
            yield rule.because


def _in(language: str, texts: Mapping[str, str]) -> str:
    return texts.get(language) or texts.get("he") or next(iter(texts.values()), "")
