"""The pages of a file as pictures, and where on them the facts of a reading stand."""

import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy
from numpy.typing import NDArray

from .errors import PlanError
from .intake.pdf import opened, page_colours
from .intake.pictures import as_pdf, require_reasonable_size
from .intake.sniff import sniff
from .places import spans_of
from .plan import At

NARROWEST = 200
WIDEST = 2000
_HIGHEST = 4000
#: Grey and colour in sixteen steps: paper stays readable, and a noisy scan small.
_STEPS = 4
_COMPRESSION = 6


@dataclass(frozen=True, slots=True)
class PageImage:
    """A page as a picture: a PNG file and its size in pixels."""

    png: bytes
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class PageBox:
    """A place on a page (its number from 0); left, top, width and height in percent of the page."""

    page: int
    left: float
    top: float
    width: float
    height: float


def page_count(data: bytes, filename: str) -> int:
    """Return how many page pictures a file has: the pages of a PDF, 1 for a picture, 0 for Word and text.

    Raises:
        PlanError: the file cannot be opened.
    """
    kind = sniff(data, filename)
    if kind == "image":
        require_reasonable_size(data, filename)
        return 1
    if kind != "pdf":
        return 0
    with opened(data, filename) as document:
        return len(document)


def page_image(data: bytes, page: int, width: int, filename: str = "") -> PageImage:
    """Return a page of a PDF, or a picture, drawn anew on white; colours in sixteen steps.

    Args:
        page: number of the page, from 0.
        width: wanted pixels; between `NARROWEST` and `WIDEST`, and less where the page would get too high.

    Raises:
        PlanError: the file is damaged, locked, has no pages (Word, text) or is an interlaced PNG.
        IndexError: there is no such page.
    """
    kind = sniff(data, filename)
    if kind not in ("pdf", "image"):
        raise PlanError("Tệp này không có trang để vẽ.", filename, "Hãy xem phần chữ của tệp.")
    if kind == "image":
        data = as_pdf(data, filename)
    with opened(data, filename) as document:
        if not 0 <= page < len(document):
            raise IndexError(page)
        pixels = page_colours(document, page, max(NARROWEST, min(width, WIDEST)), _HIGHEST)
    high, wide = pixels.shape[:2]
    return PageImage(_png(pixels), wide, high)


def _png(pixels: NDArray[numpy.uint8]) -> bytes:
    """Write pixels (rows, columns, three colours) as PNG (ISO/IEC 15948), grey ones in four bits."""
    high, wide = pixels.shape[:2]
    steps = (pixels.astype(numpy.uint16) + 8) // 17
    if (steps.max(axis=2) - steps.min(axis=2)).max(initial=0) <= 1:
        grey = steps[:, :, 1].astype(numpy.uint8)
        if wide % 2:
            grey = numpy.pad(grey, ((0, 0), (0, 1)))
        rows, bits, color_type = (grey[:, 0::2] << _STEPS) | grey[:, 1::2], _STEPS, 0
    else:
        rows, bits, color_type = (steps * 17).astype(numpy.uint8).reshape(high, wide * 3), 8, 2
    lines = numpy.zeros((high, rows.shape[1] + 1), dtype=numpy.uint8)
    lines[:, 1:] = rows
    head = struct.pack(">IIBBBBB", wide, high, bits, color_type, 0, 0, 0)
    content = zlib.compress(lines.tobytes(), _COMPRESSION)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", content) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def boxes_of(reading: Mapping[str, Any], at: Any) -> list[PageBox]:
    """Return where on the pages a fact stands: a box for each line of it, as much of the line as it takes.

    Within a line the place is reckoned by the number of letters, so it may be off by a letter or two.

    Args:
        reading: `Plan.to_json()`; one without pages (Word, text) gives no boxes.
        at: the place of the fact, one range or several.
    """
    spans = spans_of(at)
    return [
        _box(number, page, line, first, last)
        for number, page in enumerate(reading.get("pages") or ())
        for line in page["lines"]
        for start, end in spans
        if (first := max(start, line["at"][0])) < (last := min(end, line["at"][1]))
    ]


def page_lines(reading: Mapping[str, Any], page: int) -> list[tuple[At, PageBox]]:
    """Return every line of a page with its place in the text, to find the fact under a pointer."""
    shown = reading["pages"][page]
    return [
        ((line["at"][0], line["at"][1]), _box(page, shown, line, line["at"][0], line["at"][1]))
        for line in shown["lines"]
    ]


def _box(number: int, page: Mapping[str, Any], line: Mapping[str, Any], first: int, last: int) -> PageBox:
    start, end = line["at"]
    left, top, right, bottom = line["box"]
    letter = (right - left) / max(end - start, 1)
    # a letter more at an end inside the line, for letters are not equally wide
    begin = left + (first - start - (first > start)) * letter
    stop = right - (end - last - (last < end)) * letter
    wide, high = 100 / page["width"], 100 / page["height"]
    return PageBox(
        number,
        round(begin * wide, 2),
        round(top * high, 2),
        round((stop - begin) * wide, 2),
        round((bottom - top) * high, 2),
    )
