"""Wiring of people."""

from django.apps import AppConfig
from django.contrib.auth.decorators import login_not_required
from django.utils.module_loading import import_string

from igum.core.context import PAGE_FACTS
from igum.core.middleware import ACTOR


class PeopleConfig(AppConfig):
    """Accounts, posts, residents, households, consent."""

    name = "igum.people"

    def ready(self) -> None:
        """Say who signed-in requests act as, and where they may. By name: views need all tables to be known."""
        ACTOR.fill(self.name, import_string("igum.people.views.find_actor"))
        PAGE_FACTS.fill(self.name, import_string("igum.people.views.page_facts"))
        # allauth leaves this page closed: whoever failed to sign in at the municipality would not learn why.
        login_not_required(import_string("allauth.socialaccount.views.login_error"))
