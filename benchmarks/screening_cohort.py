"""Invented cohorts for the screening benchmark: long tables as a register keeps them, ten years of each life."""

from __future__ import annotations

from datetime import date

import numpy as np
from numpy.typing import NDArray

from thidua.law.codes import AWARD_CODES
from thidua.law.facts import AWARD_KINDS, RECIPIENTS, ROLES
from thidua.law.tables import Table, Tables
from thidua.law.tables.model import BASES, EPOCH_DAY, NO_DAY, NONE_CODE, SILENT, YES, Array

ON = date(2025, 12, 10)
YEARS = 10
FIRST_YEAR = ON.year - YEARS + 1


def _days(years: Array, month: int, day: int) -> NDArray[np.int32]:
    """The same day of each year, as days since 1970."""
    starts = (years.astype(np.int64) - 1970).astype("datetime64[Y]").astype("datetime64[M]") + np.timedelta64(month - 1)
    return (starts.astype("datetime64[D]").astype(np.int64) + day - 1).astype(np.int32)


def cohort(size: int, seed: int = 7) -> Tables:
    """`size` invented civil servants with what ten years leave on record: about 21 rows each.

    Args:
        size: number of people.
        seed: another seed, other lives.
    """
    random = np.random.default_rng(seed)
    years = np.arange(FIRST_YEAR, ON.year + 1)
    people = np.repeat(np.arange(size, dtype=np.int32), YEARS)
    year = np.tile(years.astype(np.int16), size)
    # Good years follow each other: everybody has a level of their own.
    level = random.random(size, dtype=np.float32)[people]
    luck = random.random(size * YEARS, dtype=np.float32)
    mark = level * 0.6 + luck * 0.4
    rating = np.select([mark < 0.06, mark < 0.22, mark < 0.66], [0, 1, 2], 3).astype(np.uint8)
    rated = random.random(size * YEARS) < 0.985
    employed = random.integers(3_650, 16_400, size).astype(np.int32)
    soldier = (mark > 0.62) & (random.random(size * YEARS) < 0.55)
    advanced = (rating >= 2) & (random.random(size * YEARS) < 0.93)
    past = year < ON.year
    initiative = (random.random(size * YEARS) < 0.16) & (rating >= 2)
    tables = {
        "ratings": Table({"subject": people[rated], "year": year[rated], "rating": rating[rated]}),
        "titles": _titles(people, year, advanced & past, soldier & past, mark),
        "awards": _awards(people, year, past, mark, random),
        **_initiatives(people, year, initiative, soldier, random),
        "discipline": _discipline(size, random),
        "holds": _holds(size, random),
        "leave": _leave(size, random),
    }
    given = dict.fromkeys(("subject", *tables), True)
    return Tables(
        size=size,
        subjects={
            "kind": np.full(size, RECIPIENTS.index("individual"), np.uint8),
            "role": np.full(size, ROLES.index("civil_servant"), np.uint8),
            "armed_forces": np.full(size, SILENT, np.uint8),
            "employed_from": employed,
            "founded": np.full(size, NO_DAY, np.int32),
        },
        rows=tables,
        given=given,
        keys=np.arange(size),
    )


def _titles(people: Array, year: Array, advanced: Array, soldier: Array, mark: Array) -> Table:
    high = soldier & (mark > 0.9)
    parts = [
        ("LDTT", advanced, NONE_CODE),
        ("CSTDCS", soldier, BASES.index("initiative")),
        ("CSTD_TINH", high, NONE_CODE),
    ]
    rows = np.concatenate([np.flatnonzero(chosen) for _code, chosen, _basis in parts])
    counts = [int(np.count_nonzero(chosen)) for _code, chosen, _basis in parts]
    award = np.repeat([AWARD_CODES.index(code) for code, _chosen, _basis in parts], counts).astype(np.uint8)
    basis = np.repeat([basis for _code, _chosen, basis in parts], counts).astype(np.uint8)
    order = np.argsort(people[rows], kind="stable")
    rows, award, basis = rows[order], award[order], basis[order]
    return Table(
        {
            "subject": people[rows],
            "award": award,
            "year": year[rows],
            "decided_on": _days(year[rows] + 1, 1, 15),
            "basis": basis,
            "revoked": np.zeros(len(rows), bool),
        }
    )


def _awards(people: Array, year: Array, past: Array, mark: Array, random: np.random.Generator) -> Table:
    chosen = past & (mark > 0.55) & (random.random(len(people)) < 0.22)
    rows = np.flatnonzero(chosen)
    codes = [AWARD_CODES.index(code) for code in ("GIAY_KHEN", "BK_TINH", "BKTTG", "HCLD_3")]
    kinds = [AWARD_KINDS.index(kind) for kind in ("merit", "movement", "spontaneous")]
    size = len(rows)
    return Table(
        {
            "subject": people[rows],
            "award": random.choice(codes, size, p=[0.7, 0.24, 0.05, 0.01]).astype(np.uint8),
            "year": year[rows],
            "decided_on": _days(year[rows] + 1, 2, 20),
            "from_year": np.zeros(size, np.int16),
            "to_year": np.zeros(size, np.int16),
            "kind": random.choice(kinds, size, p=[0.8, 0.15, 0.05]).astype(np.uint8),
            "revoked": random.random(size) < 0.001,
        }
    )


def _initiatives(
    people: Array, year: Array, chosen: Array, soldier: Array, random: np.random.Generator
) -> dict[str, Table]:
    rows = np.flatnonzero(chosen)
    size = len(rows)
    used = np.flatnonzero(soldier[rows] & (year[rows] < ON.year) & (random.random(size) < 0.7))
    initiatives = Table(
        {
            "subject": people[rows],
            "year": year[rows],
            "kind": (random.random(size) < 0.1).astype(np.uint8),
            "scope": random.choice(3, size, p=[0.8, 0.18, 0.02]).astype(np.uint8),
            "recognised": np.full(size, YES, np.uint8),
            "recognised_on": _days(year[rows], 11, 5),
            "uses_given": np.ones(size, bool),
        }
    )
    uses = Table(
        {
            "subject": people[rows][used],
            "initiative": used.astype(np.int32),
            "award": np.full(len(used), AWARD_CODES.index("CSTDCS"), np.uint8),
            "year": year[rows][used],
        }
    )
    return {"initiatives": initiatives, "uses": uses}


def _some(size: int, share: float, random: np.random.Generator) -> tuple[NDArray[np.int32], Array]:
    """(people, a day in the ten years) of about that share."""
    people = np.flatnonzero(random.random(size) < share).astype(np.int32)
    first = date(FIRST_YEAR, 1, 1).toordinal() - EPOCH_DAY
    return people, random.integers(first, first + 365 * YEARS, len(people)).astype(np.int32)


def _discipline(size: int, random: np.random.Generator) -> Table:
    people, start = _some(size, 0.02, random)
    level = random.integers(0, 4, len(people)).astype(np.uint8)
    return Table(
        {"subject": people, "level": level, "start": start, "end": start + 365, "end_given": np.ones(len(people), bool)}
    )


def _holds(size: int, random: np.random.Generator) -> Table:
    people, start = _some(size, 0.02, random)
    end = np.where(random.random(len(people)) < 0.1, NO_DAY, start + 90).astype(np.int32)
    flags = np.ones(len(people), bool)
    return Table(
        {
            "subject": people,
            "reason": np.zeros(len(people), np.uint8),
            "start": start,
            "end": end,
            "end_given": flags,
            "cleared": random.random(len(people)) < 0.5,
        }
    )


def _leave(size: int, random: np.random.Generator) -> Table:
    people, start = _some(size, 0.1, random)
    kind = (random.random(len(people)) < 0.5).astype(np.uint8)  # maternity or sick
    end = start + np.where(kind == 0, 180, 20)
    return Table(
        {
            "subject": people,
            "kind": kind,
            "start": start,
            "end": end.astype(np.int32),
            "end_given": np.ones(len(people), bool),
        }
    )
