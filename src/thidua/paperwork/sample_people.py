"""The invented office, people and legal bases of all samples."""

import datetime

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
POSTS = ("Chuyên viên", "Chuyên viên chính", "Phó Trưởng phòng", "Trưởng phòng", "Kế toán", "Văn thư viên")
UNITS = (
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


def salutation(number: int) -> str:
    """Return how person `number` is spoken of."""
    return "Bà" if "Thị" in person(number) else "Ông"
