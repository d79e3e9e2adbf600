"""What the packs say beside the criteria, held against the full texts: who decides, which papers, how surely known."""

from __future__ import annotations

from datetime import date

import pytest

from thidua.law import check, load_law


def _deciders(code: str, day: date) -> list[str]:
    return [item["text"] for item in load_law().award(code, day).to_json()["decided_by"]]


def test_commune_chairmen_give_ldtt_since_2014_and_cstdcs_since_july_2025() -> None:
    commune = "Chủ tịch Ủy ban nhân dân cấp xã"
    assert commune not in _deciders("LDTT", date(2014, 5, 31))
    assert commune in _deciders("LDTT", date(2014, 6, 1))
    assert commune not in _deciders("CSTDCS", date(2025, 6, 30))
    assert commune in _deciders("CSTDCS", date(2025, 7, 1))


def test_only_state_enterprises_gave_titles_before_the_law_of_2013() -> None:
    assert "Chủ tịch Hội đồng quản trị, Tổng giám đốc, Giám đốc doanh nghiệp nhà nước" in _deciders(
        "TTLDTT", date(2010, 1, 1)
    )
    assert any("hợp tác xã" in text for text in _deciders("TTLDTT", date(2016, 1, 1)))


@pytest.mark.parametrize("code", ["CSTDCS", "CSTD_TINH", "CO_TINH", "CO_CP", "BKTTG", "HCLD_3"])
def test_papers_that_only_the_decree_asks_for_are_not_called_confirmed(code: str) -> None:
    # The law of 2022 (Điều 84) names neither the result of a vote nor the submitter's confirmation.
    for day in (date(2024, 5, 5), date(2025, 12, 10)):
        papers = load_law().award(code, day).to_json()["papers"]
        assert any("bỏ phiếu" in paper["text"] or "xác nhận của cấp trình" in paper["text"] for paper in papers)
        assert {paper["knowledge"] for paper in papers} <= {"quoted", "assumed"}


@pytest.mark.parametrize("code", ["LDTT", "CSTD_TINH", "CO_CP", "BK_TINH", "HCLD_1"])
def test_the_law_of_2013_asked_for_no_vote_in_the_papers(code: str) -> None:
    papers = load_law().award(code, date(2016, 1, 1)).to_json()["papers"]
    assert papers
    assert not any("bỏ phiếu" in paper["text"] for paper in papers)


def test_how_often_the_highest_personal_title_is_considered_is_not_known_since_2024() -> None:
    info = load_law().award("CSTDTQ", date(2025, 12, 10)).to_json()
    assert info["considered"] is None
    assert "considered" in [gap["part"] for gap in info["not_known"]]


def test_a_warning_names_what_was_given_and_no_codes() -> None:
    facts = {
        "subject": {"kind": "individual", "role": "civil_servant"},
        "ratings": [{"year": 2024, "rating": "excellent"}, {"year": 2025, "rating": "excellent"}],
        "awards": [{"award": "BK_BO", "year": 2025, "kind": "merit"}],
    }
    verdict = check(load_law(), facts, "BK_TINH", date(2025, 12, 20))
    message = next(item.message for item in verdict.warnings if item.code == "SAME_ACHIEVEMENT")
    assert "Bằng khen cấp bộ năm 2025" in message
    assert "BK_BO" not in message


def test_a_year_of_maternity_leave_is_told_beside_the_run_that_it_does_not_break() -> None:
    facts = {
        "subject": {"kind": "individual", "role": "civil_servant"},
        "ratings": [{"year": year, "rating": "good"} for year in (2021, 2022, 2024, 2025)],
        "awards": [],
        "leave": [{"kind": "maternity", "from": "2023-01-01", "until": "2023-06-30"}],
    }
    verdict = check(load_law(), facts, "BKTTG", date(2025, 12, 20))
    text = next(item.text for item in verdict.conditions if item.id == "bkttg_five_years")
    assert "năm 2023 nghỉ thai sản chưa có xếp loại, không làm đứt chuỗi" in text


def test_what_an_earlier_award_took_is_told_in_the_question() -> None:
    for code, fresh in (("BK_TINH", "Bằng khen cấp tỉnh"), ("CSTD_TINH", "Chiến sĩ thi đua cấp tỉnh")):
        verdict = check(load_law(), {"subject": {"kind": "individual"}}, code, date(2025, 12, 20))
        texts = [item.text for item in verdict.conditions]
        assert any(f"không tính thành tích đã được xét tặng “{fresh}” trước đó" in text for text in texts), code


def test_three_years_between_two_titles_is_told_as_an_assumption() -> None:
    verdict = check(load_law(), {"subject": {"kind": "individual"}}, "CSTDTQ", date(2025, 12, 20))
    condition = next(item for item in verdict.conditions if item.id == "cstdtq_two_titles")
    assert "lần sau cách lần trước không quá 3 năm" in condition.text
    assert condition.knowledge == "assumed"
