from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

from igum.core.actor import Actor, PostHeld
from igum.people.tests.factories import ALDER_VALLEY, BIRCH, CEDAR, MAPLE_HILLS, MONDAY, acting, make_actor
from igum.questionnaires import commands, queries
from igum.questionnaires.models import Questionnaire, Response
from igum.questionnaires.tests.factories import (
    AGREES,
    CHILDREN,
    INCOME,
    KIDS,
    NAME,
    PURPOSE,
    SECRET,
    TOWN,
    WHY,
    a_definition,
    held,
    keep,
    save,
    start,
    visitor,
)

pytestmark = pytest.mark.usefixtures("places")


class TestKeepQuestionnaire:
    def test_the_same_content_is_the_same_row_and_another_wording_another(self):
        first, again = keep(NAME, KIDS), keep(NAME, KIDS)
        reordered = keep(dict(reversed(list(NAME.items()))), KIDS)
        other = keep(NAME)

        assert first.pk == again.pk == reordered.pk
        assert other.pk != first.pk

    def test_what_was_kept_never_changes_whoever_writes(self):
        kept = keep(NAME)

        with pytest.raises(DatabaseError, match="never changes"), acting(make_actor("coordinator")):
            Questionnaire.objects.filter(pk=kept.pk).update(key="another")

    def test_a_definition_with_problems_is_refused_with_all_of_them(self):
        actor = make_actor("coordinator")
        wrong = a_definition({**NAME, "type": "txt"}, {**KIDS, "when": "name +"}, {"name": "x"})

        with pytest.raises(commands.DefinitionRefused) as refused, acting(actor):
            commands.keep_questionnaire(
                actor=actor, region_id=ALDER_VALLEY, authority_id=None, key="x", definition=wrong, at=MONDAY
            )

        assert [problem.path for problem in refused.value.problems] == ["questions[0].type", "questions[2].type"]
        assert "Write “text”" in str(refused.value)

    def test_only_those_who_make_programmes_in_the_region_keep_any(self):
        for actor in (make_actor("social_worker", BIRCH), make_actor("coordinator", region_id=MAPLE_HILLS), visitor()):
            with pytest.raises(PermissionDenied, match="coordinators"), acting(actor):
                commands.keep_questionnaire(
                    actor=actor,
                    region_id=ALDER_VALLEY,
                    authority_id=None,
                    key="x",
                    definition=a_definition(),
                    at=MONDAY,
                )

    def test_the_coordinator_of_one_town_keeps_one_and_the_neighbour_reads_it(self):
        actor, neighbour = make_actor("coordinator", BIRCH), make_actor("coordinator", CEDAR)
        theirs = {"authority_id": CEDAR}
        keeping = {
            "region_id": ALDER_VALLEY,
            "authority_id": BIRCH,
            "key": "x",
            "definition": a_definition(),
            "at": MONDAY,
        }

        with acting(actor):
            kept = commands.keep_questionnaire(actor=actor, **keeping)
        with acting(neighbour):
            again = commands.keep_questionnaire(actor=neighbour, **keeping | theirs)
            with pytest.raises(PermissionDenied):  # in the name of another town
                commands.keep_questionnaire(actor=neighbour, **keeping)

        assert kept.pk == again.pk
        assert kept.authority_id == BIRCH

    def test_a_post_in_an_organisation_keeps_none(self):
        posts = (PostHeld("coordinator", ALDER_VALLEY, organization_id="o"),)
        with pytest.raises(PermissionDenied):
            commands.keep_questionnaire(
                actor=Actor(7, ALDER_VALLEY, posts),
                region_id=ALDER_VALLEY,
                authority_id=None,
                key="x",
                definition=a_definition(),
                at=MONDAY,
            )


class TestSaveAnswers:
    def test_answers_are_kept_one_by_one_as_values(self):
        response = start(NAME, KIDS, INCOME, TOWN)

        save(response, {"name": "  רות כהן "})
        save(response, {"kids": "٣", "income": "1,250.50 ₪"})

        assert held(response).answers == {"name": "רות כהן", "kids": 3, "income": 125050}

    def test_what_cannot_be_read_is_kept_as_it_was_typed_and_said_in_words(self):
        response = start(NAME, KIDS)
        save(response, {"kids": "3"})

        saved = save(response, {"kids": "three or 4"})

        assert saved.unreadable == {"kids": "Write a number in digits, such as 12."}
        assert held(response).drafts == {"kids": "three or 4"}
        assert "kids" not in held(response).answers

    def test_a_readable_answer_takes_the_place_of_the_draft(self):
        response = start(NAME, KIDS)
        save(response, {"kids": "three"})

        save(response, {"kids": "3"})

        assert held(response).drafts == {}
        assert held(response).answers == {"kids": 3}

    def test_an_emptied_field_is_no_answer(self):
        response = start(NAME)
        save(response, {"name": "Ruth"})

        save(response, {"name": "   "})

        assert held(response).answers == {}

    def test_an_older_save_never_overwrites_a_newer_answer(self):
        response = start(NAME)
        save(response, {"name": "Ruth Cohen"}, typed={"name": 20})

        late = save(response, {"name": "Ruth"}, typed={"name": 10})

        assert late.newer == {"name": "Ruth Cohen"}
        assert late.typed == {"name": 20}
        assert held(response).answers == {"name": "Ruth Cohen"}

    def test_the_same_save_twice_changes_nothing(self):
        response = start(NAME)
        first = save(response, {"name": "Ruth"}, typed={"name": 20})
        row = held(response)

        again = save(response, {"name": "Ruth"}, typed={"name": 20})

        assert again == first
        assert (held(response).answers, held(response).typed) == (row.answers, row.typed)

    def test_an_unknown_name_refuses_all_in_words_and_saves_nothing(self):
        response = start(NAME)

        with pytest.raises(commands.AnswersRefused, match="not in the form"):
            save(response, {"name": "Ruth", "surname": "Cohen"})

        assert held(response).answers == {}

    def test_an_answer_larger_than_any_is_refused_in_words(self):
        response = start(NAME, WHY, KIDS)

        with pytest.raises(commands.AnswersRefused, match="Shorten it"):
            save(response, {"why": "x" * 50_000})

    def test_signs_that_no_database_holds_do_not_lose_the_answer(self):
        response = start(NAME)

        save(response, {"name": "Ruth\x00 \ud83d Cohen"})

        assert held(response).answers == {"name": "Ruth � Cohen"}

    def test_a_whole_list_may_be_given_at_once_by_a_program(self):
        response = start(NAME, CHILDREN)

        save(response, {"children": [{"born": "2019-05-01"}, {"born": "1.2.2015", "school": "Oak"}]})

        assert held(response).answers["children"] == [
            {"born": "2019-05-01"},
            {"born": "2015-02-01", "school": "Oak"},
        ]
        assert len(held(response).entries["children"]) == 2

    def test_nobody_without_the_link_or_a_post_there_saves_anything(self):
        response = start(NAME)

        for actor in (visitor("another"), Actor(region_id=ALDER_VALLEY), make_actor("social_worker", CEDAR)):
            with pytest.raises(Response.DoesNotExist), acting(actor):
                commands.save_answers(actor=actor, response_id=response.pk, answers={"name": "X"}, at=MONDAY)

    def test_a_worker_of_the_authority_fills_in_for_a_family(self):
        response, worker = start(NAME), make_actor("social_worker", BIRCH)

        with acting(worker):
            commands.save_answers(actor=worker, response_id=response.pk, answers={"name": "Ruth"}, at=MONDAY)

        assert held(response).answers == {"name": "Ruth"}

    def test_nothing_is_saved_once_the_purpose_is_closed(self, applications):
        response = start(NAME)
        applications.closed = "The days for applying are over."

        with pytest.raises(PermissionDenied, match="days for applying"):
            save(response, {"name": "Ruth"})


class TestEntries:
    def test_taking_one_out_moves_no_answer_of_another(self):
        response, actor = start(CHILDREN), visitor()
        with acting(actor):
            ids = [commands.add_entry(actor=actor, response_id=response.pk, repeat="children", at=MONDAY) for _ in "ab"]
        save(response, {f"children.{ids[0]}.born": "2019-05-01", f"children.{ids[1]}.born": "not yet"})

        with acting(actor):
            commands.remove_entry(actor=actor, response_id=response.pk, repeat="children", entry=ids[0], at=MONDAY)
        save(response, {f"children.{ids[1]}.born": "2021-05-01"})

        assert held(response).answers["children"] == [{"born": "2021-05-01"}]
        with pytest.raises(commands.AnswersRefused, match="taken out in another window"):
            save(response, {f"children.{ids[0]}.born": "2019-05-02"})

    def test_there_are_never_more_than_fit(self):
        response, actor = start(CHILDREN), visitor()

        with acting(actor):
            for _ in range(3):
                commands.add_entry(actor=actor, response_id=response.pk, repeat="children", at=MONDAY)
            with pytest.raises(commands.EntryRefused, match="more than 3"):
                commands.add_entry(actor=actor, response_id=response.pk, repeat="children", at=MONDAY)

        assert len(held(response).answers["children"]) == 3


class TestSubmitResponse:
    def submit(self, response, at=MONDAY):
        with acting(visitor()):
            return commands.submit_response(actor=visitor(), response_id=response.pk, at=at)

    def test_it_is_refused_with_every_problem_named_by_its_question(self):
        response = start(NAME, KIDS, WHY, CHILDREN, AGREES)
        save(response, {"kids": "five", "children": [{}]})

        with pytest.raises(commands.Incomplete) as refused:
            self.submit(response)

        assert [(error.path.split(".")[0], error.label) for error in refused.value.errors] == [
            ("name", "Your name"),
            ("kids", "How many children?"),
            ("children", "Children, 1: Born on"),
            ("agrees", "We agree"),
        ]
        assert str(refused.value).startswith("4 answers need another look")

    def test_sending_twice_changes_nothing_and_leads_to_the_same_page(self, applications):
        response = start(NAME)
        save(response, {"name": "Ruth"})

        first = self.submit(response)
        again = self.submit(response, at=MONDAY + timedelta(hours=1))

        assert first == again == "/applications/{secret}/"
        assert applications.sent == [response.pk]
        assert held(response).submitted_at == MONDAY

    def test_nothing_is_saved_after_it_was_sent(self):
        response = start(NAME)
        save(response, {"name": "Ruth"})
        self.submit(response)

        with pytest.raises(commands.AlreadySent, match="sent already"):
            save(response, {"name": "Rachel"})

    def test_answers_of_hidden_questions_are_kept_and_do_not_count(self):
        response = start(NAME, KIDS, WHY)
        save(response, {"name": "Ruth", "kids": 5, "why": "too long for the twenty it may have"})
        save(response, {"kids": 2})

        self.submit(response)

        state = queries.state_of(held(response), language="en", at=MONDAY)
        assert "why" not in state.facts
        assert held(response).drafts["why"].startswith("too long")

    def test_what_was_sent_is_changed_where_the_purpose_allows_it(self, applications):
        response, actor = start(NAME), visitor()
        save(response, {"name": "Ruth"})
        self.submit(response)

        with acting(actor):
            commands.reopen_response(actor=actor, response_id=response.pk, at=MONDAY)
        save(response, {"name": "Rachel"})
        self.submit(response)
        applications.reopens = False

        with acting(actor), pytest.raises(PermissionDenied, match="committee"):
            commands.reopen_response(actor=actor, response_id=response.pk, at=MONDAY)
        assert held(response).answers == {"name": "Rachel"}


def test_a_response_of_one_region_cannot_answer_the_questionnaire_of_another():
    kept = keep(NAME, region_id=MAPLE_HILLS)
    actor = visitor()

    with acting(actor), pytest.raises(Questionnaire.DoesNotExist):
        commands.start_response(
            actor=actor,
            questionnaire_id=kept.pk,
            purpose=PURPOSE,
            about_id=uuid4(),
            authority_id=None,
            secret=SECRET,
            language="he",
            at=MONDAY,
        )


def test_nobody_starts_a_response_under_a_link_they_do_not_hold():
    kept = keep(NAME)

    with pytest.raises((DatabaseError, PermissionDenied)), transaction.atomic(), acting(visitor("another")):
        commands.start_response(
            actor=visitor("another"),
            questionnaire_id=kept.pk,
            purpose=PURPOSE,
            about_id=None,
            authority_id=BIRCH,
            secret=SECRET,
            language="he",
            at=MONDAY,
        )
