"""Addresses of the kernel: how pages look, and the two pages about the site."""

from django.urls import path

from igum.core import views

app_name = "core"

urlpatterns = [
    path("appearance", views.appearance, name="appearance"),
    path("accessibility", views.accessibility, name="accessibility"),
    path("about", views.about, name="about"),
]
