"""Bad facts are refused with their place; good ones are read as the contract says."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from thidua.law import LawError, LawUnknown, check, check_many, load_law

GOOD: dict[str, Any] = {
    "subject": {"kind": "individual", "role": "civil_servant", "employed_from": "2020-01-01"},
    "ratings": [{"year": 2024, "rating": "good"}],
    "titles": [],
    "discipline": [],
    "holds": [],
}
ON = date(2025, 2, 1)


def _ask(facts: Any, **question: Any) -> str:
    return check(load_law(), facts, "LDTT", question.pop("on", ON), **question).outcome


def test_good_facts_are_answered() -> None:
    assert _ask(GOOD) == "eligible"


@pytest.mark.parametrize(
    ("change", "place", "message"),
    [
        ({"subject": {}}, "/subject", "thiếu mục 'kind'"),
        ({"subject": {"kind": "robot"}}, "/subject/kind", "không hợp lệ"),
        ({"subject": {"kind": "individual", "shoe_size": 41}}, "/subject", "không có mục 'shoe_size'"),
        ({"subject": "individual"}, "/subject", "cần một đối tượng"),
        ({"subject": {"kind": "individual", "employed_from": "2020-13-01"}}, "employed_from", "không phải ngày"),
        ({"weather": []}, "", "không có mục 'weather'"),
        ({"ratings": {}}, "/ratings", "cần một danh sách"),
        ({"ratings": None}, "/ratings", "cần một danh sách"),
        ({"ratings": [{"year": 2024}]}, "/ratings/0", "thiếu mục 'rating'"),
        ({"ratings": [{"year": "2024", "rating": "good"}]}, "/ratings/0/year", "số nguyên"),
        ({"ratings": [{"year": 1066, "rating": "good"}]}, "/ratings/0/year", "ngoài phạm vi"),
        (
            {"ratings": [{"year": 2024, "rating": "good"}, {"year": 2024, "rating": "excellent"}]},
            "/ratings/1",
            "hai mức xếp loại",
        ),
        ({"titles": [{"award": "LDTT", "year": 2019}]}, "/titles/0", "trước khi được tuyển dụng"),
        ({"titles": [{"award": "LDTX", "year": 2023}]}, "/titles/0", "không có mã 'LDTX'"),
        ({"awards": [{"award": "BK_TINH", "from_year": 2024, "to_year": 2022}]}, "/awards/0", "năm cuối trước năm đầu"),
        (
            {"discipline": [{"level": "warning", "from": "2024-05-01", "until": "2024-04-30"}]},
            "/discipline/0/until",
            "kết thúc trước",
        ),
        ({"holds": [{"reason": "gossip", "from": "2024-05-01"}]}, "/holds/0/reason", "không hợp lệ"),
        (
            {"initiatives": [{"year": 2024, "scope": "base", "used_for": ["CSTDCS"]}]},
            "/initiatives/0/used_for",
            "không đúng dạng",
        ),
        ({"judged": {"ldtt_spirit": "yes"}}, "/judged", "true hoặc false"),
        (
            {"collective": {"years": [{"year": 2024, "members": 5, "titles": {"LDTT": 6}}]}},
            "LDTT",
            "chỉ có 5 thành viên",
        ),
        ({"collective": {"years": [{"year": 2024, "members": 5, "completed": 6}]}}, "/collective/years/0", "nhiều hơn"),
        ({"collective": {"years": [{"year": 2024}, {"year": 2024}]}}, "/collective/years/1", "hai lần"),
        ({"collective": {"years": [{"year": 2024, "members": -1}]}}, "members", "số âm"),
        ({"service": [{"post": "Trưởng phòng"}]}, "/service/0", "thiếu mục 'from'"),
        (
            {"service": [{"post": "Trưởng phòng", "from": "2024-05-01", "until": "2023-05-01"}]},
            "/service/0/until",
            "kết thúc trước",
        ),
        ({"movements": [{"level": "province"}]}, "/movements/0", "thiếu mục 'outcome'"),
        ({"movements": [{"level": "village", "outcome": "leading"}]}, "/movements/0/level", "không hợp lệ"),
        ({"movements": [{"level": "nation", "outcome": "leading", "years": -1}]}, "/movements/0/years", "số âm"),
        ({"movements": [{"level": "nation", "outcome": "leading", "phase": "middle"}]}, "phase", "không hợp lệ"),
        ({"sentences": [{"kind": "prison"}]}, "/sentences/0", "thiếu mục 'on'"),
        ({"collective": {"years": [{"year": 2024, "cluster_rank": 0}]}}, "cluster_rank", "thứ hạng bằng 0"),
        ({"subject": {"kind": "individual", "employed_from": "20200101"}}, "employed_from", "không phải ngày"),
        ({"ratings": [{"year": 2024.5, "rating": "good"}]}, "/ratings/0/year", "số nguyên"),
        ({"awards": [{"award": "CSTDCS"}]}, "/awards/0", "danh hiệu chưa ghi năm"),
        (
            {"initiatives": [{"code": "S1", "year": year, "scope": "base"} for year in (2023, 2024)]},
            "/initiatives/1",
            "hai năm",
        ),
        (
            {"initiatives": [{"code": "S1", "year": 2024, "scope": "base"}] * 2},
            "/initiatives/1",
            "hai lần cho một phạm vi",
        ),
    ],
)
def test_bad_facts_are_refused_with_place_and_mend(change: dict[str, Any], place: str, message: str) -> None:
    with pytest.raises(LawError) as refusal:
        _ask({**GOOD, **change})
    assert message in refusal.value.message
    assert place in refusal.value.place
    assert refusal.value.mend
    assert refusal.value.exit_status == 2


@pytest.mark.parametrize(
    ("question", "place"),
    [
        ({"year": 2026}, "--year"),
        ({"year": 1980}, "--year"),
        ({"kind": "birthday"}, "--kind"),
        ({"received": date(2025, 2, 2)}, "--received"),
        ({"on": date(2090, 1, 1)}, "--on"),
    ],
)
def test_a_question_that_does_not_fit_together_is_refused(question: dict[str, Any], place: str) -> None:
    with pytest.raises(LawError) as refusal:
        _ask(GOOD, **question)
    assert refusal.value.place == place


def test_a_merged_unit_may_hold_what_its_forerunners_had_but_it_is_never_counted_for_certain() -> None:
    facts = {
        "subject": {"kind": "collective", "founded": "2023-07-01"},
        "ratings": [{"year": year, "rating": "excellent"} for year in (2022, 2023)],
        "titles": [{"award": "TTLDXS", "year": 2022}],
        "awards": [],
        "holds": [],
    }
    assert check(load_law(), facts, "BK_TINH", date(2024, 3, 1)).outcome == "open"
    own = {**facts, "subject": {"kind": "collective", "founded": "2020-07-01"}}
    assert check(load_law(), own, "BK_TINH", date(2024, 3, 1)).outcome == "eligible"


def test_a_whole_number_may_be_written_with_a_point_as_json_allows() -> None:
    assert _ask({**GOOD, "ratings": [{"year": 2024.0, "rating": "good"}]}) == "eligible"


def test_in_a_list_the_row_is_named() -> None:
    with pytest.raises(LawError, match="hồ sơ thứ 2 /subject"):
        check_many(load_law(), [GOOD, {"subject": {}}], ["LDTT"], ON)


def test_before_the_first_law_it_is_not_known() -> None:
    early = {"subject": {"kind": "individual"}, "ratings": [{"year": 2002, "rating": "good"}]}
    with pytest.raises(LawUnknown) as refusal:
        check(load_law(), early, "LDTT", date(2003, 5, 1))
    assert refusal.value.exit_status == 3
    with pytest.raises(LawUnknown):
        check_many(load_law(), [early], ["LDTT"], date(2003, 5, 1))


def test_a_rating_of_a_year_after_the_question_does_not_count() -> None:
    facts = {**GOOD, "ratings": [{"year": 2024, "rating": "completed"}, {"year": 2025, "rating": "excellent"}]}
    verdict = check(load_law(), facts, "LDTT", date(2025, 1, 10))
    assert verdict.year == 2024
    assert verdict.outcome == "not_eligible"


def test_the_words_name_what_is_asked_found_and_missing() -> None:
    facts = {**GOOD, "ratings": [{"year": 2024, "rating": "completed"}]}
    condition = check(load_law(), facts, "LDTT", ON).condition("ldtt_rating")
    assert condition is not None
    assert condition.text == (
        "Được xếp loại hoàn thành tốt nhiệm vụ trở lên năm 2024. Hồ sơ: năm 2024 xếp loại hoàn thành nhiệm vụ. "
        "Cần được xếp loại hoàn thành tốt nhiệm vụ trở lên."
    )
    assert condition.cite.text == "điểm a khoản 1 Điều 24 Luật số 06/2022/QH15"
    assert condition.evidence == ("/ratings/0",)


def test_assuming_the_law_unchanged_marks_every_line() -> None:
    facts = {**GOOD, "ratings": [{"year": 2025, "rating": "good"}]}
    verdict = check(load_law(), facts, "LDTT", date(2026, 10, 1), assume_unchanged=True)
    assert verdict.outcome == "eligible"
    assert all(condition.text.startswith("[Giả định luật không đổi]") for condition in verdict.conditions)
    assert all(condition.knowledge in ("assumed", "unknown") for condition in verdict.conditions)


def test_a_verdict_can_be_replayed() -> None:
    law = load_law()
    one, other = (check(law, GOOD, "CSTDCS", ON).to_json() for _ in range(2))
    assert one == other
    assert one["pack"] == law.hash
