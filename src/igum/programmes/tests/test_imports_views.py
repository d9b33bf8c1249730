"""The pages of lists of people, as a worker walks through them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from igum.core.tenancy import tenant_scope
from igum.people.models import Post
from igum.programmes.models import Application
from igum.programmes.tests import factories
from igum.programmes.tests.factories import PROGRAM, publish
from igum.programmes.tests.test_imports import family, finish, look_at, sheet

pytestmark = pytest.mark.usefixtures("region")


@pytest.mark.parametrize("language", ["en", "he", "ar"])
def test_a_worker_hands_in_a_list_sees_what_would_happen_and_takes_it_in(client, language):
    always = {"key": "2026", "opens": "2026-08-01", "closes": "2099-09-10", "starts": "2099-10-13", "places": 2}
    cohort, user = publish(cohorts=[always]), factories.make_user()
    with tenant_scope(PROGRAM):
        Post.objects.create(user=user, role="coordinator", region_id=212, starts_on=factories.OPENS.date())
    client.force_login(user)
    content = sheet(family(1), family(2, members="many"))

    start = client.get(f"/cohorts/{cohort.pk}/imports/?lang={language}")
    refused = client.post(f"/cohorts/{cohort.pk}/imports/upload", {"file": SimpleUploadedFile("a.xlsx", b"PK no")})
    seen = client.post(
        f"/cohorts/{cohort.pk}/imports/upload", {"file": SimpleUploadedFile("a.xlsx", content)}, follow=True
    )
    address = seen.redirect_chain[-1][0]
    with tenant_scope(PROGRAM):
        [file] = cohort.imports.all()
    watched = client.get(address, headers={"HX-Request": "true"})
    look_at(file)
    looked = client.get(address, headers={"HX-Request": "true"})
    columns = {f"column-{n}": name for n, name in enumerate(["contact_name", "contact_phone", "town", "members"])}
    again = client.post(f"{address}columns", {**columns, "language": language}, follow=True)
    running = client.post(f"{address}start", follow=True)
    finish(file)
    part = client.get(address, headers={"HX-Request": "true"})

    assert (start.status_code, refused.status_code) == (200, 422)
    assert ("<progress" in seen.text, f"{address}start" in seen.text) == (True, False)
    assert 'hx-trigger="every 2s"' in watched.text
    assert ("every 2s" in looked.text, f"{address}start" in looked.text) == (False, True)
    assert "Family 1" in again.text
    assert "<progress" in running.text
    assert "rejected.xlsx" in part.text
    assert "<h1>" not in part.text
    assert client.get(f"/cohorts/{cohort.pk}/imports/template.xlsx").content.startswith(b"PK")
    with tenant_scope(PROGRAM):
        assert [one.entered_by_id for one in Application.objects.all()] == [user.pk]
