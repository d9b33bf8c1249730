"""Tables of volunteering, split by noun."""

from igum.volunteering.models.initiatives import Initiative
from igum.volunteering.models.opportunities import Opportunity, Shift
from igum.volunteering.models.sign_ups import Certificate, HoursEntry, SignUp
from igum.volunteering.models.volunteers import Vetting, Volunteer

__all__ = ["Certificate", "HoursEntry", "Initiative", "Opportunity", "Shift", "SignUp", "Vetting", "Volunteer"]
