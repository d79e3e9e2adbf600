"""The living gallery of the components (demo and debug only): each as pages use it, with invented data."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import django_tables2 as tables
from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from thidua.site.templatetags.thidua import status_tag_html

TODAY = date(2025, 11, 20)
UNITS = ("Văn phòng", "Thanh tra", "Tổ chức cán bộ", "Công chức", "Xây dựng chính quyền", "Thi đua khen thưởng", "TT Lưu trữ")
LAW = "06/2022/QH15"


class SampleForm(forms.Form):
    """Shows every kind of field; sent empty it shows their errors."""

    full_name = forms.CharField(label="Họ và tên", help_text="Viết đúng như trong hồ sơ cán bộ, công chức.", max_length=100)
    award = forms.ChoiceField(
        label="Danh hiệu đề nghị",
        choices=[("", "Chọn danh hiệu"), ("LDTT", "Lao động tiên tiến"), ("CSTDCS", "Chiến sĩ thi đua cơ sở")],
    )
    achievements = forms.CharField(
        label="Tóm tắt thành tích",
        widget=forms.Textarea,
        help_text="Nêu việc đã làm, kết quả đo được và nguồn số liệu; không quá 1.000 chữ.",
    )
    kind = forms.ChoiceField(
        label="Loại khen thưởng",
        choices=[("merit", "Theo công trạng"), ("spontaneous", "Đột xuất"), ("movement", "Theo phong trào")],
        widget=forms.RadioSelect,
    )
    recognised_on = forms.DateField(
        label="Ngày công nhận sáng kiến", required=False, widget=forms.DateInput(attrs={"inputmode": "numeric", "placeholder": "dd/mm/yyyy"})
    )
    reward = forms.IntegerField(label="Mức tiền thưởng dự kiến", required=False)
    evidence = forms.FileField(label="Tệp minh chứng", required=False, help_text="PDF, Word hoặc ảnh; mỗi tệp không quá 25 MB.")
    truthful = forms.BooleanField(label="Tôi cam đoan nội dung kê khai là đúng sự thật.")


class FilterForm(forms.Form):
    """The filters over the sample list."""

    q = forms.CharField(label="Tìm theo tên hoặc số hồ sơ", required=False, widget=forms.TextInput(attrs={"type": "search"}))
    unit = forms.ChoiceField(label="Đơn vị", required=False, choices=[("", "Tất cả đơn vị"), *((u, u) for u in UNITS)])
    state = forms.ChoiceField(
        label="Trạng thái", required=False, choices=[("", "Mọi trạng thái"), ("submitted", "Đã gửi"), ("returned", "Trả lại")]
    )


class SampleTable(tables.Table):
    """A list of dossiers as the officer sees it."""

    caption = "Hồ sơ đề nghị khen thưởng năm 2025"
    export_urls = (("Excel", "?xuat=xlsx"), ("CSV", "?xuat=csv"))

    number = tables.Column(verbose_name="Số hồ sơ", attrs={"td": {"class": "nowrap"}})
    name = tables.Column(verbose_name="Người được đề nghị")
    unit = tables.Column(verbose_name="Đơn vị")
    award = tables.Column(verbose_name="Danh hiệu, hình thức")
    state = tables.Column(verbose_name="Trạng thái")
    due = tables.DateColumn(format="d/m/Y", verbose_name="Hạn xử lý")

    def render_number(self, value: str) -> str:
        return format_html('<a href="#bang">{}</a>', value)

    def render_state(self, value: tuple[str, str]) -> str:
        return status_tag_html(value[1], state=value[0])


NAMES = (
    "Nguyễn Thị Ngọc Ánh", "Trần Quốc Dũng", "Lê Thị Mỹ Hường", "Phạm Đỗ Hoàng Yến", "Võ Thành Đạt",
    "Huỳnh Thị Bích Thuỷ", "Đặng Hữu Nghĩa", "Bùi Thị Phượng Vỹ", "Ngô Đức Thắng", "Cao Thị Diễm Quỳnh",
)  # fmt: skip
STATES = (
    ("draft", "Bản nháp"), ("submitted", "Đã gửi"), ("returned", "Trả lại để bổ sung"), ("accepted", "Đã tiếp nhận"),
    ("decided", "Đã có quyết định"), ("overdue", "Quá hạn"),
)  # fmt: skip


def _dossiers() -> list[dict[str, Any]]:
    return [
        {
            "number": f"HS-2025-{place + 1:04d}",
            "name": NAMES[place % len(NAMES)],
            "unit": UNITS[place % len(UNITS)],
            "award": ("Chiến sĩ thi đua cơ sở", "Lao động tiên tiến", "Giấy khen của Giám đốc Sở")[place % 3],
            "state": STATES[place % len(STATES)],
            "due": TODAY + timedelta(days=place % 9 - 2),
        }
        for place in range(48)
    ]


def _heat() -> dict[str, Any]:
    tasks = (
        ("Thực hiện chương trình, kế hoạch hành động của UBND tỉnh", "Việc 1"),
        ("Hoàn thành vượt mức chỉ tiêu năm 2025", "Việc 2"),
        ("Khắc phục chỉ tiêu đạt chưa cao lĩnh vực Nội vụ", "Việc 3"),
        ("Sáu phong trào của Thủ tướng, Chủ tịch UBND tỉnh", "Việc 4"),
        ("Hoạt động chào mừng các ngày lễ lớn", "Việc 5"),
        ("Chuẩn bị Đại hội, điển hình tiên tiến", "Việc 6"),
        ("Nâng cao chất lượng khen thưởng", "Việc 7"),
        ("Tuyên truyền, vận động phát huy sáng tạo", "Việc 8"),
    )
    shares = (105, 100, 82, 64, 31, 12, 0, None, 90, 100, 47, 73, 118, 100, 55, 20, 95, 100, 68)
    rows = []
    for place, unit in enumerate(UNITS):
        cells = []
        for column in range(len(tasks)):
            share = shares[(place * 5 + column * 3) % len(shares)]
            cells.append(_heat_cell(share))
        rows.append({"label": unit, "url": "#nhiet", "cells": cells})
    columns = [{"label": label, "short": short, "url": "#nhiet"} for label, short in tasks]
    return {"caption": "Tiến độ từng nhiệm vụ theo đơn vị", "corner": "Đơn vị", "columns": columns, "rows": rows}


def _heat_cell(share: int | None) -> dict[str, Any]:
    if share is None:
        return {"text": "–", "level": None, "note": "Không được giao việc này"}
    if share == 0:
        return {"text": "Chưa", "level": 0, "note": "Chưa báo cáo", "url": "#nhiet"}
    level = 5 if share > 100 else 4 if share == 100 else 3 if share >= 50 else 2 if share >= 25 else 1
    return {"text": f"{share}%", "level": level, "url": "#nhiet"}


def _verdict() -> dict[str, Any]:
    def condition(state: str, title: str, text: str, article: int, **more: Any) -> dict[str, Any]:
        cite = {"document": LAW, "article": article, "clause": more.pop("clause", 1), "point": more.pop("point", None)}
        return {"id": title, "state": state, "title": title, "text": text, "cite": cite, "knowledge": "confirmed"} | more

    return {
        "award": "CSTDCS",
        "on": "2025-11-20",
        "outcome": "not_eligible",
        "documents": ["06/2022/QH15", "98/2023/NĐ-CP"],
        "conditions": [
            condition("met", "Danh hiệu Lao động tiên tiến", "Đạt danh hiệu “Lao động tiên tiến” năm 2025.", 23, point="a",
                      record="Quyết định 118/QĐ-SNV ngày 12/01/2025", record_url="#luat"),
            condition("unmet", "Tỷ lệ không quá 15%", "Đơn vị đã đề nghị 4 trong 20 người; quá tỷ lệ 15% một người.", 23, clause=2,
                      knowledge="assumed"),
            condition("unknown", "Sáng kiến được công nhận", "Hồ sơ chưa có quyết định công nhận sáng kiến ở cấp cơ sở.", 23, point="b"),
            condition("unknown", "Gương mẫu chấp hành chủ trương, pháp luật", "Hội đồng đánh giá; máy không tự kết luận.", 23,
                      needs_judgement=True, knowledge="quoted"),
        ],
        "warnings": [{"code": "new_law", "message": "Từ 01/10/2026 áp dụng Luật 06/2026/QH16; phần mềm chưa có nội dung luật này."}],
    }  # fmt: skip


def _source() -> dict[str, Any]:
    text = (
        "KẾ HOẠCH\nPhát động phong trào thi đua lập thành tích chào mừng Đại hội đại biểu Đảng bộ tỉnh Khánh Hòa lần thứ XIX, "
        "nhiệm kỳ 2025 - 2030\n\nThực hiện Kế hoạch số 9733/KH-UBND ngày 04/9/2024 của UBND tỉnh về phát động phong trào thi đua.\n\n"
        "1. Đối tượng thi đua\n\nCông chức, viên chức và người lao động thuộc các cơ quan, đơn vị thuộc và trực thuộc Sở Nội vụ.\n\n"
        "2. Thời gian thực hiện\n\nTừ ngày Kế hoạch này ban hành đến ngày 31/12/2025.\n\n"
        "Kỷ niệm 50 năm ngày Giải phóng tỉnh Khánh Hòa (02/4/1975 - 02/4/2025).\n\nGIÁM ĐỐC\n\nVõ Chí Vương"
    )

    def at(part: str) -> tuple[int, int]:
        start = text.index(part)
        return start, start + len(part)

    return {
        "text": text,
        "facts": [
            {"id": "title", "group": "Văn bản", "label": "Trích yếu", "at": at("Phát động phong trào thi đua lập thành tích"),
             "value": "Phát động phong trào thi đua lập thành tích chào mừng Đại hội …"},
            {"id": "number", "group": "Văn bản", "label": "Số văn bản", "value": "", "warning": "Văn bản để trống số và ngày; điền trước khi phát động."},
            {"id": "signer", "group": "Văn bản", "label": "Người ký", "value": "Võ Chí Vương, Giám đốc", "at": at("Võ Chí Vương")},
            {"id": "ref", "group": "Căn cứ", "label": "Văn bản được dẫn", "value": "9733/KH-UBND, ngày 04/9/2024", "at": at("Kế hoạch số 9733/KH-UBND ngày 04/9/2024")},
            {"id": "end", "group": "Phong trào", "label": "Ngày kết thúc", "value": "31/12/2025", "at": at("31/12/2025")},
            {"id": "day", "group": "Phong trào", "label": "Ngày kỷ niệm", "value": "50 năm Giải phóng tỉnh Khánh Hòa, 02/4/2025",
             "at": at("50 năm ngày Giải phóng tỉnh Khánh Hòa (02/4/1975 - 02/4/2025)"), "note": "Tính lại: 2025 − 1975 = 50, khớp."},
        ],
    }  # fmt: skip


def _moment(day: int, hour: int, minute: int) -> datetime:
    return timezone.make_aware(datetime(2025, 11, day, hour, minute))


def sample_context() -> dict[str, Any]:
    """Invented data for every component."""
    return {
        "today": TODAY,
        "breadcrumbs": [(_("Việc của tôi"), "/"), ("Thành phần giao diện", None)],
        "tones": ("neutral", "info", "waiting", "ok", "warning", "bad", "gold"),
        "header_actions": [
            {"label": "Gửi hồ sơ", "url": "#", "style": "primary", "icon": "send"},
            {"label": "In", "url": "#", "icon": "printer"},
            {"label": "Ban hành quyết định", "style": "primary", "reason": "Chưa có biên bản họp hội đồng (khoản 2 Điều 83 Luật 06/2022/QH15)."},
        ],
        "header_meta": [("Số hồ sơ", "HS-2025-0042"), ("Đơn vị", "Phòng Công chức"), ("Người giữ bút", "Trần Quốc Dũng")],
        "buttons": [
            {"label": "Lưu và tiếp tục", "url": "#nut", "style": "primary"},
            {"label": "Lưu bản nháp", "url": "#nut"},
            {"label": "Xóa bản nháp", "url": "#nut", "style": "danger", "icon": "trash"},
            {"label": "Bỏ qua", "url": "#nut", "style": "quiet"},
        ],
        "subnav_items": [
            {"label": "Tổng quan", "url": "#phu", "active": True}, {"label": "Nhiệm vụ", "url": "#phu", "count": 8},
            {"label": "Đơn vị", "url": "#phu", "count": 14}, {"label": "Báo cáo", "url": "#phu"},
        ],
        "step_items": [
            {"label": "Đơn vị đề nghị", "state": "done", "at": date(2025, 11, 3), "who": "Phòng Công chức"},
            {"label": "Tiếp nhận", "state": "done", "at": date(2025, 11, 5)},
            {"label": "Thẩm định", "state": "current", "who": "Phòng Thi đua khen thưởng", "note": "Hạn 25/11/2025"},
            {"label": "Hội đồng bỏ phiếu", "state": "todo"}, {"label": "Quyết định", "state": "todo"},
        ],
        "task_items": [
            {"title": "Thông tin cá nhân", "url": "#viec", "state": "complete"},
            {"title": "Báo cáo thành tích", "url": "#viec", "state": "in_progress", "hint": "Còn thiếu mục 3: sáng kiến"},
            {"title": "Minh chứng", "url": "#viec", "state": "error", "hint": "Một tệp không mở được"},
            {"title": "Ý kiến tập thể", "url": "#viec", "state": "not_started"},
            {"title": "Kiểm tra và gửi", "state": "cannot_start", "hint": "Làm xong bốn mục trên rồi gửi"},
        ],
        "todos": [
            {"what": "Bổ sung minh chứng cho hồ sơ HS-2025-0042", "why": "Bị trả lại: thiếu quyết định công nhận sáng kiến", "until": date(2025, 11, 18), "url": "#", "action_label": "Bổ sung", "unit": "Phòng Công chức"},
            {"what": "Báo cáo tiến độ tháng 11", "why": "Kế hoạch phát động giao đơn vị báo cáo trước ngày 25 hằng tháng", "until": date(2025, 11, 22), "url": "#", "action_label": "Báo cáo"},
            {"what": "Bỏ phiếu phiên họp số 02/2025", "why": "Đồng chí là ủy viên Hội đồng Thi đua – Khen thưởng", "until": date(2025, 12, 5), "url": "#", "action_label": "Bỏ phiếu"},
        ],
        "timeline_entries": [
            {"at": _moment(19, 15, 20), "title": "Trả lại để bổ sung", "actor": "Trần Quốc Dũng, Phòng Thi đua khen thưởng", "tone": "warning", "text": "Thiếu quyết định công nhận sáng kiến. Chỉ sửa mục “Sáng kiến”.", "current": True},
            {"at": _moment(5, 9, 2), "title": "Tiếp nhận hồ sơ", "actor": "Trần Quốc Dũng", "tone": "ok"},
            {"at": _moment(3, 16, 45), "title": "Gửi hồ sơ", "actor": "Lê Thị Mỹ Hường, Phòng Công chức", "tone": "info", "files": [("Tờ trình.pdf", "#"), ("Báo cáo thành tích.docx", "#")]},
        ],
        "empty_action": {"label": "Nạp kế hoạch đầu tiên", "url": "#", "style": "primary", "icon": "upload"},
        "confirm_headers": ["Họ và tên", "Đơn vị", "Danh hiệu"],
        "confirm_rows": [
            {"id": 1, "cells": ["Nguyễn Thị Ngọc Ánh", "Văn phòng", {"text": "Lao động tiên tiến", "tone": "ok"}]},
            {"id": 2, "cells": ["Trần Quốc Dũng", "Thanh tra", {"text": "Chiến sĩ thi đua cơ sở", "tone": "ok"}]},
            {"id": 3, "cells": ["Võ Thành Đạt", "Công chức", "Lao động tiên tiến"], "problem": "Đang trong thời gian xem xét kỷ luật"},
        ],
        "confirm_effects": ["2 hồ sơ chuyển sang “Đã tiếp nhận”.", "2 đơn vị nhận thông báo trong phần mềm."],
        "definition_items": [
            {"term": "Họ và tên", "value": "Phạm Đỗ Hoàng Yến", "change_url": "#"}, {"term": "Chức vụ", "value": "Chuyên viên chính, Phòng Công chức", "change_url": "#"},
            {"term": "Ngày sinh", "value": "14/02/1987", "change_url": "#"}, {"term": "Sáng kiến", "value": "", "change_url": "#", "empty": "Hồ sơ chưa ghi sáng kiến nào"},
            {"term": "Tiền thưởng", "value": "2.340.000 đồng", "cite": {"document": "98/2023/NĐ-CP", "article": 54, "clause": 1, "point": "b"}},
        ],
        "tiles": [
            {"label": "Đơn vị đã báo cáo", "value": 11, "unit": "/ 14", "note": "3 đơn vị chưa gửi", "tone": "ok", "url": "#", "icon": "building"},
            {"label": "Hồ sơ đang thẩm định", "value": 48, "note": "5 hồ sơ quá 10 ngày", "tone": "info", "url": "#", "icon": "folder2-open"},
            {"label": "Việc quá hạn", "value": 3, "note": "Lâu nhất 6 ngày", "tone": "bad", "url": "#", "icon": "clock"},
            {"label": "Tiền thưởng dự kiến", "value": 86580000, "unit": "đồng", "note": "Quỹ còn 142.300.000 đồng", "tone": "gold", "icon": "cash-coin"},
        ],
        "heat": _heat(),
        "funnel_steps": [
            {"label": "Đề nghị", "count": 126, "url": "#"}, {"label": "Đủ giấy tờ", "count": 112}, {"label": "Thẩm định đạt", "count": 97, "note": "9 hồ sơ chờ bổ sung"},
            {"label": "Hội đồng tán thành", "count": 0, "note": "Họp ngày 05/12/2025"}, {"label": "Có quyết định", "count": 0},
        ],
        "days": [
            {"date": date(2025, 11, 22), "title": "Hạn báo cáo tiến độ tháng 11", "kind": "deadline", "url": "#"},
            {"date": date(2025, 12, 5), "title": "Họp Hội đồng Thi đua – Khen thưởng", "kind": "meeting"},
            {"date": date(2025, 12, 22), "title": "81 năm Ngày thành lập Quân đội nhân dân Việt Nam", "kind": "great_day", "note": "22/12/1944 – 22/12/2025"},
        ],
        "verdict": _verdict(),
        "source": _source(),
        "who_rows": [
            {"who": "Phòng Thi đua khen thưởng", "may": True, "why": "Thẩm định hồ sơ của Sở", "article": {"document": "98/2023/NĐ-CP", "article": 30}},
            {"who": "Phòng Công chức", "may": True, "why": "Đơn vị lập hồ sơ"},
            {"who": "Ủy viên hội đồng có hồ sơ của chính mình", "may": False, "why": "Xung đột lợi ích: không thấy cả số liệu tổng hợp"},
        ],
        "vote_choices": [
            {"value": "yes", "label": "Đồng ý", "icon": "hand-thumbs-up", "tone": "ok"}, {"value": "no", "label": "Không đồng ý", "icon": "hand-thumbs-down", "tone": "bad"},
            {"value": "abstain", "label": "Không có ý kiến", "icon": "dash-circle"},
        ],
        "document": {
            "body": "Sở Nội vụ", "kind": "Quyết định", "title": "Về việc tặng danh hiệu thi đua năm 2025", "number": "318/QĐ-SNV", "date": date(2025, 12, 12),
            "signer": "Giám đốc Sở", "state": "issued", "state_label": "Đã ban hành", "frozen": True, "hash": "9f2c41d07be6a3355c1d",
            "formats": [{"label": "PDF", "url": "#", "size": "184 KB"}, {"label": "Word", "url": "#", "size": "42 KB"}],
            "summary": ["Điều 1. Tặng danh hiệu “Lao động tiên tiến” cho 64 cá nhân có tên trong danh sách kèm theo.", "Điều 2. Mức tiền thưởng thực hiện theo quy định hiện hành."],
        },
        "chart_column": {"kind": "stacked", "unit": "người", "categories": ["2021", "2022", "2023", "2024", "2025"], "series": [
            {"name": "Lao động tiên tiến", "values": [132, 138, 141, 139, 144]}, {"name": "Chiến sĩ thi đua cơ sở", "values": [19, 20, 21, 20, 18]}]},
        "chart_donut": {"kind": "donut", "unit": "hồ sơ", "categories": ["Đã tiếp nhận", "Chờ bổ sung", "Đang soạn"], "series": [{"name": "Hồ sơ", "values": [97, 15, 14]}]},
        "person_name": "Lê Thị Mỹ Hường",
        "person_roles": ["Đầu mối đơn vị – Phòng Công chức"],
    }  # fmt: skip


def components(request: HttpRequest) -> HttpResponse:
    """Show all components; a POST validates the sample form, so that its errors can be seen."""
    form = SampleForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        messages.success(request, "Biểu mẫu mẫu đã hợp lệ; không có gì được lưu.")
    wrong = SampleForm({"full_name": "", "kind": "merit"}, auto_id="wrong_%s")
    wrong.is_valid()
    table = SampleTable(_dossiers(), request=request, order_by=request.GET.get("sort", "number"))
    table.paginate(page=request.GET.get("page", 1), per_page=8)
    context = sample_context() | {
        "form": form,
        "wrong_form": wrong,
        "filter_form": FilterForm(request.GET or None, auto_id="filter_%s"),
        "table": table,
        "page_obj": Paginator(range(480), 20).page(7),
        "gallery_url": reverse("components"),
    }
    return render(request, "site/components.html", context)
