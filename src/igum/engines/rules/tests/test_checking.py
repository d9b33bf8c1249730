"""A rule that does not fit its facts is refused before it meets a case."""

import ast
from pathlib import Path

import pytest

from igum.engines.rules import errors
from igum.engines.rules.checking import check
from igum.engines.rules.errors import RuleError
from igum.engines.rules.parsing import parse
from igum.engines.rules.types import BOOL, DATE, DOUBLE, INT, STRING, Type, list_of, record

FACTS = {
    "household.size": INT,
    "income": DOUBLE,
    "town": STRING,
    "born": DATE,
    "settled": BOOL,
    "children": list_of(record({"age": INT, "name": STRING})),
    "tags": list_of(STRING),
    "home": record({"rooms": INT}),
}


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("household.size >= 3", BOOL),
        ("household.size / 2", INT),
        ("household.size / 2.0", DOUBLE),
        ("income > household.size", BOOL),
        ("home.rooms + 1", INT),
        ("children.map(c, c.age)", list_of(INT)),
        ("children.filter(c, c.age > 3)[0].name", STRING),
        ("sum(children.map(c, c.age)) > 10", BOOL),
        ("max(household.size, income)", DOUBLE),
        ("max(born, date('2020-01-01')) < born", BOOL),
        ("settled ? 'a' : town", STRING),
        ('{"Acre": 3}[town]', INT),
        ("tags + ['x']", list_of(STRING)),
        ("[].exists(x, x == 1) || null == null", BOOL),
        ("size(tags) + size(town) + size({})", INT),
        ("-income", DOUBLE),
        ("has(home.rooms) && has(children[0].age)", BOOL),
    ],
)
def test_the_type_of_what_a_rule_answers(source: str, kind: Type):
    assert check(parse(source), FACTS) == kind


@pytest.mark.parametrize(
    ("source", "code", "part", "words"),
    [
        ("household.sise > 1", "unknown_name", "household.sise", "Did you mean household.size?"),
        ("home.room > 1", "unknown_name", "home.room", "Did you mean rooms?"),
        ("children.all(c, c.agee > 1)", "unknown_name", "c.agee", "Did you mean age?"),
        ("town.length > 1", "no_fields", "town.length", "A text has no parts"),
        ("town > 3", "never_equal", "town > 3", "A number stands without quotes"),
        ("born > '2026-01-01'", "never_equal", "born > '2026-01-01'", 'Write date("2026-08-01") around'),
        ("town == 3", "never_equal", "town == 3", "A text is never equal to a whole number."),
        ("3 in tags", "never_equal", "3 in tags", "never in a list of text"),
        ("3 in town", "not_a_list", "town", "«in» needs a list after it, not a text."),
        ("town && settled", "wrong_type", "town", "A yes or no is needed here, and this is a text."),
        ("!income", "wrong_type", "income", "A yes or no is needed here"),
        ("-town", "wrong_operand", "town", "A minus stands before a number"),
        ("settled + 1", "wrong_operand", "settled", "A yes or no cannot stand beside +."),
        ("income % 2.0", "wrong_operand", "income", "cannot stand beside %"),
        ("settled ? 1 : 2.5", "mixed_types", "2.5", "Write the whole number with a point: 1.0."),
        ("[1, 'a']", "mixed_types", "'a'", "All parts of a list are of one type"),
        ("{1.5: 2}[1]", "wrong_key", "{1.5: 2}", "cannot be a key"),
        ("{'a': 1, 'b': 2, 'a': 3}[town]", "repeated_key", "{'a': 1, 'b': 2, 'a': 3}", "A key stands twice"),
        ("income == null", "compared_with_null", "income == null", "Write has(name) to ask whether it is known."),
        ("town.exists(c, true)", "not_a_list", "town", "exists goes through a list, and this is a text."),
        ("children.exists(c, c.age)", "wrong_type", "c.age", "A yes or no is needed here"),
        ("tags['a']", "wrong_index", "'a'", "A whole number is needed in the brackets, not a text."),
        ("income[0]", "no_index", "income", "has no numbered or named parts"),
        ("years_between(born, town)", "wrong_arguments", "years_between(born, town)", "years_between(born, today)"),
        ("sum(tags)", "wrong_arguments", "sum(tags)", "sum cannot be asked of a list of text."),
        ("min(town, 3)", "wrong_arguments", "min(town, 3)", "It is written so: min(a, b)."),
        ("town.matches('(a')", "bad_pattern", "'(a'", "a group ( is not closed"),
        ("children < children", "wrong_operand", "children", "cannot stand beside <"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_where_it_stands(source: str, code: str, part: str, words: str):
    with pytest.raises(RuleError) as error:
        check(parse(source), FACTS)

    assert (error.value.code, source[error.value.start : error.value.end]) == (code, part)
    assert code in errors.CODES
    assert words in str(error.value)


def test_the_codes_listed_are_those_that_refusals_have():
    """So that a table of sentences in another language can be held against them."""
    written = [
        node for file in Path(errors.__file__).parent.glob("*.py") for node in ast.walk(ast.parse(file.read_text()))
    ]
    strings = {node.value for node in written if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    calls = [node for node in written if isinstance(node, ast.Call)]
    made = [node.args[0] for node in calls if isinstance(node.func, ast.Name) and node.func.id == "RuleError"]

    assert strings >= errors.CODES
    assert {code.value for code in made if isinstance(code, ast.Constant)} <= errors.CODES
