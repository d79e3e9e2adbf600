"""The one way in which an action says no."""


class Refused(Exception):  # noqa: N818 - the name is the project's word for it
    """An action was refused; nothing was changed.

    Args:
        code: stable name for tests and machines, e.g. ``"already_voted"``.
        message: Vietnamese (translatable) sentence for the person: what, where and how to mend it.
        article: the provision that forbids it, as it is cited to people, or empty.
        fields: form field → message, where the refusal belongs to single fields.
    """

    def __init__(self, code: str, message: str, article: str = "", fields: dict[str, str] | None = None) -> None:
        super().__init__(str(message))
        self.code = code
        self.message = message
        self.article = article
        self.fields = fields or {}
