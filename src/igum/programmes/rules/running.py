"""Which programmes the platform runs, beside checking their files."""

from django.utils.translation import gettext as _

from igum.core.access import ALLOW, Decision, refuse
from igum.programmes.rules.programme import Programme


def can_run(programme: Programme) -> Decision:
    """Named people and open or protected confidentiality run; the rest needs isolation that is not built yet."""
    if programme.confidentiality.level == "sealed":
        return refuse(
            _(
                "This programme is sealed, and sealed programmes do not run here yet: nothing of it may lie beside "
                "other programmes. The file is checked and kept by you until then."
            )
        )
    if programme.identity != "named":
        return refuse(
            _(
                "This programme does not know people by name, and such programmes do not run here yet. "
                "The file is checked and kept by you until then."
            )
        )
    return ALLOW
