"""The site's addresses, module by module."""

from django.urls import include, path

urlpatterns = [
    path("", include("igum.directory.urls")),
    path("", include("igum.places.urls")),
    path("", include("igum.core.urls")),
    path("accounts/", include("allauth.urls")),
]
