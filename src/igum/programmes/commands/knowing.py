"""Who takes part: each place taken is tied to the record of its resident, and of the home where that takes part.

Done by the program for the region: whoever screens need not know the residents of the town where somebody lives, and
learns from it neither that there was a record nor what else somebody takes part in.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from igum.core.actor import system_actor
from igum.people.commands import Applicant, Tie, tie_applicants
from igum.places import queries as places
from igum.programmes.models import Application, Cohort
from igum.programmes.queries.duplicates import number_questions
from igum.programmes.queries.files import programme_of
from igum.questionnaires import queries as questionnaires

ABOUT = "programmes.application"
# Subjects that are people; a class, a group, an organisation or a settlement is none, and only its contact is known.
OF_PEOPLE = ("person", "household")


def tie_residents(cohort: Cohort, applications: Sequence[Application], *, at: datetime) -> Mapping[UUID, Tie]:
    """The records of those who take a place, by application. Inside the program's own scope; a few queries for all."""
    file = programme_of(cohort.version)
    if file.subject not in OF_PEOPLE or file.identity != "named":
        return {}
    homes = authorities_of_towns(application.locality_id for application in applications)
    living = [one for one in applications if one.locality_id in homes and one.name]
    numbers = _numbers(cohort, living)
    applicants = [
        Applicant(
            about=(ABOUT, one.pk),
            authority_id=homes[one.locality_id or 0],
            locality_id=one.locality_id or 0,
            name=one.name,
            phone=one.phone,
            email=one.email,
            language=one.language,
            number=numbers.get(one.pk, ""),
            household=file.subject == "household",
            resident_id=one.resident_id,
        )
        for one in living
    ]
    ties = tie_applicants(actor=system_actor(cohort.region_id), applicants=applicants, at=at)
    return dict(zip([one.pk for one in living], ties, strict=True))


def authorities_of_towns(towns: Iterable[int | None]) -> dict[int, int]:
    """The authority of each of these towns, by the town's code; a town without one is left out."""
    codes = {town for town in towns if town is not None}
    found = places.localities_of().filter(pk__in=codes).order_by().values_list("pk", "authority_id")
    return {town: authority for town, authority in found if authority is not None}


def _numbers(cohort: Cohort, applications: Sequence[Application]) -> dict[UUID, str]:
    """The identity number each application gives, where its form asks for one person's."""
    asked = number_questions(cohort.version)
    if len(asked) != 1:  # of two numbers none says whose it is
        return {}
    program = system_actor(cohort.region_id)
    held = questionnaires.responses_about(program, ABOUT, [one.pk for one in applications])
    given = {one.about_id: str(one.standing_answers.get(asked[0]) or "") for one in held.select_related(None)}
    return {about: number for about, number in given.items() if about and number}
