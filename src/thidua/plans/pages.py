"""The pages of a file as pictures, and where on them the facts of a reading stand."""

import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .errors import PlanError
from .intake.apart import draw_page
from .intake.paged import text_of_pdf
from .intake.pictures import as_pdf, require_reasonable_size
from .intake.sniff import sniff
from .places import spans_of
from .plan import At

NARROWEST = 200
WIDEST = 2000
_HIGHEST = 4000
#: Grey and colour in sixteen steps: paper stays readable, and a noisy scan small.
_STEPS = bytes((value + 8) // 17 * 17 for value in range(256))
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
    return len(text_of_pdf(data, filename).sizes)


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
    width = max(NARROWEST, min(width, WIDEST))
    drawn = draw_page(data, filename, page, dpi=0, colours="rgb", width=width, height=_HIGHEST)
    _, size, _, pixels = drawn.split(b"\n", 3)
    wide, high = map(int, size.split())
    return PageImage(_png(pixels, wide, high), wide, high)


def _png(pixels: bytes, wide: int, high: int) -> bytes:
    """Write pixels (red, green, blue) as PNG (ISO/IEC 15948), one sample a pixel where they are grey."""
    pixels = pixels.translate(_STEPS)
    is_grey = pixels[0::3] == pixels[1::3] == pixels[2::3]
    if is_grey:
        pixels = pixels[0::3]
    size = len(pixels) // high
    rows = b"".join(b"\0" + pixels[at : at + size] for at in range(0, len(pixels), size))
    head = struct.pack(">IIBBBBB", wide, high, 8, 0 if is_grey else 2, 0, 0, 0)
    content = zlib.compress(rows, _COMPRESSION)
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
