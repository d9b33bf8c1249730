"""``./igum programme plan`` and ``apply``: what a file would change in a region, and changing it."""

import argparse
from pathlib import Path

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from igum.config.cli.site import open_site
from igum.config.errors import CannotStart
from igum.core.actor import system_actor
from igum.core.errors import Refused
from igum.core.tenancy import tenant_scope
from igum.places import queries as places
from igum.programmes import commands, queries
from igum.programmes.rules.planning import Plan
from igum.programmes.rules.programme import Programme


def add_place(parser: argparse.ArgumentParser) -> None:
    """Where the programme runs."""
    parser.add_argument("--region", required=True, help="the region by its word in addresses, such as western-galilee")
    parser.add_argument(
        "--authority", type=int, metavar="CODE", help="the authority that runs it (default: the region itself)"
    )


def say_plan(options: argparse.Namespace, programme: Programme) -> int:
    """Say what applying the file would do, and do nothing. 1 when it would be refused."""
    region_id = _region(options.region)
    with tenant_scope(system_actor(region_id)):
        plan = queries.plan_of(region_id, programme, at=timezone.now())
    if plan is None:
        print(_("%(key)s is new here. Everything in the file would be made.") % {"key": programme.key})
        return 0
    return _say(plan)


def apply(options: argparse.Namespace, file: Path, programme: Programme) -> int:
    """Publish the file.

    Raises:
        CannotStart: with the reason, when it may not be published.
    """
    region_id = _region(options.region)
    actor = system_actor(region_id)
    source = file.read_text(encoding="utf-8-sig")
    try:
        with tenant_scope(actor):
            version = commands.apply_file(
                actor=actor, source=source, file=programme, authority_id=options.authority, at=timezone.now()
            )
    except (Refused, PermissionDenied) as refusal:
        raise CannotStart(str(refusal)) from None
    facts = {"key": programme.key, "version": version.version, "slug": options.region}
    print(_("%(key)s %(version)s is published: /programmes/%(slug)s/%(key)s/") % facts)
    return 0


def _say(plan: Plan) -> int:
    count = len(plan.changes)
    facts = {"count": count, "before": plan.before, "after": plan.after}
    print(
        ngettext(
            "From version %(before)s to %(after)s: %(count)d change.",
            "From version %(before)s to %(after)s: %(count)d changes.",
            count,
        )
        % facts
    )
    for change in plan.changes:
        print(f"  {change}")
    for cohort in plan.running:
        kept = len(plan.kept_from(cohort))
        print(
            ngettext(
                "Cohort %(key)s runs on version %(version)s and keeps it: %(count)d change does not reach it.",
                "Cohort %(key)s runs on version %(version)s and keeps it: %(count)d changes do not reach it.",
                kept,
            )
            % {"key": cohort.key, "version": cohort.version, "count": kept}
        )
    if not plan.decision:
        print(plan.decision.reason)
    return 0 if plan.decision else 1


def _region(slug: str) -> int:
    open_site()
    try:
        return int(places.region(slug).pk)
    except ObjectDoesNotExist:
        known = ", ".join(places.regions().values_list("slug", flat=True)) or "–"
        facts = {"slug": slug, "known": known}
        raise CannotStart(_("There is no region %(slug)s. Known: %(known)s.") % facts) from None
