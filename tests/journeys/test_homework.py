"""A family does its homework by its link: a file, a form; its mentor sees it and answers."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Arrive, press, sign_in
from tests.journeys.living_rounds import FAMILIES, rounds_at

pytestmark = pytest.mark.browser
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF\n"


@pytest.mark.parametrize("language", ["he", "ar"])
def test_a_family_does_its_homework_and_its_mentor_answers(arrive: Arrive, site: str, language: str):
    rounds = rounds_at(site)
    way = rounds.way("homework", language)
    family = arrive(language=language)
    page = family.open(way)
    assert family.problems(390, 1280) == []
    page.set_input_files("input[type=file]", {"name": "קבלות.pdf", "mimeType": "application/pdf", "buffer": PDF})
    press(page.locator("main button[value^='file:']").first)
    expect(page.locator(".document")).to_have_count(1)

    press(page.locator("main button[value^='form:']").first)
    press(page.locator("main a.button[href='?section=1']").first)
    page.fill("[name=income]", "9000")
    page.locator(".buttons button[value=on]").click()
    page.wait_for_url("**section=check")
    press(page.locator("form[action$=send] button"))

    mentor = arrive(language=language)
    sign_in(mentor, "volunteer")
    mentor.open(f"/engagements/{rounds.made[FAMILIES[language]]}/")
    assert mentor.problems(390) == []
    with mentor.page.expect_download() as download:
        mentor.page.locator(".document a").click()
    assert download.value.path().read_bytes() == PDF
    mentor.page.locator("[name^=words-]").fill("תודה! חסר עמוד שני · ينقص صفحة ثانية")
    press(mentor.page.locator("main button[value^='return:']").first)

    page = family.open(way)
    expect(page.locator(".document")).to_contain_text("חסר עמוד שני")
    expect(page.locator("main .tasks .badge.good")).to_have_count(1)  # the form; the file is asked for again
    assert family.problems(390) == []
