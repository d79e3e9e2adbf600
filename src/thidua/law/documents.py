"""The registry of legal documents: what they are, when they are in force, how well we know them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from thidua.law.reading import Entry
from thidua.law.sources import KNOWLEDGE

KIND_TEXT = {
    "law": "Luật",
    "decree": "Nghị định",
    "circular": "Thông tư",
    "decision": "Quyết định",
    "letter": "Công văn",
    "consolidation": "Văn bản hợp nhất",
    "regulation": "Quy định",
}

_KEYS = (
    "number",
    "kind",
    "title",
    "issuer",
    "signed",
    "from",
    "to",
    "replaces",
    "amends",
    "knowledge",
    "note",
    "content",
)


@dataclass(frozen=True)
class Document:
    """A legal document.

    Attributes:
        number: as cited, '06/2022/QH15'.
        kind: law, decree, circular, decision, letter, consolidation, regulation.
        title: what it is about.
        issuer: who issued it.
        signed: day of signing, None where not known.
        in_force_from, in_force_to: days of force; None: not known (from), or no end is known (to).
        replaces, amends: numbers of other documents.
        replaced_by: number of the document that replaced it, as the registry has it.
        knowledge: how sure we are of these data.
        content_known: whether the packs hold what it says.
        note: what remains to be found out.
    """

    number: str
    kind: str
    title: str
    issuer: str
    signed: date | None
    in_force_from: date | None
    in_force_to: date | None
    replaces: tuple[str, ...]
    amends: tuple[str, ...]
    replaced_by: str | None
    knowledge: str
    content_known: bool
    note: str | None

    @property
    def label(self) -> str:
        """'Nghị định số 152/2025/NĐ-CP'."""
        return f"{KIND_TEXT[self.kind]} số {self.number}"

    def is_in_force(self, day: date) -> bool:
        """Whether it is in force on a day, as far as its dates are known."""
        starts = self.in_force_from is not None and self.in_force_from <= day
        return starts and (self.in_force_to is None or day <= self.in_force_to)

    def to_json(self) -> dict[str, Any]:
        """For `thidua law documents --json`."""
        return {
            "number": self.number,
            "kind": self.kind,
            "title": self.title,
            "issuer": self.issuer,
            "signed": None if self.signed is None else self.signed.isoformat(),
            "in_force_from": None if self.in_force_from is None else self.in_force_from.isoformat(),
            "in_force_to": None if self.in_force_to is None else self.in_force_to.isoformat(),
            "replaces": list(self.replaces),
            "amends": list(self.amends),
            "replaced_by": self.replaced_by,
            "content_known": self.content_known,
            "note": self.note,
            "knowledge": self.knowledge,
        }


def read_documents(entry: Entry) -> dict[str, Document]:
    """The registry from its list, by number.

    Raises:
        LawError: a number twice, a document replaced by two others, or a form error.
    """
    read = [(_read_document(item), item) for item in entry.items()]
    replaced_by: dict[str, str] = {}
    for document, item in read:
        for old in document.replaces:
            if old in replaced_by:
                item.fail(f"văn bản {old} đã được ghi là do {replaced_by[old]} thay thế", "Sửa 'replaces'")
            replaced_by[old] = document.number
    result: dict[str, Document] = {}
    for document, item in read:
        if document.number in result:
            item.fail(f"văn bản {document.number} bị lặp", "Giữ lại một mục")
        result[document.number] = (
            document
            if document.number not in replaced_by
            else Document(**{**document.__dict__, "replaced_by": replaced_by[document.number]})
        )
    return result


def _read_document(entry: Entry) -> Document:
    keys = entry.mapping(_KEYS, required=("number", "kind", "title", "issuer", "knowledge"))

    def day(name: str) -> date | None:
        return keys[name].day() if name in keys and not keys[name].is_null else None

    start, end = day("from"), day("to")
    if start is not None and end is not None and end < start:
        keys["to"].fail("ngày hết hiệu lực trước ngày có hiệu lực", "Sửa 'from' hoặc 'to'")
    return Document(
        number=keys["number"].text(),
        kind=keys["kind"].one_of(KIND_TEXT),
        title=keys["title"].text(),
        issuer=keys["issuer"].text(),
        signed=day("signed"),
        in_force_from=start,
        in_force_to=end,
        replaces=keys["replaces"].texts() if "replaces" in keys else (),
        amends=keys["amends"].texts() if "amends" in keys else (),
        replaced_by=None,
        knowledge=keys["knowledge"].one_of(KNOWLEDGE),
        content_known="content" not in keys or keys["content"].one_of(("known", "unknown")) == "known",
        note=keys["note"].text() if "note" in keys else None,
    )
