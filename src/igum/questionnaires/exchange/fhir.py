"""A definition as a FHIR Questionnaire, releases R4 and R5.

Source:
    https://hl7.org/fhir/R4/questionnaire.html, https://hl7.org/fhir/R5/questionnaire.html, and for what they cannot say
    the extensions of https://hl7.org/fhir/uv/sdc/ (calculated and conditional expressions) and of
    https://hl7.org/fhir/extensions/ (translations, constraints, occurrences, units). Expressions stay in our own
    language and say so: its media type is text/cel.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Literal

from igum.questionnaires.exchange.fhir_conditions import enable_when
from igum.questionnaires.rules.compiling import read
from igum.questionnaires.rules.definition import WITH_CHOICES, Kind, Question, Texts, text_in

Release = Literal["R4", "R5"]
CORE = "http://hl7.org/fhir/StructureDefinition/"
SDC = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-"
CEL = "text/cel"
TYPES = {
    **dict.fromkeys((Kind.TEXT, Kind.PHONE, Kind.EMAIL, Kind.ID_NUMBER, Kind.TOWN, Kind.CALCULATION), "string"),
    **dict.fromkeys((Kind.YES_NO, Kind.CONSENT), "boolean"),
    **dict.fromkeys((Kind.GROUP, Kind.REPEAT), "group"),
    Kind.LONG_TEXT: "text",
    Kind.INTEGER: "integer",
    Kind.DECIMAL: "decimal",
    Kind.MONEY: "decimal",
    Kind.DATE: "date",
    Kind.TIME: "time",
    Kind.NOTE: "display",
}
CHOICE = {"R4": "choice", "R5": "coding"}
VALUES = {"integer": "valueInteger", "date": "valueDate", "time": "valueTime", "boolean": "valueBoolean"}
CALCULATED = {"bool": "boolean", "int": "integer", "double": "decimal", "date": "date"}


class NotExportable(ValueError):
    """The definition has problems, so it cannot be exported."""


def as_fhir(
    definition: Mapping[str, Any], *, release: Release = "R4", language: str = "he", identifier: str = ""
) -> dict[str, Any]:
    """The questionnaire as FHIR JSON.

    Args:
        definition: without problems.
        release: of FHIR.
        language: of the plain texts; the others stand beside them as translations.
        identifier: what the questionnaire is known by elsewhere, such as the hash of its content.

    Raises:
        NotExportable: the definition has problems.
    """
    compiled, problems = read(definition)
    if compiled is None:
        raise NotExportable("; ".join(map(str, problems)))
    form, writer = compiled.form, _Writer(release, language, compiled.questions, compiled.types)
    found: dict[str, Any] = {
        "resourceType": "Questionnaire",
        "status": "active",
        "language": language,
        **_said("title", form.title, language),
        **_said("description", form.intro, language),
        "item": [writer.item(question) for question in form.questions],
    }
    if identifier:
        found["identifier"] = [{"system": "urn:ietf:rfc:3986", "value": identifier}]
    return found


class _Writer:
    """Writes the items of one questionnaire."""

    def __init__(
        self, release: Release, language: str, questions: Mapping[str, Question], types: Mapping[str, Any]
    ) -> None:
        self.release, self.language, self.questions, self.types = release, language, questions, types

    def item(self, question: Question) -> dict[str, Any]:
        item: dict[str, Any] = {"linkId": question.name, "type": self.type_of(question)}
        item |= _said("text", question.ask, self.language)
        extensions = list(self.extensions(question))
        item |= self.condition(question, extensions)
        if question.required == "true":
            item["required"] = True
        elif question.required:
            item["_required"] = {"extension": [_expression(CORE + "cqf-expression", question.required)]}
        if question.kind in {Kind.REPEAT, Kind.CHOICES}:
            item["repeats"] = True
        if question.kind == Kind.CALCULATION:
            item["readOnly"] = True
        if question.max_length:
            item["maxLength"] = question.max_length
        if question.choices:
            item["answerOption"] = [
                {"valueCoding": {"code": each.value, **_said("display", each.names, self.language)}}
                for each in question.choices
            ]
        item |= self.initial(question, item["type"])
        inside = [self.item(each) for each in question.questions] + self.hint(question)
        return item | ({"item": inside} if inside else {}) | ({"extension": extensions} if extensions else {})

    def type_of(self, question: Question) -> str:
        if question.kind in WITH_CHOICES:
            return CHOICE[self.release]
        if question.kind == Kind.CALCULATION and question.name in self.types:
            return CALCULATED.get(self.types[question.name].kind, "string")
        return TYPES[question.kind]

    def extensions(self, question: Question) -> Iterator[dict[str, Any]]:
        if question.kind == Kind.CALCULATION:
            yield _expression(SDC + "calculatedExpression", question.value)
        if question.kind == Kind.MONEY:
            unit = {"system": "urn:iso:std:iso:4217", "code": "ILS", "display": "₪"}
            yield {"url": CORE + "questionnaire-unit", "valueCoding": unit}
        if question.least:
            yield {"url": CORE + "questionnaire-minOccurs", "valueInteger": question.least}
        if question.most:
            yield {"url": CORE + "questionnaire-maxOccurs", "valueInteger": question.most}
        if question.check:
            human, _language = text_in(question.check.say, self.language)
            yield {
                "url": CORE + "targetConstraint",
                "extension": [
                    {"url": "key", "valueId": question.name.replace("_", "-")},
                    {"url": "severity", "valueCode": "error"},
                    {"url": "expression", "valueExpression": {"language": CEL, "expression": question.check.rule}},
                    {"url": "human", "valueString": human},
                ],
            }

    def condition(self, question: Question, extensions: list[dict[str, Any]]) -> dict[str, Any]:
        """When it is asked: as FHIR's own conditions where they can say it, else as an expression."""
        if not question.when:
            return {}
        simple = enable_when(question.when, self.questions)
        if simple is None:
            extensions.append(_expression(SDC + "enableWhenExpression", question.when))
            return {}
        conditions, behaviour = simple
        return {"enableWhen": conditions} | ({"enableBehavior": behaviour} if len(conditions) > 1 else {})

    def initial(self, question: Question, kind: str) -> dict[str, Any]:
        default = question.default
        if default is None or question.kind == Kind.MONEY:
            return {}
        if question.choices:
            chosen = default if isinstance(default, list) else [default]
            return {"initial": [{"valueCoding": {"code": str(each)}} for each in chosen]}
        if kind == "decimal":
            return {"initial": [{"valueDecimal": float(default)}]}
        if kind == "integer":
            return {"initial": [{"valueInteger": int(default)}]}
        return {"initial": [{VALUES.get(kind, "valueString"): default}]}

    def hint(self, question: Question) -> list[dict[str, Any]]:
        """A hint is an item of its own, marked as help."""
        if not question.hint or question.kind == Kind.NOTE:
            return []
        help_code = {"coding": [{"system": "http://hl7.org/fhir/questionnaire-item-control", "code": "help"}]}
        return [
            {
                "linkId": f"{question.name}-hint",
                "type": "display",
                **_said("text", question.hint, self.language),
                "extension": [{"url": CORE + "questionnaire-itemControl", "valueCodeableConcept": help_code}],
            }
        ]


def _said(name: str, texts: Texts, language: str) -> dict[str, Any]:
    """A text with its translations beside it."""
    text, written_in = text_in(texts, language)
    if not text:
        return {}
    others = [
        {
            "url": CORE + "translation",
            "extension": [{"url": "lang", "valueCode": code}, {"url": "content", "valueString": other}],
        }
        for code, other in texts.items()
        if code != written_in
    ]
    return {name: text} | ({f"_{name}": {"extension": others}} if others else {})


def _expression(url: str, expression: str) -> dict[str, Any]:
    return {"url": url, "valueExpression": {"language": CEL, "expression": expression}}
