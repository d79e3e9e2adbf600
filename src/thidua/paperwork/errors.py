"""The one error of this library: what is wrong with a document, where, and how to mend it."""


class PaperworkError(ValueError):
    """A document that cannot be printed as it stands.

    Arguments, all Vietnamese sentences for the person who prepares the document:
        message: what is wrong.
        place: where: the field or the part of the document.
        mend: what to do about it.
    """

    def __init__(self, message: str, place: str, mend: str) -> None:
        super().__init__(f"{place}: {message} {mend}")
        self.message = message
        self.place = place
        self.mend = mend
