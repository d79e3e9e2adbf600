"""Sample documents with invented people: what `thidua paperwork sample` writes, and what the tests look at."""

import datetime

from thidua.paperwork.documents.decision import AwardDecision, Grant
from thidua.paperwork.office import OfficeProfile, Signer

DAY = datetime.date(2025, 12, 5)

OFFICE = OfficeProfile(
    name="Sở Nội vụ tỉnh Khánh Hòa",
    parent_lines=("ỦY BAN NHÂN DÂN", "TỈNH KHÁNH HÒA"),
    agency_lines=("SỞ NỘI VỤ",),
    place="Khánh Hòa",
    symbol="SNV",
    department_symbol="TĐKT",
)
DIRECTOR = Signer(("GIÁM ĐỐC",), "Nguyễn Hoàng Phúc Lâm")
DEPUTY = Signer(("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"), "Trần Thị Diễm Quỳnh")

BASES = (
    "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022",
    "Căn cứ Nghị định số 152/2025/NĐ-CP ngày 14 tháng 6 năm 2025 của Chính phủ quy định về phân cấp, phân quyền trong "
    "lĩnh vực thi đua, khen thưởng; quy định chi tiết và hướng dẫn thi hành một số điều của Luật Thi đua, khen thưởng",
    "Căn cứ Biên bản họp Hội đồng Thi đua - Khen thưởng Sở Nội vụ ngày 02 tháng 12 năm 2025",
)

_FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý")
_MIDDLE = ("Thị Ngọc", "Văn", "Thị Phương", "Quốc", "Thị Thùy", "Đức", "Hữu", "Thị Mỹ", "Minh", "Thanh", "Xuân")
_GIVEN = (
    "Ánh",
    "Bảo",
    "Châu",
    "Dũng",
    "Hằng",
    "Huệ",
    "Khải",
    "Lộc",
    "Nghĩa",
    "Phượng",
    "Quyên",
    "Sỹ",
    "Thảo",
    "Uyên",
    "Vỹ",
    "Yến",
)
_POSTS = ("Chuyên viên", "Chuyên viên chính", "Phó Trưởng phòng", "Trưởng phòng", "Kế toán", "Văn thư viên")
_UNITS = (
    "Phòng Thi đua - Khen thưởng",
    "Phòng Công chức, viên chức",
    "Phòng Tổ chức, biên chế và Tổ chức phi chính phủ",
    "Phòng Lao động - Việc làm",
    "Văn phòng Sở",
    "Thanh tra Sở",
    "Trung tâm Lưu trữ lịch sử tỉnh",
)


def person(number: int) -> str:
    """Return the invented name of person `number`, always the same."""
    return f"{_FAMILY[number % 13]} {_MIDDLE[number * 7 % 11]} {_GIVEN[number * 5 % 16]}"


def grants(individuals: int = 35, collectives: int = 5) -> tuple[Grant, ...]:
    """Return a list of grants as a department gives them at the end of a year."""
    rows = [
        Grant(
            "Tập thể lao động tiên tiến", "title", "collective", _UNITS[number % 7], unit="Sở Nội vụ", money=1_872_000
        )
        for number in range(collectives)
    ]
    for number in range(individuals):
        kind = "title" if number % 5 else "award_form"
        award = (
            "Giấy khen"
            if kind == "award_form"
            else ("Chiến sĩ thi đua cơ sở" if number % 3 == 0 else "Lao động tiên tiến")
        )
        money = {"Giấy khen": 702_000, "Chiến sĩ thi đua cơ sở": 2_340_000, "Lao động tiên tiến": 702_000}[award]
        rows.append(
            Grant(
                award,
                kind,  # type: ignore[arg-type]
                "individual",
                person(number),
                salutation="Bà" if "Thị" in person(number) else "Ông",
                post=_POSTS[number % 6],
                unit=_UNITS[number * 3 % 7],
                achievement="Hoàn thành xuất sắc nhiệm vụ năm 2025",
                money=money,
            )
        )
    return tuple(rows)


def decision(individuals: int = 35, collectives: int = 5) -> AwardDecision:
    """Return a decision with `individuals` + `collectives` recipients."""
    return AwardDecision(
        office=OFFICE,
        signer=DIRECTOR,
        number="8",
        day=DAY,
        subject="Về việc tặng danh hiệu thi đua và khen thưởng các tập thể, cá nhân có thành tích xuất sắc trong phong trào thi đua năm 2025",
        legal_bases=BASES,
        proposal="Theo đề nghị của Trưởng phòng Thi đua - Khen thưởng tại Tờ trình số 12/TTr-TĐKT ngày 03 tháng 12 năm 2025",
        reason="đã có thành tích xuất sắc trong phong trào thi đua năm 2025",
        grants=grants(individuals, collectives),
        recipients=("Như Điều 4", "Ban Giám đốc Sở", "Cổng thông tin điện tử Sở"),
    )
