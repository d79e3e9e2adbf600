"""The lines of a document: clean, with the number or sign that opens them told apart."""

import re
from dataclasses import dataclass, replace
from typing import NamedTuple

from thidua.plans.intake.blocks import Extract
from thidua.text import CAPITAL

from .passages import Passage, clean

_RULE = re.compile(r"[\W_]{3,}")
_PAGE_NUMBER = re.compile(r"[-–—\s]*(?:[Tt]rang\s+)?\d{1,3}(?:\s*/\s*\d{1,3})?[-–—\s]*")


class Marker(NamedTuple):
    """What opens a numbered or listed line."""

    kind: str
    label: str
    end: int


@dataclass(frozen=True)
class Line:
    """One line or paragraph of the document.

    `cell` is (table, row, column) for text in a table; `gap` tells that an empty line stands before it; `bold` that all
    of it is bold.
    """

    passage: Passage
    marker: Marker | None
    cell: tuple[int, int, int] | None = None
    bold: bool = False
    gap: bool = True
    last_width: int = 0

    @property
    def text(self) -> str:
        """The clean text, with the marker."""
        return self.passage.text

    @property
    def content(self) -> Passage:
        """The passage after the marker."""
        return self.passage.part(self.marker.end) if self.marker else self.passage

    @property
    def width(self) -> int:
        """How wide the last line is that was written here, in characters."""
        return self.last_width or len(self.text)

    def joined(self, following: "Line") -> "Line":
        """Return this line continued by another one."""
        passage = self.passage.joined(following.passage)
        return replace(self, passage=passage, bold=self.bold and following.bold, last_width=len(following.text))


_ROMAN = r"(?=[IVX])(?:X{0,3})(?:IX|IV|V?I{0,3})"
_NEXT = r"(?=[^\W\d_]|[“\"‘'(«*])"

# kind, pattern with the label as group 1; the first that matches counts
_MARKERS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "part",
        re.compile(r"((?:PHẦN|Phần|CHƯƠNG|Chương|MỤC|Mục)\s+(?:thứ\s+\w+|THỨ\s+\w+|[IVX]+|\d{1,2}))\s*[.:]?(?=\s|$)"),
    ),
    ("article", re.compile(r"(Điều\s+\d{1,3})\s*[.:]\s*")),
    ("roman", re.compile(rf"({_ROMAN})\s?[.)]\s*{_NEXT}")),
    ("roman", re.compile(rf"({_ROMAN})\s?/\s*(?=[{CAPITAL}])")),
    ("roman", re.compile(rf"({_ROMAN})\s?[-–:]\s+{_NEXT}")),
    ("capital", re.compile(rf"([A-HK-UY])\s?[.)/]\s+{_NEXT}")),
    ("number4", re.compile(rf"(\d{{1,2}}(?:\.\d{{1,2}}){{3}})[.)]?\s+{_NEXT}")),
    ("number3", re.compile(rf"(\d{{1,2}}(?:\.\d{{1,2}}){{2}})[.)]?\s+{_NEXT}")),
    ("number2", re.compile(rf"(\d{{1,2}}\.\d{{1,2}})[.)]?\s*{_NEXT}")),
    ("number", re.compile(rf"(\d{{1,2}})\s?[./]\s*{_NEXT}")),
    ("number_bracket", re.compile(rf"(\d{{1,2}})\s?\)\s*{_NEXT}")),
    ("number_bracket", re.compile(r"\((\d{1,2})\)\s*(?=\S)")),
    ("letter", re.compile(r"([a-zđ])\s?[.)]\s+(?=\S)")),
    ("letter", re.compile(rf"([a-zđ])\){_NEXT}")),
    ("dash", re.compile(r"([-–—−])\s*(?=[^\W_]|[“\"‘'(«*])")),
    ("plus", re.compile(r"(\+)\s*(?=[^\s+])")),
    ("bullet", re.compile(r"([•●○▪■◦·\uf0b7\uf02d\uf0a7])\s*(?=\S)")),
    ("bullet", re.compile(r"(\*)\s+(?=\S)")),
)


def find_marker(text: str) -> Marker | None:
    """Return the number, letter or sign that opens a line, or None."""
    for kind, pattern in _MARKERS:
        match = pattern.match(text)
        if match:
            return Marker(kind, match[1], match.end())
    return None


def make_lines(extract: Extract) -> list[Line]:
    """Return the lines of the document in reading order, without rules, page numbers and empty ones."""
    lines: list[Line] = []
    for block in extract.blocks:
        passage = clean(extract.text, block.start, block.end, marked_up=extract.marked_up)
        if not passage or _RULE.fullmatch(passage.text) or (extract.is_paged and _PAGE_NUMBER.fullmatch(passage.text)):
            continue
        lines.append(Line(passage, find_marker(passage.text), block.cell, block.bold, block.gap))
    return lines
