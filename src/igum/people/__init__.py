"""People: accounts, the posts they hold, residents and households, and consent.

Words: a *user* signs in; a *post* is a role held in a place from a day to a day;
a *resident* is somebody the region serves; a *household* lives together.
"""
