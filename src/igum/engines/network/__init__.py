"""The ties between organisations: who works with whom, who joins groups that would not meet, who stands alone.

The words of this engine: a *statement* is what work has shown or what one side said in a survey; a *tie* is what the
statements about a pair come to, at one of four *intensities*; a *network* is organisations and the ties between them;
a *broker* stands on the shortest ways between others; a *component* is all who reach each other.
"""
