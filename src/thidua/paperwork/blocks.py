"""The closed vocabulary of which every official document is composed, and which both writers (Word, PDF) know.

A document's context (`documents/`) says what is to be told; composing turns it into a `Paper` of these blocks; `word/`
and `pdf.py` print a `Paper` and know nothing of decisions or minutes. The boxes (ô số) are those of Decree 30/2020,
Annex I.
"""

import datetime
from dataclasses import dataclass
from typing import Literal

from thidua.paperwork.office import OfficeProfile

Align = Literal["justify", "left", "center", "right"]


@dataclass(frozen=True)
class Run:
    """A stretch of text in one style."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of the body (box 6).

    Attributes:
        runs: its text.
        align: alignment; the body is justified.
        indent: whether the first line is indented by the office's indent.
        left: indentation of the whole paragraph in mm.
        gap: space above in points; None is the office's.
        keep: whether it must stay on the page of what follows (headings).
    """

    runs: tuple[Run, ...]
    align: Align = "justify"
    indent: bool = True
    left: float = 0.0
    gap: float | None = None
    keep: bool = False


@dataclass(frozen=True)
class Column:
    """A column of a table: its heading, its share of the width and how its cells are aligned."""

    title: str
    share: float
    align: Align = "left"


@dataclass(frozen=True)
class Row:
    """A row of a table.

    Attributes:
        cells: texts; "\\n" starts a new line. One for each column; for "group" one over all; for "total" the first
            spans what the others leave.
        kind: "row", "group" (bold heading inside the table) or "total" (bold).
    """

    cells: tuple[str, ...]
    kind: Literal["row", "group", "total"] = "row"


@dataclass(frozen=True)
class Table:
    """A ruled table whose heading row is repeated on every page and whose rows are never split.

    Attributes:
        columns: the columns, left to right.
        rows: the rows.
        size: size of the text in points; None is the office's.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    size: float | None = None


@dataclass(frozen=True)
class Slips:
    """The same small sheet several times over, to be cut apart: ballots.

    Attributes:
        blocks: what stands on each.
        count: how many.
        across, down: how many on a page, side by side and one below the other.
        width, height: of one, in mm.
        size: size of the text in points.
        codes: a line of its own at the foot of each; empty for none.
    """

    blocks: tuple["Paragraph | Table", ...]
    count: int
    across: int
    down: int
    width: float
    height: float
    size: float
    codes: tuple[str, ...] = ()


Block = Paragraph | Table | Slips


@dataclass(frozen=True)
class Stamp:
    """Words in a frame (boxes 10a, 10b, 11): width and height in mm."""

    text: str
    width: float
    height: float
    red: bool = False


@dataclass(frozen=True)
class Signature:
    """Who signs (boxes 7a, 7b): lines of authority and post in capitals, an optional note, the name below the space."""

    lines: tuple[str, ...]
    name: str
    note: str = ""


@dataclass(frozen=True)
class Annex:
    """An annex: a section of its own with its own page numbers.

    Attributes:
        label: "Phụ lục", "Phụ lục I"; "" for none.
        title: title in capitals.
        reference: "(Kèm theo …)", in italics.
        blocks: its content.
        landscape: wide tables lie on their side.
    """

    label: str
    title: str
    reference: str
    blocks: tuple[Block, ...]
    landscape: bool = False


@dataclass(frozen=True)
class Paper:
    """A whole document, ready to be printed.

    Attributes:
        office: whose layout is used.
        kind: English name of the kind, for file names and properties.
        parent_lines, agency_lines: the left side of the header (box 2).
        number_line: "Số: 12/QĐ-SNV" (box 3); "" for a form without a number.
        day_line: "Khánh Hòa, ngày … tháng … năm …" (box 4).
        letter_subject: "V/v …" of an official letter (box 5b); "" for none.
        addressees: "Kính gửi" (box 9a).
        type_name: "QUYẾT ĐỊNH" (box 5a); "" for a letter.
        subject: what it is about, below the type (box 5a).
        blocks: the body.
        signatures: left to right, three in a row at most; the last is the signer of the document; none for a form that
            nobody signs.
        recipients: "Nơi nhận" (box 9b), without the archive line; empty and no archive: the box is left out.
        archive: "VT, TĐKT" of the last line "- Lưu: …"; "" for none.
        annexes: the annexes.
        landscape: whether the document itself lies on its side.
        day: the date of the document, None when not yet known.
        title: plain title for the properties of the file.
        stamps: urgency, secrecy and circulation (boxes 10a, 10b, 11).
        issue_note: drafter and number of copies (box 12): "PL.(300)".
        bare: without header and page numbers: a form that only carries its own content.
        copy: what a copy adds below a line over the whole width: a paper of which only header and end are printed.
        copy_mark: lines at the top right of page 1 of an electronic copy (box 14).
    """

    office: OfficeProfile
    kind: str
    parent_lines: tuple[str, ...]
    agency_lines: tuple[str, ...]
    number_line: str
    day_line: str
    type_name: str
    subject: str
    blocks: tuple[Block, ...]
    signatures: tuple[Signature, ...]
    letter_subject: str = ""
    addressees: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    archive: str = ""
    annexes: tuple[Annex, ...] = ()
    landscape: bool = False
    day: datetime.date | None = None
    title: str = ""
    stamps: tuple[Stamp, ...] = ()
    issue_note: str = ""
    bare: bool = False
    copy: "Paper | None" = None
    copy_mark: tuple[str, ...] = ()


def plain(text: str, **layout: object) -> Paragraph:
    """Return a body paragraph of one upright run; `layout` are fields of Paragraph."""
    return Paragraph((Run(text),), **layout)  # type: ignore[arg-type]


def heading(text: str, *, centred: bool = False) -> Paragraph:
    """Return a bold heading that stays with what follows."""
    return Paragraph((Run(text, bold=True),), align="center" if centred else "justify", indent=not centred, keep=True)


def labelled(label: str, text: str) -> Paragraph:
    """Return a paragraph that begins with a bold label: "Điều 1. Tặng …"."""
    return Paragraph((Run(label + " ", bold=True), Run(text)))


def dashes(items: tuple[str, ...], *, end: str = ".") -> tuple[Paragraph, ...]:
    """Return a list with dashes, a semicolon after each and `end` after the last."""
    last = len(items) - 1
    return tuple(plain(f"- {item.rstrip(' ;.,')}{end if index == last else ';'}") for index, item in enumerate(items))
