"""What a person at the terminal is told when Igum cannot go on."""


class CannotStart(Exception):
    """One line: what happened, why, and the remedy. Shown without a traceback, exit status 1."""
