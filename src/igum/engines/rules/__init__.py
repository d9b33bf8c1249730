"""Rules that authors write and anyone can read: a part of CEL, in three values, with reasons, in Python and in SQL.

The words of this engine: a *fact* is what is known of one case, under a dotted name; a fact that is missing or None is
*unknown*; a rule over unknown facts is true, false or UNKNOWN by Kleene's logic; a *fault* is a step that has no answer
(a division by zero), and counts as unknown with a reason; a *trace* says which parts decided and what is missing.

The way of a rule: ``parsing.parse`` reads it, ``checking.check`` holds it against the types of the facts, then
``evaluating.compile_rule`` makes a Python function of it, ``explaining.explain`` gives the reasons, and ``sql.to_sql``
makes an expression of PostgreSQL of it. All three answer the same.

Room for intervals: UNKNOWN is the widest thing that can be said of a value. Amounts known between bounds would be a
second evaluator of the same tree (``syntax``), with the operators of ``operations`` lifted to pairs of bounds: ``<``
is known as soon as the bounds do not meet. The parser, the check and the trace do not depend on what a value is.
"""
