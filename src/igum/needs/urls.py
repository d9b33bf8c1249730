"""Addresses of needs."""

from django.urls import path

from igum.needs.views import answering, campaigns, exports, gaps, needs, network, refusals

app_name = "needs"
urlpatterns = [
    path("needs/", needs.needs, name="needs"),
    path("needs/from-demand", needs.make_need_of_demand, name="make-need-of-demand"),
    path("needs/new", needs.new_need, name="new-need"),
    path("needs/<uuid:need_id>/", needs.need, name="need"),
    path("needs/<uuid:need_id>/close", needs.close_need, name="close-need"),
    path("services/<uuid:service_id>/refused", refusals.tell_refusal, name="tell-refusal"),
    path("network/", network.network, name="network"),
    path("network/export.graphml", network.graphml, name="graphml"),
    path("network/survey/", network.tie_surveys, name="tie-surveys"),
    path("network/survey/ask", network.ask_of_ties, name="ask-of-ties"),
    path("network/<uuid:organization_id>/", network.member, name="member"),
    path("network/<slug:slug>/asked/<str:secret>/", network.own_ties, name="own-ties"),
    path("mapping/", campaigns.campaigns, name="campaigns"),
    path("mapping/new", campaigns.new_campaign, name="new-campaign"),
    path("mapping/<uuid:campaign_id>/", campaigns.campaign, name="campaign"),
    path("mapping/<uuid:campaign_id>/invite", campaigns.invite, name="invite"),
    path("mapping/<uuid:campaign_id>/remind", campaigns.remind, name="remind"),
    path("mapping/<uuid:campaign_id>/state", campaigns.set_state, name="set-state"),
    path("mapping/<uuid:campaign_id>/gaps/", gaps.gaps, name="gaps"),
    path("mapping/<uuid:campaign_id>/gaps.<slug:kind>", exports.exported, name="gaps-file"),
    path("mapping/<uuid:campaign_id>/gaps/estimate", gaps.make_estimate, name="make-estimate"),
    path("mapping/<uuid:campaign_id>/gaps/need", gaps.make_need, name="make-need"),
    path("mapping/<slug:slug>/published/<uuid:campaign_id>/", gaps.published, name="published"),
    path("mapping/<slug:slug>/asked/<str:secret>/", answering.asked, name="asked"),
    path("mapping/<slug:slug>/asked/<str:secret>/answer", answering.answer, name="answer"),
    path("mapping/<slug:slug>/asked/<str:secret>/hand-on", answering.hand_on, name="hand-on"),
]
