"""Tables of people, split by noun."""

from igum.people.models.accounts import User, UserManager, display_name
from igum.people.models.consents import Consent
from igum.people.models.posts import Post
from igum.people.models.residents import Household, Merge, Resident

__all__ = ["Consent", "Household", "Merge", "Post", "Resident", "User", "UserManager", "display_name"]
