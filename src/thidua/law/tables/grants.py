"""Titles and forms as steps to something higher: the counterpart of `grants` for all subjects at once."""

from __future__ import annotations

import numpy as np

from thidua.law.codes import TITLES
from thidua.law.facts import AWARD_KINDS
from thidua.law.grants import NOT_STEPS
from thidua.law.record import MANY
from thidua.law.tables.model import NO_DAY, NONE_CODE, Array, Table
from thidua.law.tables.view import ALL, View, last_years, year_of, years_from
from thidua.law.tables.years import is_of

_NOT_STEPS = [AWARD_KINDS.index(kind) for kind in NOT_STEPS]


def _silent(view: View, codes: str) -> Array:
    names = {"titles" if code in TITLES else "awards" for code in codes.split("+")}
    result = np.zeros(view.size, bool)
    for name in names:
        result |= ~view.given(name)
    return result


def grants_of(view: View, codes: str, steps: str) -> Table:
    """The rows of `grants.grants` for all subjects: subject, year (0: not known), first, last, certain; by subject."""
    found: Table = view.kept(("grants", codes, steps), lambda: _make_grants(view, codes, steps))
    return found


def _make_grants(view: View, codes: str, steps: str) -> Table:
    titles, awards = view.tables.table("titles"), view.tables.table("awards")
    rows = np.flatnonzero(is_of(view, titles, codes) & view.title_in_force)
    marks = (titles["subject"][rows].astype(np.int64) * 256 + titles["award"][rows]) * 10_000 + titles["year"][rows]
    rows = rows[np.unique(marks, return_index=True)[1]]  # one title a year, however often the list names it
    subject, year = titles["subject"][rows], titles["year"][rows].astype(np.int64)
    by_title = (subject, year, year, year, view.is_own_year(subject, year))
    forms = is_of(view, awards, codes) & view.award_received
    if steps == "merit":
        forms &= view.kept("steps", lambda: ~np.isin(awards["kind"], _NOT_STEPS))
    by_form = _grants_of_forms(view, np.flatnonzero(forms), steps)
    parts = [np.concatenate(pair) for pair in zip(by_title, by_form, strict=True)]
    order = np.argsort(parts[0], kind="stable")
    names = ("subject", "year", "first", "last", "certain")
    return Table({name: part[order] for name, part in zip(names, parts, strict=True)})


def _grants_of_forms(view: View, rows: Array, steps: str) -> tuple[Array, ...]:
    awards = view.tables.table("awards")
    whose, decided, kind = (awards[name][rows] for name in ("subject", "decided_on", "kind"))
    period = last_years(awards)[rows].astype(np.int64)
    dated = decided != NO_DAY
    decided_year = year_of(np.where(dated, decided, 0))
    # decided in the year after the last achievement year: it belongs to that one
    counts_in = np.minimum(decided_year, view.year[whose])
    year = np.where(period != 0, period, np.where(dated, counts_in, 0))
    sure: Array = view.award_surely_received[rows]
    if steps == "merit":
        sure = sure & (kind != NONE_CODE)
    first = np.where(period != 0, period, np.where(dated, decided_year - 1, 0))
    last = np.where(period != 0, period, np.where(dated, decided_year, 0))
    return whose, year, first, last, sure & ((year == 0) | view.is_own_year(whose, year))


def _all_or(grants: Table, certain: bool) -> Array:
    return grants["certain"] if certain else np.ones(len(grants), bool)


def after(view: View, codes: str, steps: str, sureness: str) -> Array:
    grants = grants_of(view, codes, steps)
    if sureness == "certain":
        chosen = grants["certain"] & (grants["last"] != 0)
        return view.any_bits(grants, years_from(grants["last"] + 1), chosen)
    masks = np.where(grants["first"] == 0, ALL, years_from(grants["first"] + 1))
    return np.where(_silent(view, codes), ALL, view.any_bits(grants, masks, _all_or(grants, False)))


def given_times(view: View, codes: str, steps: str, level: str, sureness: str) -> Array:
    grants = grants_of(view, codes, steps)
    certain = sureness == "certain"
    masks = view.years_with(grants, _all_or(grants, certain) & (grants["year"] != 0), int(level))
    return masks if certain else np.where(_silent(view, codes), ALL, masks)


def undated(view: View, codes: str, steps: str) -> Array:
    grants = grants_of(view, codes, steps)
    return view.count(grants, grants["year"] == 0)


def ever_given(view: View, codes: str, steps: str, sureness: str) -> Array:
    grants = grants_of(view, codes, steps)
    counts = view.count(grants, _all_or(grants, sureness == "certain"))
    return counts if sureness == "certain" else np.where(_silent(view, codes), MANY, counts)
