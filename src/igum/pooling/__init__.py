"""Pools: services that neighbouring towns hold together because none of them could alone.

Words: a *pool* is a service with its towns, sites and rules, written as a document; a *plan* is one answer of the
engine to it; a *what-if* asks again with something changed; a *key* divides the cost; an *agreement* fixes one plan,
one key and its bounds, and is signed by every town.
"""
