"""Measures that both writers need: widths of the header's columns, lengths of the lines, where a subject breaks.

All lengths in mm, all sizes in points. Computed from font metrics, so that Word and PDF show the same lines.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from thidua.paperwork.blocks import Column, Paper, Signature, Slips, Table
from thidua.paperwork.compounds import unbroken
from thidua.paperwork.errors import PaperworkError
from thidua.paperwork.metrics import MM_PER_POINT, text_width
from thidua.paperwork.office import PAGE_HEIGHT, PAGE_WIDTH, OfficeProfile

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"

ASCENDER = 0.891
"""Of Times New Roman, in em: from the top of a line to its base line."""

SHORT_LINE = 0.4
"""Share of the text above that the line below agency and subject takes: 1/3 to 1/2 is prescribed (Annex I, II.2, 5)."""

SUBJECT_SHARE = 0.86
"""Share of the text's width that a line of the subject may take before it is broken."""

SIGNATURE_SPACE = 68
"""Space for the signature and the seal between post and name, in points (24 mm)."""

AFTER_TITLE = 6
"""Space between the title's line and the body, in points, beside the gap of a paragraph."""

_AIR = 1.5
_SMALLEST_HEADER = (12.0, 12.0, 13.0)


@dataclass(frozen=True)
class HeaderLayout:
    """The header's two columns and what stands in them.

    Attributes:
        left, right: widths of the columns.
        nation_size, motto_size, agency_size: a point smaller than the office's when the agency's name needs it.
        motto_line: length of the line below Tiêu ngữ: as long as its text.
        agency_line: length of the line below the agency: SHORT_LINE of its longest line.
        letter_subject: the "V/v …" broken into lines for the left column.
    """

    left: float
    right: float
    nation_size: float
    motto_size: float
    agency_size: float
    motto_line: float
    agency_line: float
    letter_subject: tuple[str, ...]


def page_size(landscape: bool) -> tuple[float, float]:
    """Return width and height of A4."""
    return (PAGE_HEIGHT, PAGE_WIDTH) if landscape else (PAGE_WIDTH, PAGE_HEIGHT)


def page_margins(office: OfficeProfile, landscape: bool) -> tuple[float, float, float, float]:
    """Return top, bottom, left and right margin.

    The same ranges hold for a page on its side: its left edge is bound as that of any page.
    """
    margins = office.margins
    return margins.top, margins.bottom, margins.left, margins.right


def text_width_of(office: OfficeProfile, landscape: bool) -> float:
    """Return the width between the margins."""
    _, _, left, right = page_margins(office, landscape)
    return page_size(landscape)[0] - left - right


def header_layout(paper: Paper) -> HeaderLayout:
    """Return the measures of the header of `paper`.

    Raises PaperworkError when a line of the agency's name is wider than its column even at 12 points.
    """
    sizes = paper.office.sizes
    width = text_width_of(paper.office, paper.landscape)
    wanted = (sizes.nation, sizes.agency, sizes.motto)
    for nation, agency, motto in (wanted, _SMALLEST_HEADER):
        right = (
            max(
                text_width(NATION, nation, bold=True),
                text_width(MOTTO, motto, bold=True),
                text_width(paper.day_line, sizes.place, italic=True),
            )
            + 2 * _AIR
        )
        left = width - right
        if paper.landscape:
            left = right = width / 2
        widest = widest_agency_line(paper, agency)
        if widest <= left - 1:
            break
    else:
        line = max((*paper.parent_lines, *paper.agency_lines), key=len)
        raise PaperworkError(
            f"Dòng “{line}” rộng {widest:.0f} mm, phần dành cho tên cơ quan chỉ rộng {left:.0f} mm.",
            "Tên cơ quan",
            "Ngắt tên cơ quan thành nhiều dòng trong hồ sơ thể thức.",
        )
    agency_text = max(text_width(line, agency, bold=True) for line in paper.agency_lines)
    return HeaderLayout(
        left=left,
        right=right,
        nation_size=nation,
        motto_size=motto,
        agency_size=agency,
        motto_line=text_width(MOTTO, motto, bold=True),
        agency_line=SHORT_LINE * agency_text,
        letter_subject=tuple(balanced(paper.letter_subject, left - 4, sizes.letter_subject))
        if paper.letter_subject
        else (),
    )


def widest_agency_line(paper: Paper, size: float) -> float:
    """Return the width of the widest line of the agency's name."""
    return max(
        *(text_width(line, size) for line in paper.parent_lines),
        *(text_width(line, size, bold=True) for line in paper.agency_lines),
        0.0,
    )


def balanced(text: str, width: float, size: float, *, bold: bool = False) -> list[str]:
    """Break `text` into as few lines as fit into `width`, of lengths as even as possible: no single word is left over.

    Syllables of one word stay together where a line has room for them (see `compounds`); a syllable wider than `width`
    stands on a line of its own.
    """
    pieces = [
        word
        for piece in unbroken(text)
        for word in ([piece] if text_width(piece, size, bold=bold) <= width else piece.split())
    ]
    lines = filled_words(pieces, width, size, bold)
    if len(lines) < 2:
        return lines
    low, high = width / len(lines), width
    while high - low > 0.5:
        middle = (low + high) / 2
        attempt = filled_words(pieces, middle, size, bold)
        if len(attempt) > len(lines):
            low = middle
        else:
            high, lines = middle, attempt
    return lines


def filled(text: str, width: float, size: float, *, bold: bool = False) -> list[str]:
    """Break `text` into lines that are filled one after the other."""
    return filled_words(text.split(), width, size, bold)


def filled_words(words: list[str], width: float, size: float, bold: bool) -> list[str]:
    """Put words into lines that are filled one after the other; a word may hold spaces of its own."""
    space = text_width(" ", size, bold=bold)
    lines: list[list[str]] = [[]]
    used = 0.0
    for word in words:
        wide = text_width(word, size, bold=bold)
        if lines[-1] and used + space + wide > width:
            lines.append([])
            used = 0.0
        used += wide + (space if lines[-1] else 0.0)
        lines[-1].append(word)
    return [" ".join(line) for line in lines]


def subject_lines(paper: Paper) -> tuple[list[str], float]:
    """Return the subject broken into lines and the length of the line below it."""
    width = text_width_of(paper.office, paper.landscape) * SUBJECT_SHARE
    size = paper.office.sizes.subject
    lines = balanced(paper.subject, width, size, bold=True)
    return lines, SHORT_LINE * text_width(lines[-1], size, bold=True) if lines else 0.0


def title_lines(title: str, width: float, size: float) -> list[str]:
    """Return the title of an annex broken into even lines."""
    return balanced(title, width * SUBJECT_SHARE, size, bold=True)


def gap_after_title(paper: Paper) -> float:
    """Return the extra space above the first paragraph: only right below a title."""
    return AFTER_TITLE if paper.type_name and not paper.addressees else 0


_HALF_A_TITLE = 0.55
"""Share of a column's title that its longer line takes, when it stands on two."""

ROOM_FOR_HAND = 24.0
"""mm for a column that is left empty, to be filled in by hand."""


def fitting_shares(
    titles: Sequence[str], rows: Sequence[Sequence[str]], width: float, size: float, *, empty: float = ROOM_FOR_HAND
) -> list[float]:
    """Return shares for columns whose texts are not known beforehand: no word is torn as long as there is room.

    A column is first as wide as its widest word; what is left of `width` mm goes to those whose texts need more lines.
    A title likes to stand on two lines at most. `empty`: what a column without any text would like to have, in mm.
    """
    least, wanted = [], []
    for index, title in enumerate(titles):
        texts = [row[index] for row in rows]
        words = [text_width(word, size, bold=True) for word in title.split()]
        words += [text_width(word, size) for text in texts for word in text.split()]
        least.append(max(words, default=0.0) + 2 * CELL_PADDING + 1)
        whole = max((text_width(line, size) for text in texts for line in text.split("\n")), default=0.0)
        whole = max(whole or empty, text_width(titles[index], size, bold=True) * _HALF_A_TITLE if whole else 0)
        wanted.append(max(min(whole, width / 2) + 2 * CELL_PADDING + 1 - least[-1], 1.0))
    left = max(width - sum(least), 0.0)
    part = left / sum(wanted)
    return [low + more * part for low, more in zip(least, wanted, strict=True)]


def column_widths(columns: Sequence[Column], width: float) -> list[float]:
    """Return the widths of the columns in mm, to a tenth, which add up to `width`."""
    shares = sum(column.share for column in columns)
    edges = [0.0]
    for column in columns:
        edges.append(edges[-1] + column.share / shares * width)
    return [round(round(right, 1) - round(left, 1), 1) for left, right in pairwise(edges)]


def recipient_lines(paper: Paper) -> list[str]:
    """Return the lines of "Nơi nhận": dashes and semicolons, the archive last with a full stop (Annex I, II.9).

    Drafter and number of copies (box 12) close the line of the archive, as in the decree's samples.
    """
    lines = [f"- {name.rstrip(' ;.')};" for name in paper.recipients]
    kept = ", ".join(part for part in (paper.archive.rstrip(" ;."), paper.issue_note) if part)
    if paper.archive:
        lines.append(f"- Lưu: {kept.rstrip('.')}.")
    elif lines:
        lines[-1] = lines[-1].rstrip(";") + "."
    return lines if paper.archive or not paper.issue_note else [*lines, paper.issue_note]


MOST_BESIDE_SIGNER = 30
"""Printed lines of recipients that stay beside the signer as one block: half a page."""


def recipients_beside_signer(paper: Paper) -> int:
    """Return how many entries of "Nơi nhận" stand beside a single signer; the others run on below, over pages.

    The block of the signature is never split, so a list longer than a page would be printed over itself.
    """
    lines = recipient_lines(paper)
    width = text_width_of(paper.office, paper.landscape) * (1 - SIGNER_SHARE)
    size = paper.office.sizes.recipients
    heights = [len(filled(line, width, size)) for line in lines]
    if sum(heights) <= MOST_BESIDE_SIGNER:
        return len(lines)
    posts = sum(len(signer.lines) + bool(signer.note) + 1 for row in signature_rows(paper) for signer in row)
    signer_height = SIGNATURE_SPACE + posts * paper.office.sizes.body * SINGLE_LINE
    used = paper.office.sizes.recipients_label * SINGLE_LINE
    for count, height in enumerate(heights):
        if used >= signer_height:
            return count
        used += height * size * SINGLE_LINE
    return len(lines)


MOST_SIGNERS_IN_A_ROW = 3


def signature_rows(paper: Paper) -> list[tuple[Signature, ...]]:
    """Return the signers in rows: up to three in one, more of them two by two, on a page on its side three by three.

    Three whose names are too wide for a third of the page stand two by two as well. Posts that are wider than their
    column are broken into even lines.
    """
    count = len(paper.signatures)
    if not count:
        return []
    width = text_width_of(paper.office, paper.landscape)
    size = paper.office.sizes.body
    widest = max(text_width(item.name, size, bold=True) for item in paper.signatures)
    fits = widest <= width / MOST_SIGNERS_IN_A_ROW - BETWEEN_SIGNERS
    across = MOST_SIGNERS_IN_A_ROW if paper.landscape or (count <= MOST_SIGNERS_IN_A_ROW and fits) else 2
    room = width * SIGNER_SHARE if count == 1 else width / min(count, across) - BETWEEN_SIGNERS
    signers = tuple(
        replace(item, lines=tuple(part for line in item.lines for part in balanced(line, room, size, bold=True)))
        for item in paper.signatures
    )
    return [signers[at : at + across] for at in range(0, count, across)]


SIGNER_SHARE = 0.55
"""Share of the width for a single signer; the recipients have the rest."""

BETWEEN_SIGNERS = 4.0
"""mm between signers of a row."""

MOST_WHOLE_ROWS = 8
MOST_WHOLE_LINES = 12
"""A quarter of a page: what a table that goes to the next page may leave white."""


def stays_whole(table: Table) -> bool:
    """Tell whether a table is so short that it goes to the next page as a whole rather than be split.

    Lines are counted at the width of a usual page; a landscape page has room for less, and its rows are wider.
    """
    if len(table.rows) > MOST_WHOLE_ROWS:
        return False
    size = table.size or TABLE_SIZE
    widths = column_widths(table.columns, USUAL_WIDTH)
    rows = [
        max(_cell_lines(text, wide, size) for text, wide in zip(row.cells, widths, strict=False)) for row in table.rows
    ]
    return sum(rows) <= MOST_WHOLE_LINES


TABLE_SIZE = 12.0
USUAL_WIDTH = 165.0
"""Points and mm with which lines are counted before office and page are known."""


PAGE_EDGE = 10.0
"""mm around sheets that are cut into slips: what office printers leave white anyway."""

SLIP_PADDING = 5.0
"""mm between the cut and the text of a slip."""

SINGLE_LINE = 1.149
"""Height of a single line of Times New Roman in em."""

CELL_PADDING = 1.2
"""mm left and right of the text of a cell."""


def slip_size(across: int, down: int, landscape: bool) -> tuple[float, float]:
    """Return width and height of a slip when so many share a page of A4."""
    width, height = page_size(landscape)
    return (width - 2 * PAGE_EDGE) / across, (height - 2 * PAGE_EDGE - 1) / down


def check_slip(slips: Slips, place: str) -> None:
    """Raise PaperworkError when the text of a slip is higher than the slip."""
    height = slip_height(slips)
    if height > slips.height - 2 * SLIP_PADDING:
        raise PaperworkError(
            f"Nội dung cao {height:.0f} mm, một phiếu chỉ có {slips.height - 2 * SLIP_PADDING:.0f} mm.",
            place,
            "In ít phiếu hơn trên một trang, hoặc chia danh sách.",
        )


def slip_height(slips: Slips) -> float:
    """Return the height in mm of what stands on a slip."""
    width = slips.width - 2 * SLIP_PADDING
    line = slips.size * SINGLE_LINE * MM_PER_POINT
    height = line + 6 * MM_PER_POINT if slips.codes else 0.0
    for block in slips.blocks:
        if isinstance(block, Table):
            widths = column_widths(block.columns, width)
            titles = tuple(column.title for column in block.columns)
            for cells in (titles, *(row.cells for row in block.rows)):
                lines = max(_cell_lines(text, wide, slips.size) for text, wide in zip(cells, widths, strict=True))
                height += lines * line + 4.5 * MM_PER_POINT
            height += 6 * MM_PER_POINT
        else:
            text = "".join(run.text for run in block.runs)
            bold = any(run.bold for run in block.runs)
            lines = len(filled(text, width, slips.size, bold=bold))
            height += lines * line + (block.gap or 0) * MM_PER_POINT
    return height


def _cell_lines(text: str, width: float, size: float) -> int:
    return sum(max(len(filled(line, width - 2 * CELL_PADDING, size, bold=True)), 1) for line in text.split("\n"))
