"""Clean text that remembers where each of its characters stands in the raw text of the file."""

import re
from dataclasses import dataclass
from functools import cached_property

from thidua.plans.plan import At, Span

_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_EMPHASIS = re.compile(
    r"(?<![\w*\\])(?P<stars>\*{1,3})(?=[^\s*])[^*\n]+(?<=[^\s*\\])(?P=stars)(?![\w*])"
    r"|(?<![\w_\\])(?P<bars>_{1,3})(?=[^\s_])[^_\n]+(?<=[^\s_\\])(?P=bars)(?![\w_])"
)
_ESCAPE = re.compile(r"\\(?=[-.*_()#+\[\]])")
# a number or symbol that the end of a line has cut: «09-\nNQ/TW»
_CUT_SYMBOL = re.compile(r"(?<=\w[-/])\s*\n\s*(?=\w)")
_HASHES = re.compile(r"\s*#{1,6}\s+")
# what cleaning changes, but for letters that become others
_UNEVEN = re.compile(rf"^\s|\s$|\s\s|[{_INVISIBLE}]|[^\S ]")
#: OCR and old keyboards give the Icelandic eth for đ.
_SAME_LETTER = str.maketrans({"\u00d0": "Đ", "\u00a0": " ", "\t": " ", "\n": " "})


@dataclass(frozen=True)
class Passage:
    """A clean piece of text; `places[i]` is where character i stands in the raw text."""

    text: str
    places: tuple[int, ...]

    def __bool__(self) -> bool:
        return bool(self.text)

    def at(self, start: int = 0, end: int | None = None) -> At:
        """Return the range of the raw text that the characters [start, end) of this passage, not empty, come from."""
        last = (len(self.text) if end is None else end) - 1
        if last < start:
            return (self.places[start], self.places[start])
        return (self.places[start], self.places[last] + 1)

    def part(self, start: int, end: int | None = None) -> "Passage":
        """Return the piece [start, end) without white space at its ends."""
        stop = len(self.text) if end is None else end
        piece = self.text[start:stop]
        start += len(piece) - len(piece.lstrip())
        stop -= len(piece) - len(piece.rstrip())
        return Passage(self.text[start:stop], self.places[start:stop]) if start < stop else Passage("", ())

    def without_end(self, characters: str) -> "Passage":
        """Return the passage without these characters (and white space) at its end."""
        return self.part(0, len(self.text.rstrip(characters + " ")))

    def joined(self, following: "Passage") -> "Passage":
        """Return this passage and the one that continues it, with a space between."""
        if not self or not following:
            return self or following
        gap = (self.places[-1] + 1,)
        return Passage(f"{self.text} {following.text}", self.places + gap + following.places)

    def span(self) -> Span:
        """Return text and place as a fact."""
        return Span(self.text, self.at())

    @cached_property
    def is_capitals(self) -> bool:
        """Whether all letters are capitals, and there are at least two."""
        return self.text.isupper() and sum(character.isalpha() for character in self.text[:40]) > 1


def clean(raw: str, start: int, end: int, *, marked_up: bool) -> Passage:
    """Return the piece [start, end) of the raw text without what is only appearance.

    Emphasis marks, escapes and heading hashes go where the text is marked up (plain text and Markdown); soft hyphens
    and other invisible characters go always; a run of white space becomes one space.
    """
    piece = raw[start:end]
    dropped = _markup(piece) if marked_up else set()
    if "\n" in piece:
        dropped.update(place for cut in _CUT_SYMBOL.finditer(piece) for place in range(*cut.span()))
    level = piece.translate(_SAME_LETTER)
    if not dropped and not _UNEVEN.search(level):
        return Passage(level, tuple(range(start, end)))
    letters: list[str] = []
    places: list[int] = []
    for offset, character in enumerate(level):
        if offset in dropped or character in _INVISIBLE:
            continue
        if character.isspace():
            if not letters or letters[-1] == " ":
                continue
            character = " "
        letters.append(character)
        places.append(start + offset)
    if letters and letters[-1] == " ":
        letters.pop()
        places.pop()
    return Passage("".join(letters), tuple(places))


def _markup(piece: str) -> set[int]:
    """Offsets of the characters that are only marks of emphasis, heading or escape."""
    dropped: set[int] = set()
    hashes = _HASHES.match(piece)
    if hashes:
        dropped.update(range(hashes.end()))
    dropped.update(escape.start() for escape in _ESCAPE.finditer(piece))
    for emphasis in _EMPHASIS.finditer(piece):
        width = len(emphasis["stars"] or emphasis["bars"])
        dropped.update(range(emphasis.start(), emphasis.start() + width))
        dropped.update(range(emphasis.end() - width, emphasis.end()))
    return dropped
