"""The letter that corrects errors of form in an issued paper (Nghị định 30/2020/NĐ-CP, Điều 18)."""

from __future__ import annotations

from thidua.documents import wording
from thidua.documents.models import OfficialDocument
from thidua.paperwork import Line, OfficialLetter
from thidua.paperwork.documents.base import Document


def correction_letter(old: OfficialDocument, reason: str) -> Document:
    """The draft of the letter: to whom the corrected paper went, which it is, what is wrong and how it reads rightly.

    The wording is ours; the decree asks for an official letter and gives no words for it.
    """
    context = old.paper
    cited = wording.citation(old)
    addressees = getattr(context, "addressees", ()) or context.recipients or ("Các cơ quan, đơn vị liên quan",)
    lines = [
        f"{context.office.name} đã ban hành {cited} về việc {_about(old)}.",
        "Do sơ suất về thể thức, kỹ thuật trình bày, "
        f"{context.office.name} đính chính như sau: {reason.strip().rstrip('.')}.",
        f"Các nội dung khác của {cited} không thay đổi.",
    ]
    return OfficialLetter(
        office=context.office,
        signer=context.signer,
        subject=f"đính chính {cited}",
        addressees=tuple(addressees),
        recipients=context.recipients,
        lines=tuple(Line("text", text) for text in lines),
    )


def _about(old: OfficialDocument) -> str:
    text = old.subject
    for start in ("V/v ", "Về việc ", "về việc "):
        text = text.removeprefix(start)
    return text[:1].lower() + text[1:]
