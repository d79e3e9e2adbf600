"""PDF files (ISO 32000): lines of text with their places, through PDFium.

PDFium works on one document at a time: all calls of this process wait for one another.
"""

import ctypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median

import pypdfium2
import pypdfium2.raw as pdfium

from thidua.plans.errors import PlanError
from thidua.text import looks_like_tcvn3, looks_like_vni, nfc, syllable_share, tcvn3_to_unicode, vni_to_unicode

from .layout import Piece
from .plain import RIGHT_COLUMN

MOST_PAGES = 150
_MOST_LETTERS = 20_000
_BLANK_LEFT = ("Số:", "Số", "ngày", "tháng", "năm", "số")
_BLANK_RIGHT = ("/", "tháng", "năm")
# a page with fewer letters, or with fewer Vietnamese syllables among its words, is a picture with a poor text behind it
_FEWEST_LETTERS = 40
_FEWEST_SYLLABLES = 0.5
_LOOKED_AT = 500
# letters of a line with a gap in it seem to be wider than usual
_WIDER = 1.06
_HYPHENS = str.maketrans({"\ufffe": "-", "\x02": "-"})

_lock = threading.Lock()
_Box = tuple[float, float, float, float]


@contextmanager
def opened(data: bytes, filename: str) -> Iterator[pypdfium2.PdfDocument]:
    """Open a PDF while no other one is open; bytes before its header do not matter.

    Raises:
        PlanError: it is encrypted or damaged, has no page or too many.
    """
    with _lock:
        try:
            document = pypdfium2.PdfDocument(data[data.find(b"%PDF-") :])
        except pypdfium2.PdfiumError as error:
            raise _refusal(error, filename) from error
        try:
            _require_pages(len(document), filename)
            yield document
        except pypdfium2.PdfiumError as error:
            raise _refusal(error, filename) from error
        finally:
            document.close()


def _refusal(error: pypdfium2.PdfiumError, filename: str) -> PlanError:
    is_locked = error.err_code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)
    return locked(filename) if is_locked else damaged(filename)


def locked(place: str) -> PlanError:
    """What to say of a PDF that asks for a password."""
    return PlanError("Tệp PDF được đặt mật khẩu.", place, "Hãy lưu lại tệp không có mật khẩu rồi tải lên lại.")


def damaged(place: str) -> PlanError:
    """What to say of a PDF that cannot be opened."""
    return PlanError("Tệp PDF bị hỏng.", place, "Hãy xin lại tệp, hoặc mở bằng trình đọc PDF và lưu thành tệp mới.")


def _require_pages(count: int, filename: str) -> None:
    if count == 0:
        raise PlanError("Tệp PDF không có trang nào.", filename, "Hãy chọn lại tệp kế hoạch.")
    if count > MOST_PAGES:
        raise PlanError(
            f"Tệp PDF có {count} trang, quá dài.", filename, f"Hãy tách riêng phần kế hoạch, tối đa {MOST_PAGES} trang."
        )


def page_sizes(document: pypdfium2.PdfDocument) -> list[tuple[float, float]]:
    """Return width and height of each page in points."""
    return [document.get_page_size(number) for number in range(len(document))]


def text_pages(document: pypdfium2.PdfDocument) -> list[list[Piece] | None]:
    """Return the lines of each page, None for a page that is a picture."""
    pages = [_page_pieces(document, number) for number in range(len(document))]
    everything = "\n".join(piece.text for pieces in pages for piece in pieces)
    convert = (
        tcvn3_to_unicode if looks_like_tcvn3(everything) else vni_to_unicode if looks_like_vni(everything) else nfc
    )
    return [_readable([_with_text(piece, convert(piece.text)) for piece in pieces]) for pieces in pages]


def _with_text(piece: Piece, text: str) -> Piece:
    return Piece(text, piece.page, piece.left, piece.top, piece.right, piece.bottom, piece.bold)


def _readable(pieces: list[Piece]) -> list[Piece] | None:
    text = " ".join(piece.text for piece in pieces)[:_LOOKED_AT]
    letters = sum(map(str.isalpha, text))
    if letters < _FEWEST_LETTERS or (letters > 200 and syllable_share(text) < _FEWEST_SYLLABLES):
        return None
    return pieces


def _page_pieces(document: pypdfium2.PdfDocument, number: int) -> list[Piece]:
    page = document[number]
    textpage = page.get_textpage()
    try:
        letters = _Letters(page, textpage)
        ranges = list(_line_ranges(letters.text))
        widths = [letters.width(start, end) for start, end in ranges]
        usual = median(widths) if widths else 0.0
        return [
            piece
            for (start, end), width in zip(ranges, widths, strict=True)
            for piece in letters.pieces(number, start, end, may_have_gap=width > usual * _WIDER)
        ]
    finally:
        textpage.close()
        page.close()


def _line_ranges(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in text.split("\n"):
        bare = line.strip()
        if any(character.isalnum() for character in bare):
            begin = start + line.index(bare)
            yield begin, begin + len(bare)
        start += len(line) + 1


class _Letters:
    """The letters of a page, and where each stands."""

    def __init__(self, page: pypdfium2.PdfPage, textpage: pypdfium2.PdfTextPage) -> None:
        count = min(textpage.count_chars(), _MOST_LETTERS)
        text = textpage.get_text_range(0, count) if count else ""
        if len(text) != count:
            # letters that PDFium leaves out of the text would shift all places behind them
            text = "".join(chr(pdfium.FPDFText_GetUnicode(textpage, index) or 32) for index in range(count))
        self.text = text.replace("\r", " ").translate(_HYPHENS)
        self._textpage = textpage
        self._crop = page.get_cropbox()
        self._turned = page.get_rotation()
        self._box = tuple(ctypes.c_double() for _ in range(4))
        self._font = ctypes.create_string_buffer(96)
        self._flags = ctypes.c_int()

    def box(self, index: int) -> _Box:
        """Left, top, right, bottom of a letter, counted from the upper left corner of the page as it is shown."""
        left, right, bottom, top = self._box
        pdfium.FPDFText_GetCharBox(self._textpage, index, left, right, bottom, top)
        crop_left, crop_bottom, crop_right, crop_top = self._crop
        if self._turned == 0:
            return (left.value - crop_left, crop_top - top.value, right.value - crop_left, crop_top - bottom.value)
        if self._turned == 90:
            return (
                bottom.value - crop_bottom, left.value - crop_left, top.value - crop_bottom, right.value - crop_left,
            )  # fmt: skip
        if self._turned == 180:
            return (
                crop_right - right.value, bottom.value - crop_bottom, crop_right - left.value, top.value - crop_bottom,
            )  # fmt: skip
        return (crop_top - top.value, crop_right - right.value, crop_top - bottom.value, crop_right - left.value)

    def width(self, start: int, end: int) -> float:
        """How wide a letter of the line [start, end) is, on average."""
        return (self.box(end - 1)[2] - self.box(start)[0]) / (end - start)

    def pieces(self, number: int, start: int, end: int, *, may_have_gap: bool) -> Iterator[Piece]:
        """Yield the line [start, end), parted where it jumps to the right column."""
        for first, last in self._parted(start, end) if may_have_gap else ((start, end),):
            left, top, right, bottom = _around(self.box(first), self.box(last - 1))
            words = " ".join(self.text[first:last].split())
            bold = self._is_bold(first) and self._is_bold(last - 1)
            yield Piece(words, number, left, top, right, bottom, bold)

    def _parted(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        first = start
        for index in range(start, end):
            if self.text[index] == " " and self.text[index + 1] != " " and self._is_gap(first, index, end):
                yield first, index + 1 - (len(self.text[first : index + 1]) - len(self.text[first:index].rstrip()))
                first = index + 1
        yield first, end

    def _is_gap(self, first: int, space: int, end: int) -> bool:
        before = self.text[first:space].rstrip()
        after = self.text[space + 1 : end]
        if not before or not after:
            return False
        _, top, right, bottom = self.box(first + len(before) - 1)
        left, next_top, _, next_bottom = self.box(space + 1)
        height = max(bottom - top, next_bottom - next_top, 6.0)
        gap = left - right
        return gap > height * 1.2 and is_column_gap(before, after, gap / height)

    def _is_bold(self, index: int) -> bool:
        pdfium.FPDFText_GetFontInfo(self._textpage, index, self._font, 96, self._flags)
        return b"bold" in self._font.value.lower() or pdfium.FPDFText_GetFontWeight(self._textpage, index) >= 600


def _around(one: _Box, other: _Box) -> _Box:
    return (min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3]))


def is_column_gap(before: str, after: str, width: float) -> bool:
    """Tell whether a wide gap in a line parts two columns, not a blank to fill in.

    Args:
        width: the gap's width in heights of a letter.
    """
    if RIGHT_COLUMN.match(after):
        return True
    return width > 3 and not before.endswith(_BLANK_LEFT) and not after.startswith(_BLANK_RIGHT)
