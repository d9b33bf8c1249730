"""Addresses of places."""

from django.urls import path

from igum.places import views

app_name = "places"
urlpatterns = [
    path("regions", views.regions, name="regions"),
    path("regions/<slug:slug>", views.region, name="region"),
    path("authorities/<int:code>", views.authority, name="authority"),
    path("localities/<int:code>", views.locality, name="locality"),
    path("places/areas.geojson", views.areas, name="areas"),
]
