"""Which facts of two versions are the same ones: by what they say and where in the outline they stand."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from thidua.text import fold

_LEAST = 0.5
_LEAST_IN_PLACE = 0.34
_SAME_PLACE = 0.1
_SAME_PARENT = 0.05
#: Beyond so many pairs only facts that share a word which few others have are held against each other.
_MOST_PAIRS = 40_000
_RARE = 12


@dataclass(frozen=True)
class Item:
    """A fact to be matched.

    Attributes:
        key: what tells it from all others; facts with one key are the same.
        said: what it says.
        place: its path in the outline ("III.4"), empty if it has none.
        parent: what the part of the outline is called that it stands in.
    """

    key: str
    said: str
    place: str = ""
    parent: str = ""

    @cached_property
    def words(self) -> Counter[str]:
        """The words it says, without case and marks."""
        return Counter(fold(self.said).split())


class Pair(NamedTuple):
    """Two facts that are one: their numbers in the two lists, and how alike they are (0 to 1)."""

    before: int
    after: int
    likeness: float


def pair_up(before: Sequence[Item], after: Sequence[Item], *, by_key_alone: bool = False) -> list[Pair]:
    """Return the pairs, each fact in one pair at most, in the order of `after`.

    First those that are equal, in the same place before others; then the most alike of the rest.

    Args:
        by_key_alone: facts with different keys are never the same (documents with different numbers).
    """
    pairs: list[Pair] = []
    open_before, open_after = set(range(len(before))), set(range(len(after)))
    for number, index in _equal(before, after):
        if number in open_before and index in open_after:
            open_before.remove(number)
            open_after.remove(index)
            pairs.append(Pair(number, index, likeness(before[number], after[index])))
    if not by_key_alone:
        for pair, _ in sorted(_alike(before, after, open_before, open_after), key=lambda entry: -entry[1]):
            if pair.before in open_before and pair.after in open_after:
                open_before.remove(pair.before)
                open_after.remove(pair.after)
                pairs.append(pair)
    return sorted(pairs, key=lambda pair: pair.after)


def likeness(one: Item, other: Item) -> float:
    """How many of their words two facts share, 0 to 1."""
    total = one.words.total() + other.words.total()
    return 2 * (one.words & other.words).total() / total if total else 1.0


def _equal(before: Sequence[Item], after: Sequence[Item]) -> Iterator[tuple[int, int]]:
    by_key: dict[str, list[int]] = defaultdict(list)
    for number, item in enumerate(before):
        by_key[fold(item.key)].append(number)
    in_place = [
        (number, index)
        for index, item in enumerate(after)
        for number in by_key[fold(item.key)]
        if before[number].place == item.place
    ]
    yield from in_place
    for index, item in enumerate(after):
        yield from ((number, index) for number in by_key[fold(item.key)])


def _alike(
    before: Sequence[Item], after: Sequence[Item], open_before: set[int], open_after: set[int]
) -> Iterator[tuple[Pair, float]]:
    """Yield the pairs that may be one fact, each with its weight: alike words, and the same place counts too."""
    for number, index in _candidates(before, after, open_before, open_after):
        one, other = before[number], after[index]
        alike = likeness(one, other)
        in_place = bool(one.place) and one.place == other.place
        if alike >= (_LEAST_IN_PLACE if in_place else _LEAST):
            weight = alike + _SAME_PLACE * in_place + _SAME_PARENT * (one.parent == other.parent)
            yield Pair(number, index, alike), weight


def _candidates(
    before: Sequence[Item], after: Sequence[Item], open_before: set[int], open_after: set[int]
) -> Iterator[tuple[int, int]]:
    if len(open_before) * len(open_after) <= _MOST_PAIRS:
        yield from ((number, index) for number in sorted(open_before) for index in sorted(open_after))
        return
    having: dict[str, list[int]] = defaultdict(list)
    for index in sorted(open_after):
        for word in (*after[index].words, f"§{after[index].place}"):
            having[word].append(index)
    for number in sorted(open_before):
        words = (*before[number].words, f"§{before[number].place}")
        shared = {index for word in words if len(having[word]) <= _RARE for index in having[word]}
        yield from ((number, index) for index in sorted(shared))
