"""Names of bodies find their units, however they are shortened; what is unsure is not decided, groups are groups."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.plans import KnownUnit, Suggestion, match_bodies
from thidua.text import fold

NAMES = [
    ("Sở Nội vụ", "SNV"),
    ("Văn phòng Sở", ""),
    ("Phòng Thi đua - Khen thưởng", "Phòng TĐKT"),
    ("Phòng Cải cách hành chính", ""),
    ("Trung tâm Lưu trữ lịch sử", ""),
    ("Phòng Xây dựng chính quyền và Công tác thanh niên", ""),
    ("Phòng Kế hoạch - Tài chính", ""),
    ("Sở Tài chính", ""),
    ("Sở Y tế", ""),
    ("UBND xã Hòa An", ""),
    ("UBND xã Hòa Bình", ""),
    ("Công đoàn cơ sở Sở Nội vụ", ""),
    ("Chi đoàn Sở Nội vụ", ""),
]
UNITS = [KnownUnit(name, name, short) for name, short in NAMES]
OWN = "Sở Nội vụ"


def suggested(name: str, own: str | None = OWN) -> Suggestion:
    """What one name may mean."""
    (suggestion,) = match_bodies([name], UNITS, own)
    return suggestion


@pytest.mark.parametrize(
    ("name", "unit", "reason"),
    [
        ("Sở Tài chính", "Sở Tài chính", "trùng tên"),
        ("SỞ TÀI CHÍNH", "Sở Tài chính", "trùng tên"),
        ("Sở Tài chính tỉnh", "Sở Tài chính", "trùng tên"),
        ("Sở Y tế tỉnh Trường Sơn", "Sở Y tế", "trùng tên"),
        ("VP Sở", "Văn phòng Sở", "trùng tên"),
        ("Văn phòng", "Văn phòng Sở", "trùng tên"),
        ("Chánh Văn phòng Sở", "Văn phòng Sở", "người đứng đầu"),
        ("Giám đốc Sở Tài chính", "Sở Tài chính", "người đứng đầu"),
        ("Phòng TĐKT", "Phòng Thi đua - Khen thưởng", "trùng tên"),
        ("P. TĐKT", "Phòng Thi đua - Khen thưởng", "trùng tên"),
        ("Phòng Thi đua, Khen thưởng", "Phòng Thi đua - Khen thưởng", "trùng tên"),
        ("Phòng Cai cach hành chinh", "Phòng Cải cách hành chính", "trùng tên"),
        ("Phòng Cải cách hành chánh", "Phòng Cải cách hành chính", "gần giống"),
        ("Phòng XDCQ&CTTN", "Phòng Xây dựng chính quyền và Công tác thanh niên", "chữ viết tắt"),
        ("Phòng KHTC", "Phòng Kế hoạch - Tài chính", "trùng tên"),
        ("TTLTLS", "Trung tâm Lưu trữ lịch sử", "chữ viết tắt"),
        ("TTLT", "Trung tâm Lưu trữ lịch sử", "chữ viết tắt"),
        ("Trung tâm Lưu trữ", "Trung tâm Lưu trữ lịch sử", "gần giống"),
        ("Uỷ ban nhân dân xã Hoà An", "UBND xã Hòa An", "trùng tên"),
        ("Công đoàn cơ sở", "Công đoàn cơ sở Sở Nội vụ", "trùng tên"),
        ("Sở", "Sở Nội vụ", "cơ quan phát động"),
        ("SNV", "Sở Nội vụ", "trùng tên"),
    ],
)
def test_a_name_finds_its_unit_and_says_why(name, unit, reason):
    best = suggested(name).best
    assert best is not None
    assert (best.key, best.reason) == (unit, reason)


@pytest.mark.parametrize("name", ["Hội Nông dân tỉnh", "Báo Trường Sơn", "Sở Xây dựng", "Ủy ban nhân dân xã Hòa"])
def test_what_is_not_there_or_could_be_two_is_not_decided(name):
    assert suggested(name).best is None


def test_one_that_is_likely_is_offered_but_not_decided():
    suggestion = suggested("Chi đoàn thanh niên")
    assert suggestion.best is None
    assert [match.key for match in suggestion.matches] == ["Chi đoàn Sở Nội vụ"]


def test_two_that_fit_equally_are_both_offered():
    twins = [KnownUnit(1, "Phòng Tổng hợp"), KnownUnit(2, "Phòng Tổng hợp")]
    (suggestion,) = match_bodies(["Phòng Tổng hợp"], twins)
    assert suggestion.best is None
    assert [match.key for match in suggestion.matches] == [1, 2]


@pytest.mark.parametrize(
    ("name", "units"),
    [
        ("Các phòng thuộc Sở", [name for name, _ in NAMES if name.startswith("Phòng")]),
        ("UBND các xã", ["UBND xã Hòa An", "UBND xã Hòa Bình"]),
        ("Các cơ quan, đơn vị", []),
        ("Các phòng, đơn vị thuộc Sở", []),
        ("Thủ trưởng các cơ quan, đơn vị", []),
        ("Các sở, ban, ngành", []),
        ("Các đoàn thể", ["Công đoàn cơ sở Sở Nội vụ", "Chi đoàn Sở Nội vụ"]),
        ("Trưởng các thôn", []),
    ],
)
def test_a_group_is_told_as_one_with_its_units_where_it_names_a_sort(name, units):
    suggestion = suggested(name)
    assert suggestion.is_group
    assert suggestion.best is None
    assert [match.key for match in suggestion.matches] == units


@pytest.mark.parametrize(
    ("name", "is_everyone"),
    [("Các cơ quan, đơn vị", True), ("Trưởng các thôn", False), ("Các đoàn thể", False), ("UBND các xã", False)],
)
def test_a_group_of_a_sort_that_is_not_there_is_not_everyone(name, is_everyone):
    assert suggested(name).is_everyone is is_everyone


def test_a_name_of_one_unit_is_no_group():
    assert not suggested("Phòng Cải cách hành chính").is_group
    assert not suggested("Sở Tài chính").is_group


def test_without_the_launching_body_its_own_office_is_not_known():
    assert suggested("Sở", own=None).best is None


@given(st.sampled_from([name for name, _ in NAMES]))
def test_every_unit_finds_itself_without_marks_and_in_capitals(name):
    for written in (name, name.upper(), fold(name), f"  {name} "):
        assert suggested(written).best.key == name


@given(st.text(max_size=60), st.lists(st.text(max_size=30), max_size=4))
def test_any_text_is_matched_without_an_error(name, others):
    units = [KnownUnit(number, other) for number, other in enumerate(others)]
    for own in (None, 0):
        (suggestion,) = match_bodies([name], units, own)
        assert all(0 <= match.score <= 1 for match in suggestion.matches)
