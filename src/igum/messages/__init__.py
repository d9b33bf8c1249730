"""Messages: letters to people in their language, each sent once.

Words: a *letter* is a message to one recipient; the *outbox* shows those that wait for a hand;
a *channel* takes a letter away; *quiet hours* are those in which nothing is sent by itself.
"""
