"""The house's own rules, held by tests. Never loosen one to pass."""

import ast
import inspect
import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path

import grimp
import pytest
from django.apps import apps
from django.urls import URLPattern, URLResolver, get_resolver

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "igum"
MODULES = (
    "places",
    "people",
    "messages",
    "questionnaires",
    "directory",
    "needs",
    "volunteering",
    "pooling",
    "programmes",
)  # those with the same files in every module; the kernel and engines differ
ORDER = (
    *("engines", "core", "places", "people", "messages", "questionnaires", "directory", "needs", "volunteering"),
    *("pooling", "programmes", "sample", "config"),
)
FACE = ("queries", "commands")
LONGEST_FILE = 400
IMPORT_WITHIN = re.compile(r"^(?!import |from ).*\bimport\b", re.MULTILINE)  # a file without it need not be parsed

# Everyone may open these; every other page asks for sign-in. A new line here is a decision.
PUBLIC_PAGES = {
    "directory:home",
    "directory:search",
    "directory:suggest",
    "directory:service",
    "places:region",
    "places:regions",
    "places:authority",
    "places:locality",
    "places:areas",
    "questionnaires:fill",
    "questionnaires:answers",
    "questionnaires:send",
    "questionnaires:reopen",
    "questionnaires:print",
    "questionnaires:preview",
    "questionnaires:fhir",
    "needs:answer",
    "needs:asked",
    "needs:hand-on",
    "needs:own-ties",
    "needs:published",
    "needs:tell-refusal",
    "volunteering:board",
    "volunteering:opportunity",
    "volunteering:certificate",
    "programmes:list",
    "programmes:programme",
    "programmes:apply",
    "programmes:own-document",
    "programmes:own-way",
    "programmes:own-work",
    "programmes:own-community",
    "programmes:own-sessions",
    "programmes:own-feed",
    "programmes:subscribed",
    "programmes:status",
    "programmes:answer",
    "core:appearance",
    "core:accessibility",
    "core:about",
    "core:offline-worker",
    "core:visitor",
    "api:openapi-json",
    "api:api-root",
    "api:services",
    "api:service",
}


@cache
def graph() -> grimp.ImportGraph:
    return grimp.build_graph("igum")


def sources() -> list[Path]:
    return [file for file in PACKAGE.rglob("*.py") if not {"migrations", "tests"} & set(file.parts)]


def routes(resolver: URLResolver | None = None, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            space = f"{prefix}{entry.namespace}:" if entry.namespace else prefix
            yield from routes(entry, space)
        else:
            yield f"{prefix}{entry.name}", entry


@pytest.mark.parametrize("module", MODULES)
def test_modules_meet_only_at_queries_and_commands(module):
    reached = {
        (importer, imported)
        for importer in graph().modules
        if not importer.startswith((f"igum.{module}", "igum.config")) and ".tests" not in importer
        for imported in graph().find_modules_directly_imported_by(importer)
        if imported.startswith(f"igum.{module}.")
    }
    allowed = tuple(f"igum.{module}.{face}" for face in (*FACE, "slots"))

    trespasses = {pair for pair in reached if not pair[1].startswith(allowed) and not pair[0].startswith("igum.sample")}

    assert trespasses == set()


def test_foreign_keys_point_down():
    rank = {name: place for place, name in enumerate(ORDER)}
    upward = [
        f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}"
        for model in apps.get_models()
        if model._meta.app_label in rank
        for field in model._meta.get_fields()
        if field.concrete and field.is_relation and field.related_model is not None
        if rank.get(field.related_model._meta.app_label, -1) > rank[model._meta.app_label]
    ]

    assert upward == []


def test_every_page_asks_for_sign_in_unless_it_is_listed():
    own = {name: route for name, route in routes() if name.split(":")[0] in {"core", "api", *MODULES}}
    public = {name for name, route in own.items() if not getattr(route.callback, "login_required", True)}

    assert public == PUBLIC_PAGES


def test_every_command_is_keyword_only_and_says_what_it_raises():
    silent = []
    for module in MODULES:
        if not any(PACKAGE.glob(f"{module}/commands*")):
            continue
        for name, command in inspect.getmembers(import_module(f"igum.{module}.commands"), inspect.isfunction):
            if name.startswith("_") or not command.__module__.startswith(f"igum.{module}.commands"):
                continue
            kinds = {parameter.kind for parameter in inspect.signature(command).parameters.values()}
            documented = "actor" not in inspect.signature(command).parameters or "Raises:" in (command.__doc__ or "")
            if kinds - {inspect.Parameter.KEYWORD_ONLY} or not documented:
                silent.append(f"{module}.commands.{name}")

    assert silent == []


def test_no_file_is_longer_than_it_can_be_read():
    long = {str(file.relative_to(ROOT)): len(file.read_text().splitlines()) for file in sources()}

    assert {file: lines for file, lines in long.items() if lines > LONGEST_FILE} == {}


def test_nothing_is_imported_inside_a_function():
    hidden = [
        f"{file.relative_to(ROOT)}:{inner.lineno}"
        for file in sources()
        if IMPORT_WITHIN.search(text := file.read_text())
        for outer in ast.walk(ast.parse(text))
        if isinstance(outer, ast.FunctionDef | ast.AsyncFunctionDef)
        for inner in ast.walk(outer)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    ]
    lazy_on_purpose = {line for line in hidden if line.startswith("src/igum/directory/search/semantic.py")}

    assert set(hidden) - lazy_on_purpose == set()


def test_templates_hold_no_inline_style_or_script():
    guilty = [
        str(file.relative_to(ROOT))
        for file in PACKAGE.rglob("templates/**/*.html")
        if " style=" in (text := file.read_text()) or "onclick=" in text or "<style" in text
    ]

    assert guilty == []


def test_every_table_has_a_name_for_who_hears_it():
    nameless = [
        f"{file.relative_to(ROOT)}: {table[0]}"
        for file in PACKAGE.rglob("templates/**/*.html")
        for table in re.finditer(r"<table\b(.*)(\s*<caption)?", file.read_text())
        if not table[2] and "aria-label" not in table[1] and "<caption" not in table[1]
    ]

    assert nameless == []
