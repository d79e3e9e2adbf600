"""Packed columns of a cohort, kept as small as they can be without losing a bit, and their evaluation block by block.

A column of year masks rarely uses more than a few of its 64 years: it is kept as 16 or 32 bits with a shift. What is
the same for all subjects is kept once; equal columns are kept once. A block of 64 thousand subjects is widened only
while it is evaluated.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from typing import Any

import numpy as np

from thidua.law.criteria import Criteria
from thidua.law.engine import CodeArray, evaluate
from thidua.law.errors import LawError
from thidua.law.facts import RECIPIENTS
from thidua.law.record import BLOCK, MASK, Block
from thidua.law.subject import LAST_YEAR
from thidua.law.tables.model import Array

Rows = slice | Array


def _lowest_bit(mask: int) -> int:
    return (mask & -mask).bit_length() - 1 if mask else 0


def _mask_type(mask: int) -> np.dtype[Any]:
    """The smallest type of masks that holds all bits of one."""
    return np.dtype(f"u{next(bits for bits in (8, 16, 32, 64) if mask < 1 << bits) // 8}")


def _number_type(least: int, most: int) -> np.dtype[Any]:
    return np.min_scalar_type(max(abs(least), abs(most) + 1) * -1)


@dataclass(frozen=True, eq=False)
class Column:
    """One atom of all subjects.

    Attributes:
        values: narrowed; one value alone: the same for all.
        shift: masks of years: how many low bits, always empty, were left out.
        dtype: the type that conditions expect.
    """

    values: Array
    shift: int
    dtype: str

    @classmethod
    def of(cls, values: Array) -> Column:
        """A column without what needs not be kept."""
        dtype = values.dtype.str.lstrip("<|")
        if len(values) and bool((values == values[0]).all()):
            return cls(values[:1].copy(), 0, dtype)
        if dtype == MASK:
            used = int(np.bitwise_or.reduce(values)) if len(values) else 0
            shift = _lowest_bit(used)
            return cls((values >> np.uint64(shift)).astype(_mask_type(used >> shift)), shift, dtype)
        if dtype == "i8" and len(values):
            return cls(values.astype(_number_type(int(values.min()), int(values.max()))), 0, dtype)
        return cls(values, 0, dtype)

    @classmethod
    def joined(cls, parts: Sequence[Column], sizes: Sequence[int]) -> Column:
        """One column from those of the parts of a cohort, as if it had been made of the whole."""
        first = parts[0]
        if len(parts) == 1 or all(len(part.values) == 1 and part.values[0] == first.values[0] for part in parts):
            return first
        used = [part.used for part in parts]
        shift = min((_lowest_bit(bits) for bits in used if bits), default=0)
        if first.dtype == MASK:
            kind = _mask_type(max(used) >> shift)
        else:
            kind = np.result_type(*(part.smallest for part in parts))
        values = np.empty(sum(sizes), kind)
        start = 0
        for part, size in zip(parts, sizes, strict=True):
            place = values[start : start + size]
            if first.dtype == MASK and len(part.values) == 1:
                place[:] = int(part.values[0]) >> shift
            elif part.shift > shift:
                np.left_shift(part.values, kind.type(part.shift - shift), out=place, dtype=kind)
            else:
                place[:] = part.values
            start += size
        return cls(values, shift if first.dtype == MASK else 0, first.dtype)

    @property
    def used(self) -> int:
        """Of masks: an upper bound of the years used, in the place where they belong."""
        return int(np.bitwise_or.reduce(self.values)) << self.shift if self.dtype == MASK else 0

    @property
    def smallest(self) -> np.dtype[Any]:
        """Of numbers: the type that holds them."""
        values = self.values
        return _number_type(int(values[0]), int(values[0])) if self.dtype == "i8" and len(values) == 1 else values.dtype

    def part(self, rows: Rows, size: int) -> Array:
        """The values of some rows, as they were packed."""
        values = np.full(size, self.values[0]) if len(self.values) == 1 else self.values[rows]
        # Numbers that fit are widened no further than needed: conditions compare them, and multiply by small shares.
        kind = "i4" if self.dtype == "i8" and self.values.itemsize < 4 else self.dtype
        values = values.astype(kind, copy=False)
        return values << np.uint64(self.shift) if self.shift else values

    def seen_from(self, later: int | Array, rows: Rows, size: int) -> Array:
        """Masks of some rows seen from the achievement year: without the lowest `later` bits, as narrow as they are."""
        if isinstance(later, int) and len(self.values) == 1:
            mask = int(self.values[0]) << self.shift >> later
            return np.full(size, mask, _mask_type(mask))
        if not isinstance(later, int):
            masks: Array = self.part(rows, size) >> later
            return masks
        values, up = self.values[rows], self.shift - later
        if up <= 0:
            return values >> -up
        return np.left_shift(values, up, dtype=_mask_type(1 << min(values.itemsize * 8 + up, 64) - 1))


class _Widened(Mapping[str, Array]):
    """The columns of one block, each widened when it is first asked for; masks seen from the achievement year."""

    def __init__(self, columns: Mapping[str, Column], rows: Rows, year: Array) -> None:
        self._columns = columns
        self._rows = rows
        self._size = len(year)
        same = bool((year == year[0]).all())  # of one year, as nearly always: one shift for all
        self._later: int | Array = LAST_YEAR - int(year[0]) if same else (LAST_YEAR - year).astype(np.uint64)
        self._made: dict[int, Array] = {}

    def __getitem__(self, name: str) -> Array:
        column = self._columns[name]
        mark = id(column)
        if mark not in self._made:
            is_mask = column.dtype == MASK
            self._made[mark] = (
                column.seen_from(self._later, self._rows, self._size)
                if is_mask
                else column.part(self._rows, self._size)
            )
        return self._made[mark]

    def __iter__(self) -> Iterator[str]:
        return iter(self._columns)

    def __len__(self) -> int:
        return len(self._columns)


def _narrowed(columns: Iterable[tuple[str, Array]]) -> dict[str, Column]:
    """Every column narrowed; equal ones are kept once."""
    seen: dict[tuple[bytes, int, str], Column] = {}
    kept: dict[str, Column] = {}
    for name, values in columns:
        column = Column.of(values)
        digest = blake2b(np.ascontiguousarray(column.values).data, digest_size=16).digest()
        mark = (digest, column.shift, column.values.dtype.str + column.dtype)
        kept[name] = seen.setdefault(mark, column)
    return kept


@dataclass(eq=False)
class Packed:
    """All that the conditions ask of a cohort on one day.

    Attributes:
        size: number of subjects.
        as_of: the day of the question.
        year: the achievement year of each subject.
        kind: of each subject its place in `RECIPIENTS`.
        columns: atom name → column.
    """

    size: int
    as_of: date
    year: Array
    kind: Array
    columns: dict[str, Column]

    @classmethod
    def of(cls, as_of: date, year: Array, kind: Array, columns: Iterable[tuple[str, Array]]) -> Packed:
        """Packed columns from whole ones; equal columns are kept once."""
        return cls(len(year), as_of, year.astype(np.int64), kind.astype(np.uint8), _narrowed(columns))

    @classmethod
    def joined(cls, parts: Sequence[Packed]) -> Packed:
        """The parts of a cohort, one after the other, as one; the parts are emptied to save memory."""
        sizes = [part.size for part in parts]
        made: dict[tuple[int, ...], Column] = {}
        columns: dict[str, Column] = {}
        for name in parts[0].columns:
            same = [part.columns[name] for part in parts]
            mark = tuple(map(id, same))  # columns that are equal in every part are equal as a whole
            if mark not in made:
                made[mark] = Column.joined(same, sizes)
            columns[name] = made[mark]
        year, kind = (np.concatenate([getattr(part, item) for part in parts]) for item in ("year", "kind"))
        return cls(sum(sizes), parts[0].as_of, year, kind, columns)

    @property
    def bytes(self) -> int:
        """Memory that the columns take."""
        return sum(values.nbytes for values in {id(column): column.values for column in self.columns.values()}.values())

    def blocks(self, recipient: str, strict: bool, block: int = BLOCK) -> Iterator[tuple[Rows, Block]]:
        """The subjects of one kind, in blocks: (their rows, the block)."""
        rows = np.flatnonzero(self.kind == RECIPIENTS.index(recipient))
        for start in range(0, len(rows), block):
            chosen = rows[start : start + block]
            size = len(chosen)
            part: Rows = chosen
            if int(chosen[-1]) - int(chosen[0]) == size - 1:
                part = slice(int(chosen[0]), int(chosen[-1]) + 1)
            year = self.year[part]
            yield part, Block(_Widened(self.columns, part, year), size, self.as_of, strict, year)

    def evaluate(
        self, recipient: str, criteria: Mapping[str, Criteria], kind: str, strict: bool, outcomes: dict[str, CodeArray]
    ) -> None:
        """Write the outcomes of the subjects of one kind into `outcomes`.

        Raises:
            LawError: the columns were packed for other criteria.
        """
        missing = {atom.name for item in criteria.values() for atom in item.atoms} - set(self.columns)
        if missing:
            raise LawError(
                f"dữ liệu đóng gói thiếu {len(missing)} cột ({min(missing)})",
                "bản đóng gói",
                "Đóng gói lại theo bộ dữ liệu pháp luật đang dùng",
            )
        for rows, block in self.blocks(recipient, strict):
            for code, item in criteria.items():
                outcomes[code][rows] = evaluate(item, kind, block).outcomes()
