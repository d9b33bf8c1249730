"""The one way a command says no."""


class Refused(Exception):
    """A command will not do what was asked; the text says what happened, why, and what to do next."""

    @property
    def reason(self) -> str:
        """The words for the person who asked, in their language."""
        return str(self)
