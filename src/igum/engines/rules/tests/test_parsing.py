"""A rule is read, or refused in words that say where, why and what to write."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from igum.engines.rules.errors import RuleError
from igum.engines.rules.evaluating import compile_rule
from igum.engines.rules.parsing import parse
from igum.engines.rules.syntax import Binary, Fact, walk

SIGNS = "&|!=<>+-*/%?:.,()[]{}\"'\\ \n\r\t0123456789aexruEB_#@שع🐱"


def refused(source: str) -> RuleError:
    with pytest.raises(RuleError) as error:
        parse(source)
    return error.value


@pytest.mark.parametrize(
    ("source", "code", "part", "remedy"),
    [
        ("", "ends_too_early", "", "Write what is missing."),
        ("size >= ", "ends_too_early", "", "Write what is missing."),
        ("size = 3", "strange_character", "=", "Write == to compare."),
        ("a and b", "unexpected", "and", "Write && for «and»."),
        ("not a", "unexpected", "a", "Write ! for «not»."),
        ("size ≥ 3", "strange_character", "≥", "Write >=."),
        ("town == “Acre”", "strange_character", "“", 'Write straight quotes: "text".'),
        ("town == חיפה", "strange_character", "ח", 'Names are in Latin letters; a text stands in quotes: "חיפה".'),
        ("town == 'Acre", "unclosed_text", "'Acre", "Write ' where the text ends."),
        ("town == 'A\ncre'", "unclosed_text", "'A\ncre", "Close it by ', or write ''' on both sides."),
        (r"town == '\q'", "bad_escape", r"\q", "Write \\\\ for a backslash, or r before the text."),
        (r"town == '\ud800'", "bad_escape", r"\ud800", ""),
        ("b'abc'", "bytes_text", "b'", "Write the text without b before it."),
        ("size > 5u", "unsigned_number", "5u", "Write 5."),
        ("size > 5x", "bad_number", "5x", "A name begins with a letter; a number has digits only."),
        ("9223372036854775808", "number_too_large", "9223372036854775808", "Write a decimal number"),
        ("1e200", "number_too_large", "1e200", ""),
        ("(size > 3", "ends_too_early", "", "Close the bracket where the part ends."),
        ("[1, 2", "ends_too_early", "", "Close with ], or put a comma before what follows."),
        ("[1 2]", "unexpected", "2", "Close with ], or put a comma before what follows."),
        ("a ? b", "ends_too_early", "", "The parts of a choice are written: test ? then : otherwise."),
        ("household.", "ends_too_early", "", "A name must follow the dot."),
        ("strat(a)", "unknown_function", "strat", ""),
        ("town.startswith('A')", "unknown_function", "startswith", "Did you mean startsWith?"),
        ("size(a, b)", "wrong_arguments", "size(a, b)", "It is written so: size(children)."),
        ("f_unknown(17) || true", "unknown_function", "f_unknown", "Known here"),
        ("children.exists(child.age < 6)", "macro_needs_name", "child", "children.exists(child, child.age < 6)"),
        ("children.exists(c, true, true)", "wrong_arguments", "children.exists(c, true, true)", "It is written so"),
        ("has(1)", "has_of_value", "1", "Write has(income.net)."),
        ("a.all(b, b.all(c, c.all(d, d.all(e, e.all(f, f)))))", "macros_too_deep", "all", "Split the rule."),
    ],
)  # fmt: skip
def test_a_refusal_says_where_why_and_what_to_write(source: str, code: str, part: str, remedy: str):
    refusal = refused(source)

    assert (refusal.code, source[refusal.start : refusal.end]) == (code, part)
    assert remedy in refusal.remedy
    assert refusal.message.endswith(".")


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("(" * 100_000, "too_long"),
        ("(" * 9_000, "too_deep"),
        ("[" * 9_000, "too_deep"),
        ("!" * 9_000 + "true", "too_long"),
        ("-" * 9_000 + "1", "too_long"),
        ("a" + "?a:a" * 2_000, "too_deep"),
        ("1" + "+1" * 4_000, "too_long"),
        ("1" + "+1" * 400, "too_deep"),
        ("a" + "[0]" * 400, "too_deep"),
        ("[" + "1," * 4_000 + "1]", "too_long"),
        ("a" + ".b(" * 3_000, "unknown_function"),
        ("9" * 9_000, "number_too_large"),
    ],
)
def test_what_would_exhaust_the_machine_is_refused(source: str, code: str):
    assert refused(source).code == code


@given(st.text(max_size=60) | st.text(SIGNS, max_size=60))
@example("'" + "\\" * 3)
@example("a.b.c(")
@example('"""')
@example("-")
def test_whatever_is_written_only_a_rule_error_comes_out(source: str):
    try:
        rule = compile_rule(parse(source))
    except RuleError as refusal:
        assert 0 <= refusal.start <= refusal.end <= len(source)  # noqa: PT017 - most are refused, not all
    else:
        rule({})


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("1 + 2 * 3 - 4 / 2", 5),
        ("(1 + 2) * 3", 9),
        ("7 - 3 - 2", 2),
        ("true || false && false", True),
        ("!false && true", True),
        ("false ? 1 : true ? 2 : 3", 2),
        ("1 < 2 == true", True),
        ("[1, 2,]", [1, 2]),
        ("2 in [1, 2] && !(3 in [1])", True),
        ("\t1\n+ // one\r\n  2\f", 3),
        ("'a' // the end", "a"),
        (r"r'\d' + '''it's'''", "\\dit's"),
        ("size('שלום') + 'שלום'.size()", 8),
        ("[[1], [2, 3]][1][0]", 2),
        ('{"a": [1, 2]}.a[1]', 2),
        ("[1, 2, 3].map(n, n > 1, n * 10)", [20, 30]),
    ],
)
def test_a_rule_is_read_as_cel_reads_it(source: str, value: object):
    assert compile_rule(parse(source))({}) == value


def test_each_part_knows_the_characters_it_was_read_from():
    rule = parse("(household.size + 1) * 2 > income")

    texts = [rule.text(node) for node in walk(rule.root) if isinstance(node, Binary | Fact)]

    assert texts == ["(household.size + 1) * 2 > income", "(household.size + 1) * 2", "household.size + 1",
                     "household.size", "income"]  # fmt: skip
    assert rule.facts() == ("household.size", "income")
