"""Questions to the directory. All of it is public, so no question needs to know who asks."""

from igum.directory.queries.cards import ServiceCard, ServiceLine, service_cards, service_lines
from igum.directory.queries.indexing import count_published, documents, lexicon
from igum.directory.queries.pages import ServicePage, service_page
from igum.directory.queries.searching import index_generation, index_is_ready, index_lexicon, search, suggest, warm_up

__all__ = [
    "ServiceCard",
    "ServiceLine",
    "ServicePage",
    "count_published",
    "documents",
    "index_generation",
    "index_is_ready",
    "index_lexicon",
    "lexicon",
    "search",
    "service_cards",
    "service_lines",
    "service_page",
    "suggest",
    "warm_up",
]
