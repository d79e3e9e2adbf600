"""The living gallery of the components (demo and debug only): each as pages use it, with invented data."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import django_tables2 as tables
import yaml
from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from thidua.site.components.tags.parts import status_tag
from thidua.site.components.tones import TONES

TODAY = date(2025, 11, 20)
SAMPLES = Path(__file__).parent / "gallery.yaml"
UNITS = (
    "Văn phòng",
    "Thanh tra",
    "Tổ chức cán bộ",
    "Công chức",
    "Xây dựng chính quyền",
    "Thi đua khen thưởng",
    "Lưu trữ",
)
TASKS = (
    ("Thực hiện chương trình, kế hoạch hành động của UBND tỉnh", "Việc 1"),
    ("Hoàn thành vượt mức chỉ tiêu năm 2025", "Việc 2"),
    ("Khắc phục chỉ tiêu đạt chưa cao lĩnh vực Nội vụ", "Việc 3"),
    ("Sáu phong trào của Thủ tướng, Chủ tịch UBND tỉnh", "Việc 4"),
    ("Hoạt động chào mừng các ngày lễ lớn", "Việc 5"),
    ("Chuẩn bị Đại hội, điển hình tiên tiến", "Việc 6"),
    ("Nâng cao chất lượng khen thưởng", "Việc 7"),
    ("Tuyên truyền, vận động phát huy sáng tạo", "Việc 8"),
)
SHARES = (105, 100, 82, 64, 31, 12, 0, None, 90, 100, 47, 73, 118, 100, 55, 20, 95, 100, 68)
NAMES = (
    *("Nguyễn Thị Ngọc Ánh", "Trần Quốc Dũng", "Lê Thị Mỹ Hường", "Phạm Đỗ Hoàng Yến", "Võ Thành Đạt"),
    *("Huỳnh Thị Bích Thuỷ", "Đặng Hữu Nghĩa", "Bùi Thị Phượng Vỹ", "Ngô Đức Thắng", "Cao Thị Diễm Quỳnh"),
)
STATES = (
    ("draft", "Bản nháp"),
    ("submitted", "Đã gửi"),
    ("returned", "Trả lại để bổ sung"),
    ("accepted", "Đã tiếp nhận"),
    ("decided", "Đã có quyết định"),
    ("overdue", "Quá hạn"),
)
AWARDS = ("Chiến sĩ thi đua cơ sở", "Lao động tiên tiến", "Giấy khen của Giám đốc Sở")


class SampleForm(forms.Form):
    """Shows every kind of field; sent empty it shows their errors."""

    full_name = forms.CharField(
        label="Họ và tên", help_text="Viết đúng như trong hồ sơ cán bộ, công chức.", max_length=100
    )
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
        label="Ngày công nhận sáng kiến",
        required=False,
        widget=forms.DateInput(attrs={"inputmode": "numeric", "placeholder": "dd/mm/yyyy"}),
    )
    reward = forms.IntegerField(label="Mức tiền thưởng dự kiến", required=False)
    evidence = forms.FileField(
        label="Tệp minh chứng", required=False, help_text="PDF, Word hoặc ảnh; mỗi tệp không quá 25 MB."
    )
    truthful = forms.BooleanField(label="Tôi cam đoan nội dung kê khai là đúng sự thật.")


class FilterForm(forms.Form):
    """The filters over the sample list."""

    q = forms.CharField(
        label="Tìm theo tên hoặc số hồ sơ", required=False, widget=forms.TextInput(attrs={"type": "search"})
    )
    unit = forms.ChoiceField(label="Đơn vị", required=False, choices=[("", "Tất cả đơn vị"), *((u, u) for u in UNITS)])
    state = forms.ChoiceField(label="Trạng thái", required=False, choices=[("", "Mọi trạng thái"), *STATES])


class SampleTable(tables.Table):
    """A list of dossiers as the officer sees it."""

    caption = "Hồ sơ đề nghị khen thưởng năm 2025"
    export_urls = (("Excel", "?xuat=xlsx"), ("CSV", "?xuat=csv"))

    number = tables.Column(verbose_name="Số hồ sơ", attrs={"td": {"class": "nowrap"}})
    name = tables.Column(verbose_name="Người được đề nghị")
    unit = tables.Column(verbose_name="Đơn vị")
    award = tables.Column(verbose_name="Danh hiệu, hình thức")
    state = tables.Column(verbose_name="Trạng thái")
    due = tables.Column(verbose_name="Hạn xử lý")

    def render_number(self, value: str) -> str:
        """The number leads to the dossier."""
        return format_html('<a href="#bang">{}</a>', value)

    def render_state(self, value: tuple[str, str]) -> str:
        """The state as a tag."""
        return status_tag(value[1], state=value[0])


def _dossiers() -> list[dict[str, Any]]:
    return [
        {
            "number": f"HS-2025-{place + 1:04d}",
            "name": NAMES[place % len(NAMES)],
            "unit": UNITS[place % len(UNITS)],
            "award": AWARDS[place % len(AWARDS)],
            "state": STATES[place % len(STATES)],
            "due": TODAY + timedelta(days=place % 9 - 2),
        }
        for place in range(48)
    ]


def _heat() -> dict[str, Any]:
    rows = []
    for place, unit in enumerate(UNITS):
        cells = [_heat_cell(SHARES[(place * 5 + column * 3) % len(SHARES)]) for column in range(len(TASKS))]
        rows.append({"label": unit, "url": "#nhiet", "cells": cells})
    columns = [{"label": label, "short": short, "url": "#nhiet"} for label, short in TASKS]
    return {"caption": "Tiến độ từng nhiệm vụ theo đơn vị", "corner": "Đơn vị", "columns": columns, "rows": rows}


def _heat_cell(share: int | None) -> dict[str, Any]:
    if share is None:
        return {"text": "–", "level": None, "note": "Không được giao việc này"}
    if share == 0:
        return {"text": "Chưa", "level": 0, "note": "Chưa báo cáo", "url": "#nhiet"}
    level = 5 if share > 100 else 4 if share == 100 else 3 if share >= 50 else 2 if share >= 25 else 1
    return {"text": f"{share}%", "level": level, "url": "#nhiet"}


def sample_context() -> dict[str, Any]:
    """Invented data for every component, most of it from `gallery.yaml`."""
    samples: dict[str, Any] = yaml.safe_load(SAMPLES.read_text(encoding="utf-8"))
    for entry in samples["timeline_entries"]:
        entry["at"] = parse_datetime(entry["at"])
    for fact in samples["source_facts"]:
        read_from = fact.pop("read_from", None)
        if read_from:
            start = samples["source_text"].index(read_from)
            fact["at"] = (start, start + len(read_from))
    return samples | {
        "today": TODAY,
        "tones": TONES,
        "heat": _heat(),
        "breadcrumbs": [(_("Việc của tôi"), "/"), (_("Thành phần giao diện"), None)],
    }


def gallery_context(request: HttpRequest) -> dict[str, Any]:
    """Sample data, a sent or unsent sample form, a form with errors, a list with filters."""
    wrong = SampleForm({"full_name": "", "kind": "merit"}, auto_id="wrong_%s")
    table = SampleTable(_dossiers(), request=request, order_by=request.GET.get("sort", "number"))
    table.paginate(page=request.GET.get("page", 1), per_page=8)
    return sample_context() | {
        "form": SampleForm(request.POST or None, request.FILES or None),
        "wrong_form": wrong,
        "filter_form": FilterForm(request.GET or None, auto_id="filter_%s"),
        "table": table,
        "page_obj": Paginator(range(480), 20).page(7),
        "gallery_url": reverse("components"),
    }


def components(request: HttpRequest) -> HttpResponse:
    """Show all components; a POST checks the sample form, so that its errors can be seen."""
    context = gallery_context(request)
    if request.method == "POST" and context["form"].is_valid():
        messages.success(request, _("Biểu mẫu mẫu đã hợp lệ; không có gì được lưu."))
    return render(request, "site/components.html", context)
