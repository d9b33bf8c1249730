"""Addresses of pooling."""

from django.urls import path

from igum.pooling.views import agreements, halls, plans, pools

app_name = "pooling"
urlpatterns = [
    path("pools/", pools.pools, name="pools"),
    path("pools/together", pools.alone_and_together, name="together"),
    path("pools/new", pools.new_pool, name="new-pool"),
    path("pools/<uuid:pool_id>/", pools.pool, name="pool"),
    path("pools/<uuid:pool_id>/progress", pools.progress, name="progress"),
    path("pools/<uuid:pool_id>/find", pools.find, name="find"),
    path("pools/<uuid:pool_id>/what-if", pools.what_if, name="what-if"),
    path("pools/<uuid:pool_id>/comment", pools.comment, name="comment"),
    path("pools/<uuid:pool_id>/close", pools.close, name="close"),
    path("pools/<uuid:pool_id>/halls/new", halls.new_hall, name="new-hall"),
    path("halls/<uuid:hall_id>/", halls.hall, name="hall"),
    path("halls/<uuid:hall_id>/wishes", halls.wishes, name="hall-wishes"),
    path("halls/<uuid:hall_id>/turns", halls.turns, name="hall-turns"),
    path("halls/<uuid:hall_id>/swap", halls.swap, name="hall-swap"),
    path("swaps/<uuid:swap_id>/answer", halls.answer, name="hall-swap-answer"),
    path("plans/<uuid:plan_id>/", plans.plan, name="plan"),
    path("plans/<uuid:plan_id>/cost/", plans.cost, name="cost"),
    path("plans/<uuid:plan_id>/shares/<slug:key>/<int:code>/", plans.share, name="share"),
    path("plans/<uuid:plan_id>/vote", plans.vote, name="vote"),
    path("plans/<uuid:plan_id>/agreement", agreements.propose, name="propose"),
    path("agreements/<uuid:agreement_id>/", agreements.agreement, name="agreement"),
    path("agreements/<uuid:agreement_id>/sign", agreements.sign, name="sign"),
    path("agreements/<uuid:agreement_id>/withdraw", agreements.withdraw, name="withdraw"),
    path("agreements/<uuid:agreement_id>/spending", agreements.spending, name="spending"),
    path("agreements/<uuid:agreement_id>/review", agreements.review, name="review"),
]
