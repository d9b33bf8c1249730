"""A plan in English sentences, each from the plan's own numbers. Other languages are written above the engines."""

from igum.engines.pooling.location.effort import Goal, Status
from igum.engines.pooling.location.plans import Group, LeftOut, Plan, Reason, Stage
from igum.engines.pooling.location.reasons import Leaving, TownPlace, WhySite
from igum.engines.pooling.location.services import Service

WHY_LEFT_OUT = {
    Reason.NOBODY_NEAR: "no site is near enough",
    Reason.OTHER_SITE: "the site that the town is locked to is not near enough",
    Reason.NO_COMMON_HOURS: "the sites near them are not free when they are",
    Reason.NO_LANGUAGE: "no group is led in their language near them",
    Reason.GROUP_TOO_SMALL: "all who could join them are fewer than the smallest group",
    Reason.TOWN_TOO_LARGE: "the town stays whole, and no site holds so many",
    Reason.BUDGET: "the budget is used up",
    Reason.CAPACITY: "every place that they could take is taken",
    Reason.OTHERS_FIRST: "serving them would leave out others whose need weighs more",
}
GOALS = {Goal.SERVED: "people served", Goal.COST: "cost", Goal.FARTHEST: "longest way"}
HOW_GOOD = {
    Status.PROVEN: "proven to be the best",
    Status.WITHIN_GAP: "as near to the best as was asked for",
    Status.TIME_UP: "the best found in its time",
    Status.STOPPED: "the best found before it was stopped",
    Status.IMPOSSIBLE: "no plan serves everyone",
}


def shekels(agorot: int) -> str:
    """Money as it is written.

    >>> shekels(1234567)
    '₪12,345.67'
    """
    sign = "-" if agorot < 0 else ""
    return f"{sign}₪{abs(agorot) // 100:,}.{abs(agorot) % 100:02}"


def people(count: int, adverb: str = "") -> str:
    """So many people, as one says it.

    >>> people(1), people(1200, "fewer ")
    ('1 person', '1,200 fewer people')
    """
    return f"{count:,} {adverb}{'person' if count == 1 else 'people'}"


def say_plan(plan: Plan) -> list[str]:
    """The plan in a few sentences: how many, where, for how much."""
    out = sum(one.people for one in plan.left_out)
    said = [f"Served: {plan.people:,} of {people(plan.people + out)}. Open sites: {len(plan.opened)}."]
    if plan.people:
        said.append(f"The longest way is {plan.farthest} minutes.")
    said.append(f"It costs {shekels(plan.money.gross)}, of which the towns pay {shekels(plan.money.net)}.")
    said += [f"{name} pays {shekels(amount)}." for name, amount in plan.money.funded]
    return said


def say_stage(stage: Stage) -> str:
    """How good the plan is for one goal."""
    said = f"{GOALS[stage.goal].capitalize()}: {HOW_GOOD[stage.status]}"
    if stage.gap and stage.gap < 1e6:
        return f"{said}; no plan is better by more than {stage.gap:.2%}."
    return f"{said}."


def say_group(group: Group) -> str:
    """Where and when a group meets, for whom."""
    kinds = ", ".join(one for one in (group.language, group.age, group.gender) if one)
    many = f"{group.groups} groups, " if group.groups > 1 else ""
    return f"{group.site}, {group.slot}{f' ({kinds})' if kinds else ''}: {many}{people(group.people)}"


def say_left_out(one: LeftOut) -> str:
    """Who is not served, and why."""
    return f"{one.party.town}: {one.people} not served, because {WHY_LEFT_OUT[one.reason]}."


def say_site(why: WhySite) -> str:
    """Why a site is open: what is lost without it."""
    lost = []
    if why.fewer:
        lost.append(f"{people(why.fewer, 'fewer ')} would be served")
    if why.dearer > 0:
        lost.append(f"the towns would pay {shekels(why.dearer)} more")
    elif why.dearer < 0:
        lost.append(f"the towns would pay {shekels(-why.dearer)} less")
    if why.farther > 0:
        lost.append(f"the longest way would be {why.farther} minutes longer")
    if not lost:
        return f"{why.site}: another plan without it is as good."
    return f"{why.site}: without it {' and '.join(lost)}."


def say_place(service: Service, place: TownPlace) -> str:
    """Where a party of a town goes, and why not to the nearest site."""
    party = service.parties[place.party]
    said = f"{party.town}: {people(place.people)} for {place.site} ({place.minutes} minutes)"
    if place.nearest == place.site:
        return f"{said}, the nearest that they can use."
    why = "is open and has no better place for them" if place.nearest_is_open else "does not open"
    return f"{said}; {place.nearest} is nearer ({place.nearest_minutes} minutes) but {why}."


def say_leaving(leaving: Leaving) -> list[str]:
    """What a town has here and alone, and what its leaving changes for the others."""
    town = leaving.town
    said = [
        f"Served of {town} here: {leaving.here}; alone it would serve {leaving.alone} "
        f"and pay {shekels(leaving.alone_cost)}."
    ]
    if leaving.others_fewer > 0:
        said.append(f"If {town} leaves, the other towns serve {people(leaving.others_fewer, 'fewer ')}.")
    change = leaving.others_cost
    said.append(f"Without {town} the others would pay {shekels(change)} together.")
    return said
