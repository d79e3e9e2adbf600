"""Long tables: one row per fact, the number of its subject first, every other value a small number.

Words of the facts become their place in a vocabulary, days the days since 1970. What is silent is `NONE_CODE`,
`NO_DAY` or year 0. Rows of one subject stand together and keep the order of the record.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from thidua.law.codes import AWARD_CODES
from thidua.law.facts import AWARD_KINDS, DISCIPLINE_LEVELS, RATINGS, RECIPIENTS, ROLES, SCOPES, Facts

Array = NDArray[Any]

NONE_CODE = 255
NO_DAY = np.iinfo(np.int32).min
EPOCH_DAY = date(1970, 1, 1).toordinal()

BASES = ("rating", "initiative", "research", "combat")
INITIATIVE_KINDS = ("initiative", "research")
HOLD_REASONS = ("discipline_pending", "investigation", "complaint", "press")
LEAVE_KINDS = ("maternity", "sick", "study", "unpaid", "annual", "other")
WORST = ("none", *DISCIPLINE_LEVELS)
NO, YES, SILENT = 0, 1, 2

#: Columns of every table after `subject`: a vocabulary for words, else a NumPy type ("day": days since 1970).
SUBJECT_COLUMNS: dict[str, tuple[str, ...] | str] = {
    "kind": RECIPIENTS,
    "role": ROLES,
    "armed_forces": "u1",
    "employed_from": "day",
    "founded": "day",
}
TABLE_COLUMNS: dict[str, dict[str, tuple[str, ...] | str]] = {
    "ratings": {"year": "i2", "rating": RATINGS},
    "titles": {"award": AWARD_CODES, "year": "i2", "decided_on": "day", "basis": BASES, "revoked": "?"},
    "awards": {
        "award": AWARD_CODES,
        "year": "i2",
        "decided_on": "day",
        "from_year": "i2",
        "to_year": "i2",
        "kind": AWARD_KINDS,
        "revoked": "?",
    },
    "initiatives": {
        "year": "i2",
        "kind": INITIATIVE_KINDS,
        "scope": SCOPES,
        "recognised": "u1",
        "recognised_on": "day",
        "uses_given": "?",
        "superseded_on": "day",
    },
    # `initiative` is the row in the table of initiatives
    "uses": {"initiative": "i4", "award": AWARD_CODES, "year": "i2"},
    "discipline": {"level": DISCIPLINE_LEVELS, "start": "day", "end": "day", "end_given": "?"},
    "holds": {"reason": HOLD_REASONS, "start": "day", "end": "day", "end_given": "?", "cleared": "?"},
    "leave": {"kind": LEAVE_KINDS, "start": "day", "end": "day", "end_given": "?"},
    # `post` is the place of its name in `Tables.posts`
    "service": {"post": "i4", "start": "day", "end": "day", "end_given": "?"},
    "member_years": {
        "year": "i2",
        "members": "i4",
        "completed": "i4",
        "worst": WORST,
        "cluster_rank": "i4",
        "titles_given": "?",
    },
    # `member_year` is the row in the table of member years
    "member_titles": {"member_year": "i4", "award": AWARD_CODES, "count": "i4"},
    # `condition` is the place of the condition's name in `Tables.conditions`
    "judged": {"condition": "i4", "met": "?"},
}
#: Columns that a register may not have: what they are then filled with.
OPTIONAL_COLUMNS = {"member_years": {"cluster_rank": -1}, "initiatives": {"superseded_on": NO_DAY}}

#: Tables whose rows point to rows of another table: only those keep their order when the other is sorted.
_POINTING = {"uses": ("initiatives", "initiative"), "member_titles": ("member_years", "member_year")}

NUMPY_TYPES = {"day": "i4"}


def column_type(kind: tuple[str, ...] | str) -> str:
    """The NumPy type of a column."""
    return "u1" if isinstance(kind, tuple) else NUMPY_TYPES.get(kind, kind)


class Table:
    """Columns of equal length; `subject` says whose row it is."""

    def __init__(self, columns: Mapping[str, Array]) -> None:
        self.columns = dict(columns)
        self._kept: dict[str, Array] = {}

    def __getitem__(self, name: str) -> Array:
        return self.columns[name]

    def __len__(self) -> int:
        return len(self.columns["subject"])

    def kept(self, name: str, make: Callable[[], Array]) -> Array:
        """Something derived from the columns, made once."""
        if name not in self._kept:
            self._kept[name] = make()
        return self._kept[name]

    def in_order(self, order: Array) -> Table:
        """The rows in another order, or a part of them."""
        return Table({name: values[order] for name, values in self.columns.items()})

    def of(self, index: int) -> slice:
        """The rows of one subject; the table is sorted by subject."""
        return self.between(index, index + 1)

    def between(self, start: int, stop: int) -> slice:
        """The rows of the subjects from `start` up to `stop`; the table is sorted by subject."""
        subject = self["subject"]
        first, last = np.searchsorted(subject, np.array((start, stop), subject.dtype))  # another type would be copied
        return slice(int(first), int(last))

    def cut(self, rows: slice, first_subject: int) -> Table:
        """Those rows, with the subjects numbered from `first_subject` on."""
        columns = {name: values[rows] for name, values in self.columns.items()}
        return Table({**columns, "subject": columns["subject"] - np.int32(first_subject)})

    @classmethod
    def empty(cls, name: str) -> Table:
        columns = {key: np.empty(0, column_type(kind)) for key, kind in TABLE_COLUMNS[name].items()}
        return cls({"subject": np.empty(0, "i4"), **columns})


@dataclass(eq=False)
class Tables:
    """The record of `size` subjects.

    Attributes:
        size: number of subjects.
        subjects: one value per subject of every column of `SUBJECT_COLUMNS`.
        rows: table name → rows, sorted by subject; a table that is missing is empty.
        given: list name → for each subject whether that list stands in the record, and so is complete; or one answer
            for all.
        conditions: names of the judged conditions.
        posts: names of the posts held.
        keys: what the caller calls each subject (a primary key), in order.
        codes: the titles and forms that rows may name, the national ones first.
        facts: the subject's facts, where the tables were made from them; else None and words are made from the rows.
    """

    size: int
    subjects: Mapping[str, Array]
    rows: Mapping[str, Table]
    given: Mapping[str, Array | bool]
    conditions: tuple[str, ...] = ()
    posts: tuple[str, ...] = ()
    keys: Array | None = None
    codes: tuple[str, ...] = AWARD_CODES
    facts: Callable[[int], Facts] | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        self.rows = _sorted({name: _whole(name, table) for name, table in self.rows.items()})

    def table(self, name: str) -> Table:
        """The rows of one list."""
        return self.rows[name] if name in self.rows else Table.empty(name)

    def is_given(self, name: str) -> Array:
        """For each subject whether the list stands in the record."""
        given = self.given.get(name, False)
        return np.full(self.size, given) if isinstance(given, bool) else given

    def is_given_to_all(self, name: str) -> bool:
        given = self.given.get(name, False)
        return given if isinstance(given, bool) else bool(given.all())

    def part(self, start: int, stop: int) -> Tables:
        """The record of the subjects from `start` up to (not with) `stop`, as if there were no others."""
        ranges = {name: table.between(start, stop) for name, table in self.rows.items()}
        rows = {name: self.rows[name].cut(found, start) for name, found in ranges.items()}
        for name, (target, column) in _POINTING.items():
            if name in rows:
                rows[name].columns[column] = rows[name][column] - np.int32(ranges[target].start)
        facts = self.facts
        return Tables(
            size=stop - start,
            subjects={name: values[start:stop] for name, values in self.subjects.items()},
            rows=rows,
            given={name: given if isinstance(given, bool) else given[start:stop] for name, given in self.given.items()},
            conditions=self.conditions,
            posts=self.posts,
            keys=None if self.keys is None else self.keys[start:stop],
            codes=self.codes,
            facts=None if facts is None else lambda index: facts(start + index),
        )


def _whole(name: str, table: Table) -> Table:
    """A table with the columns that it was handed over without."""
    missing = {key: value for key, value in OPTIONAL_COLUMNS.get(name, {}).items() if key not in table.columns}
    if not missing:
        return table
    filled = {key: np.full(len(table), value, column_type(TABLE_COLUMNS[name][key])) for key, value in missing.items()}
    return Table({**table.columns, **filled})


def _sorted(rows: Mapping[str, Table]) -> dict[str, Table]:
    """Every table by subject; where rows point to rows of a table that moved, the pointers move with them."""
    result: dict[str, Table] = {}
    moved: dict[str, Array] = {}
    for name, table in rows.items():
        subject = table["subject"]
        if len(subject) < 2 or bool((subject[1:] >= subject[:-1]).all()):
            result[name] = table
            continue
        order = np.argsort(subject, kind="stable")
        result[name] = table.in_order(order)
        moved[name] = np.argsort(order, kind="stable")
    for name, (target, column) in _POINTING.items():
        if target in moved and name in result:
            columns = result[name].columns
            result[name] = Table({**columns, column: moved[target][columns[column]].astype("i4")})
    return result
