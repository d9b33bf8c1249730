"""Tables of the directory, public by nature: they hold no person's data and stand outside row-level security.

Names are those of Open Referral HSDS 3.1 where it has one.
"""

from igum.directory.models.organizations import Contact, Location, Organization, Phone
from igum.directory.models.services import CostOption, Schedule, Service, ServiceArea, ServiceAtLocation
from igum.directory.models.taxonomy import Synonym, Term

__all__ = [
    "Contact",
    "CostOption",
    "Location",
    "Organization",
    "Phone",
    "Schedule",
    "Service",
    "ServiceArea",
    "ServiceAtLocation",
    "Synonym",
    "Term",
]
