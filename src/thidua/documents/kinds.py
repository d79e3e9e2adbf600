"""The kinds of papers by the names that people use, and which of them take a number of the office's register."""

from __future__ import annotations

from django.utils.translation import gettext

from thidua.paperwork.documents.base import Document
from thidua.paperwork.documents.free import DOCUMENT_TYPES
from thidua.paperwork.generate import KINDS
from thidua.text import fold


def kind_name(kind: str) -> str:
    """What people call papers of this kind."""
    known = KINDS.get(kind)
    if known is None:
        return gettext("Văn bản")
    return known.LABEL


def type_name(context: Document) -> str:
    """The statutory type for the register: "Tờ trình"; a letter has none on paper and is a "Công văn" in the book."""
    return context.word


def type_names() -> list[str]:
    """The statutory types under which papers stand in the register, in the order of the alphabet."""
    own = {kind.WORD for kind in KINDS.values() if kind.NUMBERED}
    return sorted(own - {Document.WORD} | set(DOCUMENT_TYPES.values()), key=fold)


def takes_number(kind: str) -> bool:
    """Whether papers of this kind stand in the register of outgoing documents."""
    known = KINDS.get(kind)
    return known is not None and known.NUMBERED


def kind_choices() -> list[tuple[str, str]]:
    """All kinds with their names, in the order of the names."""
    return sorted(((kind, kind_name(kind)) for kind in KINDS), key=lambda row: row[1])
