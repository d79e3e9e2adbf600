"""What was found in an office's template."""

from dataclasses import dataclass
from typing import Any

from thidua.paperwork.codec import decode, encode


@dataclass(frozen=True)
class FieldUse:
    """A field that the template uses: path, label, and where: "đoạn 3", "bảng 1, hàng 2, cột 1"."""

    path: str
    label: str
    places: tuple[str, ...]


@dataclass(frozen=True)
class Mistake:
    """What is wrong (or, as a remark, worth a look): in words, where, and how to mend it."""

    message: str
    place: str
    mend: str


@dataclass(frozen=True)
class TemplateReport:
    """All about a template.

    Attributes:
        fields: what it uses, in the order of their first place.
        errors: why it cannot be used; remarks: what a document should have and the template does not show.
    """

    fields: tuple[FieldUse, ...] = ()
    errors: tuple[Mistake, ...] = ()
    remarks: tuple[Mistake, ...] = ()

    @property
    def usable(self) -> bool:
        """Whether it can be accepted."""
        return not self.errors

    def as_json(self) -> dict[str, Any]:
        """Return the report as what `json.dumps` takes."""
        data: dict[str, Any] = encode(self)
        return data

    @classmethod
    def from_json(cls, data: Any) -> "TemplateReport":
        """Return the report that `as_json` wrote. Raises PaperworkError."""
        return decode(cls, data)
