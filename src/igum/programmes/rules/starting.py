"""A new programme: a few answers become a whole file that checks, for its author to write on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path as File
from typing import Any

from ruamel.yaml import YAML

from igum.programmes.rules.editing import as_scalar

_WORDS = File(__file__).parent / "data" / "start.yaml"


@dataclass(frozen=True, slots=True)
class Start:
    """What is asked of whoever begins a programme. Texts by language; the first language is the one to fall back to."""

    key: str
    languages: Sequence[str]
    names: Mapping[str, str]
    summary: Mapping[str, str]
    owner: Mapping[str, str]
    subject: str
    opens: date
    closes: date
    starts: date
    places: int


def new_source(start: Start) -> str:
    """The text of the new file, with a comment at each part that its author will want to change."""
    texts = {name: _texts(start, each) for name, each in _words().items()}
    first = start.languages[0]
    return _TEMPLATE.format(
        key=start.key,
        languages=", ".join(start.languages),
        names=_written(start.names, start.languages),
        summary=_written(start.summary, start.languages),
        owner=_written(start.owner, start.languages),
        subject=start.subject,
        cohort=as_scalar(str(start.starts.year)),
        opens=start.opens,
        closes=start.closes,
        starts=start.starts,
        places=start.places,
        test_name=as_scalar(_words()["test"][first]),
        unsure_name=as_scalar(_words()["unsure"][first]),
        **{f"text_{name}": each for name, each in texts.items()},
    )


@cache
def _words() -> Mapping[str, Mapping[str, str]]:
    found: dict[str, Any] = YAML(typ="safe", pure=True).load(_WORDS.read_text(encoding="utf-8"))
    return found


def _texts(start: Start, words: Mapping[str, str]) -> str:
    return _written(words, start.languages)


def _written(texts: Mapping[str, str], languages: Sequence[str]) -> str:
    return "{" + ", ".join(f"{code}: {as_scalar(texts[code])}" for code in languages) + "}"


_TEMPLATE = """\
# Check this file: ./igum programme check FILE    Run its tests: ./igum programme test FILE
format: 1
key: {key} # never changes
version: 1.0.0 # raise it with every change: ./igum programme plan FILE says which number
languages: [{languages}]
names: {names}
summary: {summary}
owner: {owner}
subject: {subject} # person, household, group, organisation, settlement, school_class, none
identity: named # named, coded, anonymous
confidentiality: {{level: protected, keep: P7Y, small_cells_below: 5}} # open, protected, sealed

forms:
  application:
    title: {text_apply}
    questions: # how to reach the applicant and the town are asked anyway
      - {{name: lives_here, type: yes_no, required: true, ask: {text_lives_here}}}
      - {{name: why, type: long_text, max_length: 1000, ask: {text_why}}}

cohorts:
  - {{key: {cohort}, opens: {opens}, closes: {closes}, starts: {starts}, places: {places}}}
intake: {{form: application, channels: [self, staff]}} # self, referral, staff

selection:
  eligible: # every rule is true, false or unknown; unknown means that information is needed
    - {{key: resident, when: lives_here, because: {text_resident}}}
  tie_break: [applied_at, lot] # the lot is drawn from a seed that is published
  offer: {{expires: P5D}}
  waiting_list: {{keep: P21D, show_position: false}}

roles:
  leader: {{names: {text_leader}}}

phases:
  - key: meetings
    names: {text_meetings}
    starts: cohort
    sessions:
      at: "18:00"
      lasts: PT2H
      repeat: FREQ=WEEKLY;COUNT=8 # as in iCalendar
      skip: [jewish, muslim, druze, christian]
      on_skip: shift # or drop
      who: [subject, leader]
    attendance: {{statuses: [present, late, excused, absent], least: 0.7}}

outcomes:
  - key: finished
    kind: output # organisation, output, outcome
    answers: how_much # how_well, better_off
    indicator: {text_finished}
    unit: people
    measured: [end]
    better: up
    target: {places}

tests:
  - name: {test_name}
    given: {{lives_here: true}}
    expect: {{eligible: true}}
  - name: {unsure_name}
    given: {{}}
    expect: {{eligible: unknown, missing: [lives_here]}}
"""
