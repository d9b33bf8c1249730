"""Pages of questionnaires: filling in by a secret link, and the whole form on paper."""

from igum.questionnaires.views.autosave import answers
from igum.questionnaires.views.filling import fill, reopen, send
from igum.questionnaires.views.paper import exported, preview, printed

__all__ = ["answers", "exported", "fill", "preview", "printed", "reopen", "send"]
