"""Awards that a body makes itself: where the law leaves room, and never in the name of the State."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from thidua.law import LawError, award, award_names, check, check_many, load_law, threshold
from thidua.law.codes import AWARD_CODES
from thidua.law.command import add_commands
from thidua.law.facts import read_facts
from thidua.law.screening import screen_tables
from thidua.law.snapshot import Snapshot
from thidua.law.tables import tables_of_facts

CITE = "cite: {document: Quy chế thử, article: 2}\n        knowledge: assumed"
ON = date(2026, 3, 10)
GOOD: dict[str, Any] = {
    "subject": {"kind": "individual"},
    "awards": [],
    "discipline": [],
    "holds": [],
    "judged": {"hn_deed": True, "hn_clean": True, "hn_example": True},
}


def _overlay(
    folder: Path,
    *,
    prefix: str = "prefix: THU",
    code: str = "THU_GUONG_SANG",
    name: str = "Gương sáng",
    category: str = "award",
    room: str = "document: 06/2022/QH15, article: 81, clause: 1",
) -> str:
    text = f"""
body: thu
title: Cơ quan thử
documents:
  - {{number: Quy chế thử, kind: regulation, title: Quy chế, issuer: Cơ quan thử, from: 2024-01-01, knowledge: assumed}}
{prefix}
own_awards:
  - code: {code}
    names: {{vi: {name}, en: Bright Example}}
    category: {category}
    room: {{{room}}}
    for: [individual]
    decided_by:
      - from: 2024-01-01
        value: [Thủ trưởng]
        {CITE}
    criteria:
      - from: 2024-01-01
        for: [individual]
        {CITE}
        doors:
          - id: guong
            name: Gương sáng
            kinds: [merit]
            all:
              - id: held
                is: award_held
                awards: [{code}, BK_TINH]
                cite: {{document: Quy chế thử}}
                knowledge: assumed
"""
    path = folder / "thu.yaml"
    path.write_text(text, encoding="utf-8")
    return str(path)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"code": "GUONG_SANG"}, "không bắt đầu bằng 'THU_'"),
        ({"code": "BK_TINH"}, "không bắt đầu bằng 'THU_'"),
        ({"prefix": "prefix: BK", "code": "BK_TINH"}, "đầu mã của danh hiệu, hình thức quốc gia"),
        ({"prefix": "prefix: CSTD", "code": "CSTD_TINH"}, "đầu mã của danh hiệu, hình thức quốc gia"),
        ({"prefix": "prefix: thu"}, "không dùng làm đầu mã"),
        ({"prefix": ""}, "chưa có đầu mã"),
        ({"name": "Lao động tiên tiến"}, "của Nhà nước (LDTT)"),
        ({"name": "Chiến sĩ thi đua cơ sở tiêu biểu"}, "của Nhà nước (CSTDCS)"),
        ({"name": "Huân chương Cải cách"}, "dùng chữ “Huân chương”"),
        ({"name": "Bằng khen Sáng tạo"}, "dùng chữ “Bằng khen”"),
        ({"name": "Kỷ niệm chương Vì ngành"}, "(KNC)"),
        ({"category": "title"}, "chỉ cho đặt"),
        ({"room": "document: 06/2022/QH15, article: 21, clause: 1"}, "không cho đặt hình thức riêng"),
        ({"room": "document: 152/2025/NĐ-CP, article: 81, clause: 1"}, "không cho đặt hình thức riêng"),
        ({"room": "document: 06/2022/QH15, article: 71, clause: 2"}, "Tên bắt đầu bằng “Kỷ niệm chương”"),
        ({"room": "document: 06/2022/QH15, article: 32, clause: 1"}, "'category': title"),
    ],
)
def test_what_could_be_taken_for_an_award_of_the_state_is_refused(
    tmp_path: Path, change: dict[str, str], message: str
) -> None:
    with pytest.raises(LawError) as refusal:
        load_law(_overlay(tmp_path, **change))
    assert message in str(refusal.value)
    assert "thu.yaml, dòng" in refusal.value.place


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"room": "document: 06/2022/QH15, article: 71, clause: 2", "name": "Kỷ niệm chương Vì ngành"},
        {"room": "document: 06/2022/QH15, article: 76, clause: 1", "name": "Giấy khen của Hội"},
        {"room": "document: 06/2022/QH15, article: 32, clause: 1", "name": "Đoàn viên sáng tạo", "category": "title"},
    ],
)
def test_each_room_of_the_law_takes_what_belongs_there(tmp_path: Path, change: dict[str, str]) -> None:
    law = load_law(_overlay(tmp_path, **change))
    assert law.own_awards == ("THU_GUONG_SANG",)
    assert law.codes == (*AWARD_CODES, "THU_GUONG_SANG")
    facts = {"subject": {"kind": "individual"}, "awards": [{"award": "THU_GUONG_SANG", "year": 2024, "kind": "merit"}]}
    verdict = check(law, facts | {"discipline": [], "holds": []}, "THU_GUONG_SANG", ON, year=2025)
    assert verdict.outcome == "eligible"
    held = verdict.condition("held")
    assert held is not None
    assert change.get("name", "Gương sáng") in held.text


def test_an_own_award_needs_the_overlay_of_its_body() -> None:
    with pytest.raises(LawError, match="chưa có 'HN_CDTD'"):
        check(load_law(), GOOD, "HN_CDTD", ON)
    with pytest.raises(LawError, match="không có mã 'HN_CDTD'"):
        check(load_law(), GOOD | {"awards": [{"award": "HN_CDTD", "year": 2024}]}, "BK_TINH", ON)
    assert check(load_law("thanh-pho-ha-noi"), GOOD, "HN_CDTD", ON).outcome == "eligible"


def test_own_awards_are_shown_voted_and_screened_like_others() -> None:
    law = load_law("thanh-pho-ha-noi")
    assert list(award_names(law))[-1] == "HN_CDTD"
    assert award_names(law, "en")["HN_CDTD"] == "Outstanding Citizen of the Capital"
    info = award(law, "HN_CDTD", ON)
    assert info.names["en"] == "Outstanding Citizen of the Capital"
    assert info.public_comment_days == 7
    assert [gap.part for gap in info.not_known] == ["money"]
    assert threshold(law, "HN_CDTD", ON, 11).needed_votes == 10
    held = GOOD | {"awards": [{"award": "HN_CDTD", "year": 2024, "kind": "merit"}]}
    crowd = [GOOD, held] * 20
    expected = ["eligible", "not_eligible"] * 20
    assert check_many(law, crowd, ["HN_CDTD"], ON).outcomes("HN_CDTD") == expected
    tables = tables_of_facts([read_facts(item, law.codes) for item in crowd])
    assert screen_tables(law, tables, ["HN_CDTD"], ON).outcomes("HN_CDTD") == expected
    snapshot = Snapshot.take(law, tables, ON)
    assert (snapshot.outcomes(law, ["HN_CDTD"])["HN_CDTD"] == [0, 1] * 20).all()


def test_what_another_body_gave_stays_unknown_to_the_columns() -> None:
    """A national award asked of people who hold an own award: the code takes no national place."""
    law = load_law("thanh-pho-ha-noi")
    facts = GOOD | {"awards": [{"award": "HN_CDTD", "year": 2025, "kind": "merit"}], "ratings": [], "titles": []}
    crowd = [read_facts(facts, law.codes)] * 30
    screening = screen_tables(law, tables_of_facts(crowd), ["BKTTG", "HCLD_3"], ON)
    for code in ("BKTTG", "HCLD_3"):
        assert screening.outcomes(code)[0] == check(law, facts, code, ON).outcome


def test_the_command_knows_own_awards(capsys: pytest.CaptureFixture[str]) -> None:
    parser = ArgumentParser()
    add_commands(parser.add_subparsers())
    args = parser.parse_args(
        ["law", "explain", "SNV_KH_CCHC", "--on", "2025-11-20", "--overlay", "so-noi-vu-khanh-hoa"]
    )
    assert args.run(args) == 0
    assert "Gương sáng cải cách hành chính" in capsys.readouterr().out
