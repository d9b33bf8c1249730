"""Conditions that FHIR can say itself: comparisons of one answer, all of them or any of them."""

from collections.abc import Mapping
from typing import Any

from igum.engines.rules.syntax import And, Binary, Fact, Has, Literal, Node, Not, Or
from igum.questionnaires.rules import expressions
from igum.questionnaires.rules.definition import WITH_CHOICES, Kind, Question

SIGNS = {"==": "=", "!=": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">="}
TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}
AGOROT = 100
Condition = dict[str, Any]


def enable_when(rule: str, questions: Mapping[str, Question]) -> tuple[list[Condition], str] | None:
    """The conditions of a rule and whether all or any must hold; None when FHIR cannot say it."""
    root = expressions.parse(rule).root
    behaviour = "any" if isinstance(root, Or) else "all"
    parts = root.items if isinstance(root, And | Or) else (root,)
    conditions = [_condition(part, questions) for part in parts]
    found = [condition for condition in conditions if condition is not None]
    return (found, behaviour) if len(found) == len(conditions) else None


def _condition(node: Node, questions: Mapping[str, Question]) -> Condition | None:
    if isinstance(node, Has):
        return _exists(node.of, questions, there=True)
    if isinstance(node, Not) and isinstance(node.of, Has):
        return _exists(node.of.of, questions, there=False)
    if isinstance(node, Fact):
        return _compared(node, "==", Literal(0, 0, True), questions)
    if not isinstance(node, Binary):
        return None
    if node.operator == "in" and isinstance(node.left, Literal):
        return _compared(node.right, "==", node.left, questions)
    if isinstance(node.right, Literal):
        return _compared(node.left, node.operator, node.right, questions)
    if isinstance(node.left, Literal) and node.operator in TURNED:
        return _compared(node.right, TURNED[node.operator], node.left, questions)
    return None


def _exists(node: Node, questions: Mapping[str, Question], *, there: bool) -> Condition | None:
    question = questions.get(node.name) if isinstance(node, Fact) else None
    if question is None or not question.is_answered_by_hand:
        return None
    return {"question": question.name, "operator": "exists", "answerBoolean": there}


def _compared(node: Node, operator: str, literal: Literal, questions: Mapping[str, Question]) -> Condition | None:
    question = questions.get(node.name) if isinstance(node, Fact) else None
    if question is None or operator not in SIGNS:
        return None
    answer = _answer(question, literal.value)
    return None if answer is None else {"question": question.name, "operator": SIGNS[operator], **answer}


def _answer(question: Question, value: Any) -> dict[str, Any] | None:
    if question.kind in WITH_CHOICES:
        return {"answerCoding": {"code": value}}
    if question.kind in {Kind.YES_NO, Kind.CONSENT}:
        return {"answerBoolean": value}
    if question.kind == Kind.INTEGER and isinstance(value, int):
        return {"answerInteger": value}
    if question.kind == Kind.MONEY:
        return {"answerDecimal": value / AGOROT}
    if question.kind == Kind.DECIMAL:
        return {"answerDecimal": float(value)}
    if question.kind in {Kind.TEXT, Kind.LONG_TEXT, Kind.PHONE, Kind.EMAIL, Kind.ID_NUMBER}:
        return {"answerString": value}
    return None
