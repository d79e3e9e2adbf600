"""The closed lists of Decree 30/2020 that rules and recognition share."""

import re

from thidua.text import CAPITAL, SMALL, fold, similarity, squeeze

NATION_TEXT = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO_TEXT = "Độc lập - Tự do - Hạnh phúc"

WIDE_GAP = re.compile(r"\t+|\s{4,}")
"""What parts two boxes that stand side by side in one paragraph."""

TYPES = {
    "NGHỊ QUYẾT": "NQ",
    "QUYẾT ĐỊNH": "QĐ",
    "CHỈ THỊ": "CT",
    "QUY CHẾ": "QC",
    "QUY ĐỊNH": "QyĐ",
    "THÔNG CÁO": "TC",
    "THÔNG BÁO": "TB",
    "HƯỚNG DẪN": "HD",
    "CHƯƠNG TRÌNH": "CTr",
    "KẾ HOẠCH": "KH",
    "PHƯƠNG ÁN": "PA",
    "ĐỀ ÁN": "ĐA",
    "DỰ ÁN": "DA",
    "BÁO CÁO": "BC",
    "BIÊN BẢN": "BB",
    "TỜ TRÌNH": "TTr",
    "HỢP ĐỒNG": "HĐ",
    "CÔNG ĐIỆN": "CĐ",
    "BẢN GHI NHỚ": "BGN",
    "BẢN THỎA THUẬN": "BTT",
    "GIẤY ỦY QUYỀN": "GUQ",
    "GIẤY MỜI": "GM",
    "GIẤY GIỚI THIỆU": "GGT",
    "GIẤY NGHỈ PHÉP": "GNP",
    "PHIẾU GỬI": "PG",
    "PHIẾU CHUYỂN": "PC",
    "PHIẾU BÁO": "PB",
}
"""The 29 types (Điều 7) with their abbreviations (Annex III); công văn and thư công have none."""

COPIES = {"SAO Y": "SY", "TRÍCH SAO": "TrS", "SAO LỤC": "SL"}
ABBREVIATIONS = {*TYPES.values(), *COPIES.values()}

FORM_NAMES = ("BÁO CÁO THÀNH TÍCH", "BÁO CÁO TÓM TẮT THÀNH TÍCH")
"""Titles that begin like a type but are forms of another decree, with a layout of their own."""

ALPHABET = "abcdđeghiklmnopqrstuvxy"
"""The letters that count points: a b c d đ e g h …, without ă â ê ô ơ ư and without f j w z."""

POSTS = (
    "GIÁM ĐỐC|THÀNH VIÊN|CHỦ TỊCH|TRƯỞNG|BÍ THƯ|CHÁNH|PHÓ|THỦ TRƯỞNG|HIỆU TRƯỞNG|VIỆN TRƯỞNG|TỔNG|BỘ TRƯỞNG|THỨ TRƯỞNG"
    "|CỤC TRƯỞNG|VỤ TRƯỞNG|CHỈ HUY|CHÍNH ỦY|TƯ LỆNH|QUYỀN|ỦY VIÊN|NGƯỜI|THƯ KÝ|CHỦ TỌA|CHỦ TRÌ|KẾ TOÁN|ĐẠI DIỆN"
    "|THỦ TƯỚNG|CHỦ NHIỆM|TÁC GIẢ|XÁC NHẬN|THỦ QUỸ|THANH TRA|TỔ|BAN|CÁ NHÂN|ĐƠN VỊ|HỘI ĐỒNG|CÔNG ĐOÀN|BÊN|ĐỒNG TÁC GIẢ"
    "|LÃNH ĐẠO|TẬP THỂ|CẤP|HỘ GIA ĐÌNH|GIA ĐÌNH|CHỦ HỘ|PHÂN HIỆU|ỦY BAN"
)
AUTHORITY = re.compile(r"(TM|T/M|KT|K/T|TL|T/L|TUQ|T/UQ|Q)\s?([.:]?)\s+(?=\S)", re.IGNORECASE)
IS_POST = re.compile(rf"(?:{AUTHORITY.pattern})?(?:{POSTS})\b")
DEGREE = re.compile(
    r"(?:(?:GS|PGS|TS|TSKH|ThS|Ths|BS|BSCK[I12]{0,2}|BSCKII|DS|KS|CN|LS|NGƯT|NGND|NSƯT|NSND|TTƯT|TTND|Giáo sư"
    r"|Phó Giáo sư|Tiến sĩ|Thạc sĩ|Bác sĩ|Kỹ sư|Cử nhân|Luật sư)(?:\.|\s)\s*)+"
)
DEGREE_ALLOWED = re.compile(
    r"TRƯỜNG|HỌC VIỆN|ĐẠI HỌC|GIÁO DỤC|BỆNH VIỆN|Y TẾ|KHOA HỌC|VIỆN|CÔNG AN|QUÂN|QUỐC PHÒNG|BỘ ĐỘI|BIÊN PHÒNG"
)
"""Agencies of the armed forces, education, health and science may write rank and degree before the name (II.7)."""

_NAME_WORD = rf"[{CAPITAL}][{SMALL}'’]*"
NAME = re.compile(rf"{_NAME_WORD}(?:[\s-]+{_NAME_WORD}){{1,6}}")

STAMPS = re.compile(
    r"(?:HỎA TỐC(?: HẸN GIỜ)?|THƯỢNG KHẨN|KHẨN|MẬT|TỐI MẬT|TUYỆT MẬT|XEM XONG TRẢ LẠI|LƯU HÀNH NỘI BỘ)[.:!]?"
)
"""Urgency, secrecy and circulation (boxes 10 and 11): stamped in a frame, red but for the last two."""

NOT_ADMINISTRATIVE = ("PHIẾU BẦU", "PHIẾU LẤY Ý KIẾN", "PHIẾU BIỂU QUYẾT")
"""Sheets for which the decree has no layout."""

NUMBER_LINE = re.compile(r"S[ốỐoO]\s*(?::|[\d.…_]+\s*[/-]|[/-])")
PLACE_LINE = re.compile(r"[^;:]{0,60}?\bng[àa]y\b.{0,25}\bth[áa]ng\b.{0,25}\bn[ăa]m\b[^;]{0,12}", re.IGNORECASE)
ANNEX_LABEL = re.compile(r"(?:PHỤ LỤC|Phụ lục)(?:\s+(?:số\s+|SỐ\s+)?(?P<count>[IVXLC]+|\d{1,2}))?\s*[.:]?")
BASE_START = re.compile(r"(?:Căn cứ|Thực hiện|Theo đề nghị|Xét đề nghị|Xét|Trên cơ sở)\b")
MARKER = re.compile(
    r"(?:(?P<article>Điều\s+(?P<a>\d{1,3})\s*[.:]?)|(?P<roman>(?P<r>[IVX]{1,6})\s?[.)/])|(?P<point>(?P<p>[a-zđ])\s?[.)])"
    r"|(?P<sub>(?P<s>\d{1,2}(?:\.\d{1,2})+)\.?(?=\s+[^\W\d]))|(?P<clause>(?P<c>\d{1,2})\s?[.)/])(?!\d))\s*(?=\S|$)"
)


def is_stamp(text: str) -> bool:
    """Tell whether a line is a stamp of urgency, secrecy or circulation."""
    return STAMPS.fullmatch(squeeze(text)) is not None


def is_nation(text: str) -> bool:
    """Tell whether a line is meant to be Quốc hiệu, misspelt or not."""
    folded = fold(text)
    return "xa hoi chu nghia viet nam" in folded or (20 < len(folded) < 60 and similarity(folded, NATION_TEXT) > 0.8)


def is_motto(text: str) -> bool:
    """Tell whether a line is meant to be Tiêu ngữ, misspelt or not."""
    folded = re.sub(r"[^a-z]", "", fold(text))
    return 15 < len(folded) < 30 and similarity(folded, "doclaptudohanhphuc") > 0.8


def type_of(title: str) -> str | None:
    """Return the type that a title in capitals names ("KẾ HOẠCH"), None for a form."""
    title = squeeze(title).upper()
    if title.startswith(FORM_NAMES):
        return None
    return next((name for name in TYPES if title == name or title.startswith(f"{name} ")), None)
