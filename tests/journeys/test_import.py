"""A list of people: handed in, looked at, taken in, the rejected rows back with reasons, and who is in it twice."""

import json
import re
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from openpyxl import Workbook, load_workbook
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Arrive, beside_the_site, press, sign_in
from tests.journeys.test_programme import MAKE

pytestmark = pytest.mark.browser
# Head, a family that has applied before, a new one, one whose number of people is a word, one of Excel's errors.
ROWS: list[list[Any]] = [
    ["contact_name", "contact_phone", "town", "members", "children"],
    ["משפחת שקד (דוגמה)", "052-555-0100", 9100, 4, 1],
    ["عائلة زيتون (مثال)", 525550177, "עכו", 6, 3],
    ["משפחת גפן (דוגמה)", "052-555-0178", 9100, "שש", 2],
    ["משפחת רימון (דוגמה)", "#N/A", 9100, 5, 2],
]


@pytest.fixture
def cohort(site: str) -> str:
    return str(json.loads(beside_the_site(MAKE, f"list-{uuid4().hex[:8]}"))["cohort"])


@pytest.fixture
def people(tmp_path: Path) -> Path:
    book, file = Workbook(), tmp_path / "families.xlsx"
    sheet: Any = book.active
    for row in ROWS:
        sheet.append(row)
    book.save(file)
    return file


def figures(page: Page) -> list[str]:
    return [text.strip() for text in page.locator("dl.figures dd").all_inner_texts()]


@pytest.mark.parametrize("language", ["he", "ar"])
def test_a_coordinator_takes_in_a_list_and_says_who_is_in_it_twice(
    arrive: Arrive, cohort: str, people: Path, language: str
):
    worker = arrive(language=language, width=390)
    page = sign_in(worker, "coordinator")
    worker.open(f"/cohorts/{cohort}/")
    page.locator("details.more > summary").click()
    press(page.locator("a[href$='/imports/']"))
    assert worker.problems() == []
    page.set_input_files("#file", people)
    press(page.locator("form[action$=upload] button"))

    # The rows are looked at in the background; the page shows by itself when it is done.
    expect(page.locator("#import-next form[action$=start]")).to_be_visible()
    assert worker.problems() == []
    assert figures(page) == ["4", "2", "2", "0"]
    page.locator("#import-look summary").click()
    expect(page.locator("#import-look li").first).to_be_visible()
    page.locator("form[action$=start] button").click()
    expect(page.locator("a[href$='rejected.xlsx']")).to_be_visible()
    assert worker.problems() == []
    assert figures(page) == ["2", "2"]
    with page.expect_download() as waiting:
        page.locator("a[href$='rejected.xlsx']").click()
    returned = list(load_workbook(BytesIO(waiting.value.path().read_bytes())).active.iter_rows(values_only=True))
    assert [row[-1] for row in returned[1:]] == [4, 5]
    assert "#N/A" in str(returned[2][-2])
    assert re.search("[א-ת]" if language == "he" else "[ء-ي]", str(returned[1][-2]))

    press(page.locator("#import-progress a[href$='/duplicates/']"))
    assert worker.problems() == []
    expect(page.locator("section.card")).to_have_count(1)
    press(page.locator("button[value=same]"))
    expect(page.locator("section.card")).to_have_count(0)
    assert worker.problems() == []
    press(page.locator("button[value=undo]"))
    expect(page.locator("section.card")).to_have_count(1)


def test_without_scripts_a_list_is_watched_by_opening_its_page_again(arrive: Arrive, cohort: str, people: Path):
    worker = arrive(language="he", width=390, scripts=False)
    page = sign_in(worker, "coordinator")
    worker.open(f"/cohorts/{cohort}/imports/")
    page.set_input_files("#file", people)
    press(page.locator("form[action$=upload] button"))

    while (again := page.locator("#import-look a")).count():
        page.wait_for_timeout(250)
        press(again)
    press(page.locator("form[action$=start] button"))
    while not page.locator("a[href$='rejected.xlsx']").count():
        page.wait_for_timeout(250)
        page.reload()

    assert figures(page) == ["2", "2"]
