"""`thidua screen`: a workbook as offices fill it, and the result that an officer reads."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from thidua.law import load_law
from thidua.law.screen.award_words import award_words
from thidua.law.screen.cells import CellError, read_cell
from thidua.law.screen.sheets import COLLECTIVES, HONOURS, INITIATIVES, PEOPLE, RATINGS, SHEETS
from thidua.site.main import main

Sheets = dict[str, list[Sequence[Any]]]


def _nfd(text: str) -> str:
    """With the marks apart from their letters, as some programs write."""
    return unicodedata.normalize("NFD", text)


def _people() -> Sheets:
    return {
        "Cán bộ": [
            ["DANH SÁCH CÁN BỘ, CÔNG CHỨC"],
            [],
            ["STT", "Mã", "Họ và tên", "Đối tượng", "Nhóm vị trí", "Đơn vị", "Ngày tuyển dụng"],
            ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)"],
            [1, "A1", "Bà Lê Thị Ánh", "công chức", "Lãnh đạo phòng", "Văn phòng", "02/03/2015"],
            [
                2,
                "A2",
                unicodedata.normalize("NFD", "Trần Văn Bình"),
                "VIÊN CHỨC",
                "Trực tiếp",
                "Văn phòng",
                "2016-05-01",
            ],
            [3, "A3", "(Ông) Tống Minh", "Công chức", "Trực tiếp", "Phòng A", date(2014, 1, 1)],
            [4, "A4", "Phạm Mới", "Công chức", "Trực tiếp", "Phòng A", "05.01.2012"],
            ["", "", "Tổng cộng: 4 người"],
            ["", "", "", "Nha Trang, ngày 10 tháng 12 năm 2025"],
        ],
        "Xếp loại": [
            ["Mã", "Năm", "Xếp loại"],
            *[["A1", year, "HTXS"] for year in range(2021, 2026)],
            ["A2", "2.024", "Hoàn thành tốt nhiệm vụ"],
            ["A2", "2024-2025", "Hoàn thành tốt"],
            ["A3", 2024, "Không hoàn thành nhiệm vụ"],
            ["A3", 2025, "Không hoàn thành"],
            ["A4", 2025, "Hoàn thành xuất sắc"],
        ],
        "Danh hiệu, khen thưởng": [
            ["Mã", "Danh hiệu, hình thức", "Năm", "Ngày quyết định", "Loại hình"],
            *[["A1", "LĐTT", year, f"15/01/{year + 1}"] for year in range(2021, 2025)],
            ["A1", "CSTĐ cơ sở", 2023, "15/01/2024", ""],
            ["A1", "BK tỉnh", 2022, "20/12/2022", "Công trạng"],
            ["A2", "Lao động tiên tiến", 2024, 45672],
        ],
        "Sáng kiến": [
            ["Mã", "Tên sáng kiến", "Năm", "Phạm vi", "Ngày công nhận", "Đã dùng để xét"],
            ["A1", "Số hóa hồ sơ", 2023, "Cơ sở", "05/11/2023", "CSTĐCS 2023"],
            ["A1", "Một cửa", 2024, "Tỉnh", "05/11/2024", "không"],
        ],
        "Kỷ luật, tạm dừng, nghỉ": [["Mã", "Nội dung", "Từ ngày", "Đến ngày"]],
        "Tập thể": [
            ["Mã", "Tên tập thể", "Ngày thành lập", "Năm", "Số thành viên", "LĐTT", "Kỷ luật nặng nhất"],
            ["T1", "Văn phòng", "01/01/2010", 2025, "12 người", 11, "Không có"],
        ],
    }


def _write(path: Path, sheets: Sheets) -> Path:
    with xlsxwriter.Workbook(path) as workbook:
        day = workbook.add_format({"num_format": "dd/mm/yyyy"})
        for name, rows in sheets.items():
            sheet = workbook.add_worksheet(name)
            for number, row in enumerate(rows):
                for place, value in enumerate(row):
                    if isinstance(value, date):
                        sheet.write_datetime(number, place, value, day)
                    else:
                        sheet.write(number, place, value)
    return path


def _table(path: Path, name: str) -> list[dict[str, Any]]:
    rows = CalamineWorkbook.from_path(path).get_sheet_by_name(name).to_python()
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]


def _screen(tmp_path: Path, sheets: Sheets, *more: str) -> tuple[int, Path]:
    source, target = _write(tmp_path / "ds.xlsx", sheets), tmp_path / "kq.xlsx"
    return main(["screen", str(source), "--on", "2025-12-10", "-o", str(target), *more]), target


def test_a_list_as_offices_keep_it_is_screened(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, target = _screen(tmp_path, _people())
    captured = capsys.readouterr()
    assert (status, captured.err) == (0, "")
    assert "Chiến sĩ thi đua cơ sở: đủ điều kiện 2" in captured.out
    people = {row["Họ và tên"]: row for row in _table(target, "Cá nhân")}
    assert list(people) == ["Lê Thị Ánh", "Trần Văn Bình", "Tống Minh", "Phạm Mới"]
    assert people["Lê Thị Ánh"]["Chiến sĩ thi đua cơ sở"] == "Đủ điều kiện"
    assert people["Trần Văn Bình"]["Lao động tiên tiến"] == "Đủ điều kiện"
    assert people["Trần Văn Bình"]["Chiến sĩ thi đua cơ sở"] == "Gần đủ (thiếu 1 điều kiện)"
    assert people["Phạm Mới"]["Quá trình"] == "Chưa từng được xét"
    assert people["Lê Thị Ánh"]["Quá trình"] == ""
    collective = _table(target, "Tập thể")[0]
    assert collective["Tập thể"] == "Văn phòng"
    name = load_law().awards["TTLDTT"].names["vi"]
    assert collective[name] in ("Đủ điều kiện", "Chưa kết luận được")


def test_every_answer_has_its_reason_and_article(tmp_path: Path) -> None:
    _status, target = _screen(tmp_path, _people())
    reasons = {(row["Mã"], row["Danh hiệu, hình thức"]): row for row in _table(target, "Lý do")}
    failed = reasons["A3", "Lao động tiên tiến"]
    assert "hoàn thành tốt nhiệm vụ trở lên" in failed["Còn thiếu"]
    assert "Điều 24 Luật số 06/2022/QH15" in failed["Căn cứ"]
    assert all(row["Căn cứ"] for row in reasons.values() if row["Kết luận"].startswith("Đủ"))
    near = reasons["A2", "Chiến sĩ thi đua cơ sở"]
    assert near["Còn thiếu"].count("\n") == 0
    assert near["Còn thiếu"]


def test_due_next_year_is_who_lacks_nothing_if_the_year_goes_as_this_one(tmp_path: Path) -> None:
    """Bằng khen of the province asks for two years: one who has the first is due."""
    sheets = _people()
    sheets["Xếp loại"] = [["Mã", "Năm", "Xếp loại"], ["A4", 2025, "HTXS"], ["A3", 2025, "Không hoàn thành"]]
    sheets["Sáng kiến"] += [["A4", title, 2025, "Cơ sở", "05/11/2025", "không"] for title in ("Hai", "Ba")]
    _status, target = _screen(tmp_path, sheets)
    people = {row["Mã"]: row for row in _table(target, "Cá nhân")}
    names = [name for name in people["A4"] if name.startswith("Bằng khen") and "tỉnh" in name]
    assert people["A4"][names[0]] in ("Năm tới đến hạn", "Chưa kết luận được", "Gần đủ (thiếu 1 điều kiện)")
    assert people["A3"][names[0]] != "Năm tới đến hạn"


def test_leaders_and_direct_workers_are_counted_apart(tmp_path: Path) -> None:
    _status, target = _screen(tmp_path, _people())
    rows = [row for row in _table(target, "Thống kê") if row["Danh hiệu, hình thức"] == "Lao động tiên tiến"]
    counts = {row["Nhóm"]: sum(row[name] for name in list(row)[2:]) for row in rows}
    assert counts == {"Tất cả": 4, "Lãnh đạo, quản lý": 1, "Trực tiếp công tác": 3}


def test_the_summary_names_the_law_and_what_was_not_there(tmp_path: Path) -> None:
    sheets = _people()
    del sheets["Kỷ luật, tạm dừng, nghỉ"]
    _status, target = _screen(tmp_path, sheets)
    text = "\n".join(str(row) for row in CalamineWorkbook.from_path(target).get_sheet_by_name("Tổng hợp").to_python())
    assert "Kỷ luật, tạm dừng, nghỉ" in text
    assert "10/12/2025" in text
    people = _table(target, "Cá nhân")
    assert not any(row["Lao động tiên tiến"] == "Đủ điều kiện" for row in people)  # nobody is eligible on silence


BROKEN: list[tuple[str, list[Any], str]] = [
    ("Xếp loại", ["A1", 2025, "giỏi lắm"], "Trang Xếp loại, dòng 12, cột Mức xếp loại: 'giỏi lắm'"),
    ("Xếp loại", ["A1", 2025, "HTT"], "Lê Thị Ánh: năm 2025 có hai mức xếp loại"),
    ("Xếp loại", ["A9", 2025, "HTT"], "Trang Xếp loại, dòng 12, cột Mã: không có mã 'A9'"),
    ("Danh hiệu, khen thưởng", ["A1", "Huy hiệu vàng", 2024], "không có danh hiệu, hình thức 'Huy hiệu vàng'"),
    ("Danh hiệu, khen thưởng", ["A1", "LĐTT", ""], "cột Năm: danh hiệu chưa ghi năm"),
    ("Danh hiệu, khen thưởng", ["A1", "LĐTT", 2010, "15/01/2011"], "có trước khi được tuyển dụng"),
    ("Sáng kiến", ["A1", "X", 2025, "Cơ sở", "31/02/2025", ""], "'31/02/2025' không có trên lịch"),
    ("Kỷ luật, tạm dừng, nghỉ", ["A1", "Nghỉ ốm", "01/02/2025", ""], "nghỉ chưa ghi ngày kết thúc"),
    ("Kỷ luật, tạm dừng, nghỉ", ["A1", "Khiển trách", "01/05/2025", "01/04/2025"], "dòng 2: Lê Thị Ánh: ngày kết thúc"),
    ("Cán bộ", [5, "A1", "Người Khác", "Công chức", "", "", ""], "mã 'A1' đã có ở dòng 5"),
    (
        "Cán bộ",
        [5, "A5", "Người Khác", "Công chức", "", "", "01/01/1850"],
        "cột Ngày tuyển dụng: năm 1850 ngoài phạm vi",
    ),
    ("Xếp loại", ["A1", 1066, "HTT"], "cột Năm: '1066' không phải năm"),
    ("Danh hiệu, khen thưởng", ["A1", "HN_CDTD", 2024], "không có danh hiệu, hình thức 'HN_CDTD'"),
]


@pytest.mark.parametrize(("sheet", "row", "message"), BROKEN)
def test_a_bad_row_is_named_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], sheet: str, row: list[Any], message: str
) -> None:
    sheets = _people()
    sheets[sheet].append(row)
    status, target = _screen(tmp_path, sheets)
    assert status == 2
    error = capsys.readouterr().err
    assert message in error
    assert "ds.xlsx: " in error
    assert not target.exists()


def test_own_awards_of_the_body_are_read_and_screened(tmp_path: Path) -> None:
    sheets = _people()
    sheets["Danh hiệu, khen thưởng"].append(["A4", "Gương sáng cải cách hành chính", 2024, "15/01/2025", "Công trạng"])
    _status, target = _screen(tmp_path, sheets, "--overlay", "so-noi-vu-khanh-hoa")
    people = {row["Mã"]: row for row in _table(target, "Cá nhân")}
    assert people["A1"]["Gương sáng cải cách hành chính"] == "Chưa kết luận được"
    assert people["A3"]["Gương sáng cải cách hành chính"] == "Gần đủ (thiếu 1 điều kiện)"


def test_an_initiative_that_two_scopes_recognised_is_one(tmp_path: Path) -> None:
    """It stands on two rows of the sheet; two are asked for."""
    sheets = _people()
    sheets["Sáng kiến"][1:] = [["A1", "Một cửa", 2024, "Cơ sở", "05/11/2024", "không"]]
    sheets["Sáng kiến"].append(["A1", "Một cửa", 2024, "Tỉnh", "05/02/2025", ""])
    _status, target = _screen(tmp_path, sheets)
    assert _table(target, "Cá nhân")[0]["Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh"] != "Đủ điều kiện"
    sheets["Sáng kiến"].append(["A1", "Số hóa", 2024, "Cơ sở", "05/11/2024", "không"])
    _status, target = _screen(tmp_path, sheets)
    assert _table(target, "Cá nhân")[0]["Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh"] == "Đủ điều kiện"


def test_more_reasons_than_a_sheet_has_rows_are_written_once_each(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _status, whole = _screen(tmp_path, _people())
    told = {tuple(row.values())[2:] for row in _table(whole, "Lý do")}
    monkeypatch.setattr("thidua.law.screen.result.MOST_ROWS", 100)
    _status, target = _screen(tmp_path, _people())
    rows = _table(target, "Lý do")
    assert {tuple(row.values())[2:] for row in rows} == told
    assert sum(row["Số trường hợp"] for row in rows) > len(rows)
    answer = _table(target, "Cá nhân")[0]["Lao động tiên tiến"]
    number = int(answer.removeprefix("Đủ điều kiện, lý do "))
    assert rows[number - 1]["Lý do số"] == number
    assert rows[number - 1]["Danh hiệu, hình thức"] == "Lao động tiên tiến"


def test_who_has_a_fault_is_left_out_whole_when_asked_so(tmp_path: Path) -> None:
    sheets = _people()
    sheets["Xếp loại"].append(["A1", 2020, "giỏi lắm"])
    status, target = _screen(tmp_path, sheets, "--skip-faulty")
    assert status == 0
    assert [row["Mã"] for row in _table(target, "Cá nhân")] == ["A2", "A3", "A4"]
    assert [row["Dòng"] for row in _table(target, "Lỗi dữ liệu")] == ["12"]


@pytest.mark.parametrize(
    ("content", "message"), [(None, "không có tệp này"), (b"not a workbook", "không phải bảng tính")]
)
def test_what_is_no_workbook_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes | None, message: str
) -> None:
    source = tmp_path / "x.xlsx"
    if content is not None:
        source.write_bytes(content)
    assert main(["screen", str(source), "--on", "2025-12-10", "-o", str(tmp_path / "kq.xlsx")]) == 2
    assert message in capsys.readouterr().err


def test_a_day_whose_law_is_not_known_is_status_3(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = _write(tmp_path / "ds.xlsx", _people())
    words = ["screen", str(source), "--on", "2026-10-02", "-o", str(tmp_path / "kq.xlsx")]
    assert main(words) == 3
    assert main([*words, "--assume-unchanged"]) == 0
    assert "06/2026/QH16" in capsys.readouterr().err


def test_the_template_is_read_by_the_program_itself(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "mau.xlsx"
    assert main(["screen", "--template", str(target)]) == 0
    workbook = CalamineWorkbook.from_path(target)
    for spec in SHEETS:
        headers = workbook.get_sheet_by_name(spec.name).to_python()[0]
        assert [column.id for column, header in zip(spec.columns, headers, strict=True) if column.matches(header)] == [
            column.id for column in spec.columns
        ]
    assert main(["screen", str(target), "--on", "2025-12-10", "-o", str(tmp_path / "kq.xlsx")]) == 2
    assert "không có ai để xét" in capsys.readouterr().err


def _columns() -> Iterable[tuple[Any, Any, Any]]:
    rating, award = RATINGS.column("rating"), HONOURS.column("award")
    day, year, uses = PEOPLE.column("employed_from"), RATINGS.column("year"), INITIATIVES.column("used_for")
    yield rating, "Hoµn thµnh tèt nhiÖm vô", "good"  # TCVN3
    yield rating, "hoàn thành XUẤT SẮC nhiệm vụ ", "excellent"
    yield award, "Huân chương Lao động hạng Nhì", "HCLD_2"
    yield award, "HCLĐ hạng 3", "HCLD_3"
    yield award, "Bằng khen của Thủ tướng Chính phủ", "BKTTG"
    yield day, "ngày 5 tháng 8 năm 2020", date(2020, 8, 5)
    yield day, "5-8-2020", date(2020, 8, 5)
    yield day, 44048.0, date(2020, 8, 5)
    yield year, "năm học 2023-2024", 2024
    yield year, "2022-2024", None
    yield year, "2023 - 2024", 2024
    yield COLLECTIVES.column("members"), "1.250", 1250
    yield uses, "CSTĐCS năm 2024; BK tỉnh (2025)", ["CSTDCS:2024", "BK_TINH:2025"]
    yield uses, "Chưa dùng", []
    yield day, "08/2020", None
    yield uses, "CSTĐCS", None


@pytest.mark.parametrize(("column", "written", "value"), list(_columns()))
def test_cells_are_read_as_people_write_them_and_never_guessed(column: Any, written: Any, value: Any) -> None:
    words = award_words({})
    if value is None:
        with pytest.raises(CellError):
            read_cell(written, column, words)
    else:
        assert read_cell(written, column, words) == value
