"""Volunteering: people who give hours, what they may help with, and that both find each other.

Words: a *volunteer* gives hours; an *opportunity* is what a body asks help with; a *shift* is a stretch of time of it
with places; a *sign-up* is a volunteer's place on a shift, or on its waiting list; a *vetting document* shows that
somebody may do what the law protects; an *initiative* is a citizen's idea that a worker supports; a *certificate* says
how many hours were approved.
"""
