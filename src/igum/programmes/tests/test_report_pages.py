"""A report as page, printed sheet, workbook and activities for givers of aid: the same figures in each."""

import re
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO
from xml.etree import ElementTree as ET

import pypdfium2
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from openpyxl import load_workbook

from igum.core.documents import Cell, Document, Facts, Heading, Table, Words, figure
from igum.core.printing import pdf_of
from igum.core.tenancy import tenant_scope
from igum.people.models import Post, User
from igum.programmes import commands
from igum.programmes.models import Cohort, Release
from igum.programmes.rules.programme import CohortPlan
from igum.programmes.tests.factories import OPENS, PROGRAM, WESTERN_GALILEE, apply, make_user
from igum.programmes.tests.test_releasing import a_round, join, member_of_committee, release
from igum.programmes.views.report_sheets import workbook_of

ACTIVITY = [
    *("iati-identifier", "reporting-org", "title", "description", "participating-org", "activity-status"),
    *("activity-date", "recipient-country", "sector", "budget", "result"),
]
NOW = timezone.now()


def signed_in(user_id: int, language: str = "en") -> Client:
    client = Client()
    client.force_login(User.objects.get(pk=user_id))
    client.cookies["igum_language"] = language
    return client


def who_runs_it(role: str = "coordinator") -> Client:
    user = make_user()
    with tenant_scope(PROGRAM):
        Post.objects.create(user=user, role=role, region_id=WESTERN_GALILEE, starts_on=NOW.date() - timedelta(days=30))
    return signed_in(user.pk)


def committee(language: str = "en") -> Client:
    return signed_in(member_of_committee().user_id or 0, language)


def text_of(pdf: bytes) -> str:
    printed = pypdfium2.PdfDocument(pdf)
    words = "\n".join(page.get_textpage().get_text_range() for page in printed)
    printed.close()
    return words


@pytest.fixture
def released(region) -> Release:
    """The report of a round of twelve, two of them measured once only, released by its coordinator from the page."""
    cohort = a_round(10)
    join(cohort, 2, owes=("0.5", "0.5"))
    answer = who_runs_it().post(reverse("programmes:release", args=[cohort.pk]), {"cost": "120,000.50"})
    assert answer.status_code == 302
    with tenant_scope(PROGRAM):
        return Release.objects.get()


def file_of(client: Client, release: Release, form: str) -> bytes:
    answer = client.get(reverse(f"programmes:released-{form}", args=[release.pk]))
    assert answer.status_code == 200
    assert answer["Content-Disposition"].endswith(f'.{form}"')
    return answer.content


def test_the_committee_finds_the_report_and_reads_its_figures(released):
    client = committee()

    found = client.get(reverse("programmes:reports"))
    page = client.get(reverse("programmes:released", args=[released.pk])).content.decode()

    assert reverse("programmes:released", args=[released.pk]) in found.content.decode()
    assert "120,000.50" in page
    assert "Release this report" not in page


def test_page_pdf_and_workbook_say_the_same_numbers(released):
    client = committee()

    page = client.get(reverse("programmes:released", args=[released.pk])).content.decode()
    printed = text_of(file_of(client, released, "pdf"))
    book = load_workbook(BytesIO(file_of(client, released, "xlsx")))

    cost = book["What it cost, and who paid"]
    [*payers, together] = [row[1].value for row in cost.iter_rows(min_row=2)]
    assert together == 120000.5
    assert sum(map(Decimal, map(str, payers))) == Decimal("120000.5")
    for amount in (*payers, together):
        assert f"{amount:,.2f}" in page
        assert f"{amount:,.2f}" in printed
    assert "12" in printed


def test_two_who_stayed_the_same_are_in_no_form_of_the_report(released):
    client = committee()

    book = load_workbook(BytesIO(file_of(client, released, "xlsx")))
    fared = [row[1].value for row in book.worksheets[1].iter_rows(min_row=2)]
    activities = ET.fromstring(file_of(client, released, "xml"))

    assert fared == ["–", "–", 0, 0]
    counted = {one.get("code"): one for one in activities.iter("reference")}
    assert set(counted) == {"took-part", "debt_ratio", "debt_ratio-worsened"}


def test_a_workbook_stands_from_right_to_left_in_hebrew_with_numbers_as_numbers(released):
    book = load_workbook(BytesIO(file_of(committee("he"), released, "xlsx")))

    assert all(sheet.sheet_view.rightToLeft for sheet in book.worksheets)
    assert {cell.data_type for sheet in book.worksheets for row in sheet.iter_rows() for cell in row} <= {"s", "n"}


def test_no_cell_of_a_workbook_acts():
    evil = '=HYPERLINK("http://example.org")'
    table = Table(evil, (evil, "People"), ((Cell(evil), figure(12)),))
    document = Document(evil, evil, "en", NOW.date(), evil, evil, evil, (Words(evil), Heading(evil), table))

    book = load_workbook(BytesIO(workbook_of(document)))

    kinds = {cell.data_type for sheet in book.worksheets for row in sheet.iter_rows() for cell in row}
    assert kinds == {"s", "n"}
    assert not any(
        str(cell.value).startswith("=") for sheet in book.worksheets for [cell] in sheet.iter_rows(max_col=1)
    )


def test_activities_stand_in_the_order_of_the_standard(released):
    root = ET.fromstring(file_of(committee(), released, "xml"))

    [activity] = root
    tags = [element.tag for element in activity]
    assert (root.tag, root.get("version")) == ("iati-activities", "2.03")
    assert tags == sorted(tags, key=ACTIVITY.index)
    assert set(tags) == set(ACTIVITY)
    budget = activity.find("budget")
    assert [element.tag for element in budget] == ["period-start", "period-end", "value"]
    assert budget.findtext("value") == "120000.50"
    indicator = activity.find("result[@type='2']/indicator")
    assert [element.tag for element in indicator] == ["title", "reference", "baseline", "period"]
    assert [element.tag for element in indicator.find("period")] == ["period-start", "period-end", "actual"]


def test_a_printed_report_says_what_it_is_and_in_which_language(released):
    with translation.override("ar"):
        printed = file_of(committee("ar"), released, "pdf")

    assert b"/Lang" in printed
    assert b"/StructTreeRoot" in printed
    document = pypdfium2.PdfDocument(printed)
    assert document.get_metadata_value("Title")
    document.close()


def test_what_is_printed_is_never_taken_for_markup():
    words = '#read("/etc/passwd") *bold* $x$ = [link]'
    document = Document(
        words, words, "en", NOW.date(), words, words, words, (Facts(((words, figure(1)),)), Words(words))
    )

    assert re.sub(r"\s+", " ", text_of(pdf_of(document))).count('#read("/etc/passwd") *bold*') >= 3


def test_rounds_are_compared_on_a_page_and_in_every_file(released):
    client = committee()
    programme = released.cohort.programme_id

    page = client.get(reverse("programmes:comparing", args=[programme]))
    files = [client.get(reverse(f"programmes:comparing-{form}", args=[programme])) for form in ("pdf", "xlsx", "xml")]

    assert [answer.status_code for answer in (page, *files)] == [200] * 4
    assert "There is nothing to compare this round with yet." in page.content.decode()


def test_rounds_are_summed_only_where_each_of_them_is_shown(region):
    first = a_round(12)
    plan = CohortPlan("2027", date(2026, 8, 2), date(2026, 9, 9), date(2026, 10, 13), 40)
    with tenant_scope(PROGRAM):
        second = commands.open_cohort(actor=PROGRAM, programme_id=first.programme_id, plan=plan, at=OPENS)
    apply(second, "second")
    join(second, 7, owes=("0.5", "0.5"))
    for cohort in (first, second):
        release(cohort)

    found = committee().get(reverse("programmes:comparing-xlsx", args=[first.programme_id]))

    book = load_workbook(BytesIO(found.content))
    took_part, fared = ([[cell.value for cell in row] for row in sheet] for sheet in book.worksheets[1:3])
    assert took_part[-1][1] == 20
    # Of the second round one was not measured, so who stayed the same is hidden: and with it the sum of the rounds.
    assert [row[2] for row in fared[1:]] == [0, "–", "–"]


@pytest.mark.parametrize("typed", ["a lot", "1E900000", "-5"])
def test_what_is_no_sum_of_money_is_refused_in_words(region, typed):
    cohort = a_round(6)

    answer = who_runs_it().post(reverse("programmes:release", args=[cohort.pk]), {"cost": typed})

    assert answer.status_code == 409
    assert "The cost must be a sum in shekels" in answer.content.decode()
    with tenant_scope(PROGRAM):
        assert not Release.objects.exists()


@pytest.mark.parametrize("role", ["provider", "volunteer", "privacy_officer"])
def test_others_find_no_report_under_its_address(released, role):
    client = signed_in(make_user().pk) if role == "provider" else who_runs_it(role)

    for name in ("released", "released-pdf", "released-xlsx", "released-xml"):
        assert client.get(reverse(f"programmes:{name}", args=[released.pk])).status_code == 404


def test_the_committee_never_sees_a_round_as_it_stands(released):
    with tenant_scope(PROGRAM):
        cohort = Cohort.objects.get()

    assert committee().get(reverse("programmes:report", args=[cohort.pk])).status_code == 403
