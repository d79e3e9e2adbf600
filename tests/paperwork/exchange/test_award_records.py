"""Award records: JSON by its schema with a checksum over the records, and the same in Excel."""

import datetime
import json

import jsonschema
import pytest
from python_calamine import CalamineWorkbook

from thidua.paperwork.exchange import AgencyCode, AwardRecord, award_records_json, award_records_xlsx, schema
from thidua.paperwork.exchange.award_records import COLUMNS, checksum

DAY = datetime.date(2026, 1, 5)
CODE = AgencyCode.parse("H32.02")
RECORDS = [
    AwardRecord(
        key="2",
        subject="individual",
        name="Nguyễn Thị Ánh",
        award="cstdcs",
        award_name="Chiến sĩ thi đua cơ sở",
        kind="merit",
        year=2025,
        decision="08/QĐ-SNV",
        decided_on=datetime.date(2025, 12, 5),
        decided_by="Giám đốc Sở Nội vụ",
        agency=CODE,
        person_code="SNV-001",
        post="Chuyên viên, Văn phòng Sở",
        achievement="=HYPERLINK(1)",
    ),
    AwardRecord("1", "collective", "Văn phòng Sở", "ttldtt", "Tập thể lao động tiên tiến", "merit", 2025, "", None, ""),
    AwardRecord("3", "household", "Hộ ông Trần Văn Bảo", "giay_khen", "Giấy khen", "movement", 2025, "", None, ""),
]


def told() -> dict:
    return json.loads(award_records_json(RECORDS, sender="Sở Nội vụ", code=CODE, day=DAY, since=DAY))


def test_json_follows_its_schema_in_the_order_of_the_keys():
    data = told()
    jsonschema.validate(data, schema("award-records"), format_checker=jsonschema.FormatChecker())
    assert [row["MaBanGhi"] for row in data["Body"]] == ["1", "2", "3"]
    assert data["Header"]["SoBanGhi"] == 3
    assert data["Header"]["MaDonVi"] == "H32.02"
    person, collective = data["Body"][1], data["Body"][0]
    assert (person["Ten"], person["MaCanBo"], person["DoiTuong"]) == ("Nguyễn Thị Ánh", "SNV-001", "CaNhan")
    assert (collective["TenTapThe"], collective["DoiTuong"]) == ("Văn phòng Sở", "TapThe")


def test_checksum_covers_the_records():
    data = told()
    assert checksum(data["Body"]) == data["Security"]["MaKiemTra"]
    data["Body"][0]["NamThanhTich"] = 2024
    assert checksum(data["Body"]) != data["Security"]["MaKiemTra"]


@pytest.mark.parametrize(
    ("field", "value"), [("LoaiHinhKhenThuong", "gift"), ("TenTapThe", "Văn phòng"), ("NgayQuyetDinh", "5/12/2025")]
)
def test_schema_refuses_what_is_wrong(field, value):
    data = told()
    data["Body"][1][field] = value
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(data, schema("award-records"), format_checker=jsonschema.FormatChecker())


def test_excel_has_the_same_records_with_both_headings_and_no_formula():
    book = CalamineWorkbook.from_filelike(_file(award_records_xlsx(RECORDS, sender="Sở Nội vụ", day=DAY)))
    assert book.sheet_names == ["Khen thưởng", "Giải thích"]
    rows = book.get_sheet_by_name("Khen thưởng").to_python()
    assert rows[0] == list(COLUMNS.values())
    assert rows[1] == list(COLUMNS)
    person = dict(zip(COLUMNS, rows[3], strict=True))
    assert person["Ten"] == "Nguyễn Thị Ánh"
    assert person["NgayQuyetDinh"] == datetime.date(2025, 12, 5)
    assert person["NoiDung"] == "=HYPERLINK(1)"
    assert {row[0] for row in book.get_sheet_by_name("Giải thích").to_python()} >= set(COLUMNS)


def test_same_records_give_the_same_bytes():
    assert award_records_xlsx(RECORDS, sender="S", day=DAY) == award_records_xlsx(RECORDS[::-1], sender="S", day=DAY)
    assert award_records_json(RECORDS, sender="S", code=None, day=DAY) == award_records_json(
        RECORDS[::-1], sender="S", code=None, day=DAY
    )


def _file(data: bytes):
    import io

    return io.BytesIO(data)
