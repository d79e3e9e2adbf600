"""From facts as read to long tables: for cohorts that come as JSON or from a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np

from thidua.law.codes import AWARD_CODES
from thidua.law.facts import RECIPIENTS, ROLES, Facts, Initiative, Interval
from thidua.law.tables.model import (
    EPOCH_DAY,
    NO,
    NO_DAY,
    NONE_CODE,
    SILENT,
    SUBJECT_COLUMNS,
    TABLE_COLUMNS,
    YES,
    Table,
    Tables,
    column_type,
)

_PLACES: dict[tuple[str, ...], dict[str | None, int]] = {}
_SPECS = (SUBJECT_COLUMNS, *TABLE_COLUMNS.values())
for _spec in _SPECS:
    for _kind in _spec.values():
        if isinstance(_kind, tuple):
            _PLACES[_kind] = {None: NONE_CODE, **{word: place for place, word in enumerate(_kind)}}
#: A use for something that is no award we know: it excludes like any other use.
_OUTSIDE = NONE_CODE - 1


def _day(day: date | None) -> int:
    return NO_DAY if day is None else day.toordinal() - EPOCH_DAY


def _place(table: str, column: str, word: str | None) -> int:
    kind = TABLE_COLUMNS[table][column]
    assert isinstance(kind, tuple)
    return _PLACES[kind][word]


def tables_of_facts(facts: Sequence[Facts]) -> Tables:
    """The tables of subjects whose facts are already read and checked.

    Args:
        facts: at least one; they stay the source of every word.
    """
    rows: dict[str, list[tuple[Any, ...]]] = {name: [] for name in TABLE_COLUMNS}
    codes = {code: place for place, code in enumerate(AWARD_CODES)}
    conditions: dict[str, int] = {}
    posts: dict[str, int] = {}
    subjects = []
    for index, item in enumerate(facts):
        role = SUBJECT_COLUMNS["role"], SUBJECT_COLUMNS["kind"]
        assert isinstance(role[0], tuple)
        assert isinstance(role[1], tuple)
        armed = SILENT if item.armed_forces is None else int(item.armed_forces)
        subjects.append(
            (
                _PLACES[role[1]][item.kind],
                _PLACES[role[0]][item.role],
                armed,
                _day(item.employed_from),
                _day(item.founded),
            )
        )
        for code in _codes_in(item):
            codes.setdefault(code, len(codes))
        _add_lists(index, item, rows, codes)
        _add_initiatives(index, item.initiatives, rows, codes)
        _add_members(index, item, rows, codes)
        rows["service"] += [
            (index, posts.setdefault(entry.what, len(posts)), *_period(entry)) for entry in item.service
        ]
        for name, met in item.judged.items():
            rows["judged"].append((index, conditions.setdefault(name, len(conditions)), met))
    names = sorted({name for item in facts for name in item.given})
    return Tables(
        size=len(facts),
        subjects=_columns(SUBJECT_COLUMNS, subjects),
        rows={
            name: Table(_columns({"subject": "i4", **TABLE_COLUMNS[name]}, found))
            for name, found in rows.items()
            if found
        },
        given={name: np.fromiter((name in item.given for item in facts), bool, len(facts)) for name in names},
        conditions=tuple(conditions),
        posts=tuple(posts),
        codes=tuple(codes),
        facts=facts.__getitem__,
    )


def _codes_in(item: Facts) -> list[str]:
    """The titles and forms that a subject holds: those of a body's own are not known beforehand."""
    return [*(title.award for title in item.titles), *(given.award for given in item.awards)]


def _subject(item: Facts) -> tuple[int, ...]:
    armed = SILENT if item.armed_forces is None else int(item.armed_forces)
    kind, role = _PLACES[RECIPIENTS][item.kind], _PLACES[ROLES][item.role]
    return kind, role, armed, _day(item.employed_from), _day(item.founded)


def _columns(spec: dict[str, tuple[str, ...] | str], rows: list[tuple[Any, ...]]) -> dict[str, Any]:
    return {
        name: np.array(values, dtype=column_type(kind))
        for (name, kind), values in zip(spec.items(), zip(*rows, strict=True), strict=True)
    }


def _add_lists(index: int, item: Facts, rows: dict[str, list[tuple[Any, ...]]], codes: dict[str, int]) -> None:
    rows["ratings"] += [
        (index, year, _place("ratings", "rating", rating)) for year, (rating, _pointer) in item.ratings.items()
    ]
    rows["titles"] += [
        (
            index,
            codes[title.award],
            title.year,
            _day(title.decided_on),
            _place("titles", "basis", title.basis),
            title.revoked,
        )
        for title in item.titles
    ]
    rows["awards"] += [
        (
            index,
            codes[given.award],
            given.year or 0,
            _day(given.decided_on),
            given.from_year or 0,
            given.to_year or 0,
            _place("awards", "kind", given.kind),
            given.revoked,
        )
        for given in item.awards
    ]
    rows["discipline"] += [
        (index, _place("discipline", "level", entry.what), *_period(entry)) for entry in item.discipline
    ]
    rows["holds"] += [
        (index, _place("holds", "reason", entry.what), *_period(entry), entry.cleared) for entry in item.holds
    ]
    rows["leave"] += [(index, _place("leave", "kind", entry.what), *_period(entry)) for entry in item.leave]


def _period(entry: Interval) -> tuple[int, int, bool]:
    return _day(entry.start), _day(entry.end), entry.end_given


def _add_initiatives(
    index: int, items: tuple[Initiative, ...], rows: dict[str, list[tuple[Any, ...]]], codes: dict[str, int]
) -> None:
    for item in items:
        number = len(rows["initiatives"])
        recognised = SILENT if item.recognised is None else (YES if item.recognised else NO)
        rows["initiatives"].append(
            (
                index,
                item.year,
                _place("initiatives", "kind", item.kind),
                _place("initiatives", "scope", item.scope),
                recognised,
                _day(item.recognised_on),
                item.used_for is not None,
                _day(item.superseded_on),
            )
        )
        for use in item.used_for or ():
            code, _colon, year = use.partition(":")
            rows["uses"].append((index, number, codes.get(code, _OUTSIDE), min(int(year), 9999)))


def _add_members(index: int, item: Facts, rows: dict[str, list[tuple[Any, ...]]], codes: dict[str, int]) -> None:
    for entry in item.member_years:
        number = len(rows["member_years"])
        rows["member_years"].append(
            (
                index,
                entry.year,
                -1 if entry.members is None else entry.members,
                -1 if entry.completed is None else entry.completed,
                _place("member_years", "worst", entry.worst_discipline),
                -1 if entry.cluster_rank is None else entry.cluster_rank,
                entry.titles is not None,
            )
        )
        for code, count in (entry.titles or {}).items():
            rows["member_titles"].append((index, number, codes[code], count))
