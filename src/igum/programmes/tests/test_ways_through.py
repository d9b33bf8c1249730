"""A family sees where it is and what comes next; a mentor sees the own family; nobody else sees either."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from igum.core.actor import Actor
from igum.core.audit import AuditRow
from igum.core.tenancy import tenant_scope
from igum.people.models import Post, User
from igum.programmes import commands, queries
from igum.programmes.models import Audience, Engagement, Note, Task
from igum.programmes.tests.factories import OPENS, PROGRAM, WESTERN_GALILEE, coordinator, make_user, visitor
from igum.programmes.tests.test_attendance import Evening

pytestmark = pytest.mark.usefixtures("lasting_region", "db")


def way(evening: Evening, actor: Actor, number: int = 0) -> queries.Way:
    with tenant_scope(actor):
        return queries.way_of(actor, evening.families[number].pk, at=evening.at)


def note(evening: Evening, actor: Actor, text: str, audience: str = Audience.TEAM) -> None:
    with tenant_scope(actor):
        commands.write_note(
            actor=actor, engagement_id=evening.families[0].pk, text=text, audience=audience, at=evening.at
        )


def finish(evening: Evening, actor: Actor, note: str = "") -> None:
    with tenant_scope(PROGRAM):
        task = Task.objects.get(engagement=evening.families[0])
    with tenant_scope(actor):
        commands.finish_task(actor=actor, task_id=task.pk, note=note, at=evening.at)


def sign_in_mentor(client, evening: Evening) -> None:
    user = User.objects.get(pk=evening.mentors[0].user_id)
    with tenant_scope(PROGRAM):
        Post.objects.create(user=user, region_id=WESTERN_GALILEE, role="volunteer", starts_on=OPENS.date())
    client.force_login(user)


def people(evening: Evening) -> dict[str, Actor]:
    """Everybody who may come by: what each sees of a family is the table below."""
    return {
        "the family": visitor("secret-0"),
        "another family": visitor("secret-1"),
        "its mentor": evening.mentors[0],
        "another family's mentor": evening.mentors[1],
        "a coordinator of the region": coordinator(make_user().pk),
        "a coordinator of a town": coordinator(make_user().pk, authority_id=7600),
        "a visitor": visitor(),
        "somebody signed in": Actor(make_user().pk, WESTERN_GALILEE),
        "a coordinator next door": Actor(make_user().pk, 999),
    }


SEES = {"the family", "its mentor", "a coordinator of the region"}


def test_who_sees_a_family_is_this_table(evening):
    seen = set()
    for name, actor in people(evening).items():
        with tenant_scope(actor):
            if queries.engagements_for(actor, at=evening.at).filter(pk=evening.families[0].pk).exists():
                seen.add(name)

    assert seen == SEES


def test_the_database_itself_shows_a_family_to_nobody_else(evening):
    seen = set()
    for name, actor in people(evening).items():
        with tenant_scope(actor):
            if Engagement.objects.filter(pk=evening.families[0].pk).exists():
                seen.add(name)

    assert seen == SEES


def test_a_family_sees_what_comes_next_what_is_to_be_done_and_who_is_with_it(evening):
    found = way(evening, visitor("secret-0"))

    assert found.phase == "workshops"
    assert [session.number for session in found.next_sessions] == [1, 2, 3]
    assert [task.key for task in found.tasks] == ["expenses"]
    assert [match.member.user_id for match in found.with_us] == [evening.mentors[0].user_id]


@pytest.mark.parametrize("number", [0, 1])
def test_a_mentor_sees_the_way_of_the_own_family_only(evening, number):
    if number == 0:
        assert way(evening, evening.mentors[0]).tasks
    else:
        with pytest.raises(Engagement.DoesNotExist):
            way(evening, evening.mentors[0], number)


def test_a_family_says_that_its_homework_is_done(evening):
    finish(evening, visitor("secret-0"))

    with tenant_scope(PROGRAM):
        task = Task.objects.get(engagement=evening.families[0])
    assert (task.done_at, task.done_by_id) == (evening.at, None)


def test_nobody_does_the_homework_of_another_family(evening):
    with pytest.raises(Task.DoesNotExist):
        finish(evening, evening.mentors[1])


def test_a_mentor_gives_the_own_family_a_task_by_a_day(evening):
    with tenant_scope(evening.mentors[0]):
        commands.give_task(
            actor=evening.mentors[0],
            engagement_id=evening.families[0].pk,
            title="קבלות של שבוע",
            due_on=date(2026, 10, 20),
            at=evening.at,
        )

    assert [task.title for task in way(evening, visitor("secret-0")).tasks] == ["קבלות של שבוע", ""]


def test_a_family_gives_itself_no_tasks(evening, in_english):
    family = visitor("secret-0")

    with tenant_scope(family), pytest.raises(PermissionDenied, match="Only the team of this family"):
        commands.give_task(
            actor=family, engagement_id=evening.families[0].pk, title="x", due_on=date(2026, 10, 20), at=evening.at
        )


def test_a_note_is_read_by_those_it_was_written_for(evening):
    mentor, family, runs = evening.mentors[0], visitor("secret-0"), coordinator(make_user().pk)
    note(evening, mentor, "for me", Audience.PRIVATE)
    note(evening, mentor, "for the team", Audience.TEAM)
    note(evening, mentor, "for all", Audience.SUBJECT)
    note(evening, family, "from us")

    read = {
        name: {one.text for one in way(evening, actor).notes}
        for name, actor in (("mentor", mentor), ("family", family), ("runs", runs))
    }

    assert read["mentor"] == {"for me", "for the team", "for all", "from us"}
    assert read["family"] == {"for all", "from us"}
    assert read["runs"] == {"for the team", "for all", "from us"}


def test_the_database_itself_keeps_a_note_of_the_team_from_the_family(evening):
    note(evening, evening.mentors[0], "for the team", Audience.TEAM)

    with tenant_scope(visitor("secret-0")):
        assert not Note.objects.exists()


def test_the_page_of_a_member_costs_the_same_however_much_there_is(evening, django_assert_max_num_queries):
    with tenant_scope(evening.mentors[0]), django_assert_max_num_queries(4):
        mine = queries.mine(evening.mentors[0], at=evening.at)

    assert ([one.pk for one in mine.engagements], len(mine.sessions)) == ([evening.families[0].pk], 5)


def test_whoever_reads_a_family_leaves_a_trace(evening):
    actor = coordinator(make_user().pk)

    with tenant_scope(actor):
        commands.read_way(actor=actor, engagement_id=evening.families[0].pk, at=evening.at)

    with tenant_scope(PROGRAM):
        assert AuditRow.objects.filter(action="programmes.engagement.read").count() == 1


class TestPages:
    def test_a_family_opens_its_own_page_by_its_link(self, client, evening):
        page = client.get(reverse("programmes:own-way", args=["western-galilee", "secret-0"]))

        assert page.status_code == 200
        assert page.headers["X-Robots-Tag"] == "noindex"

    def test_the_link_of_a_family_stands_in_no_other_address_of_its_page(self, client, evening):
        page = client.get(reverse("programmes:own-way", args=["western-galilee", "secret-0"]))

        assert "next=" not in page.text

    def test_a_link_that_opens_nothing_is_not_found(self, client, evening):
        assert client.get(reverse("programmes:own-way", args=["western-galilee", "other"])).status_code == 404

    def test_a_family_answers_who_goes_with_it_and_does_its_homework(self, client, evening):
        page = reverse("programmes:own-work", args=["western-galilee", "secret-0"])
        [match] = way(evening, visitor("secret-0")).with_us
        [task] = way(evening, visitor("secret-0")).tasks

        client.post(page, {"do": f"agree:{match.pk}"})
        client.post(page, {"do": f"task:{task.pk}"})
        client.post(page, {"do": "note", "text": "תודה"})

        after = way(evening, visitor("secret-0"))
        assert after.with_us[0].subject_agreed_at
        assert after.tasks[0].done_at
        assert [one.text for one in after.notes] == ["תודה"]

    def test_a_mentor_opens_the_own_page_and_the_family_behind_it(self, client, evening):
        sign_in_mentor(client, evening)

        mine = client.get(reverse("programmes:mine"))
        family = client.get(reverse("programmes:engagement", args=[evening.families[0].pk]))
        other = client.get(reverse("programmes:engagement", args=[evening.families[1].pk]))

        assert [mine.status_code, family.status_code, other.status_code] == [200, 200, 404]
        assert evening.families[0].name in mine.text

    @pytest.mark.parametrize("do", ["", "task:1", "agree:x", "fly", "give"])
    def test_a_form_that_is_not_ours_is_not_found(self, client, evening, do):
        sign_in_mentor(client, evening)

        answer = client.post(reverse("programmes:work", args=[evening.families[0].pk]), {"do": do})

        assert answer.status_code == 404
