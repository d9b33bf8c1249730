"""The programme file, as pure functions: read it, check it, run its tests, compare two versions, draw it.

``reading`` turns YAML into plain values that know their line; ``schema`` holds them against the published JSON Schema;
``checking`` adds what a schema cannot say and hands out a ``Programme``. Nothing here knows a table, a clock or a disk:
what a file needs from outside (a parent, an XLSForm) comes in ``surroundings``.
"""
