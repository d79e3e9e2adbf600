"""Packs and overlays: what is shipped is whole; what is broken is refused with its place, and never loads half."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from fractions import Fraction
from importlib.resources import as_file, files
from pathlib import Path

import pytest

from thidua.law import Law, LawError, LawUnknown, award, awards, check, documents, load_law, quotas, threshold
from thidua.law.codes import AWARD_CODES
from thidua.law.loader import load_packs
from thidua.law.reading import read_yaml
from thidua.law.sources import KNOWLEDGE

Edit = Callable[[str, str, str], None]
LDTT, BK_TINH = "vn/awards/ldtt.yaml", "vn/awards/bk_tinh.yaml"
PARAMETERS, DOCUMENTS = "vn/parameters.yaml", "vn/documents.yaml"


@pytest.fixture
def packs(tmp_path: Path) -> Path:
    """A copy of the shipped packs that a test may break."""
    with as_file(files("thidua.law") / "packs") as folder:
        shutil.copytree(folder, tmp_path / "packs")
    return tmp_path / "packs"


@pytest.fixture
def edit(packs: Path) -> Edit:
    """Replace one text in one file of the copy."""

    def change(name: str, old: str, new: str) -> None:
        file = packs / name
        text = file.read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in {name}"
        file.write_text(text.replace(old, new, 1), encoding="utf-8")

    return change


def test_the_shipped_packs_load_and_know_their_version() -> None:
    law = load_law()
    assert len(law.hash) == 64
    assert load_law() is law
    assert load_law("so-noi-vu-khanh-hoa").hash != law.hash


def test_a_changed_byte_changes_the_version(packs: Path) -> None:
    before = load_packs(packs).hash
    assert before == load_law().hash
    with (packs / LDTT).open("a", encoding="utf-8") as file:
        file.write("# ghi chú\n")
    assert load_packs(packs).hash != before


def test_every_document_the_packs_rest_on_is_registered_with_its_state_of_knowledge() -> None:
    law = load_law("so-noi-vu-khanh-hoa")
    for document in law.documents.values():
        assert document.knowledge in KNOWLEDGE
        assert document.title
        for number in (*document.replaces, *document.amends):
            assert number in law.documents, (document.number, number)


def test_documents_of_a_day_follow_their_dates() -> None:
    law = load_law()
    day_before = {document.number for document in documents(law, date(2025, 6, 30))}
    day = {document.number for document in documents(law, date(2025, 7, 1))}
    assert {"98/2023/NĐ-CP"} <= day_before - day
    assert {"152/2025/NĐ-CP", "129/2025/NĐ-CP"} <= day - day_before
    assert "06/2022/QH15" in day & day_before
    assert law.documents["98/2023/NĐ-CP"].replaced_by == "152/2025/NĐ-CP"
    assert len(documents(law)) == len(law.documents)


def test_every_part_of_every_award_has_a_source() -> None:
    law = load_law()
    for info in awards(law, date(2025, 11, 20)):
        assert info.code in AWARD_CODES
        assert info.names["vi"]
        assert info.names["en"]
        assert info.decided_by
        assert info.criteria
        assert info.nominated_by
        assert info.vote is not None
        assert info.papers
        for version in info.sources.values():
            assert version.cite.document in law.documents
        for criteria in info.criteria:
            for leaf in criteria.leaves():
                assert leaf.condition.ask(2025)
                assert leaf.condition.ask(None)


def test_the_commune_chairman_decides_what_the_district_did_from_july_2025() -> None:
    law = load_law()
    commune, district = "Chủ tịch Ủy ban nhân dân cấp xã", "Chủ tịch Ủy ban nhân dân cấp huyện"
    before, after = (award(law, "CSTDCS", day).decided_by for day in (date(2025, 6, 30), date(2025, 7, 1)))
    assert district in before
    assert commune not in before
    assert commune in after
    assert district not in after


def test_an_unknown_award_is_refused_with_the_codes_there_are() -> None:
    with pytest.raises(LawError, match="HCSW") as refusal:
        award(load_law(), "HCSW", date(2025, 11, 20))
    assert "LDTT" in refusal.value.mend


@pytest.mark.parametrize(
    ("file", "old", "new", "message", "place"),
    [
        (LDTT, "article: 24, clause: 1, point: a}", "clause: 1}", "không nêu điều", "ldtt.yaml, dòng"),
        (LDTT, "        knowledge: confirmed\n", "", "thiếu mức độ chắc chắn", "ldtt.yaml, dòng"),
        (LDTT, "is: rating_run", "is: rating_walk", "'rating_walk' không hợp lệ", "ldtt.yaml, dòng"),
        (LDTT, "rating: good", "rating: great", "'great' không hợp lệ", "ldtt.yaml, dòng"),
        (LDTT, "years: 1", "years: 0", "0 không hợp lệ", "ldtt.yaml, dòng"),
        (LDTT, "years: 1", "years: 1\n            colour: red", "không có 'colour'", "ldtt.yaml, dòng"),
        (LDTT, "code: LDTT", "code: LDTX", "'LDTX' không hợp lệ", "ldtt.yaml, dòng"),
        (LDTT, "code: LDTT", "code: CSTT", "'CSTT' đã có trong", "ldtt.yaml"),
        (LDTT, "category: title", "category: title\ncategory: title", "'category' bị lặp", "ldtt.yaml, dòng"),
        (LDTT, "names:", "nams:", "không có khóa 'nams'", "ldtt.yaml, dòng"),
        (LDTT, "parameter: newcomer_months", "parameter: newcomer_weeks", "không có tham số", "ldtt.yaml, dòng"),
        (LDTT, "document: 39/2013/QH13", "document: 40/2013/QH13", "không có trong danh mục", "ldtt.yaml"),
        (LDTT, "code: LDTT", "code: [LDTT", "không phải YAML", "ldtt.yaml, dòng"),
        (LDTT, "- id: ldtt_spirit", "- id: ldtt_rating", "đã dùng ở", "ldtt.yaml, dòng"),
        (PARAMETERS, "value: 1490000", "value: 1.490.000", "không phải số nguyên", "parameters.yaml, dòng"),
        (PARAMETERS, "from: 2019-07-01", "from: 2019-06-01", "cùng có hiệu lực", "parameters.yaml, dòng"),
        (PARAMETERS, "to: 2023-06-30", "to: 2019-01-01", "trước ngày có hiệu lực", "parameters.yaml, dòng"),
        (PARAMETERS, "from: 2019-07-01", "from: 2019-7-1", "không phải ngày", "parameters.yaml, dòng"),
        (DOCUMENTS, "number: 47/2005/QH11", "number: 15/2003/QH11", "bị lặp", "documents.yaml, dòng"),
        (DOCUMENTS, "document: 06/2026/QH16", "document: 07/2026/QH16", "không có văn bản", "documents.yaml, dòng"),
        ("vn/awards/cstdcs.yaml", "- meets: LDTT", "- meets: CSTDCS", "tham chiếu vòng", "cstdcs.yaml, dòng"),
        ("vn/awards/cstdcs.yaml", "- meets: LDTT", "- meets: HCSW", "chưa có", "cstdcs.yaml, dòng"),
        ("vn/awards/cstdcs.yaml", "- meets: LDTT", "- meets: HC_TNXP", "không có tiêu chuẩn", "cstdcs.yaml, dòng"),
        (
            "vn/awards/bkttg.yaml",
            "awards: [BK_TINH, BK_BO]",
            "awards: [BK_TINK]",
            "'BK_TINK' không hợp lệ",
            "bkttg.yaml",
        ),
        ("vn/awards/hcld_3.yaml", "- shared: discipline_5", "- shared: discipline_9", "không có nhóm", "hcld_3.yaml"),
        ("vn/awards/hcld_3.yaml", "papers: state_form", "papers: state_forms", "không có phần chung", "hcld_3.yaml"),
        ("vn/awards/hcld_3.yaml", "years: 5, after", "years: 5, efter", "không có 'efter'", "hcld_3.yaml"),
        (
            "vn/awards/co_tinh.yaml",
            "levels: [province]",
            "levels: [district]",
            "'district' không hợp lệ",
            "co_tinh.yaml",
        ),
        ("vn/shared.yaml", "article: 4, clause: 4}", "clause: 4}", "không nêu điều", "shared.yaml, dòng"),
        ("vn/awards/cstdcs.yaml", "- any:", "- either:", "không có phép 'either'", "cstdcs.yaml, dòng"),
        ("vn/shared.yaml", "share: 0.8", "share: 1.8", "lớn hơn 0 và không quá 1", "shared.yaml, dòng"),
        (BK_TINH, "        kinds: [merit]\n", "", "chưa nêu loại hình", "bk_tinh.yaml, dòng"),
    ],
)
def test_a_broken_pack_is_refused_with_file_place_and_mend(
    packs: Path, edit: Edit, file: str, old: str, new: str, message: str, place: str
) -> None:
    edit(file, old, new)
    with pytest.raises(LawError) as refusal:
        load_packs(packs)
    assert message in refusal.value.message
    assert place in refusal.value.place
    assert refusal.value.mend


@pytest.mark.parametrize("overlay", [None, "so-noi-vu-khanh-hoa", "tinh-bac-ninh", "thanh-pho-ha-noi"])
def test_between_two_days_of_change_the_criteria_are_the_same(overlay: str | None) -> None:
    """What was compiled for the last day of change answers for the days after it."""
    law = load_law(overlay)
    for day in (date(2004, 7, 1), date(2014, 6, 1), date(2014, 8, 19), date(2017, 10, 1), date(2023, 12, 31)):
        _assert_same(law, day)
    for day in (date(2024, 4, 14), date(2025, 6, 30), date(2025, 7, 1), date(2025, 12, 14), date(2026, 9, 30)):
        _assert_same(law, day)


def _assert_same(law: Law, day: date) -> None:
    for code, pack in law.awards.items():
        for recipient in pack.recipients:
            kept, fresh = law.criteria(code, recipient, day), law._compile(code, recipient, day, seen=())
            assert (kept is None) == (fresh is None), (code, recipient, day)
            assert kept is None or fresh is None or kept.to_json() == fresh.to_json(), (code, recipient, day)


def test_awards_that_ask_for_each_other_are_refused(packs: Path) -> None:
    """Certificate of the Prime Minister after the Labour Order, and that after the certificate: nobody could begin."""
    file = packs / "vn/awards/hc_tnxp.yaml"
    other = packs / "vn/awards/hcdc.yaml"
    cite = "cite: {document: 06/2022/QH15, article: 52}, knowledge: confirmed}"
    for path, code in ((file, "HCDC"), (other, "HC_TNXP")):
        text = path.read_text(encoding="utf-8")
        start = text.index("criteria:")
        path.write_text(
            text[:start]
            + "criteria:\n  - from: 2024-01-01\n    for: [individual]\n    cite: {document: 06/2022/QH15}\n"
            "    knowledge: confirmed\n    doors:\n      - id: vong\n        name: Vòng\n        kinds: [merit]\n"
            f"        all:\n          - {{id: held, is: award_held, awards: [{code}], {cite}\n",
            encoding="utf-8",
        )
    with pytest.raises(LawError, match="vòng") as refusal:
        load_packs(packs)
    assert "HCDC, HC_TNXP" in refusal.value.message
    assert refusal.value.mend


def test_the_packs_load_quickly() -> None:
    """Half a second is the aim for reading and checking everything; the limit leaves room for a busy machine."""

    def seconds(folder: Path) -> float:
        start = time.process_time()
        load_packs(folder)
        return time.process_time() - start

    with as_file(files("thidua.law") / "packs") as folder:
        assert min(seconds(folder) for _ in range(3)) < 1.0


def test_what_is_not_known_is_told_with_the_document_that_would_settle_it() -> None:
    law = load_law()
    gaps = {item.part: item for item in award(law, "GT_HCM", date(2025, 11, 20)).not_known}
    assert "Nghị định số 152/2025/NĐ-CP" in gaps["money"].settled_by
    assert "criteria" not in gaps
    for info in awards(law, date(2025, 11, 20)):
        for gap in info.not_known:
            assert gap.settled_by
            assert gap.cite.document in law.documents
            assert gap.part not in info.sources
    assert "criteria" in {item.part for item in award(law, "HC_TNXP", date(2020, 5, 5)).not_known}


def test_the_packs_hold_every_award_of_the_contract() -> None:
    assert list(load_law().awards) == list(AWARD_CODES)


def test_a_broken_entry_of_a_later_date_is_found_when_loading(packs: Path, edit: Edit) -> None:
    """A condition that starts next year is checked today."""
    extra = "- {id: extra, is: left_open, from: 2026-05-01, cite: {document: 06/2022/QH15}, knowledge: assumed}"
    edit(BK_TINH, "- id: bk_tinh_titles_suffice", f"{extra}\n              - id: bk_tinh_titles_suffice")
    with pytest.raises(LawError, match="thiếu 'text'"):
        load_packs(packs)


def test_a_missing_file_is_told(packs: Path) -> None:
    (packs / PARAMETERS).unlink()
    with pytest.raises(LawError, match="không đọc được tệp"):
        load_packs(packs)


def test_a_file_in_another_encoding_is_told(packs: Path) -> None:
    (packs / PARAMETERS).write_bytes("tham số: ằ".encode("utf-16"))
    with pytest.raises(LawError, match="không phải UTF-8"):
        load_packs(packs)


# -- overlays ---------------------------------------------------------------------------------------------------------

HEAD = """
body: thu
title: Cơ quan thử
documents:
  - {number: Quy chế thử, kind: regulation, title: Quy chế, issuer: Cơ quan thử, from: 2024-01-01, knowledge: assumed}
"""


def _overlay(tmp_path: Path, text: str) -> str:
    file = tmp_path / "thu.yaml"
    file.write_text(HEAD + text, encoding="utf-8")
    return str(file)


CITE = "cite: {document: Quy chế thử, article: 3}, knowledge: assumed"
COLLECTIVE = {
    "subject": {"kind": "collective"},
    "ratings": [{"year": 2024, "rating": "good"}],
    "titles": [],
    "awards": [],
    "holds": [],
    "collective": {"years": [{"year": 2024, "members": 10, "titles": {"LDTT": 7}, "worst_discipline": "none"}]},
}


def test_a_stricter_share_is_applied_from_its_day(tmp_path: Path) -> None:
    law = load_law(
        _overlay(tmp_path, f"parameters:\n  ttldtt_share:\n    - {{from: 2025-01-01, value: 0.8, {CITE}}}\n")
    )
    assert check(law, COLLECTIVE, "TTLDTT", date(2025, 2, 1)).outcome == "not_eligible"
    assert check(load_law(), COLLECTIVE, "TTLDTT", date(2025, 2, 1)).outcome == "eligible"
    assert check(law, COLLECTIVE, "TTLDTT", date(2025, 2, 1), received=date(2024, 12, 31)).outcome == "eligible"


LOOSER_FILL = """
fill:
  LDTT:
    - from: 2024-01-01
      for: [individual]
      cite: {document: Quy chế thử, article: 3}
      knowledge: assumed
      doors: [{id: a, name: A, all: []}]
"""


def _parameter(name: str, value: str) -> str:
    return f"parameters:\n  {name}:\n    - {{from: 2025-01-01, value: {value}, {CITE}}}\n"


def _vote(days: str, value: str) -> str:
    return f"votes:\n  CSTDCS:\n    - {{{days}, value: {{{value}}}, {CITE}}}\n"


@pytest.mark.parametrize(
    ("text", "article"),
    [
        (_parameter("ttldtt_share", "0.6"), "điểm c khoản 1 Điều 28"),
        (_parameter("bk_tinh_cstdcs_times", "1"), "điểm d khoản 1 Điều 74"),
        (_vote("from: 2025-07-01", "required: true, share: 0.7, of: all_members"), "Nghị định số 152/2025/NĐ-CP"),
        (_vote("from: 2024-02-01", "required: true, share: 0.8, of: present"), "khoản 7 Điều 30"),
        (_vote("from: 2024-02-01", "required: false"), "khoản 7 Điều 30"),
        (LOOSER_FILL, "Điều 24"),
    ],
    ids=["share", "times", "votes", "base", "no vote", "criteria"],
)
def test_an_overlay_looser_than_the_law_is_refused_with_the_article(tmp_path: Path, text: str, article: str) -> None:
    name = _overlay(tmp_path, text)
    with pytest.raises(LawError) as refusal:
        load_law(name)
    assert article in refusal.value.message
    assert "thu.yaml, dòng" in refusal.value.place


def test_what_the_law_fixes_cannot_be_set_by_a_body(tmp_path: Path) -> None:
    name = _overlay(tmp_path, f"parameters:\n  base_salary:\n    - {{from: 2025-01-01, value: 9000000, {CITE}}}\n")
    with pytest.raises(LawError, match="do luật ấn định"):
        load_law(name)


def test_an_added_condition_narrows(tmp_path: Path) -> None:
    law = load_law(
        _overlay(
            tmp_path,
            "add:\n  - awards: [TTLDTT]\n    all:\n      - id: own_rating\n        is: rating_run\n"
            "        rating: excellent\n        years: 1\n"
            "        cite: {document: Quy chế thử, article: 4}\n        knowledge: assumed\n",
        )
    )
    verdict = check(law, COLLECTIVE, "TTLDTT", date(2025, 2, 1))
    assert verdict.outcome == "not_eligible"
    condition = verdict.condition("own_rating")
    assert condition is not None
    assert condition.state == "unmet"
    assert condition.cite.document == "Quy chế thử"


def test_an_overlay_that_does_not_exist_is_told_with_those_that_do() -> None:
    with pytest.raises(LawError, match="so-noi-vu-khanh-hoa"):
        load_law("so-noi-vu-ha-noi")


def test_the_demo_overlay_says_that_it_is_one() -> None:
    law = load_law("so-noi-vu-khanh-hoa")
    assert law.overlay is not None
    assert law.overlay.is_demo
    verdict = check(law, COLLECTIVE, "TTLDTT", date(2025, 2, 1))
    assert "DEMO_RULES" in {warning.code for warning in verdict.warnings}
    assert "DEMO_RULES" not in {
        warning.code for warning in check(load_law(), COLLECTIVE, "TTLDTT", date(2025, 2, 1)).warnings
    }


def test_quotas_are_dated() -> None:
    assert [quota.share for quota in quotas(load_law(), "CSTDCS", date(2023, 12, 31))] == [Fraction(15, 100)]
    assert quotas(load_law(), "CSTDCS", date(2024, 1, 1)) == []
    own = quotas(load_law("so-noi-vu-khanh-hoa"), "CSTDCS", date(2025, 11, 20))
    assert [(quota.share, quota.of) for quota in own] == [(Fraction(1, 5), "LDTT")]


def test_vote_rules_of_the_old_law_are_not_guessed() -> None:
    with pytest.raises(LawUnknown):
        threshold(load_law(), "CSTDCS", date(2023, 6, 1), 9)


def test_a_council_without_members_is_refused() -> None:
    with pytest.raises(LawError, match="0 thành viên"):
        threshold(load_law(), "CSTDCS", date(2025, 1, 1), 0)


def test_yaml_place_names_line_and_path() -> None:
    root = read_yaml("a:\n  - b: 1\n  - b: x\n", "tệp.yaml")
    entry = root.mapping()["a"].items()[1].mapping()["b"]
    with pytest.raises(LawError) as refusal:
        entry.integer()
    assert refusal.value.place == "tệp.yaml, dòng 3, a[1].b"


def test_a_bodys_own_votes_and_deadlines_show_in_its_awards() -> None:
    own = award(load_law("so-noi-vu-khanh-hoa"), "LDTT", date(2025, 11, 20))
    national = award(load_law(), "LDTT", date(2025, 11, 20))
    assert own.vote is not None
    assert own.vote.secret is True
    assert own.deadlines == ("Gửi hồ sơ về Văn phòng Sở trước ngày 10/12",)
    assert national.vote is not None
    assert national.vote.share is None
    assert national.deadlines == ()


def test_what_is_kept_of_a_condition_is_what_each_day_would_make_anew() -> None:
    law = load_law("so-noi-vu-khanh-hoa")
    alone = replace(law, _compiled={}, _leaves={})
    for (code, recipient, day), kept in law._compiled.items():
        alone._leaves.clear()
        assert repr(alone.criteria(code, recipient, day)) == repr(kept), (code, recipient, day)
