"""Programmes: a programme is a file, and the way from that file to a chosen cohort.

A *programme* is a course of help with a beginning and an end. One readable file says all of it: intake, eligibility,
score, places, roles, matching, phases, sessions, cost, outcomes, and tests of itself. A *version* is one such file,
never changed; a *cohort* goes through the version it started on. An *application* asks for a place in a cohort, a
*review* is one person's judgement of it, an *offer* is a place held until a day, an *engagement* is somebody's part
in a cohort.
"""
