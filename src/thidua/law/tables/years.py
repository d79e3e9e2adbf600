"""Masks of years from long tables: rated, held, on maternity leave, already rewarded."""

from __future__ import annotations

import numpy as np

from thidua.law.codes import TITLES
from thidua.law.facts import AWARD_KINDS, RATINGS
from thidua.law.record import GIVEN_NAMES
from thidua.law.tables.model import NO_DAY, NONE_CODE, Array, Table
from thidua.law.tables.view import ALL, View, last_years, up_to, year_bits, year_of

_MERIT = AWARD_KINDS.index("merit")


def given(view: View) -> Array:
    result = np.zeros(view.size, np.uint16)
    for bit, name in enumerate(GIVEN_NAMES):
        result |= view.given(name).astype(np.uint16) << np.uint16(bit)
    return result


def rated(view: View, level: str, sureness: str) -> Array:
    masks = _rated_years(view, level)
    if sureness == "certain":
        return view.if_given("ratings", masks if view.own_years is None else masks & view.own_years, np.uint64(0))
    waiting = (view.year == view.as_of.year) & (_rated_years(view, RATINGS[0]) & view.year_bit == 0)
    possible = np.where(waiting, masks | view.year_bit, masks) | view.maternity_years
    return view.if_given("ratings", possible, ALL)


def _rated_years(view: View, level: str) -> Array:
    """Years on record rated at that level or better; the lowest level: all years rated."""
    ratings = view.tables.table("ratings")

    def masks() -> Array:
        good = view.rating_counts
        if level != RATINGS[0]:
            good = good & (ratings["rating"] >= RATINGS.index(level))
        return view.any_bits(ratings, row_bits(ratings), good)

    found: Array = view.kept(("rated", level), masks)
    return found


def row_bits(table: Table) -> Array:
    """The bit of the year of every row; computed once per table."""
    return table.kept("_bits", lambda: year_bits(table["year"]))


def held(view: View, codes: str, sureness: str) -> Array:
    titles = view.tables.table("titles")
    masks: Array = view.kept(
        ("held", codes),
        lambda: view.any_bits(titles, row_bits(titles), is_of(view, titles, codes) & view.title_in_force),
    )
    if sureness == "certain":
        return masks if view.own_years is None else masks & view.own_years
    return view.if_given("titles", masks, ALL)


def is_of(view: View, table: Table, codes: str) -> Array:
    """For each row whether its award is one of the codes ('LDTT+CSTT')."""
    known = view.tables.codes
    places = [known.index(code) for code in codes.split("+") if code in known]
    if not places:
        return np.zeros(len(table), bool)
    return table.kept(f"is {codes}", lambda: np.logical_or.reduce([table["award"] == place for place in places]))


def maternity(view: View) -> Array:
    return view.maternity_years


def rewarded(view: View, code: str, sureness: str) -> Array:
    certain = sureness == "certain"
    if code in TITLES:
        titles = view.tables.table("titles")
        earlier = is_of(view, titles, code) & view.title_in_force & (titles["year"] < view.year[titles["subject"]])
        last = view.largest(titles, titles["year"], earlier)
        return view.if_given("titles", up_to(last), np.uint64(0) if certain else ALL)
    awards = view.tables.table("awards")
    chosen = is_of(view, awards, code) & view.award_received
    chosen &= (awards["kind"] == _MERIT) | (~np.bool_(certain) & (awards["kind"] == NONE_CODE))
    if certain:
        chosen &= view.award_surely_received
    by_row = view.kept(("reward", certain), lambda: view.same(_rewarded_by_row(awards, certain)))
    chosen = view.same(chosen)
    masks = view.kept(("rewarded", id(by_row), id(chosen)), lambda: view.any_bits(awards, by_row, chosen))
    return view.if_given("awards", masks, np.uint64(0) if certain else ALL)


def _rewarded_by_row(awards: Table, certain: bool) -> Array:
    """For each form the years whose merit it surely (or perhaps) rewarded."""
    last = last_years(awards)
    decided = awards["decided_on"]
    decided_year = year_of(np.where(decided == NO_DAY, 0, decided))
    unknown = np.uint64(0) if certain else ALL
    by_day = np.where(decided == NO_DAY, unknown, up_to(decided_year - 1 if certain else decided_year))
    return np.where(last != 0, up_to(last), by_day)
