"""Addresses of volunteering."""

from django.urls import path

from igum.volunteering.views import public

app_name = "volunteering"
urlpatterns = [
    path("volunteering/<slug:slug>/", public.board, name="board"),
]
