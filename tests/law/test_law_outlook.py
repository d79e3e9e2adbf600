"""Due next year: the record carried on as it went, asked again at the end of the next achievement year."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.law.lives import lives

from thidua.law import check, load_law
from thidua.law.codes import AWARD_CODES
from thidua.law.facts import read_facts
from thidua.law.outlook import ANNUAL_TITLES, carried_on, next_question
from thidua.law.packing import Question
from thidua.law.screen.finding import find_all
from thidua.law.tables import facts_of, tables_of_facts

ON = date(2025, 12, 10)
QUESTION = Question.of(ON, year=2025)


def _as_before(facts: Mapping[str, Any], until: int) -> dict[str, Any]:
    """The plain twin of `carried_on`: one record, year by year."""
    supposed = dict(facts)
    if facts.get("ratings"):
        newest = max(facts["ratings"], key=lambda row: row["year"])
        supposed["ratings"] = [
            *facts["ratings"], *(newest | {"year": year} for year in range(newest["year"] + 1, until + 1))
        ]  # fmt: skip
    annual = [row for row in facts.get("titles", []) if row["award"] in ANNUAL_TITLES and not row.get("revoked")]
    if annual:
        newest_year = max(row["year"] for row in annual)
        day = date(until, 12, 31).isoformat()
        supposed["titles"] = [
            *facts["titles"],
            *(
                row | {"year": year, "decided_on": day}
                for year in range(newest_year + 1, until + 1)
                for row in annual
                if row["year"] == newest_year
            ),
        ]
    years = facts.get("collective", {}).get("years", [])
    complete = [row for row in years if "completed" in row and "titles" in row]
    if complete:
        newest = max(complete, key=lambda row: row["year"])
        kept = [row for row in years if row["year"] <= newest["year"]]
        more = [newest | {"year": year} for year in range(newest["year"] + 1, until + 1)]
        supposed["collective"] = facts["collective"] | {"years": [*kept, *more]}
    return supposed


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(lives(), min_size=1, max_size=6))
def test_the_record_carried_on_is_that_of_each_subject_alone(crowd: list[dict[str, Any]]) -> None:
    tables = carried_on(tables_of_facts([read_facts(item, AWARD_CODES) for item in crowd]), 2026)
    for row, item in enumerate(crowd):
        there, plain = facts_of(tables, row), read_facts(_as_before(item, 2026), AWARD_CODES)
        assert {year: found[0] for year, found in there.ratings.items()} == {
            year: found[0] for year, found in plain.ratings.items()
        }
        titles = [sorted((one.award, one.year, one.revoked) for one in facts.titles) for facts in (there, plain)]
        assert titles[0] == titles[1]
        members = [sorted((one.year, one.completed or 0) for one in facts.member_years) for facts in (there, plain)]
        assert members[0] == members[1]


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(lives())
def test_due_is_who_fails_now_and_would_not_fail_then(facts: dict[str, Any]) -> None:
    law = load_law()
    found = find_all(law, [read_facts(facts, AWARD_CODES)], QUESTION).found[0]
    later = next_question(QUESTION, 2025)
    for code in ("GIAY_KHEN", "BK_TINH", "CSTD_TINH", "BKTTG", "TTLDXS"):
        if code not in found:
            continue
        now = check(law, facts, code, ON, year=2025).outcome
        then = check(law, _as_before(facts, 2026), code, later.on, year=2026, assume_unchanged=True).outcome
        if found[code].label == "due":
            assert now == "not_eligible"
            assert then in ("eligible", "open")
        elif code not in ANNUAL_TITLES:
            assert not (now == "not_eligible" and then == "eligible")


def _steady(first: int) -> dict[str, Any]:
    """Good every year since `first`, with the initiatives that a provincial certificate of merit asks for."""
    return {
        "subject": {"kind": "individual", "role": "civil_servant", "employed_from": "2015-01-05"},
        "ratings": [{"year": year, "rating": "excellent"} for year in range(first, 2026)],
        "titles": [],
        "awards": [],
        "initiatives": [
            {"year": 2025, "scope": "base", "recognised_on": "2025-11-01", "used_for": []} for _each in range(2)
        ],
        "discipline": [],
        "holds": [],
        "leave": [],
    }


def test_one_who_lacks_a_year_is_due_and_one_who_has_it_is_not() -> None:
    found = find_all(load_law(), [read_facts(_steady(year), AWARD_CODES) for year in (2025, 2024)], QUESTION)
    labels = [mine["BK_TINH"].label for mine in found.found]
    assert labels[0] == "due"
    assert labels[1] in ("eligible", "open")


def test_a_title_of_every_year_is_never_due() -> None:
    failed = _steady(2024) | {"ratings": [{"year": 2025, "rating": "failed"}]}
    found = find_all(load_law(), [read_facts(failed, AWARD_CODES)], QUESTION)
    assert {found.found[0][code].label for code in ("LDTT", "CSTDCS")} <= {"not_eligible", "near"}


def test_each_subject_is_asked_for_the_year_after_its_own() -> None:
    """Without a year in the question everybody's newest year counts, and the next is the one after it."""
    crowd = [_steady(2024) | {"ratings": [{"year": 2023, "rating": "excellent"}], "initiatives": []}, _steady(2025)]
    found = find_all(load_law(), [read_facts(item, AWARD_CODES) for item in crowd], Question.of(ON))
    assert found.year == (2023, 2025)
    alone = [find_all(load_law(), [read_facts(item, AWARD_CODES)], Question.of(ON)).found[0] for item in crowd]
    assert [mine["BK_TINH"] for mine in found.found] == [mine["BK_TINH"] for mine in alone]
    assert np.array_equal(found.year, (2023, 2025))
