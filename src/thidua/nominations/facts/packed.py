"""The facts of a whole unit as the law's long tables: what `facts_of_people` and `facts_of_units` say, by columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from thidua.law import Tables, pack_rows
from thidua.law.facts import RECIPIENTS
from thidua.law.facts.model import FIRST_YEAR, LAST_YEAR
from thidua.law.tables.model import NO, NO_DAY, NONE_CODE, YES, Array, Table
from thidua.nominations.facts.members import member_tables
from thidua.nominations.facts.register import Honours, Initiatives, Ratings, Register, Uses


def people_tables(register: Register) -> Tables:
    """The record of everybody who holds a post on the register's day, in the register's order; keyed by person."""
    numbers = [row[0] for row in register.people]
    tables = pack_rows(
        [(row[0], row[4], row[5]) for row in register.people],
        discipline=register.discipline,
        service=[(row[0], row[3], row[5], row[6]) for row in register.posts],
        holds=register.holds,
        leave=register.leave,
    )
    tables = _with_long(tables, numbers, register.ratings, register.titles, register.forms)
    return _with_initiatives(tables, numbers, register.initiatives, register.uses)


def collective_tables(register: Register) -> Tables:
    """The record of the units and what they are judged by of their members; keyed by unit.

    Disciplinary measures against a collective have no register: their list is not given.
    """
    numbers = [unit.pk for unit in register.units]
    subjects = [(unit.pk, None, unit.founded) for unit in register.units]
    tables = pack_rows(subjects, kind="collective", holds=register.unit_holds)
    tables = _with_long(tables, numbers, register.unit_ratings, register.unit_titles, register.unit_forms)
    return replace(tables, rows={**tables.rows, **member_tables(register)}, given={**tables.given, "collective": True})


def _with_long(tables: Tables, numbers: Sequence[int], ratings: Ratings, titles: Honours, forms: Honours) -> Tables:
    """The tables with ratings, titles and awards put in; rows of other subjects are passed over."""
    place = places_of(numbers, ratings.subject)
    here = place >= 0
    rows = {
        "ratings": Table({"subject": place[here], "year": ratings.year[here], "rating": ratings.level[here]}),
        "titles": _honour_table(numbers, titles, "basis"),
        "awards": _honour_table(numbers, forms, "kind"),
    }
    silent = np.zeros(len(rows["awards"]), "i2")
    rows["awards"] = Table({**rows["awards"].columns, "from_year": silent, "to_year": silent})
    return replace(tables, rows={**tables.rows, **rows}, given={**tables.given, **dict.fromkeys(rows, True)})


def _honour_table(numbers: Sequence[int], honours: Honours, word: str) -> Table:
    place = places_of(numbers, honours.subject)
    chosen = (place >= 0) & (honours.award != NONE_CODE)
    found = honours.where(chosen)
    return Table(
        {
            "subject": place[chosen],
            "award": found.award,
            "year": found.year,
            "decided_on": found.decided_on,
            "revoked": found.revoked,
            word: found.word,
        }
    )


def _with_initiatives(tables: Tables, numbers: Sequence[int], initiatives: Initiatives, uses: Uses) -> Tables:
    place = places_of(numbers, initiatives.subject)
    here = np.flatnonzero(place >= 0)
    order = here[np.argsort(place[here], kind="stable")]
    recognised_on = initiatives.recognised_on[order]
    made = Table(
        {
            "subject": place[order],
            "year": initiatives.year[order],
            "kind": initiatives.kind[order],
            "scope": initiatives.scope[order],
            "recognised": np.where(recognised_on == NO_DAY, NO, YES).astype("u1"),
            "recognised_on": recognised_on,
            "uses_given": np.ones(len(order), bool),
        }
    )
    whose = places_of(numbers, uses.subject)
    initiative = places_of(
        _pairs(made["subject"], initiatives.code[order]).tolist(), _pairs(np.maximum(whose, 0), uses.code)
    )
    used = (whose >= 0) & (initiative >= 0)
    served = Table(
        {
            "subject": whose[used],
            "initiative": initiative[used],
            "award": uses.award[used],
            "year": uses.year[used],
        }
    )
    rows = {**tables.rows, "initiatives": made, "uses": served}
    return replace(tables, rows=rows, given={**tables.given, "initiatives": True})


def _pairs(subjects: Array, codes: Array) -> Array:
    """One number for a person and an initiative."""
    return subjects.astype(np.int64) << 40 | codes


def places_of(numbers: Sequence[int], subjects: Array) -> Array:
    """For each subject its place among ``numbers``, or -1."""
    if not numbers:
        return np.full(len(subjects), -1, "i4")
    ordered = np.argsort(numbers, kind="stable")
    known = np.asarray(numbers)[ordered]
    found = np.minimum(np.searchsorted(known, subjects), len(known) - 1)
    return np.where(known[found] == subjects, ordered[found], -1).astype("i4")


def contradictory(tables: Tables, register: Register) -> Array:
    """Whose record may contradict itself or holds what the tables cannot: those are asked singly.

    Errs on the side of asking: what is found here is read again as facts, and those say what is wrong.
    """
    odd = np.zeros(tables.size, bool)
    keys = [] if tables.keys is None else tables.keys.tolist()
    for name in ("ratings", "titles", "awards", "initiatives", "member_years"):
        table = tables.table(name)
        odd[table["subject"][_outside(table["year"])]] = True
    for name in ("discipline", "holds", "leave", "service"):
        table = tables.table(name)
        backwards = (table["end"] != NO_DAY) & (table["end"] < table["start"])
        odd[table["subject"][backwards | _day_outside(table["start"]) | _day_outside(table["end"])]] = True
    begun = tables.subjects["employed_from"]
    odd |= _day_outside(begun) | _day_outside(tables.subjects["founded"])
    is_people = bool((tables.subjects["kind"] == RECIPIENTS.index("individual")).all())
    titles = tables.table("titles")
    begun_year = np.where(begun == NO_DAY, FIRST_YEAR, _year_of(begun))
    odd[titles["subject"][titles["year"] < begun_year[titles["subject"]]]] = True
    for honours in (register.titles, register.forms) if is_people else (register.unit_titles, register.unit_forms):
        places = places_of(keys, honours.subject[honours.award == NONE_CODE])
        odd[places[places >= 0]] = True
    return odd


def _outside(years: Array) -> Array:
    return (years < FIRST_YEAR) | (years > LAST_YEAR)


def _day_outside(days: Array) -> Array:
    return (days != NO_DAY) & _outside(_year_of(np.where(days == NO_DAY, 0, days)))


def _year_of(days: Array) -> Array:
    return days.astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64) + 1970
