"""A real site in its demo region, and a real browser. Skipped, with a reason, where there is no Chromium."""

import fcntl
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, TextIO

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, expect, sync_playwright

from igum.config.cli.running import running_demo
from igum.config.cli.test import chromium, missing_packages
from tests.faults.first_start import copy_of_the_demo, free_port
from tests.journeys.beside import Beside

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "tests" / "vendor" / "axe-core" / "axe.min.js"
DATA = ROOT / ".igum" / "journeys"
BESIDE = Beside(DATA)
STARTED: list[subprocess.Popen[bytes]] = []
SECONDS_TO_START = 1500  # a busy machine is slow, not wrong
PATIENCE_MS = 60_000  # for whatever a page is waited for: a busy machine is slow, not wrong
# What is well said takes as long to collect as what is not, and nobody reads it.
AXE_ASKED = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
    "preload": False,
}
WIDTHS = (390, 1280)  # a phone and a desk
MISSING = missing_packages()
# Every page is new to its browser, and axe runs on it once or twice: to optimise it costs more than it saves.
CHROMIUM_ASKED = (
    *("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"),
    "--js-flags=--no-turbofan --no-maglev",
)
SIGN_IN = """
import sys
from django.contrib.auth import get_user_model, login
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest
request = HttpRequest()
request.session = SessionStore()
login(request, get_user_model().objects.get(email=sys.argv[1]))
request.session.save()
print(request.session.session_key)
"""

expect.set_options(timeout=PATIENCE_MS)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/journeys" in str(item.path):
            item.add_marker(pytest.mark.browser)
            if MISSING:
                item.add_marker(pytest.mark.skip(reason=f"For a browser: apt install {' '.join(MISSING)}"))


@pytest.fixture(scope="package")
def site() -> Iterator[str]:
    """The demo, started by its own command; its address without the last slash.

    One for all processes of a run: the first to come starts it, the last to go ends it.
    """
    DATA.parent.mkdir(parents=True, exist_ok=True)
    with (DATA.parent / "journeys.visitors").open("w") as here:
        with _one_at_a_time():
            address = _running_site() or _start_site()
            fcntl.flock(here, fcntl.LOCK_SH)
        try:
            yield address
        finally:
            BESIDE.end()
            with _one_at_a_time():
                _end_site_unless_visited(here)


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    with (DATA.parent / "journeys.door").open("w") as door:
        fcntl.flock(door, fcntl.LOCK_EX)
        yield


def _running_site() -> str:
    demo = running_demo(DATA)
    return demo.address.rstrip("/") if demo else ""


def _start_site() -> str:
    log = DATA.parent / "journeys.log"
    surroundings = {
        name: value for name, value in os.environ.items() if not name.startswith(("IGUM_", "DJANGO_", "DATABASE_"))
    }
    if not (DATA / "postgres").exists():
        copy_of_the_demo(DATA)
    port = free_port()
    with log.open("w") as writing:
        demo = subprocess.Popen(
            [sys.executable, "-m", "igum", "demo", "--port", str(port), "--data", str(DATA)],
            cwd=ROOT,
            env=surroundings,
            stdout=writing,
            stderr=subprocess.STDOUT,
        )
    deadline = time.monotonic() + SECONDS_TO_START
    while "Ctrl-C" not in log.read_text():
        if demo.poll() is not None or time.monotonic() > deadline:
            demo.terminate()
            demo.wait()
            pytest.fail(f"The demo did not start: {log.read_text()[-2000:]}")
        time.sleep(0.2)
    STARTED.append(demo)
    return f"http://127.0.0.1:{port}"


def _end_site_unless_visited(here: TextIO) -> None:
    fcntl.flock(here, fcntl.LOCK_UN)
    try:
        fcntl.flock(here, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        for started in STARTED:
            started.returncode = 0  # not ours to wait for any more: who leaves last ends it
        return
    demo = running_demo(DATA)
    if demo:
        os.kill(demo.process, signal.SIGTERM)
    while running_demo(DATA):
        for started in STARTED:
            started.poll()  # or it stays, ended, in the table of processes
        time.sleep(0.1)
    for started in STARTED:
        started.wait()


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Ends with the journeys: while Playwright's loop runs, Django refuses the database to everybody in the process."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium(), args=CHROMIUM_ASKED)
        yield started
        started.close()


@dataclass
class Visitor:
    """Somebody with a browser: what they see, and what the browser complains of meanwhile."""

    context: BrowserContext
    page: Page
    base: str
    complaints: list[str] = field(default_factory=list)

    def open(self, path: str) -> Page:
        self.page.goto(self.base + path)
        return self.page

    def hear(self, message: ConsoleMessage) -> None:
        if message.type == "error" or "Content Security Policy" in message.text:
            self.complaints.append(message.text)

    def accessibility_violations(self) -> list[str]:
        """Each violation of WCAG 2.2 AA and best practice on the open page, with where it is."""
        heard = list(self.complaints)
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(_axe())
        found: list[dict[str, Any]] = self.page.evaluate(
            "asked => axe.run(document, asked).then(done => done.violations)", AXE_ASKED
        )
        self.complaints[:] = heard  # axe itself tries inline styles while it measures
        return [f"{rule['id']}: {node['target']} {node['html'][:160]}" for rule in found for node in rule["nodes"]]

    def overflow(self) -> int:
        """Pixels by which the page is wider than the screen."""
        return int(self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))

    def problems(self, *widths: int) -> list[str]:
        """What is wrong with the open page, on each of these widths or as it stands. It keeps the width it had."""
        stands = self.page.viewport_size
        found: list[str] = []
        for width in widths or [None]:
            if width:
                self._stand(width)
            found += [f"{width or ''} {violation}" for violation in self.accessibility_violations()]
            if (beyond := self.overflow()) > 0:
                found.append(f"{width or ''} {beyond} px wider than the screen")
        if stands:
            self._stand(stands["width"], stands["height"])
        return found

    def _stand(self, width: int, height: int = 844) -> None:
        if self.page.viewport_size != {"width": width, "height": height}:
            self.page.set_viewport_size({"width": width, "height": height})


@cache
def _axe() -> str:
    """Its script, with its few letters beyond ASCII escaped: two thirds of a megabyte, of one byte a letter.

    One other letter, and the browser holds and reads all of it at two.
    """
    return AXE.read_text(encoding="utf-8").encode("ascii", "backslashreplace").decode("ascii")


Arrive = Callable[..., Visitor]


@pytest.fixture
def arrive(browser: Browser, site: str) -> Iterator[Arrive]:
    """Makes visitors: ``arrive(language="ar", width=390)``. A browser that complained fails the test."""
    visitors: list[Visitor] = []

    def make(*, language: str = "he", width: int = 390, scripts: bool = True, **options: Any) -> Visitor:
        context = browser.new_context(
            viewport={"width": width, "height": 844},
            locale=language,
            java_script_enabled=scripts,
            timezone_id="Asia/Jerusalem",
            **options,
        )
        context.set_default_timeout(PATIENCE_MS)
        context.add_cookies([{"name": "igum_language", "value": language, "url": site}])
        visitor = Visitor(context, context.new_page(), site)
        visitor.page.on("console", visitor.hear)
        visitor.page.on("pageerror", lambda error: visitor.complaints.append(str(error)))
        visitors.append(visitor)
        return visitor

    yield make
    for visitor in visitors:
        visitor.context.close()
        assert visitor.complaints == []


def beside_the_site(code: str, *words: str, said: str = "") -> str:
    """Run Python on the site's own data, as a module of it would; what it printed. ``said`` is its standard input."""
    return BESIDE.run(code, words, said)


def sign_in(visitor: Visitor, who: str) -> Page:
    """Let them in as one of the demo's people, or by an address; test_passkey.py goes by the form."""
    session = beside_the_site(SIGN_IN, who if "@" in who else f"{who}@demo.example")
    visitor.context.add_cookies([{"name": "sessionid", "value": session, "url": visitor.base}])
    return visitor.page


def press(button: Locator) -> None:
    """Press what leads on, and wait for what follows: another page, or this one drawn anew."""
    page = button.page
    page.locator("main").evaluate("main => main.setAttribute('data-left', '')")
    button.click()
    expect(page.locator("main:not([data-left])")).to_be_attached()
    page.wait_for_load_state()


def first_service(page: Page) -> str:
    """The path of the first service among the results on the page."""
    href = page.locator("ol.cards a[href*='/services/']").first.get_attribute("href")
    assert href
    return re.sub(r"^https?://[^/]+", "", href)
