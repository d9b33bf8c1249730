"""The site's addresses, module by module."""

from django.urls import include, path

urlpatterns = [
    path("accounts/", include("allauth.urls")),
]
