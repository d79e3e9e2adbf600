"""The text of a Word paragraph piece by piece, with the element that holds each piece.

Reading and mending walk the same pieces, so that a place found in the text is the same place in the file. Insertions
count as made, deletions too; what Word shows in a text box is not part of the paragraph around it.
"""

from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from .package import W

FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
TEXT_BOX = f"{W}txbxContent"
MOST_NESTED = 60

_SKIPPED = {f"{W}{name}" for name in ("del", "moveFrom", "instrText", "delText", "pPr", "rPr", "footnoteReference")}
_SIGNS = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
    f"{W}softHyphen": "",
    f"{W}sym": "•",
}


class Piece(NamedTuple):
    """Some text, the run it stands in, and the `w:t` that holds it (None for tabs, breaks and the like)."""

    text: str
    run: etree._Element
    node: etree._Element | None


def pieces(paragraph: etree._Element, depth: int = 0) -> Iterator[Piece]:
    """Yield the pieces of a paragraph in order."""
    if depth > MOST_NESTED:
        return
    for child in paragraph:
        if child.tag == f"{W}r":
            yield from _run_pieces(child)
        elif isinstance(child.tag, str) and child.tag not in _SKIPPED and child.tag != FALLBACK:
            yield from pieces(child, depth + 1)


def _run_pieces(run: etree._Element) -> Iterator[Piece]:
    for child in run:
        if child.tag == f"{W}t":
            yield Piece(child.text or "", run, child)
        elif child.tag == f"{W}br":
            yield Piece("" if child.get(f"{W}type") in ("page", "column") else "\n", run, None)
        elif child.tag in _SIGNS:
            yield Piece(_SIGNS[child.tag], run, None)


def paragraphs(body: etree._Element) -> list[etree._Element]:
    """Return all paragraphs of the file in a fixed order: what `source` counts."""
    return list(body.iter(f"{W}p"))


def breaks_page(paragraph: etree._Element) -> bool:
    """Tell whether a page ends inside the paragraph."""
    return any(item.get(f"{W}type") == "page" for item in paragraph.iter(f"{W}br"))
