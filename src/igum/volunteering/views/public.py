"""The board of opportunities, open to everybody."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from igum.core.links import visiting
from igum.core.public import public
from igum.core.requests import Request
from igum.places import queries as places


@public
@require_safe
def board(request: Request, slug: str) -> HttpResponse:
    """What bodies of the region ask help with."""
    region = get_object_or_404(places.regions(), slug=slug)
    with visiting(request, region_id=region.pk):
        return render(request, "volunteering/board.html", {"region": region})
