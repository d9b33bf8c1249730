"""Words of needs in the page's language."""

from django import template
from django.utils.translation import gettext as _

from igum.core.texts import in_page_language
from igum.needs.catalogue import population_name, surveys
from igum.needs.models import Need
from igum.needs.models.needs import Regime

register = template.Library()


@register.filter
def level_name(code: str) -> str:
    """How much is lacking, in words."""
    return str(in_page_language(surveys()["levels"].get(code, {})))


@register.filter
def basis_name(code: str) -> str:
    """How a number is known, in words."""
    return str(in_page_language(surveys()["bases"].get(code, {})))


@register.filter
def language_name(code: str | None) -> str:
    """A language that a service is needed in."""
    return str(in_page_language(surveys()["spoken"].get(code or "", {}))) or (code or "")


@register.filter
def regime_name(code: str) -> str:
    """Routine, emergency or both."""
    return str(Regime(code).label)


@register.filter
def source_name(code: str) -> str:
    """Where a need is known from."""
    return str(Need.Source(code).label)


@register.filter
def confidence_name(code: str) -> str:
    """How sure its size is."""
    return str(Need.Confidence(code).label)


@register.filter
def population_named(code: str) -> str:
    """Whom it is about."""
    return population_name(code)


@register.filter
def rounded(number: float) -> str:
    """One digit after the point, none where it is whole."""
    return f"{number:.1f}".removesuffix(".0")


@register.filter
def intensity_name(code: int) -> str:
    """How much two organisations do together."""
    names = {1: _("They know each other"), 2: _("They cooperate"), 3: _("They coordinate"), 4: _("They work as one")}
    return names.get(int(code), "")


@register.filter
def hundredths(share: float) -> str:
    """Of a hundred; one digit after the point below ten."""
    return rounded(100 * share) if share < 0.1 else f"{100 * share:.0f}"
