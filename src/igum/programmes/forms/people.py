"""Those beside the subject: roles, what each needs, and who goes with whom."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from igum.programmes.forms.lengths import Judge, pick
from igum.programmes.forms.spots import FileForm, choice, number, several, texts, truth, whole, with_those_of
from igum.programmes.models.files import in_page_language
from igum.programmes.rules.asking import Asked

REQUIRES = (
    ("police_clearance", gettext_lazy("a police clearance")),
    ("no_sex_offences", gettext_lazy("a certificate that they were convicted of no sex offence")),
    ("secrecy", gettext_lazy("a signed promise of secrecy")),
    ("interview", gettext_lazy("an interview")),
    ("training:before_they_begin", gettext_lazy("a training before they begin")),
    ("licence:professional", gettext_lazy("a professional licence")),
)
POSTS = (
    ("coordinator", gettext_lazy("the coordinator")),
    ("social_worker", gettext_lazy("a social worker")),
    ("department_manager", gettext_lazy("the head of the department")),
    ("region_director", gettext_lazy("the director of the region")),
    ("committee", gettext_lazy("a committee")),
)
Named = Sequence[tuple[str, Any]]


def role_form(role: Mapping[str, Any], *, languages: Sequence[str], forms: Named, **common: Any) -> FileForm:
    """A role: who does it, how many, and what must be there before they begin. ``forms`` are those of the file."""
    stands = [("", _("none")), *with_those_of(forms, role.get("form"))]
    spots = [
        *texts(("names",), _("What they are called"), languages),
        truth(("volunteer",), _("Volunteers do it")),
        whole(("for_each_subject",), _("How many of them go with one of those who take part"), 1, 100, required=False),
        whole(("most_subjects",), _("With how many one of them goes at most"), 1, 1000, required=False),
        choice(("form",), _("The form that they fill in"), stands, required=False),
        several(
            ("requires",),
            _("What must be there before they begin"),
            with_those_of(REQUIRES, role.get("requires")),
            required=False,
        ),
    ]
    return FileForm(spots, role, **common)


def match_form(match: Mapping[str, Any], *, roles: Named, **common: Any) -> FileForm:
    """Who is matched, and who decides."""
    spots = [
        choice(("role",), _("Who is found for those who take part"), with_those_of(roles, match.get("role"))),
        choice(("approved_by",), _("Who decides on a proposed pair"), _deciding(roles, match.get("approved_by"))),
    ]
    return FileForm(spots, match, **common)


def must_form(
    must: Mapping[str, Any], *, languages: Sequence[str], pairs: Named, judge: Judge, **common: Any
) -> FileForm:
    """What a pair has to meet."""
    spots = [
        pick(("when",), _("Every pair must have"), pairs, judge=judge),
        *texts(("because",), _("The rule as people read it"), languages),
    ]
    return FileForm(spots, must, **common)


def prefer_form(
    prefer: Mapping[str, Any], *, languages: Sequence[str], pairs: Named, judge: Judge, **common: Any
) -> FileForm:
    """What makes a pair better."""
    spots = [
        pick(("value",), _("A pair is better with"), pairs, judge=judge),
        number(("weight",), _("How much it counts"), 0.01, 1000),
        *texts(("because",), _("The reason as people read it"), languages),
    ]
    return FileForm(spots, prefer, **common)


def deciders(path: tuple[str, ...], label: Any, roles: Named, written: Any, **more: Any) -> Any:
    """Those who decide something together."""
    return several(path, label, _deciding(roles, written), **more)


def hard_pairs(subject: Sequence[Asked], candidate: Sequence[Asked]) -> list[tuple[str, Any]]:
    """What a pair may have to meet, ready-made, from the questions of both forms."""
    found: list[tuple[str, Any]] = [
        ("subject.language in candidate.languages", _("a language in common")),
        ("candidate.town != subject.town", _("homes in different towns")),
        ("candidate.town == subject.town", _("homes in the same town")),
    ]
    for one, other, label in _shared(subject, candidate):
        if one.kind == other.kind == "choices":
            rule = f"size(candidate.{one.name}.filter(e, e in subject.{one.name})) > 0"
            found.append((rule, _("an answer in common: %(question)s") % {"question": label}))
        elif one.kind == "choices":
            rule = f"candidate.{one.name} in subject.{one.name}"
            found.append((rule, _("an answer in common: %(question)s") % {"question": label}))
        elif other.kind == "choices":
            rule = f"subject.{one.name} in candidate.{one.name}"
            found.append((rule, _("an answer in common: %(question)s") % {"question": label}))
        else:
            found.append(
                (
                    f"candidate.{one.name} == subject.{one.name}",
                    _("the same answer: %(question)s") % {"question": label},
                )
            )
    return found


def soft_pairs(subject: Sequence[Asked], candidate: Sequence[Asked]) -> list[tuple[str, Any]]:
    """What may make a pair better, ready-made; common answers count one by one."""
    found: list[tuple[str, Any]] = []
    for one, other, label in _shared(subject, candidate):
        if one.kind == other.kind == "choices":
            rule = f"size(candidate.{one.name}.filter(e, e in subject.{one.name}))"
            found.append((rule, _("each answer in common: %(question)s") % {"question": label}))
        elif "choices" not in (one.kind, other.kind):
            rule = f"candidate.{one.name} == subject.{one.name} ? 1 : 0"
            found.append((rule, _("the same answer: %(question)s") % {"question": label}))
    return [
        *found,
        ("subject.language in candidate.languages ? 1 : 0", _("a language in common")),
        ("candidate.town == subject.town ? 1 : 0", _("homes in the same town")),
    ]


def _shared(subject: Sequence[Asked], candidate: Sequence[Asked]) -> list[tuple[Asked, Asked, Any]]:
    """Questions that both forms ask under one name and that can be compared."""
    own = {each.name: each for each in subject if each.name != "town"}
    pairs = [(own[each.name], each) for each in candidate if each.name in own]
    fitting = [
        (one, other)
        for one, other in pairs
        if {one.kind, other.kind} <= {"choice", "choices"} or one.kind == other.kind
    ]
    return [(one, other, in_page_language(one.ask) or one.name) for one, other in fitting]


def _deciding(roles: Named, written: Any) -> list[tuple[str, Any]]:
    return with_those_of([*POSTS, *roles], written)
