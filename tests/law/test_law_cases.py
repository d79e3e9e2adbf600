"""Every case of `law/cases` comes out as it says."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from tests.law.law_cases import Case, list_cases, verdict_cases

from thidua.law import LawError, LawUnknown, check, check_many, load_law, money, threshold
from thidua.law.codes import AWARD_CODES
from thidua.law.conditions import VOCABULARY, Condition
from thidua.law.conditions.employed import EmployedMonths
from thidua.law.conditions.existence import Existed
from thidua.law.conditions.initiatives import Initiatives
from thidua.law.conditions.members import MembersHolding, MembersShare
from thidua.law.conditions.rating_run import RatingRun
from thidua.law.conditions.service_years import ServiceYears
from thidua.law.conditions.title_run import TitleRun
from thidua.law.conditions.within_run import TimesWithin, YearsWithin

CONTRACTS = Path(__file__).parents[1] / "contracts"
CASES = verdict_cases()


def _schema(name: str) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(json.loads((CONTRACTS / name).read_text(encoding="utf-8")))


FACTS_SCHEMA, VERDICT_SCHEMA = _schema("facts.schema.json"), _schema("verdict.schema.json")


def _options(fields: dict[str, Any]) -> dict[str, Any]:
    names = ("received", "year", "kind", "strict", "assume_unchanged")
    return {name: fields[name] for name in names if name in fields}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case_comes_out_as_a_lawyer_says(case: Case) -> None:
    fields = case.fields
    law = load_law(fields.get("overlay"))
    verdict = check(law, case.facts, fields["award"], fields["on"], **_options(fields))
    states = {item.id: item.state for item in verdict.conditions}
    assert verdict.outcome == fields["expect"], [(item.state, item.blocking, item.text) for item in verdict.conditions]
    assert {name: states.get(name) for name in fields.get("conditions", {})} == fields.get("conditions", {})
    assert set(fields.get("warnings", [])) <= {warning.code for warning in verdict.warnings}
    assert not set(fields.get("no_warnings", [])) & {warning.code for warning in verdict.warnings}
    if "path" in fields:
        assert verdict.path == fields["path"]
    if "year_found" in fields:
        assert verdict.year == fields["year_found"]
    assert not set(fields.get("documents_exclude", [])) & set(verdict.documents)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case_speaks_the_contract(case: Case) -> None:
    FACTS_SCHEMA.validate(case.facts)
    law = load_law(case.fields.get("overlay"))
    verdict = check(law, case.facts, case.fields["award"], case.fields["on"], **_options(case.fields))
    VERDICT_SCHEMA.validate(json.loads(json.dumps(verdict.to_json())))
    for item in verdict.conditions:
        assert item.text.endswith("."), item.text
        assert "..." not in item.text
        for pointer in item.evidence:
            _resolve(case.facts, pointer)


def _resolve(facts: Any, pointer: str) -> None:
    """A pointer must lead somewhere."""
    value = facts
    for part in pointer.split("/")[1:]:
        value = value[int(part)] if isinstance(value, list) else value[part]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case_in_a_crowd_comes_out_the_same(case: Case) -> None:
    fields = case.fields
    law = load_law(fields.get("overlay"))
    kind = case.facts["subject"]["kind"]
    alike = [other for other in CASES if other.fields["award"] == fields["award"]]
    crowd = [other.facts for other in alike if other.facts["subject"]["kind"] == kind][:5]
    screening = check_many(law, [*crowd, case.facts], [fields["award"]], fields["on"], **_options(fields))
    assert screening.outcome(len(crowd), fields["award"]) == fields["expect"]


@pytest.mark.parametrize("case", list_cases("money.yaml"), ids=lambda case: case["case"])
def test_money_case(case: dict[str, Any]) -> None:
    arguments = (load_law(), case["award"], case["on"], case["recipient"], case.get("by"))
    if case.get("unknown"):
        with pytest.raises(LawUnknown):
            money(*arguments)
    elif case.get("refused"):
        with pytest.raises(LawError) as refusal:
            money(*arguments)
        assert not isinstance(refusal.value, LawUnknown)
    else:
        assert money(*arguments).amount == case["amount"]


@pytest.mark.parametrize("case", list_cases("votes.yaml"), ids=lambda case: case["case"])
def test_vote_case(case: dict[str, Any]) -> None:
    result = threshold(load_law(case.get("overlay")), case["award"], case["on"], case["members"])
    assert result.needed_votes == case["needed"]
    assert result.knowledge == case["knowledge"]


def test_every_case_names_its_article() -> None:
    assert all(case.fields.get("article") for case in CASES)


def test_there_are_cases_of_all_outcomes_for_every_award() -> None:
    for code in ("LDTT", "CSTDCS", "TTLDTT", "BK_TINH"):
        outcomes = {case.fields["expect"] for case in CASES if case.fields["award"] == code}
        assert outcomes == {"eligible", "not_eligible", "open", "on_hold"}, code


#: Their criteria stand in texts that the national packs do not hold: nobody can be eligible without a body's own rules.
LEFT_TO_OTHERS = {"KNC", "BK_DOAN_THE", "BMVNAH", "XA_TIEU_BIEU", "THON_VAN_HOA", "GIA_DINH_VAN_HOA", "HCDDK"}


@pytest.mark.parametrize("code", AWARD_CODES)
def test_every_award_has_cases_met_unmet_and_unknown(code: str) -> None:
    outcomes = {case.fields["expect"] for case in CASES if case.fields["award"] == code}
    assert "open" in outcomes
    assert outcomes & {"not_eligible", "on_hold"}
    assert code in LEFT_TO_OTHERS or "eligible" in outcomes


def _counts(condition: Condition) -> bool:
    """Whether a condition counts: years in a row, times, people, days. A rating of one year counts nothing."""
    if isinstance(condition, RatingRun | TitleRun):
        return condition.run.years > 1
    counted = (
        Initiatives,
        TimesWithin,
        YearsWithin,
        Existed,
        ServiceYears,
        MembersShare,
        MembersHolding,
        EmployedMonths,
    )
    return isinstance(condition, counted)


def _has_border(code: str) -> bool:
    law, day = load_law(), date(2025, 11, 20)
    found = [law.criteria(code, recipient, day) for recipient in law.awards[code].recipients]
    return any(_counts(leaf.condition) for item in found if item is not None for leaf in item.leaves())


@pytest.mark.parametrize("case", [case for case in CASES if "border" in case.fields], ids=lambda case: case.name)
def test_a_border_lies_between_two_cases(case: Case) -> None:
    """The case named beside it is of the same award, differs in one point and comes out otherwise."""
    [other] = [
        one
        for one in CASES
        if one.fields["case"] == case.fields["border"] and one.fields["award"] == case.fields["award"]
    ]
    assert other.fields["expect"] != case.fields["expect"]
    differing = {
        name
        for name in {*case.facts, *other.facts} - {"judged"}
        if case.facts.get(name, []) != other.facts.get(name, [])
    }
    assert len(differing) == 1, differing


@pytest.mark.parametrize("code", AWARD_CODES)
def test_every_award_that_counts_something_has_a_case_at_its_border(code: str) -> None:
    at_border = [case for case in CASES if case.fields["award"] == code and "border" in case.fields]
    assert bool(at_border) or not _has_border(code)


#: The points at which officers trip → the cases that show each, on both sides.
FINE_POINTS = {
    "an initiative used once is not used again": (
        "Sáng kiến đã dùng xét bằng khen thì không dùng xét danh hiệu",
        "Sáng kiến đã dùng cho một hình thức khen thưởng khác không dùng lại cho bằng khen",
        "Sáng kiến đã dùng cho Chiến sĩ thi đua cơ sở vẫn dùng được cho danh hiệu cấp tỉnh",
    ),
    "two initiatives beyond those that won the titles": (
        "Hai lần liên tục Chiến sĩ thi đua cơ sở và hai sáng kiến chưa dùng thì đủ",
        "Sáng kiến đã dùng cho Chiến sĩ thi đua cơ sở không tính lại cho bằng khen",
        "Xét chặt theo công văn của Bộ thì hai lần liên tục mà thiếu sáng kiến là không đủ",
    ),
    "sudden deeds and movements do not feed the merit chain": (
        "Bằng khen đột xuất không làm căn cứ cho khen công trạng",
        "Bằng khen chuyên đề không làm căn cứ cho khen công trạng",
        "Bằng khen Thủ tướng theo phong trào không làm căn cứ",
    ),
    "after it: for collectives, not for the individual": (
        'Bằng khen tỉnh nhận giữa chừng, năm 2022; câu chữ của luật không ghi "sau đó" với cá nhân nên vẫn đủ, '
        "cách đọc chặt hơn được nêu",
        'Tập thể, bằng khen tỉnh năm 2020 thì sau đó mới có bốn năm, vì với tập thể luật ghi "sau đó"',
    ),
    "a gap breaks a run, maternity leave does not": (
        "Một năm trống làm đứt chuỗi năm năm",
        "Năm nghỉ thai sản không xếp loại không làm đứt chuỗi",
    ),
    "a hold stops, it does not reject": (
        "Đang xác minh đơn tố cáo thì tạm dừng",
        "Kết luận không vi phạm thì xét tiếp",
    ),
    "the cap of 15% until the end of 2023": (
        "Ngày 31/12/2023 còn hạn mức 15 phần trăm, nêu để cơ quan xem xét",
        "Từ ngày 01/01/2024 không còn hạn mức 15 phần trăm",
    ),
    "recognition on the day of the question": (
        "Sáng kiến được tỉnh công nhận ngay ngày xét thì tính",
        "Sáng kiến được tỉnh công nhận sau ngày xét một ngày thì không tính",
    ),
    "school years": ("Giáo viên xét cuối năm học 2024-2025 (năm 2025) trong tháng 7",),
    "units that were merged": ("Đơn vị hợp nhất năm 2023, các năm trước là của đơn vị cũ, cách tính nối tiếp chưa rõ",),
    "what was revoked does not count, what rested on it is listed": (
        "Bằng khen đã bị hủy bỏ thì không tính",
        "Danh hiệu năm 2023 bị hủy bỏ thì chuỗi đứt, và nêu những quyết định dựa vào đó",
    ),
}


@pytest.mark.parametrize("point", FINE_POINTS)
def test_every_point_at_which_officers_trip_has_its_cases(point: str) -> None:
    titles = {case.fields["case"] for case in CASES}
    assert set(FINE_POINTS[point]) <= titles


def test_there_are_many_cases() -> None:
    assert len(CASES) >= 480


def test_every_condition_of_the_vocabulary_is_used_by_a_case() -> None:
    used = set()
    for case in CASES:
        code, recipient = case.fields["award"], case.facts["subject"]["kind"]
        day = case.fields.get("received", case.fields["on"])
        for law in {load_law(overlay) for overlay in (None, "so-noi-vu-khanh-hoa", case.fields.get("overlay"))}:
            if code in law.awards and recipient in law.awards[code].recipients:
                criteria = law.criteria(code, recipient, day)
                used |= {leaf.condition.name for leaf in criteria.leaves()} if criteria else set()
    assert used == set(VOCABULARY)
