"""What a programme may say of its outcomes: whether anyone is better off, of how many, and for how much.

The words of this engine: a *pair* is one person's value at the start and at the end; a *change* is the second less the
first; a *cell* counts people, and is *small* under a limit that the programme sets; a *margin* is a total of cells; a
hidden cell is small, or *protects* one that is; a *unit cost* is money for each person, or for each outcome.
"""
