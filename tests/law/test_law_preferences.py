"""Who comes first among equals: told beside the answer, and never a part of it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from thidua.law import LawError, check, load_law
from thidua.law.tell import tell_verdict

ON = date(2025, 11, 20)
PERSON: dict[str, Any] = {
    "subject": {"kind": "individual", "role": "civil_servant", "employed_from": "2015-01-05"},
    "ratings": [{"year": 2024, "rating": "excellent"}],
    "titles": [],
    "awards": [],
    "discipline": [],
    "holds": [],
    "leave": [],
}
COLLECTIVE: dict[str, Any] = {
    "subject": {"kind": "collective", "founded": "2010-01-01"},
    "ratings": [{"year": 2024, "rating": "excellent"}],
    "titles": [],
    "awards": [],
    "holds": [],
    "collective": {"years": []},
}


def _person(**subject: str) -> dict[str, Any]:
    return PERSON | {"subject": PERSON["subject"] | subject}


def _holds(facts: dict[str, Any], award: str, on: date = ON) -> dict[str, bool | None]:
    return {item.preference.id: item.holds for item in check(load_law(), facts, award, on).preferences}


def test_a_woman_and_a_direct_worker_come_first() -> None:
    assert _holds(_person(gender="female", post_band="direct"), "CSTDCS") == {"woman": True, "direct": True}
    assert _holds(_person(gender="male", post_band="division_leader"), "CSTDCS") == {"woman": False, "direct": False}
    assert _holds(PERSON, "CSTDCS") == {"woman": None, "direct": None}


@pytest.mark.parametrize(("share", "holds"), [(0.7, True), (0.69, False), (None, None)])
def test_a_collective_with_seventy_percent_of_women_comes_first(share: float | None, holds: bool | None) -> None:
    members = {"years": []} if share is None else {"years": [], "female_share": share}
    assert _holds(COLLECTIVE | {"collective": members}, "TTLDTT") == {"mostly_women": holds}


def test_the_article_is_that_of_the_day() -> None:
    cites = [
        [item.preference.cite.document for item in check(load_law(), _person(gender="female"), "LDTT", day).preferences]
        for day in (date(2025, 6, 30), date(2025, 7, 1))
    ]
    assert cites == [["98/2023/NĐ-CP", "06/2022/QH15"], ["152/2025/NĐ-CP", "06/2022/QH15"]]


def test_they_never_change_the_outcome() -> None:
    outcomes = {check(load_law(), _person(gender=gender), "CSTDCS", ON).outcome for gender in ("female", "male")}
    assert len(outcomes) == 1


def test_who_is_not_eligible_is_compared_with_nobody() -> None:
    failed = _person(gender="female") | {"ratings": [{"year": 2024, "rating": "failed"}]}
    assert _holds(failed, "CSTDCS") == {}


def test_the_verdict_tells_them_in_words_and_json() -> None:
    law = load_law()
    verdict = check(law, _person(gender="female"), "CSTDCS", ON)
    assert "chọn cá nhân nữ: có (khoản 6 Điều 4 Nghị định số 152/2025/NĐ-CP)" in tell_verdict(law, verdict)
    first = verdict.to_json()["preferences"][0]
    assert (first["id"], first["holds"], first["cite"]["clause"]) == ("woman", True, 6)


def test_a_share_of_women_above_one_is_refused() -> None:
    with pytest.raises(LawError, match="tỷ lệ nữ"):
        check(load_law(), COLLECTIVE | {"collective": {"years": [], "female_share": 70}}, "TTLDTT", ON)
