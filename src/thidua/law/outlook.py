"""Next year: the record as it would be if everything went on as in the newest year on record.

The one definition of "due next year" for pages, lists and exports: who is not eligible now, and would lack nothing that
the record decides on 31 December of next year, if ratings, yearly titles and the figures of the members go on as in the
newest year on record, and the law does not change.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from thidua.law.codes import AWARD_CODES
from thidua.law.engine import ELIGIBLE, OPEN
from thidua.law.lacking import Lacking
from thidua.law.packing import Question
from thidua.law.tables import Table, Tables
from thidua.law.tables.model import EPOCH_DAY, Array

# Titles that are given every year; others are given for several years of these and are not supposed.
ANNUAL_TITLES = ("LDTT", "CSTT", "CSTDCS", "TTLDTT", "DVTT", "TTLDXS", "DVQT")
_ANNUAL = np.array([AWARD_CODES.index(code) for code in ANNUAL_TITLES])


def next_question(question: Question, year: int) -> Question:
    """What is asked of the record carried on: the end of the year after `year`, by the law as it is."""
    on = max(date(year + 1, 12, 31), question.on)
    return Question.of(on, None, year + 1, question.kind, question.strict, assume_unchanged=True)


def stands(next_year: Lacking) -> NDArray[np.bool_]:
    """Who would lack nothing next year that the record decides."""
    stands: NDArray[np.bool_] = ((next_year.outcomes == ELIGIBLE) | (next_year.outcomes == OPEN)) & (
        next_year.record == 0
    )
    return stands


def carried_on(tables: Tables, until: int) -> Tables:
    """The record, carried on to the end of the year `until`.

    For every year after the newest on record, ratings, annual titles and (of a collective) the figures of the members
    are taken to be those of that newest year. Initiatives, awards, higher titles are not supposed: they must be earned.
    What runs without an end (a hold) runs on.
    """
    supposed: dict[str, Table] = {}
    ratings = tables.table("ratings")
    supposed["ratings"] = _with(ratings, _repeated(ratings, _newest(tables, ratings), until))
    titles = tables.table("titles")
    annual = np.isin(titles["award"], _ANNUAL) & ~titles["revoked"]
    more = _repeated(titles, _newest(tables, titles, annual), until)
    more["decided_on"] = np.full(len(more["subject"]), date(until, 12, 31).toordinal() - EPOCH_DAY, "i4")
    supposed["titles"] = _with(titles, more)
    return replace(tables, rows={**tables.rows, **supposed, **_members(tables, until)}, facts=None)


def _newest(tables: Tables, table: Table, among: Array | None = None) -> Array:
    """The rows of each subject's newest year, of those `among`."""
    chosen = np.ones(len(table), bool) if among is None else among
    newest = np.zeros(tables.size, np.int64)
    np.maximum.at(newest, table["subject"][chosen], table["year"][chosen])
    return np.flatnonzero(chosen & (table["year"] == newest[table["subject"]]))


def _repeated(table: Table, rows: Array, until: int) -> dict[str, Array]:
    """The rows again for every year after theirs up to `until`; `_row` says which row each comes from."""
    years = table["year"][rows].astype(np.int64)
    times = np.maximum(until - years, 0)
    source = np.repeat(rows, times)
    ends = np.cumsum(times)
    step = np.arange(len(source)) - np.repeat(ends - times, times)
    found = {name: values[source] for name, values in table.columns.items()}
    return found | {"year": (np.repeat(years, times) + 1 + step).astype("i2"), "_row": source}


def _with(table: Table, more: Mapping[str, Array]) -> Table:
    return Table({name: np.concatenate((values, more[name])) for name, values in table.columns.items()})


def _members(tables: Tables, until: int) -> dict[str, Table]:
    """The figures of the members: those of the newest complete year go on, incomplete later years give way."""
    years = tables.table("member_years")
    if not len(years):
        return {}
    complete = (years["completed"] >= 0) & years["titles_given"]
    newest_rows = _newest(tables, years, complete)
    newest = np.full(tables.size, np.iinfo(np.int16).max, np.int64)
    newest[years["subject"][newest_rows]] = years["year"][newest_rows]
    kept = np.flatnonzero(years["year"] <= newest[years["subject"]])
    place = np.full(len(years), -1, np.int64)
    place[kept] = np.arange(len(kept))
    more = _repeated(years, newest_rows, until)
    held = tables.table("member_titles")
    stays = place[held["member_year"]] >= 0
    old = {name: values[stays] for name, values in held.columns.items()}
    old["member_year"] = place[old["member_year"]].astype("i4")
    new = _titles_again(held, more["_row"], len(kept))
    return {
        "member_years": _with(years.in_order(kept), more),
        "member_titles": Table({name: np.concatenate((old[name], new[name])) for name in old}),
    }


def _titles_again(held: Table, source: Array, first: int) -> dict[str, Array]:
    """The holders of repeated years: the rows of the year that each repeats, pointing to the new row."""
    order = np.argsort(held["member_year"], kind="stable")
    sorted_years = held["member_year"][order]
    begin = np.searchsorted(sorted_years, source, "left")
    times = np.searchsorted(sorted_years, source, "right") - begin
    step = np.arange(int(times.sum())) - np.repeat(np.cumsum(times) - times, times)
    rows = order[np.repeat(begin, times) + step] if len(order) else np.empty(0, np.int64)
    found = {name: values[rows] for name, values in held.columns.items()}
    return found | {"member_year": np.repeat(first + np.arange(len(source)), times).astype("i4")}
