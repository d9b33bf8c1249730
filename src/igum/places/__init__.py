"""Regions, authorities and localities: where people live, how many they are, and how far apart.

A *region* is a regional cluster of authorities (eshkol). An *authority* is a municipality, a local council or
a regional council. A *locality* is one town, village or kibbutz; a town is a locality and its own authority.
Facts are public and come with the package; ``data/SOURCES.md`` says from where and of which year.
"""
