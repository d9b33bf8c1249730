"""Needs: who lacks what, where, how many they are and how that is known; and who works with whom.

Words: a *need* is people of some towns who lack a service, with its size, source and confidence; a *campaign* asks
towns and organisations about needs; an *invitation* is one body that is asked; a *respondent* is a person who holds a
link to its answer, and may hand it on; a *gap* is what a campaign found for one need in one authority; a *tie* is what
two organisations do together, at one of four intensities.
"""
