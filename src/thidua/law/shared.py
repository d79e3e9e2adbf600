"""What many awards share: who decides, papers, votes, groups of conditions; and what would settle what we lack."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from thidua.law.reading import Entry
from thidua.law.sources import Dated, read_dated

T = TypeVar("T")

#: Parts of an award that can be not known.
PARTS = (
    "decided_by",
    "nominated_by",
    "vote",
    "papers",
    "public_comment",
    "deadlines",
    "considered",
    "money",
    "criteria",
)


@dataclass(frozen=True)
class Shared:
    """The file `shared.yaml`.

    Attributes:
        parts: lists of versions by part and name; an award names them instead of writing them out.
        conditions: groups of conditions by name, put in where criteria say "shared".
        not_known: for each part the document that would settle it, by date.
    """

    parts: Mapping[str, Mapping[str, Entry]] = field(default_factory=dict)
    conditions: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)
    not_known: Mapping[str, Dated[str]] = field(default_factory=dict)

    def part(self, name: str, entry: Entry, read_value: Callable[[Entry], T]) -> Dated[T]:
        """The versions of a part: written out, or by the name of shared ones.

        Raises:
            LawError: there is no such shared part.
        """
        if entry.is_list:
            return read_dated(entry, read_value)
        known = self.parts.get(name, {})
        key = entry.text()
        if key not in known:
            entry.fail(f"không có phần chung '{name}: {key}'", f"Dùng: {', '.join(known) or 'danh sách viết đầy đủ'}")
        return read_dated(known[key], read_value)


def read_shared(entry: Entry) -> Shared:
    """The shared file.

    Raises:
        LawError: a form error.
    """
    keys = entry.mapping(("parts", "conditions", "not_known"), required=("parts", "conditions", "not_known"))
    return Shared(
        parts={part: item.mapping() for part, item in keys["parts"].mapping(PARTS).items()},
        conditions={name: tuple(item.items()) for name, item in keys["conditions"].mapping().items()},
        not_known=read_not_known(keys["not_known"]),
    )


def read_not_known(entry: Entry) -> dict[str, Dated[str]]:
    """For each part the document that would settle it."""
    return {part: read_dated(item, lambda value: value.text()) for part, item in entry.mapping(PARTS).items()}


@dataclass(frozen=True)
class NotKnown:
    """A part of an award that the packs do not know on a day.

    Attributes:
        part: which.
        title: Vietnamese name of the part.
        settled_by: the document that would settle it.
        cite: where that document, or the gap, is named; None where nothing is named.
    """

    part: str
    settled_by: str
    cite: Any

    @property
    def title(self) -> str:
        return PART_TEXT[self.part]

    @property
    def text(self) -> str:
        """'Hồ sơ: chưa rõ; cần …'."""
        return f"{self.title}: chưa rõ; cần {self.settled_by}"

    def to_json(self) -> dict[str, Any]:
        return {
            "part": self.part,
            "title": self.title,
            "settled_by": self.settled_by,
            "cite": None if self.cite is None else self.cite.to_json(),
            "knowledge": "unknown",
        }


PART_TEXT = {
    "decided_by": "Thẩm quyền quyết định",
    "nominated_by": "Đề nghị",
    "vote": "Bỏ phiếu",
    "papers": "Hồ sơ",
    "public_comment": "Lấy ý kiến công khai",
    "deadlines": "Thời hạn",
    "considered": "Kỳ xét",
    "money": "Mức thưởng",
    "criteria": "Tiêu chuẩn",
}
