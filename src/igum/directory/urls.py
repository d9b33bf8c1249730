"""Addresses of the directory."""

from django.urls import path

from igum.directory import views

app_name = "directory"

urlpatterns = [
    path("", views.home, name="home"),
    path("search", views.search, name="search"),
    path("suggest", views.suggest, name="suggest"),
    path("services/<uuid:service_id>", views.service, name="service"),
]
