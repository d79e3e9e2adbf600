"""`thidua law diff`: what changed between two days, and what is only not known."""

from __future__ import annotations

import json
from datetime import date

import pytest

from thidua.law import LawError, load_law
from thidua.law.__main__ import main
from thidua.law.diff import difference, tell_difference


def test_the_district_no_longer_gives_certificates_after_the_two_tier_reform() -> None:
    found = difference(load_law(), "GIAY_KHEN", date(2025, 6, 1), date(2025, 12, 10))
    gone = [change for change in found.changes if change.part == "decided_by" and change.kind == "removed"]
    assert [change.text for change in gone] == ["Chủ tịch Ủy ban nhân dân cấp huyện"]
    assert gone[0].before is not None
    assert gone[0].before.cite.text == "khoản 1 Điều 75 Luật số 06/2022/QH15"
    assert gone[0].after is None


def test_the_reward_of_a_commune_changes_with_its_sum() -> None:
    text = tell_difference(difference(load_law(), "GIAY_KHEN", date(2025, 6, 1), date(2025, 12, 10)))
    assert "- [bỏ] cá nhân (Chủ tịch Ủy ban nhân dân cấp xã tặng): 0,15 lần mức lương cơ sở" in text
    assert "360.000 đồng" in text
    assert "căn cứ chuyển từ Nghị định số 98/2023/NĐ-CP sang Nghị định số 152/2025/NĐ-CP" in text


def test_a_new_alternative_of_the_criteria_is_told_with_its_article() -> None:
    found = difference(load_law(), "CSTDCS", date(2023, 6, 1), date(2025, 12, 10))
    new = [change for change in found.changes if change.kind == "added" and "Hoàn thành xuất sắc" in change.where]
    assert "được xếp loại hoàn thành xuất sắc nhiệm vụ năm xét" in [change.text for change in new]
    assert all(change.after and change.after.cite.document == "06/2022/QH15" for change in new)


def test_what_is_known_on_one_day_only_is_not_called_new() -> None:
    found = difference(load_law(), "CSTDCS", date(2023, 6, 1), date(2025, 12, 10))
    votes = [change.kind for change in found.changes if change.part == "vote"]
    assert votes == ["now_known"]
    assert "Bỏ phiếu: ngày 01/06/2023 bộ dữ liệu không có quy định" in found.gaps


def test_two_days_of_the_same_rules_have_no_difference(capsys: pytest.CaptureFixture[str]) -> None:
    assert difference(load_law(), "LDTT", date(2025, 10, 1), date(2025, 11, 1)).changes == ()
    assert main(["diff", "LDTT", "--from", "2025-10-01", "--to", "2025-11-01"]) == 0
    assert "Không có thay đổi nào" in capsys.readouterr().out


def test_the_command_answers_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "CSTDCS", "--from", "2023-06-01", "--to", "2025-12-10", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["award"], answer["from"], answer["to"]) == ("CSTDCS", "2023-06-01", "2025-12-10")
    assert {"part", "kind", "where", "text", "before", "after"} == set(answer["changes"][0])


def test_beyond_the_known_law_the_status_is_3_unless_assumed(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["diff", "LDTT", "--from", "2025-08-01", "--to", "2026-10-02"]
    assert main(words) == 3
    assert main([*words, "--assume-unchanged"]) == 0
    assert "06/2026/QH16" in capsys.readouterr().err


def test_days_in_the_wrong_order_are_refused() -> None:
    with pytest.raises(LawError, match="ngày sau"):
        difference(load_law(), "LDTT", date(2025, 8, 1), date(2025, 8, 1))


def test_explain_tells_once_what_every_alternative_asks(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "BK_TINH", "--on", "2025-12-10"]) == 0
    individual = capsys.readouterr().out.partition("Đối với tập thể")[0]
    assert individual.count("thành tích được tính từ khi chấp hành xong kỷ luật") == 1
    assert individual.index("chấp hành xong kỷ luật") < individual.index("thuộc một trong các trường hợp")
