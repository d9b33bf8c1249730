"""Addresses of volunteering."""

from django.urls import path

from igum.volunteering.views import public

app_name = "volunteering"
urlpatterns = [
    path("volunteering/<slug:slug>/", public.board, name="board"),
    path("volunteering/<slug:slug>/me/", public.board, name="me"),
    path("volunteering/<slug:slug>/initiatives/", public.board, name="initiatives"),
]
