"""The words of letters: every placeholder is one that is told, and whoever must answer finds where."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from igum.programmes.rules.draft import Draft
from igum.programmes.rules.letters import FACTS, NEEDED
from igum.programmes.rules.problems import Problem, did_you_mean, listed

_PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*)\}")


def check_letters(draft: Draft) -> Iterator[Problem]:
    """Placeholders that nobody fills would stop the letter on the day it is written."""
    for path, texts in draft.items("letters"):
        known = FACTS.get(str(path[-1]), ())
        for language, body in texts.items():
            if not isinstance(body, str):
                continue
            here = (*path, language)
            named = set(_PLACEHOLDER.findall(body))
            for name in sorted(named - set(known)):
                what = _("This letter has no {%(name)s}.") % {"name": name}
                why = _("It can tell: %(known)s.") % {"known": listed(f"{{{each}}}" for each in known)}
                yield draft.wrong(here, what, why, did_you_mean(f"{{{name}}}", [f"{{{each}}}" for each in known]))
            if set("{}") & set(_PLACEHOLDER.sub("", body)):
                what = _("A brace stands here that belongs to no name.")
                yield draft.wrong(here, what, "", _("Write names as {name}, with both braces and small letters."))
            for name in sorted(set(NEEDED.get(str(path[-1]), ())) - named):
                what = _("This letter does not tell {%(name)s}.") % {"name": name}
                why = _("Without it nobody can answer.")
                yield draft.wrong(here, what, why, _("Write {%(name)s} into the text.") % {"name": name})
