"""When sessions are, who plays whom, and whose turn it is in the hall.

The words of this engine: a *series* recurs by a rule of RFC 5545 that ends, at one local time; an *occurrence* is a day
that the rule names; a *holiday* closes a day and belongs to a calendar (Jewish, Muslim, Druze, Christian, or the
caller's own); a *session* is what is held in the end, or was to be and is not, and says why; a *fixture* is a game that
is to be played; a *turn* is a time in a hall that one of those who share it has.
"""
