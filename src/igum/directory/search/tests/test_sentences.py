"""Sentences in which small words, two subjects at once, or one slip decide what is meant."""

import pytest

from igum.directory.search.answers import SearchRequest
from igum.directory.search.index import WORDS, build, current_generation
from igum.directory.search.lexicon import Lexicon, Synonym, Term
from igum.directory.search.search import SearchIndex
from igum.directory.search.tests.factories import GALILEE, NOW, make_service

ANIMALS, FIRST_AID = (
    "human_services:health:support_service_animals",
    "human_services:health:emergency_mental_assistance",
)
SPORTS, LEGAL, BIRTH = "human_services:sports", "human_services:legal", "human_situations:life_events:birth"
AUTISTIC, SENIORS = "human_situations:autistic", "human_situations:seniors"
SUICIDAL = "human_situations:mental_health:mental_conditions_and_diseases:suicidal_thoughts"


def term(code, axis, name, *everyday, language="he"):
    return Term(code, axis, {language: name}, None, tuple(Synonym(language, text) for text in everyday))


LEXICON = Lexicon(
    terms=(
        term(ANIMALS, "need", "בעלי חיים", "חיות מחמד"),
        term(FIRST_AID, "need", "עזרה נפשית בחירום"),
        term(SPORTS, "need", "ספורט", "חוג שחייה"),
        term(LEGAL, "need", "סיוע משפטי", "עורך דין"),
        term(BIRTH, "situation", "לידה", "אחרי לידה"),
        term(AUTISTIC, "situation", "אוטיזם", "אוטיסט"),
        term(SENIORS, "situation", "אזרחים ותיקים", "קשיש"),
        Term(SUICIDAL, "situation", {"he": "מחשבות אובדניות"}, None, (
            Synonym("he", "לא רוצה לחיות"), Synonym("he", "לא יכולה יותר"), Synonym("ru", "не хочу жить"),
            Synonym("en", "want to die"), Synonym("ar", "ما بدي أعيش"),
        )),
    ),
    equals=(('עו"ד', "עורך דין"),),
)  # fmt: skip
SERVICES = (
    make_service("dogs", "כלבי שירות וחיות תמיכה", needs={ANIMALS}),
    make_service("living", "לחיות טוב עם סוכרת"),
    make_service("line", "שיחה ראשונה", needs={FIRST_AID}),
    make_service("ward", "מחלקה", situations={SUICIDAL}),
    make_service("swimming", "חוג שחייה, חוג שחייה לכולם", needs={SPORTS}),
    make_service("autism", "בית לאוטיסט ולאוטיסטית", situations={AUTISTIC}),
    make_service("both", "בריכה", needs={SPORTS}, situations={AUTISTIC}),
    make_service("lawyer", "עורך דין", needs={LEGAL}),
    make_service("club", "מועדון לקשיש", situations={SENIORS}),
    make_service("rights", "זכויות בגיל השלישי", needs={LEGAL}, situations={SENIORS}),
)


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sentences")
    build(folder, SERVICES, LEXICON)
    return SearchIndex.open(folder)


def ask(index, text, **choices):
    return index.search(SearchRequest(**{"text": text, "region": GALILEE} | choices), now=NOW)


def ids(answer):
    return [hit.id for hit in answer.hits]


class TestDanger:
    @pytest.mark.parametrize(
        "question",
        [
            "לא רוצה לחיות", "לא רוצים לחיות", "לחיות אני כבר לא רוצה", "не хочет жить", "I want to die", "بديش اعيش",
            "לא יכול יותר", "לא רוצה לחיוץ",
        ],
    )  # fmt: skip
    def test_puts_help_before_everything(self, index, question):
        answer = ask(index, question)

        assert ids(answer)[:2] == ["line", "ward"]
        assert SUICIDAL in answer.understanding.terms

    @pytest.mark.parametrize("question", ["רוצה לחיות טוב", "לא יכולה יותר לשלם", "I want a diet", "где жить"])
    def test_is_not_heard_where_there_is_none(self, index, question):
        assert SUICIDAL not in ask(index, question).understanding.terms

    def test_seen_through_a_slip_in_a_right_word_replaces_nothing_and_offers_the_word(self, index):
        answer = ask(index, "не хачу жить")

        assert ids(answer)[:2] == ["line", "ward"]
        assert answer.understanding.corrections == ()
        assert answer.did_you_mean == "не хочу жить"


class TestSmallWords:
    def test_are_asked_for_where_a_phrase_has_one_word_of_subject(self, index):
        assert BIRTH in ask(index, "קבוצה אחרי לידה").understanding.terms

    def test_stay_silent_in_plain_search(self, index):
        assert ids(ask(index, "רוצה סוכרת")) == ["living"]


class TestTwoSubjects:
    @pytest.mark.parametrize(
        ("question", "first"),
        [("חוג שחייה לילד אוטיסט", "both"), ("עורך דין לקשיש", "rights")],
    )
    def test_are_answered_first_by_what_answers_both(self, index, question, first):
        assert ids(ask(index, question))[0] == first


class TestWordsKeptWithTheIndex:
    def test_change_nothing_but_the_time_to_open_it(self, index, tmp_path):
        build(tmp_path, SERVICES, LEXICON)
        (current_generation(tmp_path) / WORDS).unlink()

        without = ask(SearchIndex.open(tmp_path), "לא רוצה לחיות")

        assert [(hit.id, hit.score) for hit in without.hits] == [
            (hit.id, hit.score) for hit in ask(index, "לא רוצה לחיות").hits
        ]

    def test_of_another_shape_are_passed_over(self, tmp_path):
        build(tmp_path, SERVICES, LEXICON)
        (current_generation(tmp_path) / WORDS).write_text('[["לא"], 7]', encoding="utf-8")

        assert ids(ask(SearchIndex.open(tmp_path), "לא רוצה לחיות"))[0] == "line"
