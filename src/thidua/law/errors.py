"""What the law library says when it cannot answer."""


class LawError(ValueError):
    """The question, the facts or a pack are wrong.

    Attributes:
        message: what is wrong, in Vietnamese.
        place: where: a file with its line, a JSON pointer into the facts, an argument.
        mend: how to put it right.
        exit_status: what a command returns for it.
    """

    exit_status = 2

    def __init__(self, message: str, place: str = "", mend: str = "") -> None:
        self.message = message
        self.place = place
        self.mend = mend
        super().__init__(str(self))

    def __str__(self) -> str:
        text = f"{self.place}: {self.message}" if self.place else self.message
        return f"{text.rstrip('.')}. {self.mend}" if self.mend else text


class LawUnknown(LawError):  # noqa: N818 - it is an answer ("not known"), not a fault of the caller
    """The law of that day, or the figure asked for, is not known to the packs. Never filled by a guess."""

    exit_status = 3
