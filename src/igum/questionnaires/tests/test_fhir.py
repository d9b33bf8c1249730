import json

import pytest
from fhir.resources.questionnaire import Questionnaire
from fhir.resources.R4B.questionnaire import Questionnaire as QuestionnaireR4
from tests.journeys.family_form import FORM

from igum.questionnaires.exchange.fhir import NotExportable, as_fhir
from igum.questionnaires.tests.factories import AGREES, CHILDREN, INCOME, KIDS, NAME, TOWN, WHY, a_definition

SPECIFIED = {"R4": QuestionnaireR4, "R5": Questionnaire}
COLOUR = {
    "name": "colour",
    "type": "choices",
    "ask": {"en": "Colours"},
    "choices": [{"value": "red", "names": {"en": "Red", "he": "אדום"}}, {"value": "blue", "names": {"en": "Blue"}}],
}
EVERYTHING = a_definition(
    NAME,
    {**KIDS, "check": {"rule": "value >= 0", "say": {"en": "Not less than none."}}, "default": 2},
    WHY,
    INCOME,
    TOWN,
    CHILDREN,
    AGREES,
    COLOUR,
    {"name": "double", "type": "calculation", "value": "kids * 2"},
    {"name": "told", "type": "note", "ask": {"en": "Thank you"}, "when": '"red" in colour && income > 500000'},
    {"name": "odd", "type": "text", "ask": {"en": "Odd"}, "when": "kids % 2 == 1"},
)
GROUPED = {
    "title": {"en": "Two parts"},
    "questions": [
        {
            "name": "part",
            "type": "group",
            "ask": {"en": "Part"},
            "hint": {"en": "Short"},
            "questions": [{**NAME, "hint": {"en": "As in your papers"}}],
        }
    ],
}


def item(questionnaire, name):
    def within(items):
        for each in items:
            yield each
            yield from within(each.get("item", []))

    return next(each for each in within(questionnaire["item"]) if each["linkId"] == name)


@pytest.mark.parametrize("definition", [EVERYTHING, GROUPED, FORM], ids=["everything", "grouped", "family"])
@pytest.mark.parametrize("release", ["R4", "R5"])
def test_what_is_exported_holds_to_the_specification(definition, release):
    written = json.dumps(as_fhir(definition, release=release, language="en"))

    assert SPECIFIED[release].model_validate_json(written).item


@pytest.mark.parametrize("release", ["R4", "R5"])
def test_every_item_has_what_every_item_needs(release):
    questionnaire = as_fhir(EVERYTHING, release=release, language="en")
    links = []

    def look(items):
        for each in items:
            links.append(each["linkId"])
            assert each["type"]
            assert each["type"] != "display" or not {"item", "required", "repeats", "initial"} & set(each)
            assert each["type"] == "group" or each.get("text") or each.get("readOnly")
            look(each.get("item", []))

    look(questionnaire["item"])
    assert len(links) == len(set(links))
    assert questionnaire["status"] == "active"


def test_a_condition_that_fhir_can_say_is_said_in_its_own_way():
    questionnaire = as_fhir(EVERYTHING, language="en")

    assert item(questionnaire, "why")["enableWhen"] == [{"question": "kids", "operator": ">", "answerInteger": 3}]
    assert item(questionnaire, "told")["enableBehavior"] == "all"
    assert item(questionnaire, "told")["enableWhen"] == [
        {"question": "colour", "operator": "=", "answerCoding": {"code": "red"}},
        {"question": "income", "operator": ">", "answerDecimal": 5000.0},
    ]


def test_any_other_condition_is_an_expression():
    odd = item(as_fhir(EVERYTHING, language="en"), "odd")

    assert "enableWhen" not in odd
    assert odd["extension"] == [
        {
            "url": "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-enableWhenExpression",
            "valueExpression": {"language": "text/cel", "expression": "kids % 2 == 1"},
        }
    ]


def test_the_other_languages_stand_beside_each_text():
    name = item(as_fhir(EVERYTHING, language="en"), "name")

    assert name["text"] == "Your name"
    assert name["_text"]["extension"][0]["extension"] == [
        {"url": "lang", "valueCode": "he"},
        {"url": "content", "valueString": "השם שלך"},
    ]


def test_choices_are_called_as_each_release_calls_them():
    assert item(as_fhir(EVERYTHING, release="R4"), "colour")["type"] == "choice"
    assert item(as_fhir(EVERYTHING, release="R5"), "colour")["type"] == "coding"
    assert item(as_fhir(EVERYTHING), "colour")["repeats"] is True


def test_a_definition_with_problems_is_not_exported():
    with pytest.raises(NotExportable, match="txt"):
        as_fhir(a_definition({**NAME, "type": "txt"}))
