"""Addresses of questionnaires."""

from django.urls import path

from igum.questionnaires import views

app_name = "questionnaires"
urlpatterns = [
    path("<slug:region>/preview/<uuid:questionnaire_id>", views.preview, name="preview"),
    path("<slug:region>/preview/<uuid:questionnaire_id>/fhir", views.exported, name="fhir"),
    path("<slug:region>/<str:secret>/", views.fill, name="fill"),
    path("<slug:region>/<str:secret>/answers", views.answers, name="answers"),
    path("<slug:region>/<str:secret>/send", views.send, name="send"),
    path("<slug:region>/<str:secret>/reopen", views.reopen, name="reopen"),
    path("<slug:region>/<str:secret>/print", views.printed, name="print"),
]
