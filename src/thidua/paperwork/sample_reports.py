"""A sample of the achievement report for each of its forms, with invented people and figures."""

import datetime
from collections.abc import Callable
from functools import partial
from typing import Any, cast

from thidua.paperwork import forms
from thidua.paperwork.documents.achievement import (
    AchievementReport,
    Fact,
    FormCode,
    Indicator,
    InitiativeRow,
    PostRow,
    RatingRow,
)
from thidua.paperwork.documents.ceremony import HonourRow
from thidua.paperwork.office import Signer
from thidua.paperwork.sample_people import DIRECTOR, OFFICE, UNITS, person

_AWARDS = {
    "02": "“Cờ thi đua của Chính phủ”",
    "03": "danh hiệu “Chiến sĩ thi đua toàn quốc”",
    "04": "Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh",
    "05": "danh hiệu “Chiến sĩ thi đua cơ sở”",
    "06": "Giấy khen đột xuất",
    "07": "Huân chương Lao động hạng Ba",
    "08": "Giấy khen của Giám đốc Sở Nội vụ",
    "09": "danh hiệu “Anh hùng Lao động”",
    "10": "danh hiệu “Anh hùng Lao động”",
    "11": "Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh",
    "12": "Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh",
}
_FACTS = {
    "Họ và tên": person(7),
    "Ngày, tháng, năm sinh": "14/05/1986",
    "Giới tính": "nam",
    "Quê quán": "xã Diên Khánh, tỉnh Khánh Hòa",
    "Nơi thường trú": "phường Nha Trang, tỉnh Khánh Hòa",
    "Đơn vị công tác": f"{UNITS[1]}, Sở Nội vụ tỉnh Khánh Hòa",
    "Chức vụ": "Chuyên viên",
    "Trình độ chuyên môn, nghiệp vụ": "cử nhân Luật",
    "Quá trình công tác": "từ tháng 09/2010 đến nay công tác tại Sở Nội vụ",
    "Tên đơn vị": f"{UNITS[3]}, Sở Nội vụ tỉnh Khánh Hòa",
    "Địa điểm trụ sở": "phường Nha Trang, tỉnh Khánh Hòa",
    "Điện thoại": "0258 000 0000",
    "Quá trình thành lập": "thành lập ngày 01/07/2015 theo quyết định của Ủy ban nhân dân tỉnh",
    "Cơ cấu tổ chức": "01 Trưởng phòng, 02 Phó Trưởng phòng",
    "Tổng số công chức, viên chức, người lao động": "14 người",
    "Quốc tịch": "Nhật Bản",
    "Chức vụ, tổ chức": "Điều phối viên, Quỹ Hữu nghị (tên giả định)",
    "Địa chỉ": "Tokyo, Nhật Bản",
    "Tên tập thể": "Quỹ Hữu nghị (tên giả định)",
    "Quốc gia": "Nhật Bản",
    "Lĩnh vực hoạt động": "giáo dục, y tế cộng đồng",
    "Họ và tên hoặc tên đơn vị": person(7),
    "Chức vụ, đơn vị công tác hoặc địa chỉ": f"Chuyên viên, {UNITS[1]}",
}
_NAMES = ("Họ và tên", "Tên đơn vị", "Tên tập thể", "Họ và tên hoặc tên đơn vị")
_CONTENT: dict[str, Any] = {
    "duties": ("Tham mưu quản lý công chức, viên chức; theo dõi công tác đào tạo, bồi dưỡng.",),
    "deed": ("Đã chủ động đề xuất và tổ chức thực hiện việc mới, khó, được cơ quan có thẩm quyền ghi nhận.",),
    "results": (
        "Hoàn thành 312/312 nhiệm vụ được giao, trong đó 268 nhiệm vụ trước hạn.",
        "Xây dựng phần mềm tra cứu hồ sơ, giảm thời gian xử lý từ 15 phút xuống 01 phút mỗi hồ sơ.",
    ),
    "measures": ("Phân công rõ việc, rõ người, rõ thời hạn; kiểm tra hằng tuần.",),
    "comparison": ("Xếp thứ nhất trong 09 đơn vị của cụm thi đua theo kết quả chấm điểm.",),
    "law_and_party": ("Chấp hành nghiêm chủ trương của Đảng, chính sách, pháp luật của Nhà nước.",),
    "contributions": ("Thực hiện đầy đủ nghĩa vụ thuế, bảo hiểm xã hội; không vi phạm về môi trường.",),
    "welfare": ("Tham gia đầy đủ các quỹ từ thiện; hiến máu 03 lần.",),
    "remarks": ("Hội đồng Thi đua - Khen thưởng: 9/9 phiếu đồng ý.",),
    "indicators": (
        Indicator("Nhiệm vụ hoàn thành đúng hạn", "%", "95", "100", "105%"),
        Indicator("Hồ sơ giải quyết trước hạn", "hồ sơ", "1.200", "1.466", "122%"),
    ),
    "ratings": (
        RatingRow(2024, "Hoàn thành xuất sắc nhiệm vụ", "Quyết định số 121/QĐ-SNV ngày 18/12/2024"),
        RatingRow(2025, "Hoàn thành xuất sắc nhiệm vụ", "Quyết định số 130/QĐ-SNV ngày 16/12/2025"),
    ),
    "posts": (
        PostRow("09/1988", "05/2004", "Chuyên viên", "Sở Nội vụ"),
        PostRow("06/2004", "08/2015", "Trưởng phòng", "Sở Nội vụ"),
        PostRow("09/2015", "01/2026", "Phó Giám đốc", "Sở Nội vụ"),
    ),
    "initiatives": (
        InitiativeRow(
            2025,
            "Số hóa và khai thác dữ liệu hồ sơ",
            "Tiết kiệm 40 giờ công mỗi tháng; cấp cơ sở",
            "Quyết định số 112/QĐ-SNV ngày 20/10/2025",
        ),
    ),
    "titles": (
        HonourRow(2023, "Lao động tiên tiến", "15/QĐ-SNV", datetime.date(2023, 12, 18), "Giám đốc Sở Nội vụ"),
        HonourRow(2024, "Chiến sĩ thi đua cơ sở", "11/QĐ-SNV", datetime.date(2024, 12, 16), "Giám đốc Sở Nội vụ"),
    ),
    "awards": (HonourRow(2024, "Giấy khen", "12/QĐ-SNV", datetime.date(2024, 12, 16), "Giám đốc Sở Nội vụ"),),
}

# A life's work, discipline and foreigners: what the usual sample does not fit.
_OTHER_FACTS: dict[str, dict[str, str]] = {
    "07": {
        "Ngày, tháng, năm sinh": "14/05/1964",
        "Đơn vị công tác": "Sở Nội vụ tỉnh Khánh Hòa",
        "Chức vụ": "Phó Giám đốc",
        "Quá trình công tác": "từ tháng 09/1988 đến tháng 01/2026 công tác tại Sở Nội vụ",
    }
}
_FOREIGN: dict[str, Any] = {
    "deed": ("Tài trợ thiết bị cho 03 trạm y tế, dạy nghề cho 120 lao động của tỉnh từ năm 2019 đến năm 2025.",),
    "results": ("96 người có việc làm ổn định sau khóa học.",),
    "law_and_party": ("Chấp hành pháp luật Việt Nam trong thời gian hoạt động.",),
    "titles": (),
    "awards": (
        HonourRow(2022, "Bằng khen", "1520/QĐ-UBND", datetime.date(2022, 6, 15), "Chủ tịch Ủy ban nhân dân tỉnh"),
    ),
}
_PROVINCE = "Chủ tịch Ủy ban nhân dân tỉnh"
_OF_A_UNIT: dict[str, Any] = {
    "titles": (
        HonourRow(2023, "Tập thể lao động tiên tiến", "15/QĐ-SNV", datetime.date(2023, 12, 18), "Giám đốc Sở Nội vụ"),
        HonourRow(2024, "Tập thể lao động xuất sắc", "97/QĐ-UBND", datetime.date(2025, 1, 15), _PROVINCE),
    )
}
_OF_A_HERO: dict[str, Any] = {
    "titles": (
        HonourRow(2021, "Chiến sĩ thi đua cấp tỉnh", "88/QĐ-UBND", datetime.date(2022, 1, 14), _PROVINCE),
        HonourRow(2024, "Chiến sĩ thi đua cấp tỉnh", "96/QĐ-UBND", datetime.date(2025, 1, 15), _PROVINCE),
        HonourRow(2025, "Chiến sĩ thi đua cơ sở", "130/QĐ-SNV", datetime.date(2025, 12, 16), "Giám đốc Sở Nội vụ"),
    )
}
_OTHER_CONTENT: dict[str, dict[str, Any]] = {
    "02": _OF_A_UNIT,
    "03": _OF_A_HERO,
    "04": _OF_A_UNIT,
    "09": _OF_A_UNIT,
    "10": _OF_A_HERO,
    "07": {"law_and_party": ("Hồ sơ gốc không ghi quyết định kỷ luật nào.",)},
    "11": _FOREIGN,
    "12": _FOREIGN,
}


def achievement(code: str = "05") -> AchievementReport:
    """Return the report on form `code`, with all that the form asks for."""
    form = forms.form(code)
    collective = form.subject == "collective"
    nominee = {"11": _FACTS["Tên tập thể"], "12": "ông Yamada Taro (tên giả định)"}.get(
        code, _FACTS["Tên đơn vị"] if collective else person(7)
    )
    if form.kind == "external":
        reporter = Signer(("GIÁM ĐỐC",), DIRECTOR.name)
    else:
        reporter = Signer(("TRƯỞNG PHÒNG",), person(5)) if collective else Signer(("NGƯỜI BÁO CÁO",), person(7))
    facts, content = _FACTS | _OTHER_FACTS.get(code, {}), _CONTENT | _OTHER_CONTENT.get(code, {})
    return AchievementReport(
        office=OFFICE,
        signer=reporter,
        superior=None
        if form.kind == "external"
        else Signer(("XÁC NHẬN CỦA CẤP TRÌNH KHEN THƯỞNG", "GIÁM ĐỐC"), DIRECTOR.name),
        day=datetime.date(2026, 1, 20),
        form=cast(FormCode, code),
        award=_AWARDS[code],
        nominee=nominee,
        period="" if code in ("06", "07", "11", "12") else "năm 2025",
        facts=tuple(Fact(label, nominee if label in _NAMES else facts[label]) for label in form.fact_labels),
        **{name: value for name, value in content.items() if form.shows(name)},
    )


REPORTS: dict[str, Callable[[], AchievementReport]] = {
    f"achievement-{item.code}": partial(achievement, item.code) for item in forms.forms() if item.parts
}
