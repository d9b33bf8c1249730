"""Every page a visitor can open, in three languages and on two widths: accessible, in one direction, never too wide."""

import pytest

from tests.journeys.conftest import WIDTHS, Arrive, first_service

PAGES = {
    "home": "/",
    "search": "/search?q=food",
    "map": "/search?need=human_services:food&view=map",
    "everything": "/search",
    "region": "/regions/western-galilee",
    "locality": "/localities/1139",
    "authority": "/authorities/9100",
    "volunteering": "/volunteering/western-galilee/",
    "display": "/appearance",
    "accessibility": "/accessibility",
    "about": "/about",
    "sign in": "/accounts/login/",
    "sign up": "/accounts/signup/",
    "forgotten password": "/accounts/password/reset/",
    "missing": "/no-such-page",
}
RTL = {"he", "ar"}


@pytest.mark.parametrize("language", ["he", "ar", "en"])
def test_every_public_page_is_accessible_and_fits(arrive: Arrive, language: str) -> None:
    visitor = arrive(language=language)
    problems: list[str] = []
    paths = dict(PAGES)

    for name in (*PAGES, "service"):
        page = visitor.open(paths[name])
        if name == "search":
            paths["service"] = first_service(page)
        problems += [f"{name}: {problem}" for problem in visitor.problems(*WIDTHS)]
        if page.locator("html").get_attribute("dir") != ("rtl" if language in RTL else "ltr"):
            problems.append(f"{name}: wrong direction")

    visitor.complaints = [text for text in visitor.complaints if "404" not in text]
    assert problems == []


@pytest.mark.parametrize("theme", ["dark", "contrast"])
def test_other_themes_keep_their_contrast(arrive: Arrive, theme: str) -> None:
    visitor = arrive(language="he")
    visitor.context.add_cookies([{"name": "igum_theme", "value": theme, "url": visitor.base}])

    problems = []
    for path in ("/", "/search?q=food", "/regions/western-galilee", "/accounts/login/"):
        visitor.open(path)
        problems += [f"{path}: {violation}" for violation in visitor.accessibility_violations()]

    assert problems == []


@pytest.mark.parametrize("path", ["/", "/search?q=food", "/regions/western-galilee", "/accounts/login/", "/about"])
def test_nothing_is_cut_on_the_narrowest_screen(arrive: Arrive, path: str) -> None:
    visitor = arrive(width=320)

    visitor.open(path)

    assert visitor.overflow() <= 0


def test_everything_that_can_be_pressed_is_large_enough(arrive: Arrive) -> None:
    visitor = arrive()
    page = visitor.open("/search?q=food")

    small = page.evaluate(
        """() => [...document.querySelectorAll('button, summary, input:not([type=hidden]), select, .chip')]
            .filter(e => e.checkVisibility({visibilityProperty: true}))
            .map(e => { const box = (e.closest('label') || e).getBoundingClientRect();
                        return [e.outerHTML.slice(0, 90), box.width, box.height]; })
            .filter(([, width, height]) => width > 1 && (width < 24 || height < 43.5))"""
    )

    assert small == []
