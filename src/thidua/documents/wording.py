"""What a context tells of itself outside its files: subject, signer, recipients; and how papers name each other."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from thidua.documents.kinds import kind_name, type_name
from thidua.documents.models import NumberSeries, OfficialDocument
from thidua.paperwork import PaperworkError
from thidua.paperwork.documents.base import Document, symbol_of
from thidua.paperwork.generate import paper_of
from thidua.text import fold, format_date

LONGEST_SUBJECT = 500
LONGEST_FOLDED = 1200


def subject_of(context: Document) -> str:
    """What the paper is about, as it would be printed; what is known of it while it cannot be printed yet."""
    try:
        paper = paper_of(context)
    except PaperworkError:
        return (context.subject or kind_name(context.KIND))[:LONGEST_SUBJECT]
    return (paper.letter_subject or paper.subject or paper.title or kind_name(context.KIND))[:LONGEST_SUBJECT]


def usual_symbol(context: Document) -> str:
    """The symbol that the paper will bear; "" where the office has none."""
    try:
        return symbol_of(context)
    except PaperworkError:
        return ""


def received_by(context: Document) -> list[str]:
    """Whom the register names (column "Nơi nhận văn bản"): "Như trên" stands for the addressees, or for the guests.

    Raises PaperworkError for a paper that cannot be printed.
    """
    paper = paper_of(context)
    named = list(getattr(context, "guests", ()) or paper.addressees)
    found: list[str] = []
    for entry in paper.recipients:
        found += named if named and entry.startswith(("Như trên", "Như thành phần mời")) else [entry]
    return list(dict.fromkeys(found))


def position_of(context: Document) -> str:
    """Authority and post of the signer in one line: "KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC"."""
    return " ".join(line.strip() for line in context.signer.lines if line.strip())


def folded(*parts: str) -> str:
    """The searched form of what people would type to find a paper."""
    return fold(" ".join(part for part in parts if part))[:LONGEST_FOLDED]


def numbered(context: Document, number: int | None, symbol: str, day: date) -> Document:
    """The context with its number, symbol and day; a paper that takes no number keeps what was typed."""
    given: dict[str, Any] = {"day": day}
    if number is not None:
        given |= {"number": f"{number:02d}", "symbol": symbol}
    return replace(context, **given)


def numbered_apart(context: Document) -> str:
    """The scope in which the paper counts whatever the office's way; "" for usual papers.

    Secret papers have a series of their own (Nghị định 30/2020/NĐ-CP, Điều 15.2). Whether it is one for all of them
    the decree does not say; here it is.
    """
    return NumberSeries.Scope.SECRET if context.marks.secrecy else ""


def fresh(context: Document) -> Document:
    """The context as a draft again: number and day are blank."""
    return replace(context, number="", day=None)


def citation(document: OfficialDocument) -> str:
    """How another paper names this one: "Công văn số 05/SNV-TĐKT ngày 20/11/2025"."""
    name = type_name(document.paper) if document.takes_number else document.kind_name
    number = f" số {document.reference}" if document.reference else ""
    return f"{name}{number} ngày {format_date(document.day)}" if document.day else f"{name}{number}"


def naming(context: Document, old: OfficialDocument) -> Document:
    """The draft that replaces ``old``: the same content, naming the old one; number and day are blank.

    It says so in a clause of its body.
    """
    return replace(fresh(context), replaces=f"{citation(old)} của {context.office.name}")
