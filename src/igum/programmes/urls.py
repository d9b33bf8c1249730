"""Addresses of programmes."""

from django.urls import path

from igum.programmes.views import duplicates, editing, imports, public, screening, sessions

app_name = "programmes"
urlpatterns = [
    path("programmes/<slug:slug>/", public.programmes, name="list"),
    path("programmes/<slug:slug>/<slug:key>/", public.programme, name="programme"),
    path("programmes/<slug:slug>/<slug:key>/apply", public.apply, name="apply"),
    path("applications/<slug:slug>/<str:secret>/", public.status, name="status"),
    path("applications/<slug:slug>/<str:secret>/answer", public.answer, name="answer"),
    path("cohorts/", screening.cohorts, name="cohorts"),
    path("cohorts/<uuid:cohort_id>/", screening.cohort, name="cohort"),
    path("cohorts/<uuid:cohort_id>/enter", screening.enter, name="enter"),
    path("cohorts/<uuid:cohort_id>/screen", screening.screen, name="screen"),
    path("cohorts/<uuid:cohort_id>/choose", screening.choose, name="choose"),
    path("cohorts/<uuid:cohort_id>/offer", screening.offer, name="offer"),
    path("cohorts/<uuid:cohort_id>/decide", screening.decide, name="decide"),
    path("cohorts/<uuid:cohort_id>/calendar/", sessions.calendar, name="calendar"),
    path("cohorts/<uuid:cohort_id>/calendar/draw", sessions.schedule, name="schedule"),
    path("sessions/<uuid:session_id>/", sessions.session, name="session"),
    path("sessions/<uuid:session_id>/roster", sessions.note, name="note"),
    path("screening/<uuid:application_id>/", screening.application, name="application"),
    path("screening/<uuid:application_id>/review", screening.review, name="review"),
    path("drafts/", editing.drafts, name="drafts"),
    path("drafts/new", editing.start, name="start"),
    path("drafts/of/<uuid:programme_id>", editing.open_draft, name="open-draft"),
    path("drafts/<uuid:draft_id>/text", editing.text, name="edit-text"),
    path("drafts/<uuid:draft_id>/file.yaml", editing.download, name="edit-file"),
    path("drafts/<uuid:draft_id>/page", editing.page, name="edit-page"),
    path("drafts/<uuid:draft_id>/publish", editing.publish, name="publish"),
    path("drafts/<uuid:draft_id>/discard", editing.discard, name="discard-draft"),
    path("drafts/<uuid:draft_id>/accept/<str:place>", editing.accept, name="accept-case"),
    path("drafts/<uuid:draft_id>/<slug:section>", editing.edit, name="edit"),
    path("drafts/<uuid:draft_id>/<slug:section>/<slug:code>", editing.arrange, name="arrange"),
    path("drafts/<uuid:draft_id>/<slug:section>/<slug:code>/<str:place>", editing.entry, name="entry"),
    path("cohorts/<uuid:cohort_id>/imports/", imports.imports, name="imports"),
    path("cohorts/<uuid:cohort_id>/imports/upload", imports.upload, name="upload_import"),
    path("cohorts/<uuid:cohort_id>/imports/template.xlsx", imports.template, name="import_template"),
    path("imports/<uuid:import_id>/", imports.one_import, name="import"),
    path("imports/<uuid:import_id>/columns", imports.columns, name="import_columns"),
    path("imports/<uuid:import_id>/start", imports.start, name="start_import"),
    path("imports/<uuid:import_id>/discard", imports.discard, name="discard_import"),
    path("imports/<uuid:import_id>/rejected.xlsx", imports.rejected, name="import_rejected"),
    path("cohorts/<uuid:cohort_id>/duplicates/", duplicates.duplicates, name="duplicates"),
    path("cohorts/<uuid:cohort_id>/duplicates/<uuid:pair_id>", duplicates.decide, name="decide_pair"),
]
