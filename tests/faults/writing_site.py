"""The real site with one more page: each POST leaves one audit row and answers once it is committed."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "igum.config.settings")

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()

from django.http import HttpRequest, HttpResponse  # noqa: E402
from django.urls import path  # noqa: E402
from django.utils import timezone  # noqa: E402
from django.views.decorators.csrf import csrf_exempt  # noqa: E402

from igum.config import urls  # noqa: E402
from igum.core import audit  # noqa: E402
from igum.core.models import LoadedContent  # noqa: E402
from igum.core.public import public  # noqa: E402
from igum.core.tenancy import tenant_scope  # noqa: E402
from tests.faults.actors import WRITER  # noqa: E402


@public
@csrf_exempt
def write(request: HttpRequest) -> HttpResponse:
    with tenant_scope(WRITER):
        at = timezone.now()
        thing = LoadedContent.objects.create(name=request.POST["name"], fingerprint="-", loaded_at=at)
        audit.record(WRITER, "tests.written", thing, at=at)
    return HttpResponse("written")


urls.urlpatterns.append(path("write", write))
