"""``./igum live``: let a round of the demo live on, by the commands that the pages use."""

import argparse
from datetime import date, datetime, time

from django.utils import timezone

from igum.config.cli.site import open_site
from igum.config.errors import CannotStart
from igum.people.models import User
from igum.sample.rounds import tell
from igum.sample.stories import STORIES, Story, story_of


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which round, and up to which day."""
    parser.add_argument("programme", nargs="?", help="the programme's key; without it, the rounds are listed")
    parser.add_argument("cohort", nargs="?", help="the round's key")
    parser.add_argument(
        "--until",
        type=date.fromisoformat,
        metavar="DAY",
        help="the day up to which it lives, such as 2027-07-01 (default: now)",
    )


def run(options: argparse.Namespace) -> int:
    """Live. What was done before stays; again, nothing is doubled.

    Raises:
        CannotStart: the demo is not loaded, or it has no such round.
    """
    if options.programme is None:
        print("\n".join(f"{story.programme} {story.cohort}" for story in STORIES))
        return 0
    story = _story(options)
    open_site()
    if not User.objects.filter(email="coordinator@demo.example").exists():
        raise CannotStart("The demo is not loaded here, and only invented people are played. Run ./igum demo first.")
    at = timezone.make_aware(datetime.combine(options.until, time(23))) if options.until else timezone.now()
    sessions, tasks = tell(story, at=at, goes_on=True)
    print(f"{story.programme} {story.cohort}: {sessions} sessions held and {tasks} tasks done up to {at:%Y-%m-%d}.")
    return 0


def _story(options: argparse.Namespace) -> Story:
    story = story_of(options.programme, options.cohort or "")
    if story is None:
        wanted = f"{options.programme} {options.cohort or ''}".strip()
        raise CannotStart(f"The demo has no round {wanted!r}. ./igum live lists those it has.")
    return story
