"""Questions to programmes. Fetching and being allowed are one act."""

from igum.programmes.queries.agreements import agreements_of
from igum.programmes.queries.applications import (
    Status,
    address_of,
    applications_for,
    applications_of,
    missing_words_of,
    offers_for,
    reasons_of,
    stage_of,
    status_of,
)
from igum.programmes.queries.board import Board, Wish, board_of
from igum.programmes.queries.caseload import People, Person, Sought, caseload_of, people_of
from igum.programmes.queries.communities import (
    Communities,
    Compared,
    Pursued,
    Settlement,
    communities_of,
    goals_of,
    settlement_of,
)
from igum.programmes.queries.documents import documents_for
from igum.programmes.queries.drafts import (
    Desk,
    as_it_came_out,
    desk_of,
    draft_of,
    drafts_for,
    page_of,
    programmes_to_edit,
)
from igum.programmes.queries.files import cohort, cohorts_for, plan_of, programme_of, programmes_in
from igum.programmes.queries.keeping import PastKeeping, past_keeping
from igum.programmes.queries.pages import figures_of, programme_card, programme_page, rows_with_place
from igum.programmes.queries.pairing import Team, suggestions_for, team_of, terms_for
from igum.programmes.queries.pool import ShareOf, pool_of
from igum.programmes.queries.referrals import Referred, referral_of, referred, referred_by
from igum.programmes.queries.reports import Compared, Report, as_released, compared, released, releases_for, report_of
from igum.programmes.queries.residents import engagements_of
from igum.programmes.queries.rosters import Line, Roster, roster_of
from igum.programmes.queries.serving import engagements_for, memberships_of, serves_somewhere, sessions_for
from igum.programmes.queries.ways_through import (
    Mine,
    Way,
    mine,
    notes_for,
    phase_at,
    serves_subject,
    task_of_file,
    tasks_for,
    way_of,
)

__all__ = [
    "Board",
    "Communities",
    "Compared",
    "Desk",
    "Line",
    "Mine",
    "PastKeeping",
    "People",
    "Person",
    "Pursued",
    "Referred",
    "Report",
    "Roster",
    "Settlement",
    "ShareOf",
    "Sought",
    "Status",
    "Team",
    "Way",
    "Wish",
    "address_of",
    "agreements_of",
    "applications_for",
    "applications_of",
    "as_it_came_out",
    "as_released",
    "board_of",
    "caseload_of",
    "cohort",
    "cohorts_for",
    "communities_of",
    "compared",
    "desk_of",
    "documents_for",
    "draft_of",
    "drafts_for",
    "engagements_for",
    "engagements_of",
    "figures_of",
    "goals_of",
    "memberships_of",
    "mine",
    "missing_words_of",
    "notes_for",
    "offers_for",
    "page_of",
    "past_keeping",
    "people_of",
    "phase_at",
    "plan_of",
    "pool_of",
    "programme_card",
    "programme_of",
    "programme_page",
    "programmes_in",
    "programmes_to_edit",
    "reasons_of",
    "referral_of",
    "referred",
    "referred_by",
    "released",
    "releases_for",
    "report_of",
    "roster_of",
    "rows_with_place",
    "serves_somewhere",
    "serves_subject",
    "sessions_for",
    "settlement_of",
    "stage_of",
    "status_of",
    "suggestions_for",
    "task_of_file",
    "tasks_for",
    "team_of",
    "terms_for",
    "way_of",
]
