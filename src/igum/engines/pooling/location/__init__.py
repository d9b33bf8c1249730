"""Location: which sites open, which groups meet in which slots, and who goes where.

``services`` holds what is asked and ``plans`` what is answered; ``planning`` answers for one service and ``several``
for many; ``before`` lets one begin from another. Beside them ``changes`` (what if), ``proposals`` (plans that differ),
``alone`` (what some of the towns would pay among themselves), ``left_out``, ``reasons`` and ``words`` (why).

Below, in numbers alone: ``arcs`` makes a ``network`` (parties, offers of groups, arcs between them), ``components``
takes it apart, ``stages`` and ``search`` better it goal by goal. ``filling`` makes a first plan and ``neighbourhoods``
better it in small parts; ``formulation`` and ``rounding`` write rows for the ``solver``; ``lagrange`` and
``narrowing`` bound by prices what is too large for it; ``certain`` and ``patterns`` settle what all good plans share.
"""
