"""Runs of consecutive years: the arithmetic that several conditions share."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from thidua.law.codes import TITLES
from thidua.law.conditions.base import Fields, rating_english, rating_text
from thidua.law.facts import RATINGS
from thidua.law.grants import STEPS
from thidua.law.language import EN
from thidua.law.names import names_text
from thidua.law.record import MATERNITY, Atom, Block, BoolArray, MaskArray, after, held, rated, rewarded
from thidua.law.subject import years_of


@dataclass(frozen=True)
class Run:
    """Consecutive years, each with a rating of a level or one of some titles, ending at the achievement year.

    While the achievement year is still running, the run may end the year before: what is not decided yet is no gap.
    Years of maternity leave without a rating are passed over. With `fresh_for`, years whose merit that form rewarded do
    not count. With `after`, only years after one of those titles or forms count ("sau đó"). With `apart`, years that
    count may lie so many years from each other (1: year upon year).
    """

    years: int
    rating: str | None = None
    titles: tuple[str, ...] = ()
    fresh_for: str | None = None
    after: tuple[str, ...] = ()
    steps: str = "merit"
    apart: int = 1

    @classmethod
    def read(cls, fields: Fields, years: str) -> Run:
        rating = fields.option("rating", RATINGS) if "rating" in fields else None
        titles = fields.codes("titles", tuple(TITLES)) if "titles" in fields else ()
        if rating is None and not titles:
            fields.fail("chuỗi năm không nêu mức xếp loại hay danh hiệu nào", "Bổ sung 'rating' hoặc 'titles'")
        return cls(
            years=fields.integer(years),
            rating=rating,
            titles=titles,
            fresh_for=fields.option("fresh_for", fields.award_codes) if "fresh_for" in fields else None,
            after=fields.codes("after", fields.award_codes) if "after" in fields else (),
            steps=fields.option("steps", STEPS) if "steps" in fields else "merit",
            apart=fields.integer("apart") if "apart" in fields else 1,
        )

    def atoms(self) -> tuple[Atom, ...]:
        atoms: list[Atom] = [MATERNITY]
        for certain in (True, False):
            if self.rating is not None:
                atoms.append(rated(self.rating, certain))
            if self.titles:
                atoms.append(held(self.titles, certain))
            if self.fresh_for is not None:
                atoms.append(rewarded(self.fresh_for, certain))
            if self.after:
                atoms.append(after(self.after, self.steps, certain))
        return tuple(atoms)

    def good_years(self, block: Block, certain: bool) -> MaskArray:
        """The years that count towards the run."""
        mask: MaskArray = np.zeros(block.size, dtype=np.uint8)
        if self.rating is not None:
            mask = mask | block.mask(rated(self.rating, certain))
        if self.titles:
            mask = mask | block.mask(held(self.titles, certain))
        if self.fresh_for is not None:
            # What may have been rewarded already is not certain to be free; what surely was is not even possible.
            mask = mask & ~(mask & block.mask(rewarded(self.fresh_for, not certain)))
        if self.after:
            mask = mask & block.mask(after(self.after, self.steps, certain))
        return mask

    def in_year(self, block: Block, certain: bool) -> BoolArray:
        """Whether the achievement year itself counts."""
        return block.in_year(self.good_years(block, certain))

    def window(self, block: Block, certain: bool) -> MaskArray:
        """The unbroken run of good years that ends at the achievement year (or the year before, while it runs)."""
        key = (self.rating, self.titles, self.fresh_for, self.after, self.steps, self.apart, certain)
        if key not in block.states:  # the same run, asked for other lengths, by other awards
            block.states[key] = self._window(block, certain)
        window: MaskArray = block.states[key]
        return window

    def _window(self, block: Block, certain: bool) -> MaskArray:
        good = self.good_years(block, certain)
        covered: MaskArray = (
            good | block.running
        )  # bit 0: while the achievement year runs, the run may end the year before
        for years in range(1, self.apart):  # a year that counts reaches over the years until the next may come
            covered = covered | (good >> years)
        if self.apart == 1:
            covered = covered | block.mask(MATERNITY)
        run: MaskArray = covered & ~(covered + 1) & good  # the lowest bits, up to the first gap
        return run

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
            parts.append(f"đạt danh hiệu {names_text(self.titles)}")
        return " hoặc ".join(parts) + self.after_text()

    def english(self) -> str:
        """`text` in English, without the earlier award that it may have to follow."""
        parts = []
        if self.rating is not None:
            parts.append(f"rated {rating_english(self.rating)}")
        if self.titles:
            parts.append(f"given the title {names_text(self.titles, EN)}")
        return " or ".join(parts)

    def after_english(self) -> str:
        """', after having been given …', or nothing."""
        return f", after having been given {names_text(self.after, EN)}" if self.after else ""

    def after_text(self) -> str:
        """', sau khi được tặng …', or nothing."""
        if not self.after:
            return ""
        return f", sau khi được tặng {names_text(self.after)}"

    def fresh_text(self) -> str:
        """', không tính …' what that form already rewarded, or nothing."""
        if self.fresh_for is None:
            return ""
        return f", không tính thành tích đã được xét tặng {names_text((self.fresh_for,))} trước đó"

    def fresh_english(self) -> str:
        """`fresh_text` in English."""
        if self.fresh_for is None:
            return ""
        return f", not counting what was already rewarded with {names_text((self.fresh_for,), EN)}"

    def codes(self) -> tuple[str, ...]:
        """The titles and forms that it asks for."""
        return (*self.titles, *self.after)

    def window_years(self, block: Block) -> list[int]:
        """The years of the certain run; `block` holds one subject alone."""
        return years_of(int(self.window(block, certain=True)[0]), int(block.year[0]))
