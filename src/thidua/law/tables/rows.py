"""From rows of a database straight to long tables: what a province has on record, without a dictionary per person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import numpy as np

from thidua.law.errors import LawError
from thidua.law.facts import RECIPIENTS, ROLES
from thidua.law.tables.model import (
    NO_DAY,
    NONE_CODE,
    SILENT,
    TABLE_COLUMNS,
    YES,
    Array,
    Table,
    Tables,
    column_type,
)

Rows = Iterable[Sequence[Any]]


def pack_rows(
    subjects: Rows,
    *,
    kind: str = "individual",
    ratings: Rows | None = None,
    titles: Rows | None = None,
    awards: Rows | None = None,
    initiatives: Rows | None = None,
    uses: Rows | None = None,
    discipline: Rows | None = None,
    holds: Rows | None = None,
    leave: Rows | None = None,
    service: Rows | None = None,
    judged: Rows | None = None,
) -> Tables:
    """The record of many people from rows as `values_list` gives them, in any order.

    A table that is given is complete for every subject (none of its rows: known to be none); one that is not given is
    unknown for all. Rows of subjects that are not in `subjects` are passed over. Days are `date` or ISO text or None.

    Args:
        subjects: (key, role, employed_from); for collectives (key, None, founded).
        kind: individual, collective or household: all subjects are of one kind.
        ratings: (key, year, level); at most one a year.
        titles: (key, award, year, decided_on, basis, revoked).
        awards: (key, award, year, decided_on, from_year, to_year, kind, revoked); what is not known is None.
        initiatives: (key, initiative key, year, kind, scope, recognised_on); None: not recognised.
        uses: (key, initiative key, award, year): what an initiative of that person has served for; given together with
            `initiatives`.
        discipline: (key, level, from, until); until None: still in force.
        holds: (key, reason, from, until, cleared).
        leave: (key, kind, from, until).
        service: (key, post, from, until): posts held.
        judged: (key, condition, met): answers already given by people.

    Returns:
        Tables for `screen_tables`.

    Raises:
        LawError: a word that the vocabulary does not know, two ratings for one year, the same subject twice; the
            message names the table and the row.
    """
    people = _transposed(subjects, 3, "subjects")
    keys, size = people[0], len(people[0])
    numbers = {key: number for number, key in enumerate(keys)}
    if len(numbers) != size:
        raise LawError("một đối tượng xuất hiện hai lần", "subjects", "Mỗi đối tượng một dòng")
    reader = _Reader(numbers)
    begin = _days(people[2], "subjects")
    silent = np.full(size, NO_DAY, "i4")
    given = {
        "ratings": ratings,
        "titles": titles,
        "awards": awards,
        "initiatives": initiatives,
        "discipline": discipline,
        "holds": holds,
        "leave": leave,
        "service": service,
        "judged": judged,
    }
    rows: dict[str, Table] = {}
    if ratings is not None:
        rows["ratings"] = reader.table("ratings", ratings, ("year", "rating"))
        _refuse_two_ratings(rows["ratings"], keys)
    if titles is not None:
        rows["titles"] = reader.table("titles", titles, ("award", "year", "decided_on", "basis", "revoked"))
    if awards is not None:
        columns = ("award", "year", "decided_on", "from_year", "to_year", "kind", "revoked")
        rows["awards"] = reader.table("awards", awards, columns)
    if initiatives is not None:
        rows |= reader.initiatives(initiatives, uses)
    if discipline is not None:
        rows["discipline"] = _with_end(reader.table("discipline", discipline, ("level", "start", "end")))
    if holds is not None:
        rows["holds"] = _with_end(reader.table("holds", holds, ("reason", "start", "end", "cleared")))
    if leave is not None:
        rows["leave"] = _with_end(reader.table("leave", leave, ("kind", "start", "end")))
    posts: tuple[str, ...] = ()
    if service is not None:
        rows["service"], posts = reader.named("service", service, ("post", "start", "end"))
        rows["service"] = _with_end(rows["service"])
    conditions: tuple[str, ...] = ()
    if judged is not None:
        rows["judged"], conditions = reader.named("judged", judged, ("condition", "met"))
    return Tables(
        size=size,
        subjects={
            "kind": _words([kind] * size, RECIPIENTS, "kind"),
            "role": _words(people[1], ROLES, "subjects", silent=True),
            "armed_forces": np.full(size, SILENT, "u1"),
            "employed_from": begin if kind == "individual" else silent,
            "founded": silent if kind == "individual" else begin,
        },
        rows=rows,
        given={"subject": True, **{name: found is not None for name, found in given.items()}},
        conditions=conditions,
        posts=posts,
        keys=np.array(keys),
    )


def _with_end(table: Table) -> Table:
    """In a register an end that is not written means that there is none yet."""
    return Table({**table.columns, "end_given": np.ones(len(table), bool)})


class _Reader:
    """Reads tables of rows for subjects with known numbers."""

    def __init__(self, numbers: dict[Any, int]) -> None:
        self._numbers = numbers

    def _subject(self, keys: Sequence[Any]) -> Array:
        return np.fromiter(map(self._numbers.get, keys, [-1] * len(keys)), "i4", len(keys))

    def table(self, name: str, found: Rows, columns: tuple[str, ...]) -> Table:
        parts = _transposed(found, 1 + len(columns), name)
        spec = TABLE_COLUMNS[name]
        subject = self._subject(parts[0])
        table = {
            column: _column(part, spec[column], name, f"{name}.{column}" in _MAY_BE_SILENT)
            for column, part in zip(columns, parts[1:], strict=True)
        }
        return _known(Table({"subject": subject, **table}))

    def initiatives(self, found: Rows, uses: Rows | None) -> dict[str, Table]:
        parts = _transposed(found, 6, "initiatives")
        spec = TABLE_COLUMNS["initiatives"]
        recognised_on = _days(parts[5], "initiatives")
        subject = self._subject(parts[0])
        here = np.flatnonzero(subject >= 0)
        whole = Table(
            {
                "subject": subject,
                "year": _column(parts[2], "i2", "initiatives"),
                "kind": _words(parts[3], spec["kind"], "initiatives"),
                "scope": _words(parts[4], spec["scope"], "initiatives"),
                "recognised": np.where(recognised_on == NO_DAY, 0, YES).astype("u1"),
                "recognised_on": recognised_on,
                "uses_given": np.full(len(subject), uses is not None),
            }
        )
        result = {"initiatives": whole.in_order(here)}
        if uses is not None:
            rows = {(parts[0][row], parts[1][row]): place for place, row in enumerate(here.tolist())}
            result["uses"] = self._uses(uses, rows)
        return result

    def _uses(self, found: Rows, rows: dict[tuple[Any, Any], int]) -> Table:
        parts = _transposed(found, 4, "uses")
        pairs = zip(parts[0], parts[1], strict=True)
        initiative = np.fromiter((rows.get(pair, -1) for pair in pairs), "i4", len(parts[0]))
        spec = TABLE_COLUMNS["uses"]
        table = Table(
            {
                "subject": self._subject(parts[0]),
                "initiative": initiative,
                "award": _words(parts[2], spec["award"], "uses"),
                "year": _column(parts[3], "i2", "uses"),
            }
        )
        return table.in_order(np.flatnonzero((initiative >= 0) & (table["subject"] >= 0)))

    def named(self, name: str, found: Rows, columns: tuple[str, ...]) -> tuple[Table, tuple[str, ...]]:
        """A table whose second value is free text: its texts become a vocabulary of their own."""
        parts = _transposed(found, 1 + len(columns), name)
        texts = {text: place for place, text in enumerate(dict.fromkeys(parts[1]))}
        spec = TABLE_COLUMNS[name]
        table = {column: _column(part, spec[column], name) for column, part in zip(columns[1:], parts[2:], strict=True)}
        table[columns[0]] = np.fromiter(map(texts.__getitem__, parts[1]), "i4", len(parts[1]))
        return _known(Table({"subject": self._subject(parts[0]), **table})), tuple(texts)


def _known(table: Table) -> Table:
    """The rows of subjects that were asked about."""
    here = table["subject"] >= 0
    return table if bool(here.all()) else table.in_order(np.flatnonzero(here))


def _transposed(rows: Rows, width: int, name: str) -> list[list[Any]]:
    """Columns of rows. (`zip(*rows)` would make an iterator per row: ten times slower at half a million rows.)"""
    whole = rows if isinstance(rows, list) else list(rows)
    for found in set(map(len, whole)) - {width}:
        raise LawError(f"mỗi dòng cần {width} giá trị, có {found}", name, "Xem thứ tự cột trong pack_rows")
    return [[row[place] for row in whole] for place in range(width)]


#: Words that a register may leave empty.
_MAY_BE_SILENT = frozenset({"titles.basis", "awards.kind"})


def _column(values: Sequence[Any], kind: tuple[str, ...] | str, table: str, silent: bool = False) -> Array:
    if isinstance(kind, tuple):
        return _words(values, kind, table, silent)
    if kind == "day":
        return _days(values, table)
    if kind == "?":
        return np.array(values, dtype=bool)
    if None in values:
        values = [value or 0 for value in values]
    return np.array(values, dtype=column_type(kind))


def _days(values: Sequence[date | str | None], table: str) -> Array:
    try:
        days = np.array(values, dtype="datetime64[D]").astype("i8")
    except ValueError as error:
        raise LawError(f"có giá trị không phải ngày ({error})", table, "Dùng ngày dạng năm-tháng-ngày") from error
    return np.where(days == np.iinfo("i8").min, NO_DAY, days).astype("i4")


def _words(values: Sequence[str | None], kind: tuple[str, ...] | str, table: str, silent: bool = False) -> Array:
    places: dict[str | None, int] = {word: place for place, word in enumerate(kind)}
    if silent:
        places |= {None: NONE_CODE, "": NONE_CODE}
    try:
        return np.fromiter(map(places.__getitem__, values), "u1", len(values))
    except KeyError as error:
        row = values.index(error.args[0]) + 1
        raise LawError(
            f"'{error.args[0]}' không hợp lệ", f"{table}, dòng {row}", f"Dùng một trong: {', '.join(kind)}"
        ) from None


def _refuse_two_ratings(table: Table, keys: Sequence[Any]) -> None:
    marks = table["subject"].astype("i8") * 10_000 + table["year"]
    ordered = np.sort(marks)
    double = np.flatnonzero(ordered[1:] == ordered[:-1])
    if len(double):
        subject, year = divmod(int(ordered[double[0]]), 10_000)
        raise LawError(
            f"năm {year} có hai mức xếp loại", f"ratings, đối tượng {keys[subject]}", "Giữ lại mức xếp loại đúng"
        )
