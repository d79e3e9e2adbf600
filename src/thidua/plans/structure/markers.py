"""The number, letter or sign that opens a line."""

import re
from typing import NamedTuple

from thidua.text import CAPITAL


class Marker(NamedTuple):
    """What opens a numbered or listed line."""

    kind: str
    label: str
    end: int


#: Kinds of the markers that are put where the signs before listed lines are lost: an item, and one inside an item.
UNMARKED, UNMARKED_BELOW = "unmarked", "unmarked_below"
SIGNS = frozenset({"dash", "plus", "bullet"})
#: The kinds that open listed lines, which have no number.
LISTED = SIGNS | {UNMARKED, UNMARKED_BELOW}
#: «Một là, …», «Thứ hai, …»; «Thời gian: …» where nothing has a number (marked by `named`).
WORDED, NAMED = "worded", "named"
#: How deep in the outline what each kind opens stands.
RANKS = {
    "part": 0,
    "capital": 1,
    "roman": 2,
    "article": 2,
    "number": 3,
    NAMED: 3,
    "number2": 4,
    "number3": 5,
    "number4": 6,
    WORDED: 7,
    "number_bracket": 8,
    "letter": 9,
    "dash": 10,
    UNMARKED: 11,
    "plus": 12,
    "bullet": 12,
    UNMARKED_BELOW: 13,
    "row_group": 14,
    "row": 15,
}

_ROMAN = r"(?=[IVX])(?:X{0,3})(?:IX|IV|V?I{0,3})"
_NEXT = r"(?=[^\W\d_]|[“\"‘'(«*])"

_COUNTED = "Một|Hai|Ba|Bốn|Năm|Sáu|Bảy|Tám|Chín|Mười"

# «1. 100% cơ quan …»
_QUANTITY = r"(?=\d[\d.,]*\s?(?:%|[^\W\d_]))"

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
    # «1- Mục đích», «2/- Yêu cầu»
    ("number2", re.compile(rf"(\d{{1,2}}\.\d{{1,2}})\s?[-–]\s*(?=[{CAPITAL}“\"])")),
    ("number", re.compile(rf"(\d{{1,2}})\s?/?[-–]\s*(?=[{CAPITAL}“\"])")),
    ("number2", re.compile(rf"(\d{{1,2}}\.\d{{1,2}})[.)]\s+{_QUANTITY}")),
    ("number", re.compile(rf"(\d{{1,2}})\.\s+{_QUANTITY}")),
    ("number_bracket", re.compile(rf"(\d{{1,2}})\s?\)\s*{_NEXT}")),
    ("number_bracket", re.compile(r"\((\d{1,2})\)\s*(?=\S)")),
    ("letter", re.compile(r"([a-zđ])\s?[.)]\s+(?=\S)")),
    ("letter", re.compile(rf"([a-zđ])\){_NEXT}")),
    ("letter", re.compile(rf"([a-zđ])\s?/?[-–/]\s+(?=[{CAPITAL}\d])")),
    (WORDED, re.compile(rf"((?:{_COUNTED}) là|Thứ (?:nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười))\s*[,:]\s*(?=\S)")),
    ("dash", re.compile(r"([-–—−])\s*(?=[^\W_]|[“\"‘'(«*])")),
    ("plus", re.compile(r"(\+)\s*(?=[^\s+])")),
    ("bullet", re.compile(r"([•●○▪■◦·\uf0b7\uf02d\uf0a7])\s*(?=\S)")),
    ("bullet", re.compile(r"(\*)\s+(?=\S)")),
)


#: How every marked line begins; most lines do not, and are done with.
_MAY_OPEN = re.compile(
    r"[\d(IVX•●○▪■◦·\uf0b7\uf02d\uf0a7*+–—−-]|[A-Za-zđ]\s?[.)/–-]|(?:PHẦN|Phần|CHƯƠNG|Chương|MỤC|Mục|Điều|Thứ)\s"
    rf"|(?:{_COUNTED}) là"
)


def find_marker(text: str) -> Marker | None:
    """Return the number, letter or sign that opens a line, or None."""
    if not _MAY_OPEN.match(text):
        return None
    for kind, pattern in _MARKERS:
        match = pattern.match(text)
        if match:
            return Marker(kind, match[1], match.end())
    return None
