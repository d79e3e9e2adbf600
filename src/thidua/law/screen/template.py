"""The empty workbook that people fill in: sheets with headers, help and lists to choose from."""

from __future__ import annotations

import io
from typing import Any

import xlsxwriter

from thidua.law.corpus import Law
from thidua.law.screen.sheets import PEOPLE, SHEETS, ColumnSpec, SheetSpec

_ROWS = 5000
_LISTS = "Danh mục"
_GUIDE = (
    "Điền các trang theo tiêu đề cột; rê chuột lên tiêu đề để xem hướng dẫn. Cột có dấu * bắt buộc phải điền.",
    "Trang có trong tệp là dữ liệu đầy đủ: người không có dòng nào ở trang đó được hiểu là không có.",
    "Chưa có dữ liệu của một trang thì xóa hẳn trang đó; phần ấy được coi là chưa rõ, không bị coi là không có.",
    "Nối các trang bằng Mã. Không có mã thì ghi họ tên, miễn là không trùng tên.",
    "Ngày viết ngày/tháng/năm. Năm học 2023-2024 ghi 2024.",
    "Dòng tổng cộng, người lập biểu ở cuối trang được bỏ qua.",
    "Sau khi điền: thidua screen TỆP.xlsx --on 2025-12-10 -o KẾT_QUẢ.xlsx",
)


def template_workbook(law: Law) -> bytes:
    """The .xlsx template.

    Args:
        law: whose awards are listed by name and code.
    """
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as workbook:
        guide = workbook.add_worksheet("Hướng dẫn")
        guide.set_column(0, 0, 120)
        wrap = workbook.add_format({"text_wrap": True, "valign": "top"})
        bold = workbook.add_format({"bold": True, "font_size": 13})
        guide.write_string(0, 0, "Rà soát điều kiện, tiêu chuẩn thi đua, khen thưởng", bold)
        lines = [*_GUIDE, "", *(f"Trang “{spec.name}”: {spec.help}" for spec in SHEETS)]
        for number, line in enumerate(lines, start=2):
            guide.write_string(number, 0, line, wrap)
        places = _list_places()
        head = workbook.add_format(
            {"bold": True, "bg_color": "#D9E2F3", "border": 1, "text_wrap": True, "valign": "top"}
        )
        text = workbook.add_format({"num_format": "@"})
        day = workbook.add_format({"num_format": "dd/mm/yyyy"})
        for spec in SHEETS:
            _add_sheet(workbook, spec, places, head, text, day)
        _add_lists(workbook, law, places, head)
    return buffer.getvalue()


def _list_places() -> dict[str, int]:
    """ "sheet.column" → its column on the sheet of lists (the first two hold the awards)."""
    columns = [f"{spec.id}.{column.id}" for spec in SHEETS for column in spec.columns if column.words]
    return {name: place for place, name in enumerate(columns, start=2)}


def _add_sheet(workbook: Any, spec: SheetSpec, places: dict[str, int], head: Any, text: Any, day: Any) -> None:
    sheet = workbook.add_worksheet(spec.name)
    sheet.freeze_panes(1, 2 if spec is PEOPLE else 1)
    for place, column in enumerate(spec.columns):
        sheet.write_string(0, place, column.header + (" *" if column.required else ""), head)
        sheet.write_comment(0, place, column.help)
        sheet.set_column(place, place, column.width, {"code": text, "day": day}.get(column.kind))
        rule = _rule(spec, column, places)
        if rule is not None:
            sheet.data_validation(1, place, _ROWS, place, rule)


def _rule(spec: SheetSpec, column: ColumnSpec, places: dict[str, int]) -> dict[str, Any] | None:
    """What Excel offers and warns of; a warning only, because the reading is more tolerant than Excel."""
    if column.kind == "award":
        source = f"='{_LISTS}'!$A$2:$A$200"
    elif column.words:
        letter = xlsxwriter.utility.xl_col_to_name(places[f"{spec.id}.{column.id}"])
        source = f"='{_LISTS}'!${letter}$2:${letter}${len(column.choices) + 1}"
    else:
        return None
    return {
        "validate": "list",
        "source": source,
        "error_type": "warning",
        "error_title": column.header,
        "error_message": "Nên chọn trong danh sách.",
    }


def _add_lists(workbook: Any, law: Law, places: dict[str, int], head: Any) -> None:
    sheet = workbook.add_worksheet(_LISTS)
    sheet.write_string(0, 0, "Danh hiệu, hình thức", head)
    sheet.write_string(0, 1, "Mã", head)
    sheet.set_column(0, len(places) + 2, 34)
    for number, (code, award) in enumerate(law.awards.items(), start=1):
        sheet.write_string(number, 0, award.names["vi"])
        sheet.write_string(number, 1, code)
    for spec in SHEETS:
        for column in spec.columns:
            place = places.get(f"{spec.id}.{column.id}")
            if place is not None:
                sheet.write_string(0, place, f"{spec.name}: {column.header}", head)
                for number, word in enumerate(column.choices, start=1):
                    sheet.write_string(number, place, word)
