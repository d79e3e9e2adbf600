"""What is wrong with a file that cannot be read as a plan."""


class PlanError(ValueError):
    """A file that cannot be read as a plan, told to the person who gave it.

    Attributes (all Vietnamese):
        message: what is wrong.
        place: where: the file's name, a line, a part of the document; empty if it is the file as a whole.
        mend: what to do about it.
    """

    def __init__(self, message: str, place: str, mend: str) -> None:
        super().__init__(message, place, mend)
        self.message = message
        self.place = place
        self.mend = mend

    def __str__(self) -> str:
        return f"{self.place}: {self.message} {self.mend}" if self.place else f"{self.message} {self.mend}"


class ReadingStopped(Exception):  # noqa: N818 - nothing went wrong: the caller asked for it
    """The caller's `stop` asked to end the reading of a scan; nothing is kept of it."""
