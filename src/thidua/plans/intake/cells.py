"""Cells of ruled tables that Tesseract missed or is not sure of: read again, side by side on a line of their own.

A number that stands alone in its cell is often missed or taken for a sign. What a second reading says is believed only
as far as the first one agrees; the rest is told as doubtful, and a cell that stays unread is told too.
"""

import re
import threading
from dataclasses import replace
from typing import NamedTuple

import numpy

from .ocr import Picture, Word, read_picture
from .ruled import DARK, FEWEST_DARK, Cell, Pixels, Ruled, pixels_of, to_picture

_SHORT = 4
_SURE = 90
_DOUBTFUL = 50.0
_MARGIN = 6
#: Between cells on the line that is read again.
_APART = 60
#: Ink of fewer pixels, or lower, is a speck.
_LOWEST = 12
_FEWEST_PIXELS = 30
#: More cells that are not sure: a table of scribbles, or of something else.
_MOST_CELLS = 60
_NUMBER = re.compile(r"\d{1,4}|[IVX]{1,4}")


class _Inked(NamedTuple):
    """What is in a cell: its left and top on the page, its pixels."""

    left: int
    top: int
    pixels: Pixels


def read_cells_again(
    program: str, read: Picture, picture: bytes, ruled: Ruled, filename: str, page: int, cancelled: threading.Event
) -> Picture:
    """Return the page with the doubtful cells of its tables read a second time.

    Args:
        program: Tesseract.
        read: what was read first.
        picture: the picture it was read from, without the lines of tables.
        ruled: the tables.
        filename, page: for messages.
        cancelled: once it is set, Tesseract is ended.
    """
    pixels = pixels_of(picture)
    if pixels is None or not ruled.grids:
        return read
    words: dict[Cell, list[Word]] = {}
    for word in read.words:
        cell = ruled.cell(word.left + word.width / 2, word.top + word.height / 2)
        if cell is not None:
            words.setdefault(cell, []).append(word)
    doubtful = {
        cell: inked
        for number, grid in enumerate(ruled.grids)
        for place, box in grid.boxes().items()
        if _is_doubtful(words.get(cell := (number, *place), []))
        and (inked := _inked(pixels[ruled.inside(box)], ruled.inside(box))) is not None
    }
    if not doubtful or len(doubtful) > _MOST_CELLS:
        return replace(read, has_unread_cells=bool(doubtful))
    again = _read_in_a_row(program, list(doubtful.values()), filename, page, cancelled)
    kept = [word for word in read.words if not any(word in words.get(cell, ()) for cell in doubtful)]
    has_unread = False
    for number, ((cell, inked), texts) in enumerate(zip(doubtful.items(), again, strict=True)):
        first = words.get(cell, [])
        believed = _believed(first, texts)
        if believed is None:
            kept += first
            has_unread = has_unread or not any(word.text.isalnum() for word in first)
            continue
        text, sureness = believed
        high, wide = inked.pixels.shape
        kept.append(Word(text, (0, number, 0), inked.left, inked.top, wide, high, sureness))
    return replace(read, words=tuple(kept), has_unread_cells=has_unread)


def _is_doubtful(words: list[Word]) -> bool:
    return not words or (len(words) == 1 and len(words[0].text) <= _SHORT and words[0].sureness < _SURE)


def _inked(inside: Pixels, place: tuple[slice, slice]) -> _Inked | None:
    """What is in a cell, without the white around it; None for an empty cell."""
    dark = inside < DARK
    rows, columns = (numpy.flatnonzero(dark.sum(axis=axis) >= FEWEST_DARK) for axis in (1, 0))
    if not rows.size or not columns.size or rows[-1] - rows[0] < _LOWEST or dark.sum() < _FEWEST_PIXELS:
        return None
    top, left = max(int(rows[0]) - _MARGIN, 0), max(int(columns[0]) - _MARGIN, 0)
    cut = inside[top : int(rows[-1]) + _MARGIN, left : int(columns[-1]) + _MARGIN]
    return _Inked(place[1].start + left, place[0].start + top, cut)


def _read_in_a_row(
    program: str, cells: list[_Inked], filename: str, page: int, cancelled: threading.Event
) -> list[list[Word]]:
    """Read cells side by side; return the words of each."""
    high = max(cell.pixels.shape[0] for cell in cells) + 2 * _APART
    wide = sum(cell.pixels.shape[1] + _APART for cell in cells) + _APART
    row = numpy.full((high, wide), 255, numpy.uint8)
    places: list[tuple[int, int]] = []
    left = _APART
    for cell in cells:
        tall, broad = cell.pixels.shape
        row[high - _APART - tall : high - _APART, left : left + broad] = cell.pixels
        places.append((left, left + broad))
        left += broad + _APART
    read = read_picture(program, to_picture(row), filename, page, cancelled)
    return [[word for word in read.words if first <= word.left + word.width / 2 <= last] for first, last in places]


def _believed(first: list[Word], second: list[Word]) -> tuple[str, float] | None:
    """What a cell says by two readings of it, and how sure it is; None: the second one helps nothing."""
    if len(second) != 1 or not _NUMBER.fullmatch(second[0].text):
        return None
    text = second[0].text
    if len(first) == 1 and _NUMBER.fullmatch(first[0].text):
        if first[0].text == text:
            return text, max(first[0].sureness, second[0].sureness, float(_SURE))
        return (text if second[0].sureness > first[0].sureness else first[0].text), _DOUBTFUL
    return text, min(second[0].sureness, _DOUBTFUL)
