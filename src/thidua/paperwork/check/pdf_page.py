"""A page of a PDF as lines of text and rules with their places, through PDFium."""

import ctypes
import math
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import pypdfium2
import pypdfium2.raw as pdfium

from .model import Span

MM = 25.4 / 72
ASCENT, DESCENT = 0.891, 0.216
MOST_LETTERS = 20_000
MOST_OBJECTS = 8_000
_THICK = 2.5
_SPACE = 0.12
_COLUMN_GAP = 1.0
_SCAN_SHARE = 0.6
_ITALIC_FLAG = 64
_HYPHENS = {0xFFFE: "-", 0x02: "-", 0xAD: ""}


@dataclass(frozen=True)
class Glyph:
    """A letter: where it begins and ends, its base line (points from the left and the foot), its look."""

    text: str
    left: float
    right: float
    base: float
    look: Span


@dataclass(frozen=True)
class TextLine:
    """A line of text in mm from the left and the top edge of the page."""

    page: int
    spans: tuple[Span, ...]
    left: float
    right: float
    base: float
    in_table: bool = False

    @property
    def text(self) -> str:
        """The text."""
        return "".join(span.text for span in self.spans)

    @property
    def size(self) -> float:
        """The size of the first letters, in points."""
        return self.spans[0].size or 12.0

    @property
    def top(self) -> float:
        """The upper edge of the line."""
        return self.base - ASCENT * self.size * MM

    @property
    def bottom(self) -> float:
        """The lower edge of the line."""
        return self.base + DESCENT * self.size * MM


@dataclass(frozen=True)
class Stroke:
    """A straight rule, in mm from the left and the top edge."""

    left: float
    right: float
    top: float
    bottom: float


@dataclass
class PageText:
    """What stands on a page."""

    number: int
    width: float
    height: float
    lines: list[TextLine] = field(default_factory=list)
    rules: list[Stroke] = field(default_factory=list)
    is_scan: bool = False


def read_page(document: pypdfium2.PdfDocument, index: int) -> PageText:
    """Read the page `index` (from 0)."""
    page = document[index]
    try:
        width, height = page.get_size()
        result = PageText(index + 1, width * MM, height * MM)
        strokes, image_share = _drawn(page, width, height)
        glyphs = list(_glyphs(page))
        letters = sum(sign.isalpha() for glyph in glyphs for sign in glyph.text)
        result.is_scan = image_share > _SCAN_SHARE or (image_share > 0.25 and letters < 40)
        upright = [item for item in strokes if item.right - item.left <= item.bottom - item.top]
        flat = [item for item in strokes if item.right - item.left > item.bottom - item.top]
        for line in _lines(glyphs, index + 1, height):
            result.lines.append(replace(line, in_table=_is_between(line, upright)))
        result.rules = [rule for rule in flat if not _meets(rule, upright)]
        return result
    finally:
        page.close()


def _glyphs(page: pypdfium2.PdfPage) -> Iterator[Glyph]:
    textpage = page.get_textpage()
    origin_x, origin_y = page.get_cropbox()[:2]
    # The loose box is as wide as the letter's advance: a narrow "1" leaves no gap beside it.
    box = pdfium.FS_RECTF()
    base_x, base_y = ctypes.c_double(), ctypes.c_double()
    matrix, name, flags = pdfium.FS_MATRIX(), ctypes.create_string_buffer(128), ctypes.c_int()
    looks: dict[tuple[bytes, float, bool, bool], Span] = {}
    try:
        for index in range(min(textpage.count_chars(), MOST_LETTERS)):
            if pdfium.FPDFText_IsGenerated(textpage, index) == 1:
                continue
            code = pdfium.FPDFText_GetUnicode(textpage, index)
            text = _HYPHENS.get(code, chr(code) if 32 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "")
            if not text.strip() and not unicodedata.combining(text or " "):
                continue
            pdfium.FPDFText_GetMatrix(textpage, index, matrix)
            if abs(matrix.b) > 0.01 * (abs(matrix.d) or 1):
                continue
            scale = math.hypot(matrix.c, matrix.d) or 1.0
            size = round(pdfium.FPDFText_GetFontSize(textpage, index) * scale, 1)
            pdfium.FPDFText_GetFontInfo(textpage, index, name, 128, flags)
            weight = pdfium.FPDFText_GetFontWeight(textpage, index)
            lower = name.value.lower()
            bold = b"bold" in lower or b"black" in lower or weight >= 600
            italic = b"italic" in lower or b"oblique" in lower or bool(flags.value & _ITALIC_FLAG)
            key = (name.value, size, bold, italic)
            if key not in looks:
                looks[key] = Span("", font_name(name.value), size, bold, italic)
            pdfium.FPDFText_GetLooseCharBox(textpage, index, box)
            pdfium.FPDFText_GetCharOrigin(textpage, index, base_x, base_y)
            left, right = box.left - origin_x, box.right - origin_x
            if math.isfinite(left) and math.isfinite(right) and math.isfinite(base_y.value):
                yield Glyph(text, left, right, base_y.value - origin_y, looks[key])
    finally:
        textpage.close()


def font_name(name: bytes) -> str:
    """Return the family of a font in a PDF: "ABCDEF+TimesNewRomanPS-BoldMT" → "TimesNewRoman"."""
    text = name.decode("utf-8", "replace")
    text = text.split("+", 1)[1] if len(text) > 7 and text[6] == "+" else text
    return text.split("-")[0].split(",")[0].removesuffix("MT").removesuffix("PS")


def _lines(glyphs: list[Glyph], number: int, height: float) -> Iterator[TextLine]:
    """Yield the lines from top to bottom, those with a wide gap in pieces."""
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda item: -item.base):
        tolerance = max((glyph.look.size or 12) * 0.15, 1.0)
        if rows and abs(rows[-1][0].base - glyph.base) <= tolerance:
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    for row in rows:
        row.sort(key=lambda item: item.left)
        piece: list[Glyph] = []
        for glyph in row:
            if piece and glyph.left - piece[-1].right > _COLUMN_GAP * (glyph.look.size or 12):
                yield _line(piece, number, height)
                piece = []
            piece.append(glyph)
        if piece:
            yield _line(piece, number, height)


def _line(glyphs: list[Glyph], number: int, height: float) -> TextLine:
    spans: list[Span] = []
    edge = glyphs[0].left
    for glyph in glyphs:
        space = " " if glyph.left - edge > _SPACE * (glyph.look.size or 12) else ""
        edge = max(edge, glyph.right)
        if spans and replace(spans[-1], text="") == glyph.look:
            spans[-1] = replace(spans[-1], text=spans[-1].text + space + glyph.text)
        else:
            spans.append(replace(glyph.look, text=space + glyph.text))
    composed = tuple(replace(span, text=unicodedata.normalize("NFC", span.text)) for span in spans)
    return TextLine(number, composed, glyphs[0].left * MM, edge * MM, (height - glyphs[0].base) * MM)


def _drawn(page: pypdfium2.PdfPage, width: float, height: float) -> tuple[list[Stroke], float]:
    """Return the straight rules of a page, and the share of it that pictures cover."""
    strokes: list[Stroke] = []
    covered = 0.0
    wanted = [pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE]
    for count, item in enumerate(page.get_objects(filter=wanted)):
        if count > MOST_OBJECTS:
            break
        try:
            left, bottom, right, top = item.get_bounds()
        except pypdfium2.PdfiumError:
            continue
        if item.type == pdfium.FPDF_PAGEOBJ_IMAGE:
            inside = max(min(right, width) - max(left, 0), 0) * max(min(top, height) - max(bottom, 0), 0)
            covered = max(covered, inside / (width * height))
        elif top - bottom <= _THICK or right - left <= _THICK:
            strokes.append(_stroke(left, bottom, right, top, height))
        else:
            strokes += _segments(item, height)
    return strokes, covered


def _stroke(left: float, bottom: float, right: float, top: float, height: float) -> Stroke:
    """Make a rule of a box; PDFium's box is wider than the rule by its thickness."""
    thickness = min(top - bottom, right - left)
    if right - left > top - bottom:
        left, right = left + thickness / 2, right - thickness / 2
    return Stroke(left * MM, right * MM, (height - top) * MM, (height - bottom) * MM)


def _segments(item: pypdfium2.PdfObject, height: float) -> Iterator[Stroke]:
    """Yield the upright and level sides of a larger path: frames and grids drawn at once."""
    count = pdfium.FPDFPath_CountSegments(item)
    matrix = item.get_matrix()
    x, y = ctypes.c_float(), ctypes.c_float()
    last: tuple[float, float] | None = None
    for index in range(min(count, 400)):
        segment = pdfium.FPDFPath_GetPathSegment(item, index)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = matrix.on_point(x.value, y.value)
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_LINETO and last is not None:
            (left, right), (bottom, top) = sorted((last[0], point[0])), sorted((last[1], point[1]))
            if (top - bottom <= 0.5) != (right - left <= 0.5):
                yield Stroke(left * MM, right * MM, (height - top) * MM, (height - bottom) * MM)
        last = point


def _is_between(line: TextLine, upright: list[Stroke]) -> bool:
    """Whether a line of text stands between two upright rules."""
    middle = line.base - 0.3 * line.size * MM
    beside = [rule for rule in upright if rule.top - 0.5 <= middle <= rule.bottom + 0.5]
    return any(rule.left <= line.left + 1 for rule in beside) and any(rule.right >= line.right - 1 for rule in beside)


def _meets(rule: Stroke, upright: list[Stroke]) -> bool:
    """Whether a level rule belongs to a table: an upright one touches it."""
    return any(
        rule.left - 0.7 <= other.left <= rule.right + 0.7 and other.top - 0.7 <= rule.top <= other.bottom + 0.7
        for other in upright
    )
