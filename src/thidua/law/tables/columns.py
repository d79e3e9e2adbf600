"""Columns of a packed block from long tables: for every atom the same value as it reads from one subject.

An atom's name tells all that it depends on; its first word chooses the reader here. An atom without a reader is read
subject by subject, so that a new condition works before it is fast.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import numpy as np

from thidua.law.codes import AWARD_CODES, TITLES
from thidua.law.facts import AWARD_KINDS, DISCIPLINE_LEVELS, RATINGS, ROLES, SCOPES
from thidua.law.grants import NOT_STEPS
from thidua.law.record import GIVEN_NAMES, MANY, UNKNOWN_COUNT, Atom
from thidua.law.subject import Subject
from thidua.law.tables.model import (
    BASES,
    INITIATIVE_KINDS,
    LEAVE_KINDS,
    NO,
    NO_DAY,
    NONE_CODE,
    SILENT,
    WORST,
    YES,
    Array,
    Table,
)
from thidua.law.tables.view import ALL, View, up_to, year_bits, year_of, years_from

_MERIT = AWARD_KINDS.index("merit")
_SERVING, _NEVER = 9999, 0
_ABSENT_KINDS = [LEAVE_KINDS.index(kind) for kind in ("sick", "unpaid", "other")]
_NOT_STEPS = [AWARD_KINDS.index(kind) for kind in NOT_STEPS]


def columns_of(view: View, atoms: Iterable[Atom], subject: Callable[[int], Subject]) -> Iterator[tuple[str, Array]]:
    """The column of every atom, one after the other: (name, values).

    Args:
        view: the record on a day.
        atoms: what is wanted.
        subject: one subject of the view, for atoms that have no reader here.
    """
    for atom in atoms:
        yield atom.name, column(view, atom, subject)


def column(view: View, atom: Atom, subject: Callable[[int], Subject]) -> Array:
    """The column of one atom; see `columns_of`."""
    first, *rest = atom.name.split(":")
    reader = READERS.get(first)
    values = reader(view, *rest) if reader is not None else None
    if values is None:
        values = _one_by_one(view, atom, subject)
    return values if values.dtype == np.dtype(atom.dtype) else values.astype(atom.dtype)


def _one_by_one(view: View, atom: Atom, subject: Callable[[int], Subject]) -> Array:
    return np.fromiter((atom.read(subject(index)) for index in range(view.size)), dtype=atom.dtype, count=view.size)


# masks of years


def _given(view: View) -> Array:
    result = np.zeros(view.size, np.uint16)
    for bit, name in enumerate(GIVEN_NAMES):
        result |= view.given(name).astype(np.uint16) << np.uint16(bit)
    return result


def _rated(view: View, level: str, sureness: str) -> Array:
    masks = _rated_years(view, level)
    if sureness == "certain":
        return view.if_given("ratings", masks if view.own_years is None else masks & view.own_years, np.uint64(0))
    pending = (view.year == view.as_of.year) | (view.maternity_years & view.year_bit != 0)
    waiting = pending & (_rated_years(view, RATINGS[0]) & view.year_bit == 0)
    return view.if_given("ratings", np.where(waiting, masks | view.year_bit, masks), ALL)


def _rated_years(view: View, level: str) -> Array:
    """Years on record rated at that level or better; the lowest level: all years rated."""
    ratings = view.tables.table("ratings")

    def masks() -> Array:
        good = view.rating_counts
        if level != RATINGS[0]:
            good = good & (ratings["rating"] >= RATINGS.index(level))
        return view.any_bits(ratings, _bits(ratings), good)

    found: Array = view.kept(("rated", level), masks)
    return found


def _bits(table: Table) -> Array:
    """The bit of the year of every row; computed once per table."""
    return table.kept("_bits", lambda: year_bits(table["year"]))


def _held(view: View, codes: str, sureness: str) -> Array:
    titles = view.tables.table("titles")
    masks: Array = view.kept(
        ("held", codes), lambda: view.any_bits(titles, _bits(titles), _is_of(view, titles, codes) & view.title_in_force)
    )
    if sureness == "certain":
        return masks if view.own_years is None else masks & view.own_years
    return view.if_given("titles", masks, ALL)


def _is_of(view: View, table: Table, codes: str) -> Array:
    """For each row whether its award is one of the codes ('LDTT+CSTT')."""
    known = view.tables.codes
    places = [known.index(code) for code in codes.split("+") if code in known]
    if not places:
        return np.zeros(len(table), bool)
    return table.kept(f"is {codes}", lambda: np.logical_or.reduce([table["award"] == place for place in places]))


def _maternity(view: View) -> Array:
    return view.maternity_years


def _rewarded(view: View, code: str, sureness: str) -> Array:
    certain = sureness == "certain"
    if code in TITLES:
        titles = view.tables.table("titles")
        earlier = _is_of(view, titles, code) & view.title_in_force & (titles["year"] < view.year[titles["subject"]])
        last = view.largest(titles, titles["year"], earlier)
        return view.if_given("titles", up_to(last), np.uint64(0) if certain else ALL)
    awards = view.tables.table("awards")
    chosen = _is_of(view, awards, code) & view.award_received
    chosen &= (awards["kind"] == _MERIT) | (~np.bool_(certain) & (awards["kind"] == NONE_CODE))
    by_row = view.kept(("reward", certain), lambda: view.same(_rewarded_by_row(awards, certain)))
    chosen = view.same(chosen)
    masks = view.kept(("rewarded", id(by_row), id(chosen)), lambda: view.any_bits(awards, by_row, chosen))
    return view.if_given("awards", masks, np.uint64(0) if certain else ALL)


def _rewarded_by_row(awards: Table, certain: bool) -> Array:
    """For each form the years whose merit it surely (or perhaps) rewarded."""
    last = np.where(awards["to_year"] != 0, awards["to_year"], awards["year"])
    decided = awards["decided_on"]
    decided_year = year_of(np.where(decided == NO_DAY, 0, decided))
    unknown = np.uint64(0) if certain else ALL
    by_day = np.where(decided == NO_DAY, unknown, up_to(decided_year - 1 if certain else decided_year))
    return np.where(last != 0, up_to(last), by_day)


# titles and forms as steps to something higher


def _silent(view: View, codes: str) -> Array:
    names = {"titles" if code in TITLES else "awards" for code in codes.split("+")}
    result = np.zeros(view.size, bool)
    for name in names:
        result |= ~view.given(name)
    return result


def _grants(view: View, codes: str, steps: str) -> Table:
    """The rows of `grants.grants` for all subjects: subject, year (0: not known), first, last, certain; by subject."""
    found: Table = view.kept(("grants", codes, steps), lambda: _make_grants(view, codes, steps))
    return found


def _make_grants(view: View, codes: str, steps: str) -> Table:
    titles, awards = view.tables.table("titles"), view.tables.table("awards")
    rows = np.flatnonzero(_is_of(view, titles, codes) & view.title_in_force)
    marks = (titles["subject"][rows].astype(np.int64) * 256 + titles["award"][rows]) * 10_000 + titles["year"][rows]
    rows = rows[np.unique(marks, return_index=True)[1]]  # one title a year, however often the list names it
    subject, year = titles["subject"][rows], titles["year"][rows].astype(np.int64)
    by_title = (subject, year, year, year, view.is_own_year(subject, year))
    forms = _is_of(view, awards, codes) & view.award_received
    if steps == "merit":
        forms &= view.kept("steps", lambda: ~np.isin(awards["kind"], _NOT_STEPS))
    by_form = _grants_of_forms(view, awards.in_order(np.flatnonzero(forms)), steps)
    parts = [np.concatenate(pair) for pair in zip(by_title, by_form, strict=True)]
    order = np.argsort(parts[0], kind="stable")
    names = ("subject", "year", "first", "last", "certain")
    return Table({name: part[order] for name, part in zip(names, parts, strict=True)})


def _grants_of_forms(view: View, forms: Table, steps: str) -> tuple[Array, ...]:
    whose, decided = forms["subject"], forms["decided_on"]
    period = np.where(forms["to_year"] != 0, forms["to_year"], forms["year"]).astype(np.int64)
    dated = decided != NO_DAY
    decided_year = year_of(np.where(dated, decided, 0))
    # decided in the year after the last achievement year: it belongs to that one
    counts_in = np.minimum(decided_year, view.year[whose])
    year = np.where(period != 0, period, np.where(dated, counts_in, 0))
    sure: Array = np.ones(len(forms), bool) if steps == "any" else forms["kind"] != NONE_CODE
    first = np.where(period != 0, period, np.where(dated, decided_year - 1, 0))
    last = np.where(period != 0, period, np.where(dated, decided_year, 0))
    return whose, year, first, last, sure & ((year == 0) | view.is_own_year(whose, year))


def _all_or(grants: Table, certain: bool) -> Array:
    return grants["certain"] if certain else np.ones(len(grants), bool)


def _after(view: View, codes: str, steps: str, sureness: str) -> Array:
    grants = _grants(view, codes, steps)
    if sureness == "certain":
        chosen = grants["certain"] & (grants["last"] != 0)
        return view.any_bits(grants, years_from(grants["last"] + 1), chosen)
    masks = np.where(grants["first"] == 0, ALL, years_from(grants["first"] + 1))
    return np.where(_silent(view, codes), ALL, view.any_bits(grants, masks, _all_or(grants, False)))


def _given_times(view: View, codes: str, steps: str, level: str, sureness: str) -> Array:
    grants = _grants(view, codes, steps)
    certain = sureness == "certain"
    masks = view.years_with(grants, _all_or(grants, certain) & (grants["year"] != 0), int(level))
    return masks if certain else np.where(_silent(view, codes), ALL, masks)


def _undated(view: View, codes: str, steps: str) -> Array:
    grants = _grants(view, codes, steps)
    return view.count(grants, grants["year"] == 0)


def _ever_given(view: View, codes: str, steps: str, sureness: str) -> Array:
    grants = _grants(view, codes, steps)
    counts = view.count(grants, _all_or(grants, sureness == "certain"))
    return counts if sureness == "certain" else np.where(_silent(view, codes), MANY, counts)


# initiatives


def _initiatives(
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
    _values, where, counts = np.unique(marks, return_inverse=True, return_counts=True)
    used: Array = np.isin(marks, title_marks[won]) & (counts[where] == 1)
    return used


# numbers and states


def _disciplined(view: View, level: str) -> Array:
    table = view.tables.table("discipline")
    severe = (table["level"] >= DISCIPLINE_LEVELS.index(level)) & (table["level"] != NONE_CODE)
    chosen = view.discipline_known & severe & (year_of(table["start"]) == view.year[table["subject"]])
    return view.has(table, chosen)


def _clean_from(view: View) -> Array:
    table = view.tables.table("discipline")
    served = (table["end"] != NO_DAY) & (table["end"] < view.day)
    year = np.where(served, year_of(np.where(served, table["end"], 0)), _SERVING)
    return view.largest(table, year, view.discipline_known)


def _discipline_end_missing(view: View) -> Array:
    table = view.tables.table("discipline")
    return view.has(table, view.discipline_known & ~table["end_given"])


def _disciplined_in_post(view: View) -> Array:
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


def _held_up(view: View) -> Array:
    table = view.tables.table("holds")
    pending = (table["start"] <= view.day) & ~table["cleared"] & ((table["end"] == NO_DAY) | (view.day < table["end"]))
    return view.has(table, pending)


def _judged(view: View, identifier: str) -> Array:
    result = np.full(view.size, SILENT, np.uint8)
    if identifier in view.tables.conditions:
        table = view.tables.table("judged")
        rows = np.flatnonzero(table["condition"] == view.tables.conditions.index(identifier))
        result[table["subject"][rows]] = table["met"][rows]
    return result


def _movement(view: View, identifier: str, *_parts: str) -> Array | None:
    """Without results of movements on record only people's answers count; results are read one by one."""
    return None if bool(view.given("movements").any()) else _judged(view, identifier)


def _role(view: View) -> Array:
    role = view.tables.subjects["role"].astype(np.uint8)
    known = np.where(role == NONE_CODE, len(ROLES), role)
    return np.where(view.tables.subjects["armed_forces"] == YES, ROLES.index("armed_forces"), known)


def _employed_months(view: View) -> Array:
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


def _whole_years(view: View, begin: Array) -> Array:
    """Whole years from days to the day of the question."""
    days = begin.astype("datetime64[D]")
    months = days.astype("datetime64[M]")
    month = months.astype(np.int64) % 12 + 1
    day = (days - months.astype("datetime64[D]")).astype(np.int64) + 1
    not_yet = (view.as_of.month < month) | ((view.as_of.month == month) & (view.as_of.day < day))
    years: Array = view.as_of.year - year_of(begin) - not_yet
    return years


def _service_years(view: View) -> Array:
    begin = view.tables.subjects["employed_from"]
    known = begin != NO_DAY
    return np.where(known, np.maximum(_whole_years(view, np.where(known, begin, 0)), 0), UNKNOWN_COUNT)


def _existence_years(view: View) -> Array:
    founded = view.tables.subjects["founded"]
    known = founded != NO_DAY
    age = np.where(founded <= view.day, _whole_years(view, np.where(known, founded, 0)), -2)
    return np.where(known, age, UNKNOWN_COUNT)


def _anniversary(view: View) -> Array:
    founded = view.tables.subjects["founded"]
    known = founded != NO_DAY
    return np.where(known, np.maximum(view.as_of.year - year_of(np.where(known, founded, 0)), 0), UNKNOWN_COUNT)


def _of_members(view: View, name: str) -> Array:
    """A value of the members' row of the achievement year; unknown where there is no such row."""
    table = view.tables.table("member_years")
    if not len(table):
        return np.full(view.size, UNKNOWN_COUNT)
    return np.where(view.member_row >= 0, table[name][view.member_row], UNKNOWN_COUNT)


def _members(view: View) -> Array:
    members = _of_members(view, "members")
    return np.where(members == 0, UNKNOWN_COUNT, members)


def _members_completed(view: View) -> Array:
    return _of_members(view, "completed")


def _holders(view: View, codes: str) -> Array:
    table = view.tables.table("member_titles")
    chosen = _is_of(view, table, codes)
    rows = len(view.tables.table("member_years"))
    counts = np.bincount(table["member_year"][chosen], table["count"][chosen], minlength=rows)
    said = np.bincount(table["member_year"][chosen], minlength=rows) > 0
    if not rows:
        return np.full(view.size, UNKNOWN_COUNT)
    row = view.member_row
    return np.where((row >= 0) & said[row], counts[row], UNKNOWN_COUNT)


def _worst_discipline(view: View) -> Array:
    worst = _of_members(view, "worst").astype(np.int64)
    return np.where(worst >= len(WORST), UNKNOWN_COUNT, worst)


def _cluster_rank(view: View) -> Array:
    return _of_members(view, "cluster_rank")


def _absent_days(view: View) -> Array:
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


READERS: dict[str, Callable[..., Array | None]] = {
    "given": _given,
    "rated": _rated,
    "held": _held,
    "maternity": _maternity,
    "rewarded": _rewarded,
    "after": _after,
    "given_times": _given_times,
    "undated": _undated,
    "ever_given": _ever_given,
    "initiatives": _initiatives,
    "disciplined": _disciplined,
    "clean_from": _clean_from,
    "discipline_end_missing": _discipline_end_missing,
    "disciplined_in_post": _disciplined_in_post,
    "held_up": _held_up,
    "judged": _judged,
    "movement": _movement,
    "role": _role,
    "employed_months": _employed_months,
    "service_years": _service_years,
    "existence_years": _existence_years,
    "anniversary": _anniversary,
    "members": _members,
    "members_completed": _members_completed,
    "holders": _holders,
    "worst_discipline": _worst_discipline,
    "cluster_rank": _cluster_rank,
    "absent_days": _absent_days,
}
