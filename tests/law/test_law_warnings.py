"""What the reader of a verdict must know beside the answer: revocations, what rests on them, honours and sentences."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from thidua.law import check, load_law

ON = date(2025, 3, 10)
PERSON: dict[str, Any] = {
    "subject": {"kind": "individual", "role": "civil_servant"},
    "ratings": [{"year": 2024, "rating": "good"}],
    "titles": [],
    "awards": [],
    "discipline": [],
    "holds": [],
}


def _warnings(facts: dict[str, Any], award: str = "LDTT", on: date = ON) -> dict[str, str]:
    verdict = check(load_law(), {**PERSON, **facts}, award, on)
    return {warning.code: warning.message for warning in verdict.warnings}


def test_what_rests_on_a_revoked_title_is_listed() -> None:
    message = _warnings(
        {
            "titles": [
                {"award": "CSTDCS", "year": 2021, "revoked": True},
                {"award": "CSTDCS", "year": 2022},
                {"award": "CSTDCS", "year": 2023},
                {"award": "CSTD_TINH", "year": 2023},
            ],
            "awards": [{"award": "BKTTG", "year": 2024, "kind": "merit"}, {"award": "GIAY_KHEN", "year": 2024}],
        }
    )["REVOKED"]
    assert "Chiến sĩ thi đua cơ sở năm 2021" in message
    assert "Chiến sĩ thi đua cấp tỉnh năm 2023" in message
    assert "Bằng khen của Thủ tướng Chính phủ năm 2024" in message
    assert "Giấy khen" not in message


def test_what_came_before_cannot_rest_on_what_was_revoked() -> None:
    message = _warnings(
        {"titles": [{"award": "CSTD_TINH", "year": 2019}, {"award": "CSTDCS", "year": 2021, "revoked": True}]}
    )["REVOKED"]
    assert "không thấy quyết định nào" in message


def test_without_revocation_nothing_is_said() -> None:
    assert "REVOKED" not in _warnings({"titles": [{"award": "CSTDCS", "year": 2021}]})


@pytest.mark.parametrize(
    ("code", "sentences", "expected"),
    [
        ("NGUT", [{"kind": "prison", "on": "2024-05-01"}], "STRIP_HONOUR"),
        ("AHLD", [{"kind": "life", "on": "2024-05-01"}], "STRIP_HONOUR"),
        ("AHLLVTND", [{"kind": "prison", "on": "2024-05-01"}], "STRIP_HONOUR"),
        ("NGUT", [{"kind": "suspended", "on": "2024-05-01"}], "CHECK_HONOUR"),
        ("NGUT", [{"kind": "prison", "on": "2025-05-01"}], None),
        ("BK_TINH", [{"kind": "prison", "on": "2024-05-01"}], None),
        ("NGUT", [{"kind": "prison", "on": "2023-05-01"}, {"kind": "acquitted", "on": "2024-05-01"}], "RESTORE_HONOUR"),
    ],
)
def test_a_sentence_touches_the_honours_of_the_state(
    code: str, sentences: list[dict[str, str]], expected: str | None
) -> None:
    found = _warnings({"awards": [{"award": code, "year": 2015}], "sentences": sentences})
    assert {name for name in found if name.endswith("_HONOUR")} == ({expected} if expected else set())


def test_a_hero_of_the_forces_keeps_the_title_after_most_prison_sentences() -> None:
    facts = {"awards": [{"award": "AHLLVTND", "year": 2015}], "sentences": [{"kind": "prison", "on": "2024-05-01"}]}
    assert "chỉ bị tước nếu" in _warnings(facts)["STRIP_HONOUR"]


def test_heroes_of_labour_of_the_resistance_are_told_apart() -> None:
    facts = {"awards": [{"award": "AHLD", "year": 2015}], "sentences": [{"kind": "prison", "on": "2024-05-01"}]}
    assert "thời kỳ kháng chiến thì xét theo khoản 4" in _warnings(facts)["STRIP_HONOUR"]


def test_an_enterprise_closed_for_good_loses_the_honour() -> None:
    facts = {
        "subject": {"kind": "collective"},
        "awards": [{"award": "AHLD", "year": 2015}],
        "sentences": [{"kind": "suspended", "on": "2024-05-01"}],
    }
    assert "khoản 5 Điều 93" in _warnings(facts, "BKTTG")["STRIP_HONOUR"]


def test_a_ceiling_is_told_with_the_money() -> None:
    from_law = load_law()
    verdict = from_law.award("KNC", date(2025, 12, 1))
    assert verdict.money_note is not None
    assert "tối đa" in verdict.money_note
