"""Exported files: all rows, real dates and numbers, nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.http import Http404

from thidua.base.exports import csv_bytes, table_response, xlsx_bytes

HEADERS = ["Tên", "Ngày", "Số", "Lúc"]
ROWS = [
    ["Nguyễn Thị Ánh", date(2025, 11, 20), 12, datetime(2025, 11, 20, 2, 30, tzinfo=UTC)],
    ["=1+1", None, Decimal("1.5"), ""],
    ["https://example.vn", date(2024, 2, 29), -3, None],
]


def sheet(data: bytes) -> str:
    """The XML of the only sheet."""
    return zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml").decode()


def test_csv_opens_in_excel_and_is_harmless() -> None:
    data = csv_bytes(HEADERS, ROWS)

    assert data.startswith(b"\xef\xbb\xbf")
    assert list(csv.reader(io.StringIO(data.decode("utf-8-sig")))) == [
        HEADERS,
        ["Nguyễn Thị Ánh", "20/11/2025", "12", "20/11/2025 09:30"],
        ["'=1+1", "", "1.5", ""],
        ["https://example.vn", "29/02/2024", "-3", ""],
    ]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_no_text_cell_begins_as_a_formula(start: str) -> None:
    (row,) = list(csv.reader(io.StringIO(csv_bytes(["a"], [[f"{start}cmd"]]).decode("utf-8-sig"))))[1:]

    assert row[0].startswith("'")


def test_excel_keeps_kinds_and_makes_no_formula_and_no_link() -> None:
    data = xlsx_bytes(HEADERS, iter(ROWS), title="Danh sách")
    written = sheet(data)

    assert "<f>" not in written
    assert "hyperlink" not in written
    assert len(re.findall(r"<row ", written)) == 5
    assert "<v>45981</v>" in written  # 20/11/2025 as a day number
    assert "<v>12</v>" in written
    assert "<v>-3</v>" in written
    assert "Nguyễn Thị Ánh" in written


def test_an_empty_list_is_a_file_with_its_heads() -> None:
    assert csv_bytes(HEADERS, []).decode("utf-8-sig").strip() == ",".join(HEADERS)
    assert len(re.findall(r"<row ", sheet(xlsx_bytes(HEADERS, [])))) == 1


def test_a_download_is_named_without_diacritics_and_other_formats_do_not_exist() -> None:
    response = table_response("csv", "Danh sách đề nghị", HEADERS, ROWS)

    assert response.headers["Content-Disposition"] == 'attachment; filename="danh-sach-de-nghi.csv"'
    with pytest.raises(Http404):
        table_response("pdf", "x", HEADERS, ROWS)
