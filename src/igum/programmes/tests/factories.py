"""What tests of programmes start from: a small programme, and people who apply."""

from datetime import UTC, datetime, timedelta
from typing import Any

from igum.core.actor import Actor, PostHeld, system_actor
from igum.core.links import hash_of
from igum.core.tenancy import tenant_scope
from igum.people.models import User
from igum.places.models import Authority, Locality, Region
from igum.programmes import commands, queries
from igum.programmes.models import Application, Cohort, ProgrammeVersion
from igum.programmes.rules.building import programme_of
from igum.programmes.rules.outcomes import Channel
from igum.questionnaires import commands as questionnaires

WESTERN_GALILEE = 212
AKKO, KARMIEL, NAHARIYA = 7600, 1139, 9100
OPENS = datetime(2026, 8, 1, tzinfo=UTC)
DURING = datetime(2026, 8, 20, 9, tzinfo=UTC)
AFTER = datetime(2026, 9, 20, 9, tzinfo=UTC)

PROGRAM = system_actor(WESTERN_GALILEE)


def coordinator(user_id: int | None = None, authority_id: int | None = None) -> Actor:
    """A coordinator of the region, or of one authority."""
    return Actor(user_id, WESTERN_GALILEE, (PostHeld("coordinator", WESTERN_GALILEE, authority_id),))


def visitor(secret: str = "") -> Actor:
    """Somebody without an account, perhaps with a secret link."""
    return Actor(region_id=WESTERN_GALILEE, link=hash_of(secret) if secret else "")


def a_definition(**changed: Any) -> dict[str, Any]:
    """A small programme, as a checked file would be: three and more at home, points for children, two places."""
    texts = {"he": "טקסט", "ar": "نص"}
    definition: dict[str, Any] = {
        "format": 1,
        "key": "home",
        "version": "1.0.0",
        "languages": ["he", "ar"],
        "names": {"he": "כלכלת הבית", "ar": "اقتصاد البيت"},
        "summary": texts,
        "owner": texts,
        "subject": "household",
        "identity": "named",
        "confidentiality": {"level": "protected", "keep": "P7Y", "small_cells_below": 5},
        "forms": {
            "application": {
                "title": texts,
                "questions": [
                    {"name": "members", "type": "integer", "required": True, "ask": texts},
                    {"name": "children", "type": "integer", "ask": texts},
                ],
            }
        },
        "cohorts": [
            {"key": "2026", "opens": "2026-08-01", "closes": "2026-09-10", "starts": "2026-10-13", "places": 2}
        ],
        "intake": {"form": "application", "channels": ["self", "staff"]},
        "selection": {
            "eligible": [{"key": "size", "when": "members >= 3", "because": texts}],
            "score": [{"key": "children", "value": "children * 10", "most": 50, "because": texts}],
            "tie_break": ["applied_at", "lot"],
            "offer": {"expires": "P5D"},
        },
    }
    return definition | changed


def publish(*, authority_id: int | None = None, at: datetime = OPENS, **changed: Any) -> Cohort:
    """A published programme's only round."""
    definition = a_definition(**changed)
    with tenant_scope(PROGRAM):
        version: ProgrammeVersion = commands.apply_file(
            actor=PROGRAM,
            source=repr(definition),
            file=programme_of(definition),
            authority_id=authority_id,
            at=at,
        )
        return Cohort.objects.select_related("programme").get(programme_id=version.programme_id, key="2026")


def first_come(**changed: Any) -> dict[str, Any]:
    """The selection of a programme whose places go to whoever comes first."""
    return {"tie_break": ["applied_at"], "offer": {"expires": "P5D"}, **changed}


def apply(
    cohort: Cohort, secret: str, *, at: datetime = DURING, name: str = "משפחת אלון", town: int = AKKO, **answers: Any
) -> Application:
    """An application that was filled in and sent through a secret link."""
    actor = visitor(secret)
    with tenant_scope(actor):
        application = start(cohort, secret, at=at)
        given = {"contact_name": name, "contact_phone": "052-555-0100", "town": town, "members": 5, **answers}
        questionnaires.save_answers(
            actor=actor,
            response_id=application.response_id,
            answers=given,
            at=at,
        )
        questionnaires.submit_response(actor=actor, response_id=application.response_id, at=at)
        return queries.applications_for(actor).get()


def make_user() -> User:
    """An account."""
    return User.objects.create_user(f"somebody{User.objects.count()}@example.org", name="Somebody")


def start(cohort: Cohort, secret: str, *, at: datetime = DURING) -> Application:
    """An application that was begun. Inside the visitor's own scope."""
    return commands.start_application(
        actor=visitor(secret), cohort_id=cohort.pk, channel=Channel.SELF, secret=secret, language="he", at=at
    )


def apply_several(cohort: Cohort, children: list[int]) -> list[Application]:
    """One family after another, an hour apart, each with so many children."""
    return [
        apply(cohort, f"secret-{number}", at=DURING + timedelta(hours=number), members=5, children=count)
        for number, count in enumerate(children)
    ]


def make_places() -> None:
    """Three towns of the region, each an authority of its own."""
    Region.objects.create(
        id=WESTERN_GALILEE, slug="western-galilee", names={"he": "גליל מערבי", "en": "Western Galilee"}
    )
    for code, name in ((AKKO, "עכו"), (KARMIEL, "כרמיאל"), (NAHARIYA, "נהריה")):
        place = {"names": {"he": name}, "district": "north", "region_id": WESTERN_GALILEE}
        Authority.objects.create(id=code, cbs_code=str(code), kind="municipality", **place)
        Locality.objects.create(
            id=code, kind="town", authority_id=code, latitude=32.9, longitude=35.1, population=50_000, **place
        )
