"""Three right documents, composed of blocks, that the tests then spoil: a decision, a plan and an official letter."""

import datetime

from thidua.paperwork.blocks import Annex, Block, Column, Paper, Paragraph, Row, Run, Signature, Table, heading, plain
from thidua.paperwork.office import OfficeProfile

OFFICE = OfficeProfile(
    name="Sở Nội vụ tỉnh Khánh Hòa",
    parent_lines=("ỦY BAN NHÂN DÂN", "TỈNH KHÁNH HÒA"),
    agency_lines=("SỞ NỘI VỤ",),
    place="Khánh Hòa",
    symbol="SNV",
    department_symbol="TĐKT",
)
DAY = datetime.date(2025, 9, 5)
LAW = "Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022"
DECREE = (
    "Nghị định số 152/2025/NĐ-CP ngày 14 tháng 6 năm 2025 của Chính phủ quy định về phân cấp, phân quyền trong lĩnh "
    "vực thi đua, khen thưởng"
)


def italic(text: str) -> Paragraph:
    """A legal basis."""
    return Paragraph((Run(text, italic=True),))


def article(number: int, text: str) -> Paragraph:
    """Điều n."""
    return Paragraph((Run(f"Điều {number}. ", bold=True), Run(text)))


def people(count: int = 6) -> Table:
    """A ruled list of invented people."""
    columns = (Column("TT", 1, "center"), Column("Họ và tên", 4), Column("Chức vụ, đơn vị", 5))
    names = ("Nguyễn Văn An", "Trần Thị Bình", "Lê Quốc Cường", "Phạm Thị Dung", "Hồ Minh Đức", "Võ Thị Giang")
    rows = tuple(Row((str(index + 1), names[index % 6], "Chuyên viên, Văn phòng Sở")) for index in range(count))
    return Table(columns, rows)


def decision(**changes: object) -> Paper:
    """A decision with four articles and an annex."""
    blocks: tuple[Block, ...] = (
        Paragraph((Run("GIÁM ĐỐC SỞ NỘI VỤ TỈNH KHÁNH HÒA", bold=True),), align="center", indent=False, gap=12),
        italic(f"Căn cứ {LAW};"),
        italic(f"Căn cứ {DECREE};"),
        italic("Theo đề nghị của Trưởng phòng Thi đua - Khen thưởng."),
        Paragraph((Run("QUYẾT ĐỊNH:", bold=True),), align="center", indent=False, gap=12),
        article(
            1,
            "Tặng Giấy khen cho 06 cá nhân đã có thành tích xuất sắc trong phong trào thi đua yêu nước năm 2025 do "
            "tỉnh Khánh Hòa phát động, được Nhân dân ghi nhận (Danh sách tại Phụ lục kèm theo).",
        ),
        article(2, "Tiền thưởng thực hiện theo quy định tại Điều 55 Nghị định số 152/2025/NĐ-CP của Chính phủ."),
        article(3, "Quyết định này có hiệu lực thi hành kể từ ngày ký."),
        article(4, "Chánh Văn phòng Sở và các cá nhân có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này./."),
    )
    fields: dict[str, object] = {
        "office": OFFICE,
        "kind": "decision",
        "parent_lines": OFFICE.parent_lines,
        "agency_lines": OFFICE.agency_lines,
        "number_line": "Số: 08/QĐ-SNV",
        "day_line": "Khánh Hòa, ngày 05 tháng 9 năm 2025",
        "type_name": "QUYẾT ĐỊNH",
        "subject": "Về việc tặng Giấy khen cho các cá nhân có thành tích xuất sắc trong phong trào thi đua năm 2025",
        "blocks": blocks,
        "signatures": (Signature(("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"), "Trần Thị Diễm Quỳnh"),),
        "recipients": ("Như Điều 4", "Ban Giám đốc Sở"),
        "archive": "VT, TĐKT",
        "annexes": (
            Annex(
                "Phụ lục",
                "DANH SÁCH CÁ NHÂN ĐƯỢC TẶNG GIẤY KHEN",
                "(Kèm theo Quyết định số 08/QĐ-SNV ngày 05 tháng 9 năm 2025 của Giám đốc Sở Nội vụ)",
                (people(), plain("Danh sách này có 06 cá nhân./.")),
            ),
        ),
        "day": DAY,
        "title": "Quyết định",
    }
    return Paper(**{**fields, **changes})  # type: ignore[arg-type]


def plan(**changes: object) -> Paper:
    """A plan of two pages with Roman numbers, clauses and points down to đ)."""
    filling = (
        "Các phòng, đơn vị thuộc Sở tổ chức quán triệt mục đích, ý nghĩa của phong trào thi đua đến từng công "
        "chức, viên chức, người lao động; gắn phong trào với nhiệm vụ chính trị của cơ quan, bảo đảm thiết thực, "
        "hiệu quả, không phô trương."
    )
    blocks: tuple[Block, ...] = (
        plain("Thực hiện chỉ đạo của Chủ tịch Ủy ban nhân dân tỉnh Khánh Hòa, Sở Nội vụ ban hành Kế hoạch như sau:"),
        heading("I. MỤC ĐÍCH, YÊU CẦU"),
        plain(f"1. Mục đích: {filling}"),
        plain(f"2. Yêu cầu: {filling}"),
        heading("II. NỘI DUNG"),
        plain("1. Các nội dung thi đua:"),
        *(plain(f"{letter}) {filling}") for letter in "abcdđe"),
        plain(f"2. Khen thưởng: {filling}"),
        heading("III. TỔ CHỨC THỰC HIỆN"),
        plain("1. Văn phòng Sở theo dõi, tổng hợp kết quả, báo cáo Giám đốc Sở trước ngày 15/11/2025."),
        plain(
            "2. Trong quá trình thực hiện, nếu có vướng mắc, các đơn vị báo cáo về Sở Nội vụ để xem xét, quyết định./."
        ),
    )
    fields: dict[str, object] = {
        "kind": "plan",
        "number_line": "Số: 15/KH-SNV",
        "type_name": "KẾ HOẠCH",
        "subject": "Tổ chức phong trào thi đua yêu nước năm 2026",
        "blocks": blocks,
        "signatures": (Signature(("GIÁM ĐỐC",), "Nguyễn Hoàng Phúc Lâm"),),
        "recipients": ("Ủy ban nhân dân tỉnh (báo cáo)", "Các phòng, đơn vị thuộc Sở"),
        "annexes": (),
        "title": "Kế hoạch",
    }
    return decision(**{**fields, **changes})


def letter(**changes: object) -> Paper:
    """An official letter to two addressees."""
    fields: dict[str, object] = {
        "kind": "letter",
        "number_line": "Số: 1275/SNV-TĐKT",
        "type_name": "",
        "subject": "",
        "letter_subject": "V/v gửi báo cáo kết quả phong trào thi đua năm 2025",
        "addressees": ("Phòng Công chức, viên chức", "Trung tâm Lưu trữ lịch sử tỉnh"),
        "blocks": (
            plain(
                "Thực hiện Kế hoạch số 15/KH-SNV ngày 06/01/2025 của Sở Nội vụ về tổ chức phong trào thi đua năm 2025, "
                "đề nghị các phòng, đơn vị gửi báo cáo kết quả trước ngày 15/11/2025."
            ),
            plain("Sở Nội vụ đề nghị các đơn vị quan tâm, phối hợp thực hiện./."),
        ),
        "recipients": ("Như trên",),
        "annexes": (),
        "title": "Công văn",
    }
    return decision(**{**fields, **changes})
