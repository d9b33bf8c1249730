"""Questions to the directory. All of it is public, so no question needs to know who asks."""

from igum.directory.queries.cards import ServiceCard, ServiceLine, service_cards, service_lines
from igum.directory.queries.indexing import count_published, documents, lexicon
from igum.directory.queries.pages import ServicePage, service_page
from igum.directory.queries.searching import index_generation, index_is_ready, index_lexicon, search, suggest, warm_up
from igum.directory.queries.supply import (
    Body,
    RoleHolder,
    bodies_in,
    needs_of_services,
    organizations_giving,
    role_holders_of,
    serves_region,
    services_of,
    shared_services,
    supply_by_authority,
    terms_of_needs,
)

__all__ = [
    "Body",
    "RoleHolder",
    "ServiceCard",
    "ServiceLine",
    "ServicePage",
    "bodies_in",
    "count_published",
    "documents",
    "index_generation",
    "index_is_ready",
    "index_lexicon",
    "lexicon",
    "needs_of_services",
    "organizations_giving",
    "role_holders_of",
    "search",
    "serves_region",
    "service_cards",
    "service_lines",
    "service_page",
    "services_of",
    "shared_services",
    "suggest",
    "supply_by_authority",
    "terms_of_needs",
    "warm_up",
]
