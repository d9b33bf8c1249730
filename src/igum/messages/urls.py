"""Addresses of messages."""

from django.urls import path

from igum.messages import views

app_name = "messages"

urlpatterns = [
    path("", views.outbox, name="outbox"),
    path("marks", views.mark_many, name="mark-many"),
    path("<uuid:message_id>/sent", views.mark_sent, name="mark-sent"),
    path("<uuid:message_id>/not-sent", views.undo, name="undo"),
    path("<uuid:message_id>/again", views.again, name="again"),
    path("<uuid:message_id>/withdrawn", views.withdraw, name="withdraw"),
]
