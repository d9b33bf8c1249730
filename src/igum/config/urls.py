"""The site's addresses, module by module."""

from django.urls import include, path

from igum.directory.views.api import api_patterns

urlpatterns = [
    path("", include("igum.directory.urls")),
    path("", include("igum.places.urls")),
    path("", include("igum.core.urls")),
    path("api/", include((api_patterns(), "api"))),
    path("forms/", include("igum.questionnaires.urls")),
    path("people/", include("igum.people.urls")),
    path("", include("igum.needs.urls")),
    path("", include("igum.volunteering.urls")),
    path("", include("igum.pooling.urls")),
    path("", include("igum.programmes.urls")),
    path("outbox/", include("igum.messages.urls")),
    path("accounts/", include("allauth.urls")),
]
