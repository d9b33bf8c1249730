"""Who gets a place: from scored applications to chosen, waiting and not chosen, with the reasons of each.

The words of this engine: a *candidate* takes one place or several (a family), all or none; a *reserve* is places kept
for those who fit it first; a *ceiling* is the most places that one group may take; the *order* is by score, then the
tie-breaks, then the lot; the *lot* is a hash of a published seed that anyone can recompute; a *decision* is a person's,
and stays.
"""
