"""Award records for the sector's database: JSON {Header, Body, Security} and the same as an Excel file.

No interface of a national database is published that we know of; the names of the fields are those in use, the shape
is documented in `schemas/award-records.schema.json`.
"""

import datetime
import hashlib
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import xlsxwriter

from thidua.paperwork.exchange.agency_codes import AgencyCode
from thidua.paperwork.exchange.metadata import schema

FORMAT = "thidua.award-records/1"
SUBJECTS = {"individual": "CaNhan", "collective": "TapThe", "household": "HoGiaDinh"}
COLUMNS = {
    "MaBanGhi": "Mã bản ghi",
    "MaDonVi": "Mã cơ quan quyết định",
    "LoaiHinhKhenThuong": "Loại hình",
    "NoiDung": "Thành tích",
    "NamThanhTich": "Năm thành tích",
    "SoQuyetDinh": "Số quyết định",
    "NgayQuyetDinh": "Ngày quyết định",
    "CoQuanQuyetDinh": "Cơ quan quyết định",
    "DoiTuong": "Đối tượng",
    "MaCanBo": "Mã nhân sự",
    "Ten": "Họ và tên",
    "ChucVu": "Chức vụ, đơn vị",
    "TenTapThe": "Tên tập thể, hộ gia đình",
    "MaHinhThucKhenThuong": "Mã danh hiệu, hình thức",
    "TenHinhThucKhenThuong": "Danh hiệu, hình thức",
    "LinhVuc": "Lĩnh vực",
}
"""Fields of a record with their headings, in the order of the Excel file."""


@dataclass(frozen=True)
class AwardRecord:
    """An award that somebody holds.

    Attributes:
        key: stable id: who sends the same key again mends the record.
        subject: "individual", "collective" or "household"; name: of it.
        person_code: the staff code, for individuals; post: post and unit as of the day, for individuals.
        award: code; award_name: as the law calls it; kind: "merit", "movement" …; year: of the achievement.
        achievement: what for; field: sphere of work.
        decision: number and symbol; decided_on, decided_by: of the decision; agency: code of who decided.
    """

    key: str
    subject: Literal["individual", "collective", "household"]
    name: str
    award: str
    award_name: str
    kind: str
    year: int
    decision: str
    decided_on: datetime.date | None
    decided_by: str
    agency: AgencyCode | None = None
    person_code: str = ""
    post: str = ""
    achievement: str = ""
    field: str = ""


def award_records_json(
    records: Sequence[AwardRecord],
    *,
    sender: str,
    code: AgencyCode | None,
    day: datetime.date,
    since: datetime.date | None = None,
    until: datetime.date | None = None,
) -> bytes:
    """Return the records as JSON by `schemas/award-records.schema.json`; the same records give the same bytes.

    Arguments: sender: name of the agency that sends; code: its code; day: of the export; since, until: which decisions.
    """
    body = [_row(record) for record in sorted(records, key=lambda record: record.key)]
    data = {
        "Header": {
            "PhienBan": FORMAT,
            "MaDonVi": str(code or ""),
            "TenDonVi": sender,
            "NgayTao": day.isoformat(),
            "TuNgay": since.isoformat() if since else None,
            "DenNgay": until.isoformat() if until else None,
            "SoBanGhi": len(body),
        },
        "Body": body,
        "Security": {"ThuatToan": "SHA-256", "MaKiemTra": checksum(body)},
    }
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def checksum(body: list[dict[str, Any]]) -> str:
    """Return the SHA-256 of the records: JSON with sorted keys, without spaces, UTF-8."""
    text = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _row(record: AwardRecord) -> dict[str, Any]:
    row: dict[str, Any] = {
        "MaBanGhi": record.key,
        "MaDonVi": str(record.agency or ""),
        "LoaiHinhKhenThuong": record.kind,
        "NoiDung": record.achievement,
        "NamThanhTich": record.year,
        "SoQuyetDinh": record.decision,
        "NgayQuyetDinh": record.decided_on.isoformat() if record.decided_on else None,
        "CoQuanQuyetDinh": record.decided_by,
        "DoiTuong": SUBJECTS[record.subject],
        "MaHinhThucKhenThuong": record.award,
        "TenHinhThucKhenThuong": record.award_name,
        "LinhVuc": record.field,
    }
    if record.subject == "individual":
        row |= {"MaCanBo": record.person_code, "Ten": record.name, "ChucVu": record.post}
    else:
        row["TenTapThe"] = record.name
    return row


def award_records_xlsx(records: Sequence[AwardRecord], *, sender: str, day: datetime.date) -> bytes:
    """Return the same records as an Excel file: one sheet of records, one that explains the columns.

    Texts stay texts: no cell becomes a formula or a link. The same records give the same bytes.
    """
    memory = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(memory, options) as book:
        moment = datetime.datetime.combine(day, datetime.time())
        book.set_properties({"title": f"Kết quả khen thưởng – {sender}", "author": sender, "created": moment})
        bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        date = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet = book.add_worksheet("Khen thưởng")
        for column, (name, heading) in enumerate(COLUMNS.items()):
            sheet.set_column(column, column, max(len(heading) + 2, 14))
            sheet.write_string(0, column, heading, bold)
            sheet.write_string(1, column, name, bold)
        sheet.freeze_panes(2, 0)
        for line, record in enumerate(sorted(records, key=lambda record: record.key), start=2):
            row = _row(record)
            for column, name in enumerate(COLUMNS):
                _write(sheet, line, column, row.get(name), record.decided_on if name == "NgayQuyetDinh" else None, date)
        _explain(book, sender, day, len(records))
    return memory.getvalue()


def _write(sheet: Any, line: int, column: int, value: Any, day: datetime.date | None, date: Any) -> None:
    if day is not None:
        sheet.write_datetime(line, column, datetime.datetime.combine(day, datetime.time()), date)
    elif isinstance(value, int):
        sheet.write_number(line, column, value)
    elif value:
        sheet.write_string(line, column, value)


def _explain(book: Any, sender: str, day: datetime.date, count: int) -> None:
    fields = schema("award-records")["properties"]["Body"]["items"]["properties"]
    sheet = book.add_worksheet("Giải thích")
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, 90)
    lines = [
        ("Cơ quan gửi", sender),
        ("Ngày tạo", f"{day:%d/%m/%Y}"),
        ("Số bản ghi", str(count)),
        ("Dạng dữ liệu", FORMAT),
    ]
    lines += [(name, fields[name].get("description", heading)) for name, heading in COLUMNS.items()]
    for line, (name, text) in enumerate(lines):
        sheet.write_string(line, 0, name)
        sheet.write_string(line, 1, text)
