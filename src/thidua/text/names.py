"""Names of people and bodies: their parts, and how alike two of them are."""

from typing import NamedTuple

from .letters import fold, squeeze


class Name(NamedTuple):
    """The parts of a Vietnamese name; a part that is not there is an empty string."""

    family: str
    middle: str
    given: str


def split_name(name: str) -> Name:
    """Split a full name written in the Vietnamese order into family name, middle names and given name.

    `split_name("Nguyễn Thị Minh Khai") == ("Nguyễn", "Thị Minh", "Khai")`. A single word is a given name.
    """
    words = squeeze(name).split(" ")
    if len(words) == 1:
        return Name("", "", words[0])
    return Name(words[0], " ".join(words[1:-1]), words[-1])


def similarity(first: str, second: str) -> float:
    """Return how alike two texts are, 0 to 1, without regard to case, diacritics and spaces between words.

    1 minus the number of letters to insert, delete, replace or swap with the next one, over the longer length. Two
    empty texts are alike (1). Texts that differ in diacritics only give 1: compare them exactly too where that matters.
    """
    one, other = fold(first), fold(second)
    longer = max(len(one), len(other))
    return 1 - _distance(one, other) / longer if longer else 1.0


def _distance(one: str, other: str) -> int:
    """Optimal string alignment distance, three rows of the table at a time."""
    if one == other:
        return 0
    before_last: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        current = [row]
        for column, counterpart in enumerate(other, 1):
            best = min(last[column] + 1, current[-1] + 1, last[column - 1] + (letter != counterpart))
            swapped = row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == counterpart
            if swapped:
                best = min(best, before_last[column - 2] + 1)
            current.append(best)
        before_last, last = last, current
    return last[-1]
