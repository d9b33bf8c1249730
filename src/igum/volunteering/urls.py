"""Addresses of volunteering."""

from django.urls import path

from igum.volunteering.views import bodies, me, public, workers

app_name = "volunteering"
urlpatterns = [
    path("volunteering/<slug:slug>/", public.board, name="board"),
    path("volunteering/<slug:slug>/tasks/<uuid:opportunity_id>/", public.opportunity, name="opportunity"),
    path("volunteering/<slug:slug>/certificates/<str:code>/", public.certificate, name="certificate"),
    path("volunteering/<slug:slug>/me/", me.me, name="me"),
    path("volunteering/<slug:slug>/me/profile", me.profile, name="profile"),
    path("volunteering/<slug:slug>/me/pace", me.pace, name="pace"),
    path("volunteering/<slug:slug>/me/documents", me.hand_in, name="hand-in"),
    path("volunteering/<slug:slug>/me/documents/<uuid:vetting_id>", me.paper, name="own-paper"),
    path("volunteering/<slug:slug>/me/documents/<uuid:vetting_id>/withdraw", me.withdraw, name="withdraw"),
    path("volunteering/<slug:slug>/shifts/<uuid:shift_id>/join", me.join, name="join"),
    path("volunteering/<slug:slug>/me/shifts/<uuid:sign_up_id>/leave", me.leave, name="leave"),
    path("volunteering/<slug:slug>/me/shifts/<uuid:sign_up_id>/on-way", me.on_way, name="on-way"),
    path("volunteering/<slug:slug>/me/hours", me.log_hours, name="log-hours"),
    path("volunteering/<slug:slug>/me/certificate", me.draw_certificate, name="draw-certificate"),
    path("volunteering/<slug:slug>/initiatives/", me.initiatives, name="initiatives"),
    path("volunteers/", workers.volunteers, name="volunteers"),
    path("volunteers/add", workers.add_volunteer, name="add-volunteer"),
    path("volunteers/documents/", workers.vettings, name="vettings"),
    path("volunteers/documents/<uuid:vetting_id>/file", workers.paper, name="paper"),
    path("volunteers/documents/<uuid:vetting_id>/decide", workers.decide_vetting, name="decide-vetting"),
    path("volunteers/initiatives/", workers.initiatives_to_support, name="initiatives-to-support"),
    path("volunteers/initiatives/<uuid:initiative_id>/answer", workers.answer_initiative, name="answer-initiative"),
    path("volunteers/<uuid:volunteer_id>/", workers.volunteer, name="volunteer"),
    path("volunteers/<uuid:volunteer_id>/born", workers.confirm_birth_year, name="confirm-birth-year"),
    path("volunteers/<uuid:volunteer_id>/note", workers.note_vetting, name="note-vetting"),
    path("opportunities/", bodies.opportunities, name="opportunities"),
    path("opportunities/new", bodies.new_opportunity, name="new-opportunity"),
    path("opportunities/hours/<uuid:entry_id>/decide", bodies.decide_hours, name="decide-hours"),
    path("opportunities/<uuid:opportunity_id>/", bodies.manage, name="manage"),
    path("opportunities/<uuid:opportunity_id>/change", bodies.change_opportunity, name="change-opportunity"),
    path("opportunities/<uuid:opportunity_id>/state", bodies.set_state, name="set-state"),
    path("opportunities/<uuid:opportunity_id>/shifts", bodies.add_shift, name="add-shift"),
    path("opportunities/<uuid:opportunity_id>/shifts/<uuid:shift_id>/change", bodies.change_shift, name="change-shift"),
    path("opportunities/<uuid:opportunity_id>/shifts/<uuid:shift_id>/cancel", bodies.cancel_shift, name="cancel-shift"),
    path("opportunities/<uuid:opportunity_id>/arrivals/<uuid:sign_up_id>", bodies.note_arrival, name="note-arrival"),
]
