"""The form of an office's letterhead: names and signer, and what of the layout the decree leaves to the office."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from thidua.organisation.models import OfficeProfile, Person
from thidua.paperwork.office import MARGIN_RANGES, SIZE_RANGES, Margins, Sizes
from thidua.text import format_number

_MARGINS = {"top": _("Lề trên"), "bottom": _("Lề dưới"), "left": _("Lề trái"), "right": _("Lề phải")}
_SIZES = {
    "nation": _("Cỡ chữ Quốc hiệu"),
    "motto": _("Cỡ chữ Tiêu ngữ"),
    "agency": _("Cỡ chữ tên cơ quan"),
    "place": _("Cỡ chữ địa danh, ngày tháng"),
    "title": _("Cỡ chữ tên loại văn bản"),
    "subject": _("Cỡ chữ trích yếu"),
    "letter_subject": _("Cỡ chữ trích yếu công văn"),
    "body": _("Cỡ chữ nội dung"),
    "table": _("Cỡ chữ trong bảng"),
    "page_number": _("Cỡ chữ số trang"),
}
"""The sizes for which Decree 30/2020 leaves a choice."""
_SPACING = {
    "line_spacing": (_("Giãn dòng"), (1.0, 1.1, 1.15, 1.2, 1.25, 1.3, 1.4, 1.5), _("dòng")),
    "paragraph_gap": (_("Khoảng cách đoạn"), (6.0, 8.0, 10.0, 12.0), "pt"),
    "first_line_indent": (_("Lùi đầu dòng"), (10.0, 12.7), "mm"),
}
_USUAL = {"line_spacing": 1.1, "paragraph_gap": 6.0, "first_line_indent": 12.7}


def _number(value: float) -> str:
    return format_number(int(value)) if value == int(value) else str(value).replace(".", ",")


def _choice(label: Any, values: Iterable[float], unit: Any) -> forms.TypedChoiceField:
    choices = [(str(value), f"{_number(value)} {unit}") for value in values]
    return forms.TypedChoiceField(label=label, choices=choices, coerce=float)


def _halves(low: float, high: float) -> Iterator[float]:
    while low <= high:
        yield float(low)
        low += 0.5


class LetterheadForm(forms.Form):
    """How an office heads, lays out and signs its documents; only what is legal can be chosen."""

    parent_lines = forms.CharField(
        label=_("Cơ quan chủ quản"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Mỗi dòng như khi in trên văn bản; để trống nếu không ghi."),
    )
    body_lines = forms.CharField(
        label=_("Cơ quan ban hành"),
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Mỗi dòng như khi in trên văn bản; tên dài thì ngắt thành nhiều dòng."),
    )
    place = forms.CharField(label=_("Địa danh"), max_length=60, help_text=_("Đứng trước ngày tháng: “Khánh Hòa”."))
    signer_position = forms.CharField(label=_("Chức vụ người ký"), max_length=100, help_text=_("Ví dụ “GIÁM ĐỐC”."))
    signer = forms.ModelChoiceField(
        label=_("Người ký"),
        queryset=Person.objects.none(),
        required=False,
        empty_label=_("Chưa có; ghi ở từng văn bản"),
    )
    drafting_unit = forms.CharField(
        label=_("Đơn vị soạn thảo"), required=False, max_length=30, help_text=_("Chữ viết tắt ở dòng Lưu: “TĐKT”.")
    )
    contact = forms.CharField(
        label=_("Địa chỉ ở chân trang 1"),
        required=False,
        max_length=300,
        help_text=_("Địa chỉ, điện thoại, thư điện tử; để trống nếu không in."),
    )

    def __init__(self, data: Any, *, people: QuerySet[Person], office: OfficeProfile | None) -> None:
        super().__init__(data, initial=_initial(office))
        self.fields["signer"].queryset = people  # type: ignore[attr-defined]
        for name, label in _MARGINS.items():
            low, high = MARGIN_RANGES[name]
            self.fields[f"margin_{name}"] = _choice(label, map(float, range(low, high + 1)), "mm")
        for name, label in _SIZES.items():
            self.fields[f"size_{name}"] = _choice(label, _halves(*SIZE_RANGES[name]), "pt")
        for name, (label, values, unit) in _SPACING.items():
            self.fields[name] = _choice(label, values, unit)

    def main(self) -> list[forms.BoundField]:
        """The fields that every office fills in."""
        return [self[name] for name in self.base_fields]

    def layout_fields(self) -> list[forms.BoundField]:
        """The fields that most offices leave as they are."""
        return [self[name] for name in self.fields if name not in self.base_fields]

    def values(self) -> dict[str, Any]:
        """What `organisation.actions.set_letterhead` takes."""
        data = dict(self.cleaned_data)
        layout: dict[str, Any] = {
            "margins": {name: data.pop(f"margin_{name}") for name in _MARGINS},
            "sizes": {name: data.pop(f"size_{name}") for name in _SIZES},
            **{name: data.pop(name) for name in (*_SPACING, "contact")},
        }
        return {**data, "layout": layout}


def _initial(office: OfficeProfile | None) -> dict[str, Any]:
    layout = office.layout if office else {}
    margins, sizes = Margins(**layout.get("margins", {})), Sizes(**layout.get("sizes", {}))
    initial: dict[str, Any] = {f"margin_{name}": str(float(getattr(margins, name))) for name in _MARGINS}
    initial |= {f"size_{name}": str(float(getattr(sizes, name))) for name in _SIZES}
    initial |= {name: str(float(layout.get(name, usual))) for name, usual in _USUAL.items()}
    initial["contact"] = layout.get("contact", "")
    if office:
        names = ("parent_lines", "body_lines", "place", "signer_position", "drafting_unit")
        initial |= {name: getattr(office, name) for name in names} | {"signer": office.signer_id}
    return initial
