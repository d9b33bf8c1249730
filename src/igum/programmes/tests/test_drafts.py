"""Writing a programme's file: beginning, changing, publishing, and two windows at once."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils.translation import override

from igum.core.tenancy import tenant_scope
from igum.programmes import commands, queries
from igum.programmes.models import ProgrammeDraft
from igum.programmes.rules.edits import Add, Move, Put, Remove, Rewrite
from igum.programmes.rules.starting import Start, new_source
from igum.programmes.tests import factories
from igum.programmes.tests.factories import AKKO, NAHARIYA, OPENS, coordinator

pytestmark = pytest.mark.usefixtures("region")
OF_THE_REGION, OF_AKKO, OF_NAHARIYA = coordinator(), coordinator(authority_id=AKKO), coordinator(authority_id=NAHARIYA)


def a_start(key: str = "choir", **changed) -> Start:
    texts = {"he": "מקהלה", "ar": "جوقة"}
    answers = {
        "key": key,
        "languages": ["he", "ar"],
        "names": texts,
        "summary": texts,
        "owner": texts,
        "subject": "person",
        "opens": date(2026, 9, 1),
        "closes": date(2026, 9, 30),
        "starts": date(2026, 10, 13),
        "places": 12,
    }
    return Start(**(answers | changed))


@pytest.fixture(autouse=True)
def in_english():
    with override("en"):
        yield


@pytest.fixture(autouse=True)
def in_the_region(region):
    with tenant_scope(OF_THE_REGION):
        yield


def started(actor=OF_THE_REGION, authority_id=None, **changed) -> ProgrammeDraft:
    return commands.start_draft(actor=actor, start=a_start(**changed), authority_id=authority_id, at=OPENS)


def edit(draft: ProgrammeDraft, *edits, number: int | None = None, actor=OF_THE_REGION) -> ProgrammeDraft:
    return commands.edit_draft(
        actor=actor, draft_id=draft.pk, number=number or draft.number, edits=edits, at=OPENS + timedelta(hours=1)
    )


def publish(draft: ProgrammeDraft, *, version: str = "1.0.0", actor=OF_THE_REGION):
    return commands.publish_draft(
        actor=actor, draft_id=draft.pk, number=draft.number, version=version, at=OPENS + timedelta(hours=2)
    )


class TestBeginning:
    def test_makes_a_whole_file_that_can_be_published_at_once(self):
        draft = started()

        desk = queries.desk_of(draft, at=OPENS)

        assert desk.problems == ()
        assert all(result.passed for result in desk.tests)
        assert publish(draft).version == "1.0.0"
        assert not queries.drafts_for(OF_THE_REGION).exists()

    def test_refuses_a_key_that_a_programme_or_a_draft_has(self):
        publish(started())
        started(key="orchestra")

        for key in ("choir", "orchestra"):
            with pytest.raises(commands.KeyIsTaken):
                started(key=key)

    def test_is_for_those_who_publish_there(self):
        with pytest.raises(PermissionDenied):
            started(actor=OF_NAHARIYA, authority_id=AKKO)
        with pytest.raises(PermissionDenied):
            started(actor=OF_AKKO, authority_id=None)

    @pytest.mark.parametrize("name", ["\u202eמקהלה", "a\x00b"])
    def test_refuses_signs_that_cannot_be_seen(self, name):
        with pytest.raises(commands.CannotBeRead):
            started(names={"he": name, "ar": "جوقة"})


class TestWhoseDraft:
    def test_is_seen_by_those_who_publish_for_its_authority_and_nobody_else(self):
        draft = started(actor=OF_AKKO, authority_id=AKKO)

        assert draft in queries.drafts_for(OF_AKKO)
        assert draft in queries.drafts_for(OF_THE_REGION)
        assert draft not in queries.drafts_for(OF_NAHARIYA)
        with pytest.raises(ProgrammeDraft.DoesNotExist):
            edit(draft, Put(("subject",), "none"), actor=OF_NAHARIYA)

    def test_is_hidden_by_the_database_too(self):
        draft = started(actor=OF_AKKO, authority_id=AKKO)

        with tenant_scope(OF_NAHARIYA):
            assert not ProgrammeDraft.objects.filter(pk=draft.pk).exists()
        with tenant_scope(factories.visitor()):
            assert not ProgrammeDraft.objects.exists()


class TestChanging:
    def test_keeps_every_comment_and_every_other_line(self):
        draft = started()

        edit(draft, Put(("cohorts", 0, "places"), 15), Put(("names", "he"), "מקהלת העמק"))

        before, after = a_source(), ProgrammeDraft.objects.get().source
        changed = [(one, other) for one, other in zip(before, after.splitlines(), strict=True) if one != other]
        assert len(changed) == 2
        assert ProgrammeDraft.objects.get().names["he"] == "מקהלת העמק"

    def test_adds_moves_and_takes_out_entries(self):
        draft = started()
        questions = ("forms", "application", "questions")
        asked = {"name": "age", "type": "integer", "ask": {"he": "גיל", "ar": "عمر"}}

        edit(draft, Add(questions, asked), Move((*questions, 2)), Remove((*questions, 0)))

        data = queries.desk_of(ProgrammeDraft.objects.get(), at=OPENS).data
        assert [one["name"] for one in data["forms"]["application"]["questions"]] == ["age", "why"]
        assert "# how to reach the applicant" in ProgrammeDraft.objects.get().source

    def test_by_two_windows_overwrites_nothing(self):
        draft = started()
        edit(draft, Put(("cohorts", 0, "places"), 15))

        with pytest.raises(commands.SavedMeanwhile):
            edit(draft, Put(("cohorts", 0, "places"), 20), number=1)

        assert "places: 15" in ProgrammeDraft.objects.get().source

    def test_sent_twice_is_saved_once(self):
        draft = started()
        edit(draft, Put(("cohorts", 0, "places"), 15))

        again = edit(ProgrammeDraft.objects.get(), Put(("cohorts", 0, "places"), 15))

        assert again.number == 2

    @pytest.mark.parametrize(
        "text",
        [
            "a: &a [1]\nb: *a",
            "a: " + "[" * 500 + "]" * 500,
            "- just\n- a list",
            "key: x\nkey: y",
            "a: 'never closed",
            "",
            "a: !!python/object/apply:os.system [ls]",
            "names: {he: \u202eabc}",
            'names: {he: "\\u202eabc"}',
            'names: {he: "a\\0b"}',
            "#" + "x" * 300_000,
            "questions: [" + "{name: a, type: text}, " * 9_000 + "]",
        ],
    )
    def test_refuses_a_text_that_cannot_be_read_and_keeps_the_draft(self, text):
        draft = started()

        with pytest.raises(commands.CannotBeRead):
            edit(draft, Rewrite(text))

        assert ProgrammeDraft.objects.get().source == draft.source

    def test_keeps_a_text_with_problems_that_can_be_read(self):
        draft = started()

        edit(draft, Rewrite(draft.source.replace("subject: person", "subject: dragon")))

        desk = queries.desk_of(ProgrammeDraft.objects.get(), at=OPENS)
        assert [problem.path for problem in desk.problems] == ["subject"]
        with pytest.raises(commands.NotReady):
            publish(ProgrammeDraft.objects.get())


class TestTheNextVersion:
    def test_begins_with_the_newest_file_and_is_the_same_draft_for_everybody(self):
        version = publish(started())

        first = commands.open_draft_of(actor=OF_THE_REGION, programme_id=version.programme_id, at=OPENS)
        second = commands.open_draft_of(actor=OF_THE_REGION, programme_id=version.programme_id, at=OPENS)

        assert first == second
        assert (first.source, first.based_on) == (version.source, version)

    def test_is_raised_as_the_changes_need(self):
        version = publish(started())
        draft = commands.open_draft_of(actor=OF_THE_REGION, programme_id=version.programme_id, at=OPENS)
        turned = Put(("selection", "eligible", 0, "when"), "!lives_here")
        edit(draft, turned, Put(("tests", 0, "expect", "eligible"), False))
        draft = ProgrammeDraft.objects.open().get()

        with pytest.raises(commands.VersionNotAgreed):
            publish(draft, version="1.0.1")
        applied = publish(draft, version="2.0.0")

        assert applied.version == "2.0.0"
        assert 'version: "2.0.0" # raise it' in applied.source

    def test_with_nothing_but_other_comments_is_a_patch(self):
        version = publish(started())
        draft = commands.open_draft_of(actor=OF_THE_REGION, programme_id=version.programme_id, at=OPENS)
        edit(draft, Rewrite(draft.source + "# a remark\n"))

        assert queries.desk_of(ProgrammeDraft.objects.open().get(), at=OPENS).version == "1.0.1"

    def test_is_not_published_while_a_case_comes_out_otherwise(self):
        draft = started()
        edit(draft, Put(("selection", "eligible", 0, "when"), "!lives_here"))

        with pytest.raises(commands.NotReady):
            publish(ProgrammeDraft.objects.get())

    def test_that_was_discarded_leaves_the_published_one(self):
        version = publish(started())
        draft = commands.open_draft_of(actor=OF_THE_REGION, programme_id=version.programme_id, at=OPENS)

        commands.discard_draft(actor=OF_THE_REGION, draft_id=draft.pk, at=OPENS)

        assert not queries.drafts_for(OF_THE_REGION).exists()
        assert queries.programmes_to_edit(OF_THE_REGION).filter(pk=version.programme_id).exists()


def a_source() -> list[str]:
    return new_source(a_start()).splitlines()
