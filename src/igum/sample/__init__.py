"""The demo region: invented services of real towns, written to be shown, loaded by ``./igum demo``.

Words: a *base service* is a text written once; an *instance* is that service in
one town, with its own hours, languages, price and area. Everything here is sample.
"""
