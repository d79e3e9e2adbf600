"""Measures that both writers need: widths of the header's columns, lengths of the lines, where a subject breaks.

All lengths in mm, all sizes in points. Computed from font metrics, so that Word and PDF show the same lines.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from thidua.paperwork.blocks import Column, Paper
from thidua.paperwork.errors import PaperworkError
from thidua.paperwork.metrics import text_width
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

    A word wider than `width` stays on a line of its own.
    """
    lines = filled(text, width, size, bold=bold)
    if len(lines) < 2:
        return lines
    low, high = width / len(lines), width
    while high - low > 0.5:
        middle = (low + high) / 2
        attempt = filled(text, middle, size, bold=bold)
        if len(attempt) > len(lines):
            low = middle
        else:
            high, lines = middle, attempt
    return lines


def filled(text: str, width: float, size: float, *, bold: bool = False) -> list[str]:
    """Break `text` into lines that are filled one after the other."""
    space = text_width(" ", size, bold=bold)
    lines: list[list[str]] = [[]]
    used = 0.0
    for word in text.split():
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


def column_widths(columns: Sequence[Column], width: float) -> list[float]:
    """Return the widths of the columns in mm, to a tenth, which add up to `width`."""
    shares = sum(column.share for column in columns)
    edges = [0.0]
    for column in columns:
        edges.append(edges[-1] + column.share / shares * width)
    return [round(round(right, 1) - round(left, 1), 1) for left, right in pairwise(edges)]


def recipient_lines(paper: Paper) -> list[str]:
    """Return the lines of "Nơi nhận": dashes and semicolons, the archive last with a full stop (Annex I, II.9)."""
    lines = [f"- {name.rstrip(' ;.')};" for name in paper.recipients]
    if paper.archive:
        lines.append(f"- Lưu: {paper.archive.rstrip(' ;.')}.")
    elif lines:
        lines[-1] = lines[-1].rstrip(";") + "."
    return lines
