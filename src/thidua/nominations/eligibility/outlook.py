"""Next year: the record as it would be if everything went on as in the newest year on record."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

# Titles that are given every year; others are given for several years of these and are not supposed.
ANNUAL = ("LDTT", "CSTT", "CSTDCS", "TTLDTT", "DVTT", "TTLDXS", "DVQT")


def as_before(facts: Mapping[str, Any], until: int) -> dict[str, Any]:
    """The facts, carried on to the end of the year ``until``.

    For every year after the newest on record, ratings, annual titles and (of a collective) the figures of the members
    are taken to be those of that newest year. Initiatives, awards, higher titles are not supposed: they must be earned.
    What runs without an end (a hold) runs on.
    """
    supposed = dict(facts)
    given_on = date(until, 12, 31).isoformat()
    if facts.get("ratings"):
        newest = max(facts["ratings"], key=lambda row: row["year"])
        more = [newest | {"year": year} for year in range(newest["year"] + 1, until + 1)]
        supposed["ratings"] = [*facts["ratings"], *more]
    annual = [row for row in facts.get("titles", []) if row["award"] in ANNUAL and not row.get("revoked")]
    if annual:
        newest_year = max(row["year"] for row in annual)
        held = [row for row in annual if row["year"] == newest_year]
        more = [
            row | {"year": year, "decided_on": given_on} for year in range(newest_year + 1, until + 1) for row in held
        ]
        supposed["titles"] = [*facts["titles"], *more]
    years = facts.get("collective", {}).get("years", [])
    complete = [row for row in years if "completed" in row and "titles" in row]
    if complete:
        newest = max(complete, key=lambda row: row["year"])
        kept = [row for row in years if row["year"] <= newest["year"]]
        more = [newest | {"year": year} for year in range(newest["year"] + 1, until + 1)]
        supposed["collective"] = facts["collective"] | {"years": [*kept, *more]}
    return supposed
