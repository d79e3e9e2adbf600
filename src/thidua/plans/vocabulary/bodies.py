"""How the names of public bodies begin, and where the name ends and what it does begins."""

import re

from thidua.plans.structure.passages import Passage
from thidua.text import CAPITAL

#: First words of the names of bodies, folded; an agency line that starts otherwise continues the one above.
BODY_WORDS = (
    "uy ban", "ubnd", "hdnd", "hoi dong", "so", "bo", "cuc", "chi cuc", "tong", "van phong", "ban", "dang bo",
    "dang uy", "hoi", "lien doan", "truong", "benh vien", "cong ty", "trung tam", "phong", "cong an", "toa an",
    "vien", "tinh uy", "thanh uy", "huyen uy", "cong doan", "doan", "hoc vien", "dai hoc", "bao hiem", "kho bac",
    "ngan hang", "thanh tra", "bo chi huy", "bo tu lenh", "chinh phu", "quoc hoi", "tinh doan", "bao", "dai",
    "lien minh", "chi nhanh", "cum", "khoi", "mat tran", "kiem toan", "thue", "hai quan",
)  # fmt: skip

#: How the name of a body or a group of bodies begins in running text.
_GROUP = (
    r"(?:cơ quan|đơn vị|tổ chức|phòng|ban|sở|ngành|địa phương|huyện|xã|phường|thôn|bản|tổ|trường|đoàn thể|cụm|khối|cấp"
    r"|chi|hội|công đoàn|cá nhân|tập thể|doanh nghiệp|khoa|viện|trung tâm|bộ|ủy viên|uỷ viên|thành viên"
    r"|đồng chí|phó|xí nghiệp|đội|hợp tác xã|hộ|lực lượng|bệnh viện|quận|thị|UBND|Ủy ban|công ty|chủ tịch"
    r"|trưởng|nhà|cán bộ|công chức|viên chức|người|đảng|cơ sở|đại biểu|báo|Phó|Sở|Phòng|Ban|Hội|Chi)\b"
)
_NO_BODY = (
    r"(?!(?:Tổ chức (?!Đảng|Đoàn|Công)|Đoàn kết|Hội nhập|Hội nghị|Hội thi|Phòng,? chống|Phòng ngừa|Ban hành"
    r"|Báo cáo|Xã hội|Trường hợp|Khối lượng|Bộ máy|Tổng kết|Tổng hợp|Nhà ở|Viện dẫn|Quỹ đất|Thuế suất"
    r"|Cán bộ là|Hội thảo|Tổ chức$)\b)"
)
_FIRST = (
    rf"{_NO_BODY}(?:(?:[Cc]ác|[Mm]ỗi|[Tt]ừng|[Tt]oàn thể|[Tt]ất cả các) {_GROUP}"
    r"|(?:Thủ trưởng|Người đứng đầu|Lãnh đạo|Chủ tịch|Phó Chủ tịch|Giám đốc|Trưởng|Chánh|Hiệu trưởng|Ủy ban"
    r"|Uỷ ban|UBND|UBMTTQ|HĐND|Hội đồng|Thường trực|Sở|Bộ|Cục|Chi cục|Tổng cục|Tổng công ty|Văn phòng|Ban"
    r"|Đảng bộ|Đảng ủy|Đảng uỷ|Chi bộ|Chi ủy|Cấp ủy|Hội|Liên đoàn|Liên hiệp|Trường|Bệnh viện|Công ty|Trung tâm"
    r"|Phòng|Công an|Tòa án|Toà án|Viện|Tỉnh ủy|Tỉnh uỷ|Thành ủy|Huyện ủy|Công đoàn|Chi đoàn|Đoàn|Tỉnh đoàn"
    r"|Thành đoàn|Học viện|Đại học|Bảo hiểm|Kho bạc|Ngân hàng|Thanh tra|Thành viên|Báo|Đài|Mặt trận|Cụm|Khối"
    r"|Tổ|Cơ quan|Đơn vị|Cán bộ|Công chức|Kiểm toán|Hải quan|Thuế|Bưu điện|Nhà|Xã|Phường|Thị trấn|Huyện"
    r"|Thành phố|Chính phủ|Quốc hội|Thủ tướng|Bí thư|Hạt|Quỹ|Thư viện|Bảo tàng|Ban Quản lý|Hợp tác xã"
    r"|Doanh nghiệp|Trạm|Thôn|Chi nhánh|Xí nghiệp|Nhà máy|Đội|Ngành|Liên minh|Tạp chí|Khoa)\b)"
)
_LEAD = re.compile(r"(?:Giao|Đề nghị|Yêu cầu|Phân công|Đối với|Trách nhiệm của|Giao cho)\s+(?:cho\s+)?", re.IGNORECASE)
_BODY = re.compile(_FIRST)
_BODY_AFTER_LEAD = re.compile(rf"{_FIRST}|[{CAPITAL}]|(?:các|toàn thể) ")
#: «Phòng Kế hoạch tổng hợp chủ trì …»: there it belongs to the name.
_SUMS_UP = (
    r"(?:(?<!Kế hoạch )(?<!Hành chính )tổng hợp"
    r"|tổng hợp(?!\s*(?:[:,;()]|$)|\s+(?:chủ trì|là|theo dõi|phối hợp|tham mưu|có trách nhiệm|hướng dẫn|trước|để)\b))"
)
_VERB = re.compile(
    r"(?<!các)(?<!,)\s(?:có trách nhiệm|chịu trách nhiệm|chủ trì|chủ động|phối hợp|cùng phối hợp|tham mưu"
    r"|theo dõi|hướng dẫn|đôn đốc|đề xuất|tổ chức|triển khai|thực hiện|xây dựng|tăng cường|đẩy mạnh|rà soát"
    rf"|{_SUMS_UP}|kiểm tra|giám sát|bố trí|căn cứ|tuyên truyền|vận động|phát động|quán triệt|thường xuyên|là"
    r"|giúp|lập|ban hành|báo cáo|đăng ký|gửi|tiếp tục|quan tâm|cụ thể hóa|cụ thể hoá|thẩm định|phổ biến"
    r"|hưởng ứng|tham gia|chỉ đạo|lãnh đạo|đưa|mở|dành|biên tập|đăng tải|trình|trên cơ sở|làm(?! việc)|theo chức năng"
    r"|theo nhiệm vụ|nghiên cứu|phát huy|kịp thời|cử|phân công|nắm|tập trung|sử dụng|cân đối|hỗ trợ|bảo đảm"
    r"|đảm bảo|thông báo|đánh giá|bình xét|lựa chọn|xem xét|ghi nhận|duy trì|phụ trách|định kỳ|cho vay|trước"
    r"|sau|cần|phải|sẽ|được|có|tiến hành|tích cực|chuẩn bị|nghiêm túc|khẩn trương|phát hiện|tiếp nhận|xác định"
    r"|cung cấp|kêu gọi|quản lý|dự toán|tùy|tuỳ|đồng thời|chia sẻ|công khai|cập nhật|hoàn thành|thành lập|đăng"
    r"|(?:hằng|hàng) (?:tuần|tháng|quý|năm|ngày)"
    r"|nâng cao|khen thưởng|sơ kết|tổng kết|biểu dương|lồng ghép|gắn|huy động|ký kết|xét|chấm|thi đua)\b"
)
_SEPARATOR = re.compile(
    rf"(?<!Văn phòng HĐND)(?<!Văn phòng HĐND\s)\s*(?:[,;/]|(?<!\bBáo )\bvà\b|,\s*và\b)\s*(?={_FIRST})"
)
_IN_BRACKETS = re.compile(r"\s*\([^)]*\)")
_LONGEST_NAME = 240
_SHORT = 80


def leading_bodies(passage: Passage) -> tuple[str, ...]:
    """Return the bodies that a sentence or a heading opens with: "Công đoàn cơ sở, Chi đoàn thanh niên phối hợp …".

    Empty where it does not open with a body, or where nothing tells where the name ends.
    """
    text = passage.text
    lead = _LEAD.match(text)
    start = lead.end() if lead else 0
    if not (_BODY_AFTER_LEAD if lead else _BODY).match(text, start):
        return ()
    end = _end_of_names(text, start)
    if end < 0 or end - start > _LONGEST_NAME:
        return ()
    return split_bodies(text[start:end])


def is_list_of_bodies(passage: Passage) -> bool:
    """Tell whether a line is nothing but names of bodies, as a heading is that says who does what."""
    text = passage.text
    return bool(_BODY.match(text)) and not text.endswith((".", ";")) and _end_of_names(text, 0) == len(text)


def _end_of_names(text: str, start: int) -> int:
    """Where the names end that begin at `start`: at the verb or colon behind them; -1 where nothing tells."""
    verb = _VERB.search(text, start)
    colon = text.find(":", start)
    stops = [at for at in (verb.start() if verb else -1, colon) if at >= 0]
    if stops:
        return min(stops)
    return len(text) if not text.endswith((".", ";")) or len(text) < _SHORT else -1


def split_bodies(text: str) -> tuple[str, ...]:
    """Split a list of bodies before the name of each; "các cơ quan, đơn vị" stays whole."""
    names = [name.strip(" ,.;:-–") for name in _SEPARATOR.split(_IN_BRACKETS.sub("", text))]
    return tuple(dict.fromkeys(name for name in names if name))
