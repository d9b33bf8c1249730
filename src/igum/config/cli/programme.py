"""``./igum programme``: check programme files, run the tests inside them, show them, read a form, begin a new one."""

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from igum.config.cli.programme_database import add_place, apply, say_plan
from igum.config.errors import CannotStart
from igum.places import queries as places
from igum.programmes.rules.checking import Checked, check
from igum.programmes.rules.drawing import as_svg, as_text, drawing_of
from igum.programmes.rules.file_tests import run_tests
from igum.programmes.rules.form_source import form_source
from igum.programmes.rules.outline import outline_of
from igum.programmes.rules.programme import Programme
from igum.programmes.rules.reading import read
from igum.programmes.rules.running import can_run
from igum.programmes.rules.schema import programme_schema
from igum.programmes.rules.starting import Start, new_source
from igum.programmes.rules.surroundings import CannotRead, Surroundings
from igum.questionnaires import queries as questionnaires

LANGUAGES = ("he", "en")
NAMES = {"he": "עברית", "ar": "العربية", "en": "English", "ru": "Русский", "am": "አማርኛ"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to do, with which files."""
    kinds = parser.add_subparsers(dest="what", metavar="WHAT", required=True)
    for name, words in (
        ("check", "tell every problem of programme files: line, what, why, what to write"),
        ("test", "run the tests inside programme files"),
        ("show", "draw a programme's phases and people"),
    ):
        kind = kinds.add_parser(name, help=words, description=f"{words[0].upper()}{words[1:]}.", allow_abbrev=False)
        kind.add_argument("files", nargs="+" if name != "show" else 1, type=Path, metavar="FILE", help="a YAML file")
        if name == "show":
            kind.add_argument("--svg", action="store_true", help="as SVG instead of text")
        _add_language(kind)
    for name, words in (
        ("plan", "say what applying a file would change, and for which running cohorts; change nothing"),
        ("apply", "publish a file in a region: its page, its form and its cohorts"),
    ):
        kind = kinds.add_parser(name, help=words, description=f"{words[0].upper()}{words[1:]}.", allow_abbrev=False)
        kind.add_argument("files", nargs=1, type=Path, metavar="FILE", help="a YAML file")
        add_place(kind)
        _add_language(kind)
    form = kinds.add_parser(
        "form", help="print an XLSForm as questions of a programme file, to be pasted under forms:", allow_abbrev=False
    )
    form.add_argument("files", nargs=1, type=Path, metavar="FILE", help="an .xlsx, .xls or .csv in the form of XLSForm")
    form.add_argument("--key", default="application", help="what the form is called in the file (default: application)")
    form.add_argument("--texts", default="he", metavar="LANGUAGE", help="of texts whose column names no language")
    _add_language(form)
    new = kinds.add_parser("new", help="begin a programme by a few questions", allow_abbrev=False)
    new.add_argument("--to", type=Path, metavar="FILE", help="where to write it (default: KEY.yaml here)")
    _add_language(new)


def _add_language(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--language", choices=LANGUAGES, default="he", help="of what is said (default: he)")


def run(options: argparse.Namespace) -> int:
    """Do it. Returns 0 when every file is right, 1 when one is not."""
    with override(options.language):
        return _COMMANDS[options.what](options)


def _check(options: argparse.Namespace) -> int:
    return max(_each(options.files, _say_checked))


def _test(options: argparse.Namespace) -> int:
    return max(_each(options.files, _say_tested))


def _each(files: Sequence[Path], say: Callable[[Path, Checked], int]) -> list[int]:
    return [say(file, check(_content(file), surroundings_of(file))) for file in files]


def _say_problems(file: Path, checked: Checked) -> int:
    for problem in checked.problems:
        print(f"{file}:{problem.line}:{problem.column} {problem}")
    count = len(checked.problems)
    print(
        ngettext("%(file)s: %(count)d problem.", "%(file)s: %(count)d problems.", count)
        % {"file": file, "count": count}
    )
    return 1


def _say_checked(file: Path, checked: Checked) -> int:
    if checked.programme is None:
        return _say_problems(file, checked)
    print(_("%(file)s: no problems.") % {"file": file})
    decision = can_run(checked.programme)
    if not decision:
        print(f"  {_('May not run yet.')} {decision.reason}")
    return 0


def _say_tested(file: Path, checked: Checked) -> int:
    if checked.programme is None:
        return _say_problems(file, checked)
    results = run_tests(checked.programme, questionnaires)
    for result in results:
        if not result.passed:
            print(f"{file}: {result.name}")
            for difference in result.differences:
                print(f"  {difference}")
    failed = sum(not result.passed for result in results)
    facts = {"file": file, "count": len(results), "failed": failed}
    if failed:
        print(_("%(file)s: tests: %(count)d, failed: %(failed)d.") % facts)
    else:
        print(_("%(file)s: tests: %(count)d, all as expected.") % facts)
    return 1 if failed else 0


def _show(options: argparse.Namespace) -> int:
    file = options.files[0]
    checked = check(_content(file), surroundings_of(file))
    if checked.programme is None:
        return _say_problems(file, checked)
    outline = outline_of(checked.programme, options.language)
    print(as_svg(drawing_of(outline, options.language)) if options.svg else as_text(outline))
    return 0


def _plan(options: argparse.Namespace) -> int:
    return _checked_first(options, lambda programme: say_plan(options, programme))


def _apply(options: argparse.Namespace) -> int:
    return _checked_first(options, lambda programme: apply(options, options.files[0], programme))


def _checked_first(options: argparse.Namespace, go_on: Callable[[Programme], int]) -> int:
    file = options.files[0]
    checked = check(_content(file), surroundings_of(file))
    return _say_problems(file, checked) if checked.programme is None else go_on(checked.programme)


def _form(options: argparse.Namespace) -> int:
    file = options.files[0]
    try:
        converted = questionnaires.read_xlsform(_content(file), file.name, language=options.texts)
    except questionnaires.SheetRefused as refusal:
        for reason in refusal.reasons:
            print(f"{file}: {reason}")
        return 1
    print(form_source(options.key, converted.definition, remarks=[str(each) for each in converted.remarks]), end="")
    return 0


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as trouble:
        raise CannotStart(
            _("%(file)s cannot be read (%(why)s). Check the name of the file.")
            % {"file": file, "why": trouble.strerror}
        ) from None


# --- What lies beside a file --------------------------------------------------------------------------------


def surroundings_of(file: Path) -> Surroundings:
    """Parents and XLSForms are looked for in the folder of the file."""
    folder = file.resolve().parent

    def parent(key: str, version: str) -> str | None:
        for beside in sorted(folder.glob("*.y*ml")):
            source = _beside(beside)
            # Looked for as text first: to read a file takes time.
            if key in source and version in source and _is(source, key, version):
                return source
        return None

    def xlsform(path: str) -> Mapping[str, Any]:
        return _definition(folder / path)

    return Surroundings(questionnaires, parent, xlsform, places.codes)


def _beside(file: Path) -> str:
    """What a file of the folder says; nothing where it is none, or is not ours to read."""
    try:
        return file.read_text(encoding="utf-8", errors="replace") if file.is_file() else ""
    except OSError:
        return ""


def _is(source: str, key: str, version: str) -> bool:
    document = read(source).document
    data = document.data if document else None
    return isinstance(data, dict) and (data.get("key"), data.get("version")) == (key, version)


def _definition(file: Path) -> Mapping[str, Any]:
    try:
        return questionnaires.read_xlsform(file.read_bytes(), file.name).definition
    except OSError as trouble:
        raise CannotRead(
            _("%(file)s cannot be read: %(why)s.") % {"file": file.name, "why": trouble.strerror}
        ) from None
    except questionnaires.SheetRefused as refusal:
        raise CannotRead(str(refusal)) from None


# --- A guided start -----------------------------------------------------------------------------------------


def _new(options: argparse.Namespace) -> int:
    print(_("A few questions make a file that checks; everything can be changed in it later. Ctrl-C ends."))
    start = _asked()
    file = options.to or Path(f"{start.key}.yaml")
    try:
        with file.open("x", encoding="utf-8") as writing:
            writing.write(new_source(start))
    except OSError as trouble:
        facts = {"file": file, "why": trouble.strerror}
        raise CannotStart(_("%(file)s cannot be written (%(why)s). Name another with --to.") % facts) from None
    print(_("Written: %(file)s") % {"file": file})
    return _say_checked(file, check(_content(file), surroundings_of(file)))


def _asked() -> Start:
    key = _ask(_("Key (small Latin letters and hyphens)"), "new-programme", _is_key)
    languages = _ask(_("Languages, the first one first"), "he ar", _are_languages).replace(",", " ").split()
    texts = {
        name: {code: _ask(f"{words} ({NAMES[code]})", "…" if name != "names" else key) for code in languages}
        for name, words in (("names", _("Name")), ("summary", _("Summary")), ("owner", _("Department that owns it")))
    }
    subjects = programme_schema()["$defs"]["programme"]["properties"]["subject"]["enum"][:-1]
    subject = _ask(f"{_('Whom it goes with')} ({', '.join(subjects)})", "person", lambda said: said in subjects)
    today = date.today()  # noqa: DTZ011 - the calendar of whoever sits at the terminal
    opens = _ask_day(_("First day to apply"), today)
    closes = _ask_day(_("Last day to apply"), max(opens, today), opens)
    starts = _ask_day(_("First day of the programme"), closes, closes)
    places = int(_ask(_("Places"), "10", lambda said: said.isdecimal() and 0 < int(said) <= 100_000))
    return Start(
        key, languages, texts["names"], texts["summary"], texts["owner"], subject, opens, closes, starts, places
    )


def _ask_day(words: str, usual: date, least: date = date.min) -> date:
    said = _ask(words, usual.isoformat(), lambda text: (_day(text) or date.min) >= max(least, date(2000, 1, 1)))
    return date.fromisoformat(said)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _ask(words: str, usual: str, fits: Callable[[str], bool] = bool) -> str:
    while True:
        sys.stdout.write(f"{words} [{usual}]: ")
        sys.stdout.flush()
        line = sys.stdin.readline()
        if not line:
            raise CannotStart(_("The answers ended too early. Nothing was written."))
        said = line.strip() or usual
        if fits(said):
            return said
        print(_("“%(said)s” does not fit here. Write it like this: %(usual)s") % {"said": said, "usual": usual})


def _is_key(said: str) -> bool:
    return (
        said.isascii()
        and said[:1].isalpha()
        and said == said.lower()
        and all(part.isalnum() for part in said.split("-"))
    )


def _are_languages(said: str) -> bool:
    codes = said.replace(",", " ").split()
    return bool(codes) and set(codes) <= set(NAMES) and len(set(codes)) == len(codes)


_COMMANDS: Mapping[str, Callable[[argparse.Namespace], int]] = {
    "check": _check,
    "test": _test,
    "show": _show,
    "plan": _plan,
    "apply": _apply,
    "form": _form,
    "new": _new,
}
