"""Who goes with whom: so many candidates for each subject, by rules, and with the reasons of each match.

The words of this engine: a *subject* is who is helped (a family, a settlement), and wants one candidate or several; a
*candidate* is who helps (a mentor, an adviser), and takes so many subjects at most; a *table* says of each pair which
hard rules it meets and how many points each soft rule gives it; a *quota* is a rule about all candidates of one subject
("one of the two is a woman"); a match that *stays* was made before, or by a person. A subject is *served* when it has
all that it wants: nobody is given half of it. A match found here is a proposal, for people to agree to.
"""
