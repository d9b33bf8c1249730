"""Pages of the directory."""

from igum.directory.views.home import home
from igum.directory.views.search import search
from igum.directory.views.service import service
from igum.directory.views.suggest import suggest

__all__ = ["home", "search", "service", "suggest"]
