"""Letters: who is told what, once, in whose words, and how an applicant answers what is missing."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from igum.core.tenancy import tenant_scope
from igum.messages.models import Message
from igum.programmes import commands, queries
from igum.programmes.models import Application
from igum.programmes.rules.outcomes import Outcome, Stage
from igum.programmes.tests import factories
from igum.programmes.tests.factories import AFTER, PROGRAM, a_definition, apply, apply_several, first_come, visitor
from igum.questionnaires import commands as questionnaires

pytestmark = pytest.mark.usefixtures("region")

ASKS = {"he": "כמה ילדים?", "ar": "كم ولدًا؟"}


def publish(**changed):
    """A programme of which a rule leans on a question that may be left out."""
    form = a_definition()["forms"]["application"]
    questions = [form["questions"][0], {"name": "children", "type": "integer", "ask": ASKS}]
    rule = {"key": "young", "when": "children >= 1", "because": {"he": "יש ילדים", "ar": "يوجد أولاد"}}
    defaults = {
        "forms": {"application": form | {"questions": questions}},
        "selection": a_definition()["selection"] | {"eligible": [rule]},
    }
    return factories.publish(**defaults | changed)


def letters(about: Application | None = None) -> list[Message]:
    with tenant_scope(PROGRAM):
        found = Message.objects.order_by("written_at", "pk")
        return list(found if about is None else found.filter(about_id=str(about.pk)))


def kinds(about: Application) -> list[str]:
    return [letter.once.split(":")[2] for letter in letters(about)]


def choose_and_offer(cohort, at=AFTER) -> None:
    with tenant_scope(PROGRAM):
        commands.choose_cohort(actor=PROGRAM, cohort_id=cohort.pk, seed="seed", at=at)
        commands.make_offers(actor=PROGRAM, cohort_id=cohort.pk, at=at)


def stage(secret: str) -> Stage:
    actor = visitor(secret)
    with tenant_scope(actor):
        return queries.status_of(actor, queries.applications_for(actor).get().pk, at=AFTER).stage


def complete(secret: str, **answers) -> Application:
    """The applicant opens the form again behind the link, answers, and sends it."""
    actor = visitor(secret)
    with tenant_scope(actor):
        application = queries.applications_for(actor).get()
        commands.reopen_application(actor=actor, application_id=application.pk, at=AFTER)
        given = {"actor": actor, "response_id": application.response_id, "at": AFTER}
        questionnaires.save_answers(answers=answers, **given)
        questionnaires.submit_response(**given)
        return queries.applications_for(actor).get()


class TestWhatWasDecided:
    def test_is_no_news_before_the_coordinator_sends_it_and_told_once(self):
        cohort = factories.publish()
        waits, *_ = apply_several(cohort, [1, 3, 2])
        small = apply(cohort, "small", members=2, children=5)
        with tenant_scope(PROGRAM):
            commands.choose_cohort(actor=PROGRAM, cohort_id=cohort.pk, seed="seed", at=AFTER)

        before = stage("secret-0"), stage("small")
        choose_and_offer(cohort)
        choose_and_offer(cohort, AFTER + timedelta(days=1))

        assert before == (Stage.RECEIVED, Stage.RECEIVED)
        assert (stage("secret-0"), stage("small")) == (Stage.WAITING, Stage.NOT_CHOSEN)
        assert kinds(waits) == ["received", "waiting"]
        assert kinds(small) == ["received", "not_chosen"]

    def test_by_hand_is_told_when_the_coordinator_says_so(self):
        cohort = factories.publish()
        application = apply(cohort, "secret")
        worker = factories.coordinator(factories.make_user().pk)
        with tenant_scope(worker):
            commands.decide_applications(
                actor=worker,
                cohort_id=cohort.pk,
                application_ids=[application.pk],
                outcome=Outcome.NOT_CHOSEN,
                reason="",
                at=AFTER,
            )
            told = [commands.tell_outcomes(actor=worker, cohort_id=cohort.pk, at=AFTER) for _ in range(2)]

        assert told == [1, 0]
        assert kinds(application) == ["received", "not_chosen"]

    def test_is_told_to_many_by_as_many_queries_as_to_few(self, django_assert_max_num_queries):
        cohort = factories.publish()
        apply_several(cohort, [1] * 12)
        with tenant_scope(PROGRAM):
            commands.choose_cohort(actor=PROGRAM, cohort_id=cohort.pk, seed="seed", at=AFTER)
            with django_assert_max_num_queries(40):
                commands.make_offers(actor=PROGRAM, cohort_id=cohort.pk, at=AFTER)

        assert len(letters()) == 24


class TestWhereTheFirstCome:
    def test_one_letter_says_at_once_who_has_a_place_and_who_waits(self):
        cohort = factories.publish(selection=first_come())

        arrived = [apply(cohort, f"secret-{number}") for number in range(3)]

        assert [kinds(one) for one in arrived] == [["accepted"], ["accepted"], ["waiting"]]


class TestWhatIsMissing:
    def test_is_asked_for_by_name_in_the_first_letter_and_on_the_page(self):
        application = apply(publish(), "secret")

        [letter] = letters(application)
        actor = visitor("secret")
        with tenant_scope(actor):
            status = queries.status_of(actor, application.pk, at=AFTER)
            missing = queries.missing_words_of(actor, status)

        assert kinds(application) == ["needs_information"]
        assert ASKS["he"] in letter.body
        assert "secret" in letter.body
        assert status.stage == Stage.NEEDS_INFORMATION
        assert [str(text) for text in missing] == [ASKS["he"]]

    def test_is_answered_in_the_same_form_and_the_rules_run_again(self):
        application = apply(publish(), "secret")

        completed = complete("secret", children=2)

        assert (completed.is_eligible, completed.rule_score) == (True, 20)
        assert completed.applied_at == application.applied_at
        assert completed.amended == ["children"]
        assert stage("secret") == Stage.RECEIVED
        assert kinds(application) == ["needs_information", "received"]

    def test_still_unanswered_is_not_asked_for_twice(self):
        application = apply(publish(), "secret")

        complete("secret", members=4)

        assert kinds(application) == ["needs_information"]

    def test_what_was_sent_counts_until_it_is_sent_again(self):
        cohort = factories.publish(
            selection=publish_selection("children >= 1 && members >= 3"),
        )
        application = apply(cohort, "secret", members=5)
        actor = visitor("secret")
        with tenant_scope(actor):
            commands.reopen_application(actor=actor, application_id=application.pk, at=AFTER)
            questionnaires.save_answers(
                actor=actor, response_id=application.response_id, answers={"members": 1}, at=AFTER
            )
        with tenant_scope(PROGRAM):
            commands.screen_cohort(actor=PROGRAM, cohort_id=cohort.pk, at=AFTER)

        assert stage("secret") == Stage.NEEDS_INFORMATION

    def test_nothing_is_opened_again_where_nothing_is_missing(self, in_english):
        application = apply(factories.publish(), "secret")
        actor = visitor("secret")

        with tenant_scope(actor), pytest.raises(PermissionDenied, match="Nothing is missing"):
            commands.reopen_application(actor=actor, application_id=application.pk, at=AFTER)


def publish_selection(when: str) -> dict:
    rule = {"key": "both", "when": when, "because": {"he": "תנאי"}}
    return a_definition()["selection"] | {"eligible": [rule]}


def test_a_withdrawal_is_confirmed_by_letter():
    application = apply(factories.publish(), "secret")
    actor = visitor("secret")

    with tenant_scope(actor):
        commands.withdraw_application(actor=actor, application_id=application.pk, at=AFTER)

    assert kinds(application) == ["received", "withdrawn"]


def test_a_programmes_own_words_win_in_their_languages_and_borrow_the_subject():
    own = {"received": {"he": "תודה, {name}. הכול כאן: {link}", "ar": "شكرًا {name}: {link}"}}
    application = apply(factories.publish(letters=own), "secret")

    [letter] = letters(application)

    assert letter.body.startswith("תודה, משפחת אלון.")
    assert "כלכלת הבית" in letter.subject
