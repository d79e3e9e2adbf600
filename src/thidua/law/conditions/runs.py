"""Runs of consecutive years: the arithmetic that several conditions share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from thidua.law.codes import TITLES
from thidua.law.conditions.base import Fields, rating_text
from thidua.law.facts import RATINGS
from thidua.law.names import award_name
from thidua.law.record import MATERNITY, Atom, Block, BoolArray, MaskArray, held, rated, rewarded
from thidua.law.subject import years_of

_ONE = np.uint64(1)
_TOP = np.uint64(63)


@dataclass(frozen=True)
class Run:
    """Consecutive years, each with a rating of a level or one of some titles, ending at the achievement year.

    While the achievement year is still running, the run may end the year before: what is not decided yet is no gap.
    Years of maternity leave without a rating are passed over. With `fresh_for`, years whose merit that form rewarded do
    not count.
    """

    years: int
    rating: str | None = None
    titles: tuple[str, ...] = ()
    fresh_for: str | None = None

    @classmethod
    def read(cls, fields: Fields, years: str) -> Run:
        rating = fields.option("rating", RATINGS) if "rating" in fields else None
        titles = fields.codes("titles", tuple(TITLES)) if "titles" in fields else ()
        if rating is None and not titles:
            fields.fail("chuỗi năm không nêu mức xếp loại hay danh hiệu nào", "Bổ sung 'rating' hoặc 'titles'")
        fresh = fields.text("fresh_for") if "fresh_for" in fields else None
        return cls(fields.integer(years), rating, titles, fresh)

    def atoms(self) -> tuple[Atom, ...]:
        atoms: list[Atom] = [MATERNITY]
        for certain in (True, False):
            if self.rating is not None:
                atoms.append(rated(self.rating, certain))
            if self.titles:
                atoms.append(held(self.titles, certain))
            if self.fresh_for is not None:
                atoms.append(rewarded(self.fresh_for, certain))
        return tuple(atoms)

    def good_years(self, block: Block, certain: bool) -> MaskArray:
        """The years that count towards the run."""
        mask: MaskArray = np.zeros(block.size, dtype=np.uint64)
        if self.rating is not None:
            mask = mask | block.mask(rated(self.rating, certain))
        if self.titles:
            mask = mask | block.mask(held(self.titles, certain))
        if self.fresh_for is not None:
            # What may have been rewarded already is not certain to be free; what surely was is not even possible.
            mask = mask & ~block.mask(rewarded(self.fresh_for, not certain))
        return mask

    def in_year(self, block: Block, certain: bool) -> BoolArray:
        """Whether the achievement year itself counts."""
        return block.in_year(self.good_years(block, certain))

    def window(self, block: Block, certain: bool) -> MaskArray:
        """The unbroken run of good years that ends at the achievement year (or the year before, while it runs)."""
        good = self.good_years(block, certain)
        end = block.year_index
        window: MaskArray = _run_ending(good, end)
        before = _run_ending(good, end - _ONE)
        window = np.where(block.running & (window == 0), before, window)
        bridges = block.mask(MATERNITY) & ~good
        bridged = np.flatnonzero(bridges)
        for row in bridged:  # rare, and each such life is short: a loop is clearer than another trick
            window[row] = _bridged_run(int(good[row]), int(bridges[row]), int(end[row]), bool(block.running[row]))
        return window

    def long_enough(self, block: Block, certain: bool) -> BoolArray:
        """Whether the run has the years asked for."""
        if self.years == 1:
            return self.in_year(block, certain)
        result: BoolArray = np.bitwise_count(self.window(block, certain)) >= self.years
        return result

    def text(self) -> str:
        """What every year of the run must show."""
        parts = []
        if self.rating is not None:
            parts.append(f"được xếp loại {rating_text(self.rating)}")
        if self.titles:
            parts.append("đạt danh hiệu " + " hoặc ".join(f"“{award_name(code)}”" for code in self.titles))
        return " hoặc ".join(parts)

    def window_years(self, block: Block) -> list[int]:
        """The years of the certain run; `block` holds one subject alone."""
        return years_of(int(self.window(block, certain=True)[0]))


def _run_ending(mask: Any, end: Any) -> Any:
    """For each row the mask of the unbroken run of set bits that ends at bit `end` (0 when that bit is not set)."""
    top_aligned = mask << (_TOP - end)
    gaps = ~top_aligned
    for shift in (1, 2, 4, 8, 16, 32):  # smear the first gap over everything older
        gaps = gaps | (gaps >> np.uint64(shift))
    return (top_aligned & ~gaps) >> (_TOP - end)


def _bridged_run(good: int, bridges: int, end: int, running: bool) -> int:
    window = 0
    bit = end
    if running and not good >> bit & 1:
        bit -= 1
    while bit >= 0:
        if good >> bit & 1:
            window |= 1 << bit
        elif not bridges >> bit & 1:
            break
        bit -= 1
    return window
