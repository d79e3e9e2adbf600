"""Which initiatives can still serve: the counterpart of `Subject.initiative_state` for all subjects at once."""

from __future__ import annotations

import numpy as np

from thidua.law.codes import AWARD_CODES, TITLES
from thidua.law.facts import SCOPES
from thidua.law.tables.model import BASES, INITIATIVE_KINDS, NO, NO_DAY, NONE_CODE, YES, Array, Table
from thidua.law.tables.view import ALL, View


def initiatives(
    view: View, kind: str, scope: str, use: str, award: str, excluded_by: str, level: str, sureness: str
) -> Array:
    table = view.tables.table("initiatives")
    question = (use, award, excluded_by)
    free, sure = view.kept(("freedom", *question), lambda: _freedom(view, table, *question))
    may_serve = view.same(free & sure if sureness == "certain" else free)

    def masks() -> Array:
        chosen = may_serve & (table["kind"] == INITIATIVE_KINDS.index(kind)) & (table["scope"] >= SCOPES.index(scope))
        return view.years_with(table, chosen, int(level))

    # Most awards find the same initiatives free: what differs is only what each of them has used itself.
    found: Array = view.kept(("initiatives", kind, scope, level, id(may_serve)), masks)
    return view.if_given("initiatives", found, np.uint64(0) if sureness == "certain" else ALL)


def _freedom(view: View, table: Table, use: str, award: str, excluded_by: str) -> tuple[Array, Array]:
    """For each initiative whether it may still serve, and whether that is sure."""
    free = (table["recognised"] != NO) & (table["recognised_on"] <= view.day)  # NO_DAY lies before every day
    free &= (table["superseded_on"] == NO_DAY) | (table["superseded_on"] > view.day)
    sure = table["recognised"] == YES
    uses = view.tables.table("uses")
    code = view.tables.codes.index(award) if award in view.tables.codes else NONE_CODE
    excluding = (uses["award"] != code) | (uses["year"] != view.year[uses["subject"]])
    if excluded_by != "once" and use != "form":
        form = uses["award"] >= len(TITLES)
        excluding &= form | (uses["award"] == code)
    free[uses["initiative"][excluding]] = False
    silent = ~table["uses_given"]
    if bool(silent.any()):
        used = _surely_used(view, table)
        if use == "form":
            free &= ~(silent & used)
        sure &= ~silent | _surely_unused(view, table)
    return free, sure


def _surely_unused(view: View, table: Table) -> Array:
    """For each initiative: the complete lists show that nothing can have used it."""
    titles, awards = view.tables.table("titles"), view.tables.table("awards")
    soldier = np.array([code.startswith("CSTD") for code in AWARD_CODES] + [False] * (256 - len(AWARD_CODES)))
    by_rating = (titles["award"] == AWARD_CODES.index("CSTDCS")) & (titles["basis"] == BASES.index("rating"))
    last: Array = view.largest(titles, titles["year"], soldier[titles["award"]] & ~by_rating)
    complete = view.given("titles") & view.given("awards") & ~view.has(awards, np.ones(len(awards), bool))
    return complete[table["subject"]] & (table["year"] > last[table["subject"]])


def _surely_used(view: View, table: Table) -> Array:
    """For each initiative: the only one of a year whose title was won by an initiative."""
    titles = view.tables.table("titles")
    kinds: Array = np.full(256, NONE_CODE)
    for place, word in enumerate(INITIATIVE_KINDS):
        kinds[BASES.index(word)] = place
    won: Array = titles["award"] == AWARD_CODES.index("CSTDCS")
    title_marks = (titles["subject"].astype(np.int64) * 256 + kinds[titles["basis"]]) * 10_000 + titles["year"]
    marks = (table["subject"].astype(np.int64) * 256 + table["kind"]) * 10_000 + table["year"]
    _values, where = np.unique(marks, return_inverse=True)
    counts = np.bincount(where, table["superseded_on"] == NO_DAY)
    used: Array = np.isin(marks, title_marks[won]) & (counts[where] == 1)
    return used
