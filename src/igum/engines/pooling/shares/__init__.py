"""Who pays what of a thing that towns do together, and whether any of them would rather leave.

The words of this engine: a *game* says what each *coalition* (a group of towns) would pay alone; a *key* divides the
cost of all of them; a *share* is what a town pays, in whole agorot; an *objection* is a coalition that would pay less
alone than its shares add up to; the *core* is all the divisions to which nobody objects; a *level* is the dearest
excess of shares over costs that a division leaves; a coalition is held as a *mask*, one bit for each town by code.
"""
