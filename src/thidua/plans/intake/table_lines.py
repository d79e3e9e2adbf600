"""Lines and columns as the places of words show them, for tables that no lines rule."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from thidua.plans.structure.tables import column_purpose

#: Heights of a letter between two words that stand in different columns.
APART = 0.75
LONGEST_HEADING = 60
MOST_HEADING_LINES = 6
_MOST_WORDS = 7
_LONGEST_CAPITALS = 12
#: What no heading of a column holds.
NO_HEADING = re.compile(r"\d|[.;:]$|^(?:Hoàn thành|Tổ chức) \w+ \w")
#: How a part of the document, or its foot, begins.
PART = re.compile(r"(?:[IVX]+|[A-H])\s?[.)]\s|Nơi nhận|PHỤ LỤC|Phụ lục|Ghi chú")
_MAIN = frozenset({"content", "unit", "lead"})
#: Letters and signs that reach below the line, and by how much of a letter's height.
_HANGING = re.compile(r"[gjpqyạặậẹệịọộợụựỵ,;()/Q“”\"'’‘%–—-]", re.IGNORECASE)
_HANGS = 0.27
#: How many lines away something in the same column may stand.
NEAR_LINES = 8


class Placed(NamedTuple):
    """A word, or words that stand together, and where: points from the upper left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


@dataclass(slots=True)
class TableLine:
    """What stands at one height from left to right, words close together as one; `base` is where letters stand."""

    pieces: list[Placed]
    base: float

    @property
    def opens_cells(self) -> bool:
        """Whether cells may begin here: none does in the middle of a sentence."""
        return not any(piece.text[0].islower() for piece in self.pieces)

    @property
    def is_title(self) -> bool:
        """Whether it is the heading of a part of the document."""
        text = self.pieces[0].text
        return len(self.pieces) == 1 and bool(PART.match(text) or (text.isupper() and len(text) > _LONGEST_CAPITALS))

    @property
    def top(self) -> float:
        return min(piece.top for piece in self.pieces)

    @property
    def bottom(self) -> float:
        return max(piece.bottom for piece in self.pieces)


@dataclass(slots=True)
class Column:
    """A column: how far its words reach."""

    left: float
    right: float

    def meets(self, piece: Placed) -> bool:
        return piece.left < self.right and piece.right > self.left

    def take(self, piece: Placed) -> None:
        self.left, self.right = min(self.left, piece.left), max(self.right, piece.right)


def lines_of(words: Sequence[Placed]) -> tuple[list[TableLine], float]:
    """The words of a page line by line, and how high a letter is."""
    height = median(word.bottom - word.top for word in words) if words else 10.0
    rows: list[list[Placed]] = []
    for word in sorted(words, key=lambda word: word.top + word.bottom):
        middle = (word.top + word.bottom) / 2
        if rows and middle - (rows[-1][0].top + rows[-1][0].bottom) / 2 < height * 0.6:
            rows[-1].append(word)
        else:
            rows.append([word])
    return [TableLine(list(_together(row, height * APART)), _base(row, height)) for row in rows], height


def _base(row: list[Placed], height: float) -> float:
    """Where the letters of a line stand, told by words of which nothing hangs below it."""
    standing = [word.bottom for word in row if not _HANGING.search(word.text)]
    return median(standing) if standing else median(word.bottom for word in row) - height * _HANGS


def _together(row: list[Placed], apart: float) -> Iterator[Placed]:
    current: Placed | None = None
    for word in sorted(row, key=lambda word: word.left):
        if current is not None and word.left - current.right <= apart:
            current = Placed(
                f"{current.text} {word.text}",
                current.left,
                min(current.top, word.top),
                max(current.right, word.right),
                max(current.bottom, word.bottom),
            )
            continue
        if current is not None:
            yield current
        current = word
    if current is not None:
        yield current


def gap_above(lines: list[TableLine], number: int) -> float:
    """How far what stands from this line on is from what stands above it in the same columns."""
    gaps = [
        max(line.base - above.base, 0.0)
        for above in lines[max(0, number - NEAR_LINES) : number]
        for line in lines[number : number + NEAR_LINES]
        if any(low.left < high.right and low.right > high.left for low in line.pieces for high in above.pieces)
    ]
    return min(gaps, default=lines[number].base - lines[number - 1].base)


def is_heading(lines: list[TableLine], at: int, height: float) -> bool:
    """Whether a line opens the heading of a table: short pieces apart, two of them of different known columns."""
    pieces = list(lines[at].pieces)
    if len(pieces) < 2:
        return False
    for before, line in pairwise(lines[at : at + MOST_HEADING_LINES]):
        # what is in the middle of a cell stands between the lines of the cell beside it
        if line.base - before.base > height:
            break
        pieces += line.pieces
    if any(len(piece.text) > LONGEST_HEADING for piece in pieces):
        return False
    purposes = [heading_purpose(piece.text) for piece in pieces]
    known = {purpose for purpose in purposes if purpose}
    return len(known) > 1 and bool(known & _MAIN) and (len(pieces) > 2 or all(purposes))


def heading_purpose(text: str) -> str:
    """What a column with this heading is for; the name of a body or a task is no heading («Xã An Bình»)."""
    words = text.split()
    has_names = not text.isupper() and any(word[0].isupper() for word in words[1:])
    return "" if has_names or len(words) > _MOST_WORDS or NO_HEADING.search(text) else column_purpose(text)
