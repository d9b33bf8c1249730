"""Questionnaires: questions of any form, and the answers people give to them.

Words: a *questionnaire* is a definition that never changes once kept; a *question* has a
name, a kind and texts by language; a *response* is one filling of it, for a *purpose* that
the module above states; a *section* is what one page of it asks; an *entry* is one round of
a repeat; a *draft* is what was typed and cannot be read as an answer yet.
"""
