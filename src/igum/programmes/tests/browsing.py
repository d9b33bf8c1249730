"""What a browser would send of a form that nobody touched."""

from html.parser import HTMLParser

from django.http import QueryDict


class _Controls(HTMLParser):
    """Gathers the names and values that the controls of one form send."""

    def __init__(self) -> None:
        super().__init__()
        self.sent: list[tuple[str, str]] = []
        self._open: tuple[str, bool] | None = None
        self._options: list[tuple[str, bool]] = []
        self._text: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An input is sent as it is; the values of the others come later."""
        marks = dict(attrs)
        name = marks.get("name") or ""
        if tag == "input" and name:
            kind = marks.get("type", "text")
            if kind not in ("checkbox", "radio") or "checked" in marks:
                self.sent.append((name, marks.get("value") or ("on" if kind == "checkbox" else "")))
        elif tag == "textarea":
            self._open, self._text = (name, False), []
        elif tag == "select":
            self._open, self._options = (name, "multiple" in marks), []
        elif tag == "option":
            self._options.append((marks.get("value") or "", "selected" in marks))

    def handle_data(self, data: str) -> None:
        """The text of a textarea."""
        if self._text is not None:
            self._text.append(data)

    def handle_endtag(self, tag: str) -> None:
        """A select sends what is selected, or its first option where only one can be."""
        if self._open is None or tag not in ("select", "textarea"):
            return
        name, is_multiple = self._open
        if tag == "textarea":
            self.sent.append((name, "".join(self._text or []).removeprefix("\n")))
        else:
            chosen = [value for value, is_selected in self._options if is_selected]
            chosen = chosen or ([] if is_multiple else [value for value, _selected in self._options[:1]])
            self.sent += [(name, value) for value in chosen]
        self._open, self._text = None, None


def sent_by(form: str) -> QueryDict:
    """The controls of a form, as its page draws them."""
    controls = _Controls()
    controls.feed(form)
    sent = QueryDict(mutable=True)
    for name, value in controls.sent:
        sent.appendlist(name, value)
    return sent
