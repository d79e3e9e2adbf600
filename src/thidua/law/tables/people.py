"""Numbers and states of people: discipline, holds, answers, role, employment, absence."""

from __future__ import annotations

import numpy as np

from thidua.law.facts import DISCIPLINE_LEVELS, ROLES
from thidua.law.record import UNKNOWN_COUNT
from thidua.law.tables.model import LEAVE_KINDS, NO_DAY, NONE_CODE, SILENT, YES, Array
from thidua.law.tables.view import View, whole_years, year_of

_SERVING, _NEVER = 9999, 0
_ABSENT_KINDS = [LEAVE_KINDS.index(kind) for kind in ("sick", "unpaid", "other")]


def disciplined(view: View, level: str) -> Array:
    table = view.tables.table("discipline")
    severe = (table["level"] >= DISCIPLINE_LEVELS.index(level)) & (table["level"] != NONE_CODE)
    chosen = view.discipline_known & severe & (year_of(table["start"]) == view.year[table["subject"]])
    return view.has(table, chosen)


def clean_from(view: View) -> Array:
    table = view.tables.table("discipline")
    served = (table["end"] != NO_DAY) & (table["end"] < view.day)
    year = np.where(served, year_of(np.where(served, table["end"], 0)), _SERVING)
    return view.largest(table, year, view.discipline_known)


def discipline_end_missing(view: View) -> Array:
    table = view.tables.table("discipline")
    return view.has(table, view.discipline_known & ~table["end_given"])


def disciplined_in_post(view: View) -> Array:
    """0: no discipline while in any post on record; 1: in every post; 2: in some, or the posts are not known."""
    table, service = view.tables.table("discipline"), view.tables.table("service")
    known = np.flatnonzero(view.discipline_known)
    posts = np.flatnonzero(service["start"] <= view.day)
    whose = service["subject"][posts]
    # Every post beside every discipline of the same person: few people have any.
    first = np.searchsorted(table["subject"][known], whose, "left")
    pairs = np.searchsorted(table["subject"][known], whose, "right") - first
    post = np.repeat(np.arange(len(posts)), pairs)
    place = np.arange(len(post)) - np.repeat(np.cumsum(pairs) - pairs - first, pairs)
    day = table["start"][known[place]]
    start, end = service["start"][posts[post]], service["end"][posts[post]]
    inside = (start <= day) & (day <= np.where(end == NO_DAY, view.day, end))
    touched = np.zeros(len(posts), bool)
    touched[post[inside]] = True
    count = np.bincount(whose, minlength=view.size)
    hit = np.bincount(whose[touched], minlength=view.size)
    state: Array = np.where(count == 0, 2, np.where(hit == 0, 0, np.where(hit == count, 1, 2)))
    return np.where(view.has(table, view.discipline_known), state, 0).astype(np.uint8)


def held_up(view: View) -> Array:
    table = view.tables.table("holds")
    pending = (table["start"] <= view.day) & ~table["cleared"] & ((table["end"] == NO_DAY) | (view.day < table["end"]))
    return view.has(table, pending)


def judged(view: View, identifier: str) -> Array:
    result = np.full(view.size, SILENT, np.uint8)
    if identifier in view.tables.conditions:
        table = view.tables.table("judged")
        rows = np.flatnonzero(table["condition"] == view.tables.conditions.index(identifier))
        result[table["subject"][rows]] = table["met"][rows]
    return result


def movement(view: View, identifier: str, *_parts: str) -> Array | None:
    """Without results of movements on record only people's answers count; results are read one by one."""
    return None if bool(view.given("movements").any()) else judged(view, identifier)


def role(view: View) -> Array:
    role = view.tables.subjects["role"].astype(np.uint8)
    known = np.where(role == NONE_CODE, len(ROLES), role)
    return np.where(view.tables.subjects["armed_forces"] == YES, ROLES.index("armed_forces"), known)


def employed_months(view: View) -> Array:
    begin = view.tables.subjects["employed_from"]
    known = begin != NO_DAY
    months = np.where(known, begin, 0).astype("datetime64[D]").astype("datetime64[M]")
    first_of_month = months.astype("datetime64[D]").astype(np.int64) == np.where(known, begin, 0)
    whole = (view.year - 1970) * 12 + 11 - months.astype(np.int64) + first_of_month
    by_record = UNKNOWN_COUNT if bool(known.all()) else _months_by_record(view)
    return np.where(known, np.maximum(whole, 0), by_record)


def _months_by_record(view: View) -> Array:
    earlier = np.zeros(view.size, bool)
    for name in ("ratings", "titles"):
        table = view.tables.table(name)
        earlier |= view.has(table, table["year"] < view.year[table["subject"]])
    return np.where(earlier, 12, UNKNOWN_COUNT)


def service_years(view: View) -> Array:
    begin = view.tables.subjects["employed_from"]
    known = begin != NO_DAY
    return np.where(known, np.maximum(whole_years(view, np.where(known, begin, 0)), 0), UNKNOWN_COUNT)


def absent_days(view: View) -> Array:
    table = view.tables.table("leave")
    year = view.year[table["subject"]]
    first = (year - 1970).astype("datetime64[Y]").astype("datetime64[D]")
    last = (year - 1969).astype("datetime64[Y]").astype("datetime64[D]") - np.timedelta64(1, "D")
    start = np.maximum(table["start"].astype("datetime64[D]"), first)
    end = np.where(table["end"] == NO_DAY, last, np.minimum(table["end"].astype("datetime64[D]"), last))
    chosen = np.isin(table["kind"], _ABSENT_KINDS) & (start <= end)
    rows = np.flatnonzero(chosen)
    days = np.busday_count(start[rows], end[rows]) + np.is_busday(end[rows])
    total = np.bincount(table["subject"][rows], days, minlength=view.size)
    return view.if_given("leave", total, UNKNOWN_COUNT)
