"""What is not there for an actor is not found."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404


@contextmanager
def or_404() -> Iterator[None]:
    """Turn what a query or a command does not find into the page that says so."""
    try:
        yield
    except ObjectDoesNotExist:
        raise Http404 from None
