"""The one place where forms meet the engine of rules."""

from igum.core import rule_words
from igum.engines.rules.checking import check
from igum.engines.rules.errors import RuleError
from igum.engines.rules.evaluating import compile_rule
from igum.engines.rules.parsing import parse
from igum.engines.rules.syntax import Expression
from igum.engines.rules.types import BOOL, DATE, DOUBLE, INT, STRING, UNKNOWN, Type, list_of, record

__all__ = [
    "BOOL",
    "DATE",
    "DOUBLE",
    "INT",
    "STRING",
    "UNKNOWN",
    "Expression",
    "RuleError",
    "Type",
    "check",
    "compile_rule",
    "fields_of",
    "list_of",
    "names_in",
    "parse",
    "record",
    "words",
]


def names_in(expression: Expression) -> frozenset[str]:
    """The names of the answers an expression leans on."""
    return frozenset(name.partition(".")[0] for name in expression.facts())


def fields_of(entries: Type) -> dict[str, Type]:
    """What one entry of a list of records holds."""
    return dict(entries.item.fields) if entries.item else {}


def words(why: RuleError) -> tuple[str, str]:
    """What is wrong with an expression, and what to write, in the page's language."""
    what, _reason, remedy = rule_words.words(why)
    return what, remedy
