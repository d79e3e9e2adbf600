"""Packed columns of a cohort, kept as small as they can be without losing a bit, and their evaluation block by block.

A column of year masks rarely uses more than a few of its 64 years: it is kept as 16 or 32 bits with a shift. What is
the same for all subjects is kept once; equal columns are kept once. A block of 64 thousand subjects is widened only
while it is evaluated.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b

import numpy as np

from thidua.law.criteria import Criteria
from thidua.law.engine import CodeArray, evaluate
from thidua.law.errors import LawError
from thidua.law.facts import RECIPIENTS
from thidua.law.record import BLOCK, Block
from thidua.law.tables.model import Array

Rows = slice | Array


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
        if dtype == "u8":
            used = int(np.bitwise_or.reduce(values)) if len(values) else 0
            shift = (used & -used).bit_length() - 1 if used else 0
            width = next(bits for bits in (8, 16, 32, 64) if used >> shift < 1 << bits)
            return cls((values >> np.uint64(shift)).astype(f"u{width // 8}"), shift, dtype)
        if dtype == "i8" and len(values):
            small = np.min_scalar_type(max(abs(int(values.min())), abs(int(values.max())) + 1) * -1)
            return cls(values.astype(small), 0, dtype)
        return cls(values, 0, dtype)

    def part(self, rows: Rows, size: int) -> Array:
        """The values of some rows, as conditions expect them."""
        if len(self.values) == 1:
            return np.full(
                size, self.values[0].astype(self.dtype) << self.shift if self.shift else self.values[0]
            ).astype(self.dtype, copy=False)
        # Numbers that fit are widened no further than needed: conditions compare them, and multiply by small shares.
        values = self.values[rows].astype("i4" if self.dtype == "i8" and self.values.itemsize < 4 else self.dtype)
        if self.shift:
            values <<= np.uint64(self.shift)
        return values


class _Widened(Mapping[str, Array]):
    """The columns of one block, each widened when it is first asked for."""

    def __init__(self, columns: Mapping[str, Column], rows: Rows, size: int) -> None:
        self._columns = columns
        self._rows = rows
        self._size = size
        self._made: dict[int, Array] = {}

    def __getitem__(self, name: str) -> Array:
        column = self._columns[name]
        mark = id(column)
        if mark not in self._made:
            self._made[mark] = column.part(self._rows, self._size)
        return self._made[mark]

    def __iter__(self) -> Iterator[str]:
        return iter(self._columns)

    def __len__(self) -> int:
        return len(self._columns)


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
        seen: dict[tuple[bytes, int, str], Column] = {}
        kept = {}
        for name, values in columns:
            column = Column.of(values)
            digest = blake2b(np.ascontiguousarray(column.values).data, digest_size=16).digest()
            mark = (digest, column.shift, column.values.dtype.str + column.dtype)
            kept[name] = seen.setdefault(mark, column)
        return cls(len(year), as_of, year.astype(np.int64), kind.astype(np.uint8), kept)

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
            widened = _Widened(self.columns, part, size)
            yield part, Block(widened, size, self.as_of, strict, self.year[part])  # type: ignore[arg-type]

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
