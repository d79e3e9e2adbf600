"""What the packs say beside the criteria, held against the full texts: who decides, which papers, how surely known."""

from __future__ import annotations

from datetime import date

import pytest

from thidua.law import load_law


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
