"""Addresses of people."""

from django.urls import path

from igum.people import views

app_name = "people"

urlpatterns = [
    path("regions/<int:region_id>/act", views.choose_region, name="choose-region"),
]
