"""Page parts and filters that every template has: text in its language, figures that never flip, addresses, icons."""

import json
import re
from collections.abc import Mapping
from datetime import date, time
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from django import template
from django.conf import settings
from django.forms import BaseForm
from django.http import HttpRequest
from django.template.defaultfilters import linebreaks_filter
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.formats import date_format, number_format
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from igum.core.charts import Chart
from igum.core.stylesheets import SHEETS, TOGETHER

register = template.Library()

RIGHT_TO_LEFT = frozenset({"he", "ar"})
THEMES = ("light", "dark", "contrast")
ICONS = Path(__file__).resolve().parents[1] / "static/core/icons.svg"
ICON_NAMES = frozenset(re.findall(r'<symbol id="([\w-]+)"', ICONS.read_text()))
# The community's own rule: what was not looked at for half a year is asked about, for a year is doubted.
FRESH_DAYS = 183
DOUBTED_DAYS = 366


# --- Text in another language than the page ---------------------------------------------------------------


@register.filter
def dir_of(language: str) -> str:
    """The direction a language is written in."""
    return "rtl" if language in RIGHT_TO_LEFT else "ltr"


@register.simple_tag
def lang_attrs(language: str) -> str:
    """``lang`` and ``dir`` for an element whose text is not in the page's language, else nothing."""
    if not language or language == get_language():
        return ""
    return format_html('lang="{}" dir="{}"', language, dir_of(language))


@register.filter
def in_its_language(text: Any) -> str:
    """A text that may carry its own language (``.text``, ``.language``), marked as such where it is not the page's."""
    attributes = lang_attrs(getattr(text, "language", ""))
    words = _words(text)
    return format_html("<span {}>{}</span>", attributes, words) if attributes else words


@register.filter
def in_paragraphs(text: Any) -> str:
    """The same for a longer text, with its paragraphs and line breaks."""
    paragraphs = mark_safe(linebreaks_filter(_words(text), autoescape=True))  # noqa: S308 - it escapes
    return format_html("<div {}>{}</div>", lang_attrs(getattr(text, "language", "")), paragraphs)


@register.filter
def apart(text: Any) -> str:
    """Words of any language inside a sentence, kept from turning the sentence around."""
    return format_html("<bdi>{}</bdi>", _words(text))


@register.filter
def words(text: Any) -> str:
    """The bare words of a text, for a title or an attribute."""
    return _words(text)


def _words(text: Any) -> str:
    return str(getattr(text, "text", text) or "")


# --- Figures that must not flip in a right-to-left page ---------------------------------------------------


@register.filter
def ltr(value: Any) -> str:
    """A range, number, id, date or code that reads from left to right in any page."""
    return mark_safe(f'<bdi dir="ltr">{conditional_escape(value)}</bdi>')  # noqa: S308 - it escapes


@register.filter
def until(first: Any, last: Any) -> str:
    """A range of hours, ages or figures, from the first to the last."""
    return ltr(f"{_plain(first)}–{_plain(last)}")


def _plain(value: Any) -> str:
    return value.strftime("%H:%M") if isinstance(value, time) else str(value)


@register.filter
def phone(number: Any) -> str:
    """A telephone number, grouped as people here write it."""
    return ltr(grouped(str(number)))


def grouped(number: str) -> str:
    """The usual grouping of an Israeli number; any other is left as it was typed.

    >>> grouped("0501234567"), grouped("049871234"), grouped("1800123123"), grouped("*6050")
    ('050-123-4567', '04-987-1234', '1-800-123-123', '*6050')
    """
    digits = re.sub(r"[\s\-()]", "", number)
    for shape, written in (
        (r"(05\d|07\d)(\d{3})(\d{4})", r"\1-\2-\3"),
        (r"(0[2-489])(\d{3})(\d{4})", r"\1-\2-\3"),
        (r"(1)([5789]00)(\d{3})(\d{3})", r"\1-\2-\3-\4"),
    ):
        if re.fullmatch(shape, digits):
            return re.sub(shape, written, digits)
    return number


def _international(number: str) -> str:
    digits = re.sub(r"[^\d+*#]", "", number)
    return "+972" + digits[1:] if digits.startswith("0") else digits


@register.filter
def dial_url(number: Any) -> SafeString:
    """The address that makes a telephone dial this number, also from abroad."""
    return mark_safe("tel:" + _international(str(number)))  # noqa: S308 - digits, plus, star and hash only


@register.filter
def whatsapp_url(number: Any) -> SafeString:
    """The address that opens a WhatsApp conversation with this number."""
    return mark_safe("https://wa.me/" + re.sub(r"\D", "", _international(str(number))))  # noqa: S308 - digits only


@register.filter
def money(agorot: int | None) -> str:
    """A sum in shekels. Agorot are shown only when there are some."""
    if agorot is None:
        return ""
    shekels, rest = divmod(abs(agorot), 100)
    sign = "−" if agorot < 0 else ""
    return ltr(f"{sign}₪{shekels:,}.{rest:02}" if rest else f"{sign}₪{shekels:,}")


@register.filter
def minutes(amount: int | None) -> str:
    """A length of time in words."""
    if amount is None:
        return ""
    hours, rest = divmod(round(amount), 60)
    if not hours:
        return ngettext("%(count)s minute", "%(count)s minutes", rest) % {"count": rest}
    if not rest:
        return ngettext("%(count)s hour", "%(count)s hours", hours) % {"count": hours}
    return _("%(hours)s h %(minutes)s min") % {"hours": hours, "minutes": rest}


@register.filter
def km(distance: float | None) -> str:
    """A distance in kilometres, with one decimal below ten."""
    if distance is None:
        return ""
    figure = f"{distance:.1f}".removesuffix(".0") if distance < 10 else f"{distance:.0f}"
    return format_html("{}", _("%(count)s km") % {"count": number_format(figure, use_l10n=True)})


@register.filter
def part(code: str, place: int) -> str:
    """One part of a code whose parts stand between colons; nothing when it has no such part."""
    parts = str(code).split(":")
    return parts[place] if place < len(parts) else ""


# --- Addresses --------------------------------------------------------------------------------------------


@register.simple_tag(takes_context=True)
def query(context: template.Context, **changes: Any) -> str:
    """The query of the current address with some parameters changed; None removes one, a list repeats one."""
    return "?" + _changed(context, changes)


@register.simple_tag(takes_context=True)
def url_with(context: template.Context, **changes: Any) -> str:
    """The current address with some parameters of its query changed."""
    return _path(context) + "?" + _changed(context, changes)


@register.simple_tag(takes_context=True)
def query_without(context: template.Context, name: str, value: str) -> str:
    """The query of the current address without one value of a parameter that may repeat."""
    request = _request(context)
    kept = [each for each in request.GET.getlist(name) if each != value] if request else []
    return "?" + _changed(context, {name: kept, "page": None})


@register.inclusion_tag("core/parts/hidden_state.html", takes_context=True)
def hidden_state(context: template.Context, *without: str) -> dict[str, Any]:
    """The current query as hidden fields of a form, so that sending the form keeps it. Leaves out the named ones."""
    request = _request(context)
    kept = [(name, value) for name in request.GET for value in request.GET.getlist(name)] if request else []
    return {"fields": [(name, value) for name, value in kept if value and name not in {*without, "lang"}]}


def _changed(context: template.Context, changes: Mapping[str, Any]) -> str:
    request = _request(context)
    if request is None:
        return ""
    parameters: dict[str, Any] = dict(request.GET.lists())
    for name, value in changes.items():
        if value is None or value == "":
            parameters.pop(name, None)
        else:
            parameters[name] = value if isinstance(value, list) else [value]
    return urlencode(parameters, doseq=True)


def _path(context: template.Context) -> str:
    request = _request(context)
    return request.path if request and request.method == "GET" else "/"


def _request(context: template.Context) -> HttpRequest | None:
    request = context.get("request")
    return request if isinstance(request, HttpRequest) else None


# --- The look a person chose ------------------------------------------------------------------------------


@register.simple_tag(takes_context=True)
def appearance(context: template.Context) -> str:
    """Attributes of the root element for the theme and text size that were chosen and kept in cookies."""
    chosen = chosen_look(_request(context))
    theme = format_html('data-theme="{}"', chosen["theme"]) if chosen["theme"] in THEMES else ""
    text = mark_safe('data-text="large"') if chosen["text"] == "large" else ""
    return format_html("{} {}", theme, text)


@register.simple_tag
def stylesheets() -> str:
    """The kit's style sheets: one where files are gathered, else each as it stands."""
    sheets = (TOGETHER,) if settings.COLLECTED else ("core/pico.css", *SHEETS)
    return format_html_join("\n", '<link rel="stylesheet" href="{}">', ((static(sheet),) for sheet in sheets))


@register.simple_tag(takes_context=True)
def look(context: template.Context) -> dict[str, str]:
    """What was chosen, for the form that changes it."""
    return chosen_look(_request(context))


def chosen_look(request: HttpRequest | None) -> dict[str, str]:
    """The theme and the text size of this visitor; ``auto`` and ``normal`` when nothing was chosen."""
    cookies = request.COOKIES if request else {}
    theme = cookies.get("igum_theme", "")
    return {
        "theme": theme if theme in THEMES else "auto",
        "text": "large" if cookies.get("igum_text") == "large" else "normal",
    }


# --- Parts ------------------------------------------------------------------------------------------------


@register.simple_tag
def icon(name: str, *instead: str) -> str:
    """A drawing from the kit's own sheet, hidden from screen readers. An unknown name gives the next, or nothing."""
    return next((_drawing(each) for each in (name, *instead) if each in ICON_NAMES), "")


@lru_cache(maxsize=128)
def _drawing(name: str) -> str:
    """A page of results has a hundred drawings of a dozen kinds; where they lie changes only with the code."""
    return format_html(
        '<svg class="icon icon-{}" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        name,
        static("core/icons.svg"),
        name,
    )


@register.simple_tag
def json_ld(facts: Mapping[str, Any]) -> str:
    """Facts for search engines: a block of data, which a browser never runs."""
    return mark_safe(f'<script type="application/ld+json">{_json(facts)}</script>')  # noqa: S308 - escaped


@register.filter
def json_block(facts: Any, block_id: str) -> str:
    """The same for a script of ours, found by its id. Unlike Django's, it writes Hebrew in two bytes and not six."""
    return format_html('<script id="{}" type="application/json">{}</script>', block_id, mark_safe(_json(facts)))  # noqa: S308 - escaped


def _json(facts: Any) -> str:
    """Facts as JSON that cannot close the element it stands in; escaped as Django's json_script does."""
    written = json.dumps(facts, ensure_ascii=False, default=str)
    return written.replace("<", "\\u003C").replace(">", "\\u003E").replace("&", "\\u0026")


FRESHNESS = {
    "fresh": gettext_lazy("Checked in the last half year."),
    "asked": gettext_lazy("Checked more than half a year ago. Call before you set out."),
    "doubted": gettext_lazy("Not checked for over a year. It may have changed: call first."),
    "never": gettext_lazy("Nobody has checked these details yet. Call before you set out."),
}


@register.inclusion_tag("core/parts/freshness.html", takes_context=True)
def freshness(context: template.Context, on: date | None, by: Any = "") -> dict[str, Any]:
    """When something was last assured and by whom, and in words what that means. Needs ``today`` in the page."""
    # A role that was translated before this assurance is somebody else's: then it stands in its own language.
    by = getattr(by, "original", None) or by
    state = freshness_state(on, context.get("today"))
    return {"on": on, "by": by, "state": state, "meaning": FRESHNESS.get(state, "")}


@register.filter
def checked_on(day: date | None) -> str:
    """The same in one line of a list: the day alone."""
    return _checked_on(day, get_language() or "")


@lru_cache(maxsize=1024)
def _checked_on(day: date | None, _language: str) -> str:
    """A page of results says this twenty times, of the same few days; a day is called the same for ever."""
    if day is None:
        return _("Not checked yet")
    return _("Checked on %(day)s") % {"day": date_format(day, "DATE_FORMAT")}


def freshness_state(on: date | None, today: date | None) -> str:
    """How far an assurance can be relied on. Days are counted whole; a day in the future counts as today."""
    if on is None:
        return "never"
    if today is None:
        return ""
    days = (today - on).days
    if days <= FRESH_DAYS:
        return "fresh"
    return "asked" if days <= DOUBTED_DAYS else "doubted"


@register.simple_tag
def sample_badge() -> str:
    """Says that what is shown was invented for the demo."""
    return _sample_badge(get_language() or "")


@lru_cache(maxsize=16)
def _sample_badge(_language: str) -> str:
    """Every card of the demo has it, and it changes only with the code."""
    return render_to_string("core/parts/sample_badge.html")


@register.inclusion_tag("core/parts/error_summary.html")
def error_summary(form: BaseForm) -> dict[str, Any]:
    """Every error of a form in one list, each leading to its field."""
    return {"form": form}


@register.inclusion_tag("core/parts/chart.html")
def chart(drawn: Chart) -> dict[str, Any]:
    """A chart with its table beneath."""
    return {"chart": drawn, "direction": dir_of(get_language() or "")}


@register.inclusion_tag("core/parts/pagination.html", takes_context=True)
def pagination(context: template.Context, page: int, pages: int) -> dict[str, Any]:
    """Links to the other pages of a list. The current address is kept, the page alone changes."""
    shown = sorted({number for number in (1, page - 1, page, page + 1, pages) if 1 <= number <= pages})
    steps: list[dict[str, Any]] = []
    for number in shown:
        if steps and number - steps[-1]["number"] > 1:
            steps.append({"number": number, "gap": True})
        steps.append({"number": number, "url": query(context, page=number if number > 1 else None)})
    return {
        "steps": steps,
        "page": page,
        "pages": pages,
        "previous": query(context, page=page - 1 if page > 2 else None) if page > 1 else "",
        "next": query(context, page=page + 1) if page < pages else "",
    }


@register.filter
def joined(values: Any) -> str:
    """A list of words as one line."""
    return mark_safe(_(", ").join(conditional_escape(value) for value in values))  # noqa: S308 - each is escaped
