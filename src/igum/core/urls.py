"""Addresses of the kernel: how pages look, and the two pages about the site."""

from django.urls import path

from igum.core import views

app_name = "core"

urlpatterns = [
    path("appearance", views.appearance, name="appearance"),
    path("accessibility", views.accessibility, name="accessibility"),
    path("worker.js", views.offline_worker, name="offline-worker"),
    path("visitor", views.visitor, name="visitor"),
    path("about", views.about, name="about"),
]
