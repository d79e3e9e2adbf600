"""A fact parted into two, two facts made one: what a person does on the review page, each piece with its source."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from .facts.period import find_due
from .places import spans_of
from .plan import At
from .structure.markers import find_marker
from .structure.passages import Passage, clean
from .vocabulary.bodies import leading_bodies

_CUT = re.compile(r"[.;:!?]\s+(?=\S)|\n\s*(?=\S)|,\s+(?=đồng thời\b)")
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a plan's text as facts have it (clean), and the ranges of the raw text that it comes from."""

    text: str
    at: tuple[At, ...]


@dataclass(frozen=True, slots=True)
class Cut:
    """A place in the raw text where a fact can be parted, with the words before and behind it."""

    position: int
    before: str
    after: str


def cut_points(text: str, at: Any) -> list[Cut]:
    """Return where a fact can be parted: at the ends of its sentences and lines, and at semicolons.

    Args:
        text: the text of the reading.
        at: the place of the fact, one range or several.
    """
    spans = spans_of(at)
    cuts: list[Cut] = []
    for start, end in spans:
        found = (cut.end() for cut in _CUT.finditer(text, start, end))
        positions = [position for position in found if not _is_quoted(text, start, position)]
        positions += [start] if (start, end) != spans[0] else []
        for position in sorted(positions):
            before, after = _halves(text, spans, position)
            if before and after:
                cuts.append(Cut(position, _tail(before.text), _head(after.text)))
    return cuts


def split(text: str, at: Any, position: int) -> tuple[Piece, Piece]:
    """Part a fact at a place in the raw text.

    Raises:
        ValueError: nothing of the fact stands before that place, or nothing behind it.
    """
    before, after = _halves(text, spans_of(at), position)
    if before is None or after is None:
        raise ValueError(position)
    return before, after


def merge(text: str, places: Iterable[Any]) -> Piece:
    """Make one fact of several, in the order of the document; ranges that touch become one.

    Raises:
        ValueError: there is no place, or nothing stands there.
    """
    spans = sorted(span for at in places for span in spans_of(at))
    joined: list[At] = []
    for start, end in spans:
        if joined and not text[joined[-1][1] : start].strip():
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    piece = _piece(text, joined)
    if piece is None:
        raise ValueError(spans)
    return piece


def due_in(text: str) -> date | None:
    """Return the day by which a text says that something is due; the first where it says several."""
    return find_due([_passage(text)])[0]


def bodies_in(text: str) -> tuple[str, ...]:
    """Return the bodies that a sentence opens with."""
    return leading_bodies(_passage(text))


def _passage(text: str) -> Passage:
    return clean(text, 0, len(text), marked_up=False)


def _halves(text: str, spans: Iterable[At], position: int) -> tuple[Piece | None, Piece | None]:
    before = [(start, min(end, position)) for start, end in spans if start < position]
    after = [(max(start, position), end) for start, end in spans if end > position]
    return _piece(text, before), _piece(text, after)


def _piece(text: str, spans: Iterable[At]) -> Piece | None:
    """The clean text of these ranges, a line each, and where it stands; None where there is nothing."""
    passages = [passage for start, end in spans for passage in _lines(text, start, end) if passage]
    if not passages:
        return None
    places: list[At] = []
    for start, end in (passage.at() for passage in passages):
        if places and not text[places[-1][1] : start].strip():
            places[-1] = (places[-1][0], end)
        else:
            places.append((start, end))
    return Piece("\n".join(passage.text for passage in passages), tuple(places))


def _lines(text: str, start: int, end: int) -> Iterator[Passage]:
    """The lines of a range, joined where a line goes on in small letters, without the marks that open them."""
    current = Passage("", ())
    for line in re.finditer(r"[^\n]+", text[start:end]):
        passage = clean(text, start + line.start(), start + line.end(), marked_up=True)
        marker = find_marker(passage.text)
        if current and passage and marker is None and (passage.text[0].islower() or passage.text[0].isdigit()):
            current = current.joined(passage)
        elif passage:
            yield current
            current = passage.part(marker.end) if marker else passage
    yield current


def _is_quoted(text: str, start: int, position: int) -> bool:
    """Whether a place lies inside a name in quotation marks."""
    return text.rfind("“", start, position) > text.rfind("”", start, position)


def _head(text: str) -> str:
    line = text.replace("\n", " ")
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN].rsplit(' ', 1)[0]} …"


def _tail(text: str) -> str:
    line = text.replace("\n", " ")
    return line if len(line) <= _SHOWN else f"… {line[-_SHOWN:].split(' ', 1)[-1]}"
