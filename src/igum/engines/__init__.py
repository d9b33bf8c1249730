"""Pure functions of values: text, rules, choosing and schedule; pooling, matching and rounds to come.

No Django, no database, no clock, no chance, no disk, no network. What an engine needs to know is an argument, so that
it can be tried on paper, tested on tables and measured beside its peers.
"""
