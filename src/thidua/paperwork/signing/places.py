"""Where signatures stand on our own pages: found in the PDF itself, so that what is printed decides, not a guess."""

from dataclasses import dataclass

import pypdfium2

from thidua.paperwork.errors import PaperworkError
from thidua.paperwork.metrics import MM_PER_POINT
from thidua.paperwork.office import PAGE_WIDTH

STAMP_WIDTH = 62.0
STAMP_HEIGHT = 12.0
STAMP_EDGE = 6.0
"""The stamp stands in the top margin, this many mm from the upper and right edge."""

HAND_WIDTH = 46.0
HAND_GAP = 1.0
SEAL_SIZE = 36.0
"""Diameter of the seal of state bodies in mm where the picture does not say its own."""
SEAL_SHARE = 1 / 3
"""Share of the hand signature that the seal covers, on its left (Decree 30/2020, Annex I, II.8)."""


_CENTRED = 30.0
"""Points by which the middles of post and name may differ."""


@dataclass(frozen=True)
class Place:
    """A rectangle on a page: page number from 0; mm from the left and upper edge of the page."""

    page: int
    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True)
class SignatureBlock:
    """The signature block of a document: the space between post and name.

    Attributes:
        page: number of the page, from 0.
        middle: the middle of the name, in mm from the left edge.
        top: the lower edge of the post; bottom: the upper edge of the name; mm from the upper edge.
        page_width, page_height: in mm.
    """

    page: int
    middle: float
    top: float
    bottom: float
    page_width: float
    page_height: float


def find_block(data: bytes, post: str, name: str) -> SignatureBlock:
    """Return where `name` signs below `post`: the last place where the one stands under the other.

    Arguments:
        data: the PDF.
        post: the last line above the space as it is printed: "GIÁM ĐỐC"; name: the printed name.

    Raises PaperworkError when the document has no such block.
    """
    document = pypdfium2.PdfDocument(data)
    try:
        for number in range(len(document) - 1, -1, -1):
            page = document[number]
            posts, names = _boxes(page, post), _boxes(page, name)
            for left, _bottom, right, top in reversed(names):
                middle = (left + right) / 2
                above = [box for box in posts if box[1] >= top and _over(box, middle)]
                if above:
                    lowest = min(box[1] for box in above)
                    height = page.get_height()
                    return SignatureBlock(
                        number,
                        middle * MM_PER_POINT,
                        (height - lowest) * MM_PER_POINT,
                        (height - top) * MM_PER_POINT,
                        page.get_width() * MM_PER_POINT,
                        height * MM_PER_POINT,
                    )
    finally:
        document.close()
    raise PaperworkError(
        f"Không tìm thấy chỗ ký của {name} ({post}).", "Chữ ký", "Kiểm tra chức vụ, họ tên người ký trên văn bản."
    )


def _over(box: tuple[float, float, float, float], middle: float) -> bool:
    """Whether a post stands above the middle of a name: both are centred in one column."""
    return box[0] <= middle <= box[2] or abs((box[0] + box[2]) / 2 - middle) < _CENTRED


def _boxes(page: pypdfium2.PdfPage, text: str) -> list[tuple[float, float, float, float]]:
    """Return left, bottom, right, top in points of each place where `text` stands on the page, top to bottom."""
    found = []
    reader = page.get_textpage()
    searcher = reader.search(text, match_case=True)
    while (hit := searcher.get_next()) is not None:
        boxes = [reader.get_charbox(index) for index in range(hit[0], hit[0] + hit[1])]
        found.append(
            (
                min(box[0] for box in boxes),
                min(box[1] for box in boxes),
                max(box[2] for box in boxes),
                max(box[3] for box in boxes),
            )
        )
    return found


def hand_place(block: SignatureBlock, ratio: float) -> Place:
    """Return where the hand signature stands: centred between post and name.

    Argument: ratio: width of the picture's ink divided by its height.
    """
    room = block.bottom - block.top - 2 * HAND_GAP
    width = min(HAND_WIDTH, room * ratio)
    height = width / ratio
    centre = (block.top + block.bottom) / 2
    return Place(block.page, block.middle - width / 2, centre - height / 2, width, height)


def seal_place(hand: Place, block: SignatureBlock, size: float = SEAL_SIZE) -> Place:
    """Return where a seal of `size` mm stands: over a third of the hand signature, on its left, level with it."""
    right = hand.left + hand.width * SEAL_SHARE
    top = hand.top + hand.height / 2 - size / 2
    return Place(block.page, max(right - size, 0.0), min(max(top, 0.0), block.page_height - size), size, size)


def stamp_place(data: bytes) -> Place:
    """Return the place of the stamp of number and time: the upper right corner of page 1."""
    document = pypdfium2.PdfDocument(data)
    try:
        width = document[0].get_width() * MM_PER_POINT if len(document) else PAGE_WIDTH
    finally:
        document.close()
    return Place(0, width - STAMP_EDGE - STAMP_WIDTH, STAMP_EDGE, STAMP_WIDTH, STAMP_HEIGHT)
