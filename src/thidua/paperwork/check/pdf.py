"""A PDF read back: lines joined to paragraphs, rules below them, margins and page numbers as they are seen."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median

import pypdfium2
import pypdfium2.raw as pdfium

from thidua.paperwork.errors import PaperworkError
from thidua.paperwork.office import MARGIN_RANGES
from thidua.text.pdfium import PDFIUM_LOCK

from .model import Align, PageNumber, Paragraph, Rule, Section, Sheet, Side, Span
from .pdf_page import MM, PageText, Stroke, TextLine, read_page

MOST_PAGES = 300
_FEWEST_LETTERS = 20
_NUMBER = re.compile(r"[-–\s]*(\d{1,3})(?:\s*/\s*\d{1,3})?[-–\s]*")
_NUMBER_ZONE = 24.0
_RULE_BELOW = 7.0
_SINGLE = 1.149
_NEAR = 2.0
_GAP_MORE = 2.5


@contextmanager
def _opened(data: bytes, name: str) -> Iterator[pypdfium2.PdfDocument]:
    again = "Xin lại tệp, hoặc mở bằng trình đọc PDF và lưu thành tệp mới."
    with PDFIUM_LOCK:
        try:
            document = pypdfium2.PdfDocument(data[max(data.find(b"%PDF-"), 0) :])
        except pypdfium2.PdfiumError as error:
            if error.err_code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
                mend = "Lưu lại tệp không có mật khẩu rồi kiểm tra lại."
                raise PaperworkError("Tệp PDF được đặt mật khẩu.", name, mend) from error
            raise PaperworkError("Tệp PDF bị hỏng.", name, again) from error
        try:
            if not 1 <= len(document) <= MOST_PAGES:
                message = f"Tệp PDF có {len(document)} trang; kiểm tra được từ 1 đến {MOST_PAGES} trang."
                raise PaperworkError(message, name, "Tách riêng văn bản cần kiểm tra.")
            yield document
        except pypdfium2.PdfiumError as error:
            raise PaperworkError("Tệp PDF bị hỏng.", name, again) from error
        finally:
            document.close()


def read_pdf(data: bytes, name: str) -> Sheet:
    """Read a PDF. Raises PaperworkError when it is damaged, encrypted or too long."""
    with _opened(data, name) as document:
        pages = [read_page(document, index) for index in range(len(document))]
    scanned = tuple(
        page.number
        for page in pages
        if page.is_scan or (sum(len(line.text) for line in page.lines) < _FEWEST_LETTERS and not page.lines)
    )
    readable = [page for page in pages if page.number not in scanned]
    numbers: list[PageNumber] = []
    for page in readable:
        numbers += _take_page_number(page)
        _drop_contact(page)
        _rejoin(page)
    joiner = _Joiner(_edges(readable))
    for page in readable:
        joiner.add(page)
    return Sheet(
        "pdf",
        tuple(joiner.paragraphs()),
        tuple(joiner.rules),
        tuple(_sections(readable)),
        tuple(numbers),
        len(pages),
        scanned,
    )


def _take_page_number(page: PageText) -> list[PageNumber]:
    """Take the page number out of the lines of a page."""
    for line in (*page.lines[:1], *page.lines[-1:]):
        match = _NUMBER.fullmatch(line.text)
        at_top = line.base < _NUMBER_ZONE
        if match and not line.in_table and (at_top or line.base > page.height - _NUMBER_ZONE):
            page.lines.remove(line)
            middle = (line.left + line.right) / 2
            # The middle of the text is not that of the sheet: margins differ by 15 mm at most.
            centred = abs(middle - page.width / 2) < 15
            return [PageNumber(page.number, int(match[1]), at_top, centred, line.size)]
    return []


def _drop_contact(page: PageText) -> None:
    """Leave out the address at the foot of the first page (box 13)."""
    if page.number == 1:
        page.lines = [line for line in page.lines if not (line.base > page.height - 19 and line.size <= 12.3)]


def _rejoin(page: PageText) -> None:
    """Join the pieces of a line that justification tore apart: its neighbours run over the whole width."""
    plain = [line for line in page.lines if not line.in_table]
    if not plain:
        return
    left, right = min(line.left for line in plain), max(line.right for line in plain)
    rows: dict[float, list[TextLine]] = {}
    for line in page.lines:
        rows.setdefault(line.base, []).append(line)
    bases = list(rows)
    lines: list[TextLine] = []
    for index, base in enumerate(bases):
        row = rows[base]
        near = [rows[other] for other in bases[max(index - 1, 0) : index + 2] if other != base]
        beside_full = any(
            len(other) == 1 and other[0].right > right - 1 and other[0].left < left + 15 for other in near
        )
        torn = (
            len(row) > 1
            and not any(line.in_table for line in row)
            and beside_full
            and row[0].left < left + 15
            and row[-1].right > right - 1
            and all(b.left - a.right < 2.5 * a.size * MM for a, b in pairwise(row))
        )
        if torn:
            spans = tuple(
                replace(span, text=" " + span.text) if piece and not number else span
                for piece, line in enumerate(row)
                for number, span in enumerate(line.spans)
            )
            lines.append(replace(row[0], spans=spans, right=row[-1].right))
        else:
            lines += row
    page.lines = lines


def _sections(pages: list[PageText]) -> Iterator[Section]:
    """Yield the shapes of pages with the margins that the text leaves."""
    run: list[PageText] = []
    for page in [*pages, None]:
        if run and (page is None or abs(page.width - run[0].width) > 1 or abs(page.height - run[0].height) > 1):
            yield _section(run)
            run = []
        if page is not None:
            run.append(page)


def _section(pages: list[PageText]) -> Section:
    lines = [line for page in pages for line in page.lines if not line.in_table]
    margins: dict[str, float] = {}
    if lines:
        first, width = pages[0], pages[0].width
        left, right = min(line.left for line in lines), max(line.right for line in lines)
        margins["top"] = min(min(line.top for line in page.lines) for page in pages if page.lines)
        margins["bottom"] = first.height - max(line.bottom for line in lines)
        # Only lines that fill the whole width show how wide a margin is; any line shows that it is too narrow.
        full = sum(abs(line.left - left) < 1 and abs(line.right - right) < 1 for line in lines)
        if full >= 3 or left < MARGIN_RANGES["left"][0]:
            margins["left"] = left
        if full >= 3 or width - right < MARGIN_RANGES["right"][0]:
            margins["right"] = width - right
    has_table = any(line.in_table for page in pages for line in page.lines)
    return Section(pages[0].width, pages[0].height, margins, 0, pages[0].number, has_table)


def _edges(pages: list[PageText]) -> dict[int, tuple[float, float, float]]:
    """Return for each page the left and right edge of the text and its width; a short page has those of its equals."""
    edges = {}
    for page in pages:
        equals = [other for other in pages if abs(other.width - page.width) < 1]
        lines = [line for other in equals for line in other.lines if not line.in_table]
        left = min((line.left for line in lines), default=0.0)
        edges[page.number] = (left, max((line.right for line in lines), default=page.width), page.width)
    return edges


@dataclass
class _Joiner:
    """Joins lines to paragraphs, page after page."""

    edges: dict[int, tuple[float, float, float]]
    groups: list[list[TextLine]] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)

    def add(self, page: PageText) -> None:
        """Add the lines of a page."""
        plain = [line for line in page.lines if not line.in_table]
        left, right, _ = self.edges[page.number]
        leading = _leading(plain, left, right)
        alone = {base for base in {line.base for line in plain} if sum(line.base == base for line in plain) == 1}
        places: list[tuple[TextLine, int]] = []
        is_first = True
        for line in page.lines:
            group = self.groups[-1] if self.groups else None
            joins = (
                group is not None
                and not line.in_table
                and line.base in alone
                and self._continues(group, line, left, right, leading, over_page=is_first)
            )
            if joins and group is not None:
                group.append(line)
            else:
                self.groups.append([line])
            places.append((line, len(self.groups)))
            is_first = False
        for rule in page.rules:
            self._add_rule(rule, places)

    def _continues(
        self, group: list[TextLine], line: TextLine, left: float, right: float, leading: float, *, over_page: bool
    ) -> bool:
        last = group[-1]
        if last.in_table or abs(last.size - line.size) > 0.6 or line.left > left + _NEAR + 2:
            # A hanging list goes on where its second line began.
            hangs = len(group) > 1 and abs(line.left - last.left) < 0.7
            if last.in_table or abs(last.size - line.size) > 0.6 or not hangs:
                return False
        old_left, old_right, _ = self.edges[last.page]
        if last.right < old_right - 4 or last.left > old_left + 30:
            return False
        if line.page != last.page:
            unfinished = not last.text.rstrip().endswith((".", ";", ":", "!", "?"))
            return over_page and line.page == last.page + 1 and line.left < left + _NEAR and unfinished
        return line.base - last.base <= leading + _GAP_MORE * MM and line.base - last.base > 1

    def _add_rule(self, rule: Stroke, places: list[tuple[TextLine, int]]) -> None:
        middle = (rule.left + rule.right) / 2
        above = [
            (line, number)
            for line, number in places
            if line.left - 2 <= middle <= line.right + 2 and -1 <= rule.top - line.base <= _RULE_BELOW
        ]
        if above and rule.right - rule.left > 3:
            number = max(above, key=lambda item: item[0].base)[1]
            self.rules.append(Rule(number, rule.right - rule.left))

    def paragraphs(self) -> Iterator[Paragraph]:
        """Yield the paragraphs."""
        for number, group in enumerate(self.groups, start=1):
            first, last = group[0], group[-1]
            left, right, width = self.edges[first.page]
            distances = [b.base - a.base for a, b in pairwise(group) if a.page == b.page]
            spacing = median(distances) / (_SINGLE * first.size * MM) if distances else None
            yield Paragraph(
                number=number,
                spans=tuple(_joined(group)),
                align=_align(group, left, right),
                side=_side(first, width),
                page=first.page,
                column=(first.left + first.right) / 2,
                in_table=first.in_table,
                left=min(line.left for line in group),
                right=max(line.right for line in group),
                top=first.top,
                bottom=last.bottom,
                line=spacing,
            )


def _leading(lines: list[TextLine], left: float, right: float) -> float:
    """The distance in mm between the lines of one paragraph, as most of them have it."""
    distances = [
        below.base - above.base
        for above, below in pairwise(lines)
        if above.right > right - 4 and below.left < left + _NEAR and 1 < below.base - above.base < 12
    ]
    return median(distances) if distances else 6.0


def _align(group: list[TextLine], left: float, right: float) -> Align:
    first = group[0]
    if len(group) > 1:
        inner = [line.right for line in group[:-1]]
        return "justify" if all(abs(edge - inner[0]) < 1.2 for edge in inner) and first.right > right - 1.5 else "left"
    free_left, free_right = first.left - left, right - first.right
    if free_left > 8 and abs(free_left - free_right) < 3:
        return "center"
    return "justify" if free_right < 1.5 else "left"


def _side(line: TextLine, width: float) -> Side:
    middle = (line.left + line.right) / 2
    if line.left > width * 0.43 and middle > width * 0.57:
        return "right"
    return "left" if line.right < width * 0.53 and middle < width * 0.46 else "full"


def _joined(group: list[TextLine]) -> Iterator[Span]:
    spans: list[Span] = []
    for index, line in enumerate(group):
        for order, span in enumerate(line.spans):
            text = " " + span.text if index and not order else span.text
            if spans and replace(spans[-1], text="") == replace(span, text=""):
                spans[-1] = replace(spans[-1], text=spans[-1].text + text)
            else:
                spans.append(replace(span, text=text))
    yield from spans
