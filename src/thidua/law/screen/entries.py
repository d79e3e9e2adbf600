"""What is read from the workbook: rows, people and collectives, and what must be mended."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from thidua.law.facts import Facts


@dataclass(frozen=True)
class Row:
    """One row as read: `whole` unless a cell of it could not be read; `columns` are those the sheet has."""

    sheet: str
    number: int
    values: dict[str, Any]
    columns: frozenset[str]
    whole: bool


@dataclass(frozen=True)
class Problem:
    """Something that must be mended in the workbook."""

    sheet: str
    row: int
    column: str
    message: str
    mend: str

    @property
    def text(self) -> str:
        place = f"Trang {self.sheet}" + (f", dòng {self.row}" if self.row else "")
        return f"{place}{f', cột {self.column}' if self.column else ''}: {self.message}. {self.mend}."


@dataclass
class Entry:
    """One person or collective of the workbook.

    Attributes:
        key, name, unit: as written.
        facts: by facts.schema.json.
        rows: JSON pointer ("/ratings/0") → (sheet, row) it came from.
        read: the facts, checked.
        faulty: one of the rows about it could not be read: half of a record must not decide about anybody.
    """

    key: str
    name: str
    unit: str
    sheet: str
    row: int
    facts: dict[str, Any]
    rows: dict[str, tuple[str, int]] = field(default_factory=dict)
    read: Facts | None = None
    faulty: bool = False

    @property
    def is_collective(self) -> bool:
        return bool(self.facts["subject"]["kind"] == "collective")
