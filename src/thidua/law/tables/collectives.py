"""Numbers and states of collectives: age, members and their titles, rank in the cluster."""

from __future__ import annotations

import numpy as np

from thidua.law.record import UNKNOWN_COUNT
from thidua.law.tables.model import NO_DAY, WORST, Array
from thidua.law.tables.view import View, whole_years, year_of
from thidua.law.tables.years import is_of


def existence_years(view: View) -> Array:
    founded = view.tables.subjects["founded"]
    known = founded != NO_DAY
    age = np.where(founded <= view.day, whole_years(view, np.where(known, founded, 0)), -2)
    return np.where(known, age, UNKNOWN_COUNT)


def anniversary(view: View) -> Array:
    founded = view.tables.subjects["founded"]
    known = founded != NO_DAY
    return np.where(known, np.maximum(view.as_of.year - year_of(np.where(known, founded, 0)), 0), UNKNOWN_COUNT)


def _of_members(view: View, name: str) -> Array:
    """A value of the members' row of the achievement year; unknown where there is no such row."""
    table = view.tables.table("member_years")
    if not len(table):
        return np.full(view.size, UNKNOWN_COUNT)
    return np.where(view.member_row >= 0, table[name][view.member_row], UNKNOWN_COUNT)


def members(view: View) -> Array:
    members = _of_members(view, "members")
    return np.where(members == 0, UNKNOWN_COUNT, members)


def members_completed(view: View) -> Array:
    return _of_members(view, "completed")


def holders(view: View, codes: str) -> Array:
    table = view.tables.table("member_titles")
    chosen = is_of(view, table, codes)
    rows = len(view.tables.table("member_years"))
    counts = np.bincount(table["member_year"][chosen], table["count"][chosen], minlength=rows)
    said = np.bincount(table["member_year"][chosen], minlength=rows) > 0
    if not rows:
        return np.full(view.size, UNKNOWN_COUNT)
    row = view.member_row
    return np.where((row >= 0) & said[row], counts[row], UNKNOWN_COUNT)


def worst_discipline(view: View) -> Array:
    worst = _of_members(view, "worst").astype(np.int64)
    return np.where(worst >= len(WORST), UNKNOWN_COUNT, worst)


def cluster_rank(view: View) -> Array:
    return _of_members(view, "cluster_rank")
