"""Names that are used must be there; names that are given must be given once; texts must be in every language."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from igum.programmes.rules.draft import Draft
from igum.programmes.rules.facts import OF_AN_APPLICATION
from igum.programmes.rules.problems import Path, Problem, did_you_mean, listed

# Posts of the platform that may decide something of a programme; roles of the file come beside them.
POSTS = ("coordinator", "social_worker", "department_manager", "region_director", "committee")
# What would name somebody.
NAMING_TYPES = frozenset({"id_number", "phone", "email"})
KEYED: tuple[tuple[tuple[str, ...], str], ...] = (
    (("consents",), "key"),
    (("cohorts",), "key"),
    (("selection", "eligible"), "key"),
    (("selection", "score"), "key"),
    (("selection", "reserved"), "key"),
    (("matching",), "key"),
    (("phases",), "key"),
    (("cost", "payers"), "key"),
    (("cost", "subsidy", "bands"), "key"),
    (("pool", "shares"), "authority"),
    (("community", "profile"), "key"),
    (("community", "themes"), "key"),
    (("community", "bodies"), "key"),
    (("use_log", "neighbourhoods"), "key"),
    (("outcomes",), "key"),
    (("tests",), "name"),
)


def check_keys(draft: Draft) -> Iterator[Problem]:
    """Every key stands once in its list."""
    for where, name in KEYED:
        yield from _once(draft, list(draft.items(*where)), name)
    for path, phase in draft.items("phases"):
        tasks = phase.get("tasks") or []
        yield from _once(draft, [((*path, "tasks", n), task) for n, task in enumerate(tasks) if task], "key")
    for path, match in draft.items("matching"):
        among = match.get("among") or []
        yield from _once(draft, [((*path, "among", n), rule) for n, rule in enumerate(among) if rule], "key")


def _once(draft: Draft, entries: Sequence[tuple[Path, Mapping[str, Any]]], name: str) -> Iterator[Problem]:
    seen: dict[Any, int] = {}
    for path, each in entries:
        key = each.get(name)
        if key in seen:
            what = _("“%(key)s” is there twice.") % {"key": key}
            why = _("Line %(line)d has it already.") % {"line": seen[key]}
            yield draft.wrong((*path, name), what, why, _("Give each its own."))
        elif key is not None:
            seen[key] = draft.place((*path, name)).line


def check_languages(draft: Draft) -> Iterator[Problem]:
    """Every text is written in every language of the file."""
    languages = draft.at("languages") or []
    for path in draft.visited.get("texts", ()):
        texts = draft.at(*path)
        missing = [code for code in languages if code and isinstance(texts, Mapping) and code not in texts]
        missing = [code for code in missing if code not in (draft.written(*path) or ())]
        if missing:
            what = _("This text is missing in: %(languages)s.") % {"languages": listed(missing)}
            why = _("The file says it is written in %(all)s.") % {"all": listed(languages)}
            remedy = _("Write for example: %(line)s") % {"line": f"{missing[0]}: …"}
            yield draft.wrong(path, what, why, remedy)


def check_forms_named(draft: Draft) -> Iterator[Problem]:
    """Every form that is used is there."""
    forms = draft.keys("forms")
    users: list[tuple[Path, Any]] = [(("intake", "form"), draft.at("intake", "form"))]
    users += [((*path, "form"), role.get("form")) for path, role in draft.items("roles")]
    users += [((*path, "form"), outcome.get("form")) for path, outcome in draft.items("outcomes")]
    for path, phase in draft.items("phases"):
        for number, task in enumerate(phase.get("tasks") or []):
            here = (*path, "tasks", number)
            users.append(((*here, "form"), (task or {}).get("form")))
            if task and task.get("evidence") == "form" and "form" not in task:
                what = _("The task “%(key)s” is shown by a form, and no form is named.") % {"key": task.get("key")}
                yield draft.wrong(here, what, "", _("Write for example: %(line)s") % {"line": "form: budget"})
    for path, form in users:
        if form and form not in forms:
            what = _("There is no form “%(name)s”.") % {"name": form}
            yield draft.wrong(path, what, _("Forms stand under “forms”."), did_you_mean(form, forms))


def check_people(draft: Draft) -> Iterator[Problem]:
    """Everybody who is named is the subject, a role of the file or a post of the platform."""
    roles = draft.keys("roles")
    taking_part = ["subject", *roles]
    deciding = [*POSTS, *roles]
    for name in (role for role in roles if role in ("subject", *POSTS)):
        what = _("A role is called “%(name)s”, and that word means somebody else already.") % {"name": name}
        why = _("Wherever it is written, nobody could tell who is meant.")
        yield draft.wrong(("roles", name), what, why, _("Choose another name."))
    for path, match in draft.items("matching"):
        yield from _known(draft, (*path, "role"), [match.get("role")], roles)
        yield from _known(draft, (*path, "approved_by"), [match.get("approved_by")], deciding)
    for path, phase in draft.items("phases"):
        sessions = phase.get("sessions") or {}
        yield from _known(draft, (*path, "sessions", "who"), sessions.get("who"), taking_part)
        yield from _known(
            draft, (*path, "sessions", "then", "who"), (sessions.get("then") or {}).get("who"), taking_part
        )
        for number, task in enumerate(phase.get("tasks") or []):
            yield from _known(draft, (*path, "tasks", number, "who"), [(task or {}).get("who")], taking_part)
    for name in ("games", "turns"):
        yield from _known(draft, ("league", name, "who"), draft.at("league", name, "who"), taking_part)
    for name in ("decided_by", "waived_by"):
        yield from _known(draft, ("cost", "subsidy", name), draft.at("cost", "subsidy", name), deciding)


def _known(draft: Draft, path: Path, names: Sequence[Any] | None, known: Sequence[str]) -> Iterator[Problem]:
    for number, name in enumerate(names or []):
        if name and name not in known:
            what = _("Nobody here is called “%(name)s”.") % {"name": name}
            why = _("Known here: %(known)s.") % {"known": listed(known)}
            where = (*path, number) if (*path, number) in draft.document.places else path
            yield draft.wrong(where, what, why, did_you_mean(name, known))


def check_questions_of_the_platform(draft: Draft) -> Iterator[Problem]:
    """What the platform itself knows of every application is not asked again: rules would not see the answer."""
    form = draft.at("intake", "form")
    for path, question in draft.items("forms", str(form), "questions"):
        if question.get("name") in OF_AN_APPLICATION:
            what = _("“%(name)s” means something else in expressions.") % {"name": question["name"]}
            why = _("The platform knows it of every application by itself.")
            yield draft.wrong((*path, "name"), what, why, _("Choose another name."))


def check_identity(draft: Draft) -> Iterator[Problem]:
    """How one is known fits with what is asked."""
    identity, subject = draft.at("identity"), draft.at("subject")
    if (subject == "none") and identity not in (None, "anonymous"):
        what = _("There is no subject, and identity is “%(identity)s”.") % {"identity": identity}
        yield draft.wrong(("identity",), what, _("Nobody is registered here."), _("Write identity: anonymous."))
    if identity == "anonymous" and draft.written("intake") is not None:
        what = _("An anonymous programme has an intake.")
        why = _("Whoever applies leaves a name, and here nobody is registered.")
        yield draft.wrong(("intake",), what, why, _("Take the intake out, or write identity: coded."))
    if identity in ("coded", "anonymous"):
        for path in draft.visited.get("question", ()):
            kind = draft.at(*path, "type")
            if kind in NAMING_TYPES:
                what = _("A question asks for %(type)s, and nobody here is known by name.") % {"type": kind}
                why = _("Identity is “%(identity)s”.") % {"identity": identity}
                yield draft.wrong((*path, "type"), what, why, _("Take the question out."))


def check_way_in(draft: Draft) -> Iterator[Problem]:
    """From an open cohort there is a way in."""
    intake, cohorts = draft.written("intake"), draft.written("cohorts")
    if cohorts and intake is None and draft.at("identity") == "named":
        what = _("There are cohorts, and no intake.")
        remedy = _("Write for example: %(line)s") % {"line": "intake: {form: application, channels: [self]}"}
        yield draft.wrong(("cohorts",), what, _("Nobody could apply."), remedy)
    if draft.written("selection") is not None and intake is None:
        what = _("There is a selection, and no intake.")
        remedy = _("Write for example: %(line)s") % {"line": "intake: {form: application, channels: [self]}"}
        yield draft.wrong(("selection",), what, _("Its rules would have no answers to look at."), remedy)
