"""Location: which sites open, which groups meet in which slots, and who goes where.

``services`` holds what is asked and ``plans`` what is answered; ``planning`` answers. Below them, in numbers alone:
``network`` (parties, offers, arcs), ``formulation`` (rows of a mixed integer program), ``stages`` (most people, then
least cost, then the shortest way of the worst-off) and ``lagrange`` (bounds and plans where the program is too large).
Beside them ``changes`` (what if), ``proposals`` (plans that differ), ``reasons`` and ``words`` (why).
"""
