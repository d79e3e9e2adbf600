"""A document from outside read back into blocks, so that an extract of it can be set anew.

What the reader cannot give back exactly, the rows of tables, is left as an empty table: such a part cannot be taken.
"""

from typing import Any

from thidua.paperwork.blocks import Annex, Block, Paper, Paragraph, Run, Signature, Table
from thidua.paperwork.errors import PaperworkError
from thidua.paperwork.isolated import run_isolated
from thidua.paperwork.office import OfficeProfile

PLACE = "Văn bản cần trích"
UNREAD_TABLE = Table(columns=(), rows=())


def read_paper(data: bytes, name: str, office: OfficeProfile) -> Paper:
    """Return a DOCX or PDF file as a paper, laid out as `office` does it.

    Raises PaperworkError: not readable, or without text (a scan), or without header and content as Decree 30/2020 has
    them.
    """
    told = run_isolated("thidua.paperwork.reading:told_of", {"data": data, "name": name})
    return Paper(
        office=office,
        kind="outside",
        parent_lines=tuple(told["parents"]),
        agency_lines=tuple(told["agency"]),
        number_line=told["number"],
        day_line=told["place"],
        type_name=told["type_name"],
        subject=told["subject"],
        letter_subject=told["letter_subject"],
        addressees=tuple(told["addressees"]),
        blocks=_blocks(told["blocks"]),
        signatures=tuple(Signature(tuple(one["lines"]), one["name"], one["note"]) for one in told["signers"]),
        recipients=tuple(told["recipients"]),
        archive=told["archive"],
        annexes=tuple(
            Annex(one["label"], one["title"], one["reference"], _blocks(one["blocks"])) for one in told["annexes"]
        ),
        title=told["subject"] or told["letter_subject"],
    )


def _blocks(items: list[list[list[Any]] | None]) -> tuple[Block, ...]:
    return tuple(UNREAD_TABLE if item is None else Paragraph(tuple(Run(*run) for run in item)) for item in items)


def told_of(data: bytes, name: str) -> dict[str, Any]:
    """What the other process does: the boxes of the file as plain texts; raises PaperworkError."""
    from thidua.paperwork.check.document import read_sheet
    from thidua.paperwork.check.recognition import recognise

    sheet = read_sheet(data, name)
    boxes = recognise(sheet)
    body = [*boxes.bases, *([boxes.issuing] if boxes.issuing else []), *boxes.body]
    if not boxes.agency or not body:
        raise PaperworkError(
            "Không đọc được phần đầu và nội dung của văn bản (bản quét, hoặc không theo Nghị định 30/2020/NĐ-CP).",
            PLACE,
            "Tải bản Word hoặc PDF có chữ của văn bản; nếu chỉ có bản quét thì dùng sao y.",
        )
    recipients = [_plain(item).lstrip("- ").rstrip(" ;.") for item in boxes.recipients]
    archive = next((text for text in recipients if text.startswith("Lưu")), "")
    ordered = sorted({item.number: item for item in body}.values(), key=lambda item: item.number)
    return {
        "parents": [_plain(item) for item in boxes.parents],
        "agency": [_plain(item) for item in boxes.agency],
        "number": _plain(boxes.number),
        "place": _plain(boxes.place),
        "type_name": _plain(boxes.type_name),
        "subject": " ".join(map(_plain, boxes.subject)),
        "letter_subject": " ".join(map(_plain, boxes.letter_subject)),
        "addressees": [_plain(item).removeprefix("Kính gửi:").lstrip("- ").rstrip(" ;.") for item in boxes.addressees],
        "blocks": _runs(ordered),
        "signers": [
            {
                "lines": [_plain(line) for line in signer.lines],
                "name": _plain(signer.name),
                "note": " ".join(map(_plain, signer.notes)),
            }
            for signer in boxes.signers
        ],
        "recipients": [text for text in recipients if text and text != archive],
        "archive": archive.removeprefix("Lưu").lstrip(": "),
        "annexes": [
            {
                "label": _plain(annex.label),
                "title": " ".join(map(_plain, annex.title)),
                "reference": _plain(annex.reference),
                "blocks": _runs(annex.body),
            }
            for annex in boxes.annexes
        ],
    }


def _plain(paragraph: Any) -> str:
    return " ".join(paragraph.text.split()) if paragraph is not None else ""


def _runs(paragraphs: list[Any]) -> list[list[list[Any]] | None]:
    """Each paragraph as its runs; one None for the paragraphs of each ruled table."""
    items: list[list[list[Any]] | None] = []
    for paragraph in paragraphs:
        if paragraph.in_table:
            if not items or items[-1] is not None:
                items.append(None)
            continue
        runs: list[list[Any]] = [[paragraph.label, False, False]] if paragraph.label else []
        runs += [[span.text, span.bold, span.italic] for span in paragraph.spans]
        items.append(runs)
    return items
