"""The year ends with a report: a member of the committee opens it, reads its figures and takes it along."""

from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page

from tests.journeys.conftest import Arrive, sign_in

pytestmark = pytest.mark.browser

# Of the demo's round of last year: what it cost, for each family of ten, and what the council paid of it.
TOGETHER, EACH, COUNCIL = "118,600.00", "11,860.00", "59,300.00"


def taken_along(page: Page, form: str) -> bytes:
    with page.expect_download() as waiting:
        page.locator(f"a[href$='report.{form}']").click()
    assert waiting.value.suggested_filename.endswith(f".{form}")
    return Path(waiting.value.path()).read_bytes()


@pytest.mark.parametrize("language", ["he", "ar"])
def test_a_member_of_the_committee_reads_the_report_of_the_year_and_takes_it_along(arrive: Arrive, language: str):
    member = arrive(language=language, width=390)
    page = sign_in(member, "steering-member")
    member.open("/reports/")
    assert member.problems() == []
    page.locator(".rounds a", has_text="2025").filter(has_text="כלכלת" if language == "he" else "اقتصاد").click()
    page.wait_for_url("**/reports/*/")
    assert member.problems() == []
    for amount in (TOGETHER, EACH, COUNCIL):
        assert page.get_by_text(amount, exact=True).first.is_visible()

    printed = pypdfium2.PdfDocument(taken_along(page, "pdf"))
    words = "".join(sheet.get_textpage().get_text_range() for sheet in printed)
    printed.close()
    assert all(amount in words for amount in (TOGETHER, EACH, COUNCIL))

    book = load_workbook(BytesIO(taken_along(page, "xlsx")))
    numbers = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "n"]
    assert {118600, 11860, 59300} <= set(numbers)
    assert all(sheet.sheet_view.rightToLeft for sheet in book.worksheets)

    page.locator("a[href*='/reports/of/']").click()
    page.wait_for_url("**/reports/of/*/")
    assert member.problems() == []
