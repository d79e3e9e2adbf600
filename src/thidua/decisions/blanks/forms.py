"""Forms of blanks and of printing."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from thidua import paperwork
from thidua.base import files
from thidua.base.refusal import Refused
from thidua.decisions.blanks.models import Blank, Printer
from thidua.decisions.blanks.wording import PLACE_NAMES
from thidua.organisation.models import Unit

SCAN_KINDS = frozenset({files.PNG, files.JPEG})
SCAN_LIMIT = 10 * 1024 * 1024

ALIGN = [
    ("left", pgettext_lazy("align", "trái")),
    ("center", pgettext_lazy("align", "giữa")),
    ("right", pgettext_lazy("align", "phải")),
]


def _millimetres(label: Any, *, smallest: str, largest: str, help_text: Any = "") -> forms.DecimalField:
    return forms.DecimalField(
        label=label,
        min_value=Decimal(smallest),
        max_value=Decimal(largest),
        max_digits=5,
        decimal_places=1,
        help_text=help_text,
        widget=forms.NumberInput(attrs={"step": "0.5", "inputmode": "decimal"}),
    )


class SheetForm(forms.Form):
    """Name, size and use of a blank."""

    name = forms.CharField(
        label=gettext_lazy("Tên phôi"),
        max_length=100,
        help_text=gettext_lazy("Ví dụ: Giấy khen của Giám đốc, mẫu 2025."),
    )
    width = _millimetres(gettext_lazy("Chiều rộng (mm)"), smallest="50", largest="500")
    height = _millimetres(gettext_lazy("Chiều cao (mm)"), smallest="50", largest="500")
    awards = forms.MultipleChoiceField(
        label=gettext_lazy("Dùng cho danh hiệu, hình thức"),
        required=False,
        help_text=gettext_lazy("Bỏ trống nếu dùng cho mọi loại. Giữ Ctrl để chọn nhiều."),
        widget=forms.SelectMultiple(attrs={"size": 6}),
    )
    scan = forms.FileField(
        label=gettext_lazy("Ảnh quét của phôi"),
        required=False,
        help_text=gettext_lazy("PNG hoặc JPEG, không quá 10 MB. Chỉ để ngắm vị trí, không bao giờ in ra."),
    )

    def __init__(self, *args: Any, awards: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["awards"].choices = awards  # type: ignore[attr-defined]

    def clean_scan(self) -> bytes | None:
        """The picture's bytes, or None."""
        upload = self.cleaned_data.get("scan")
        if not upload:
            return None
        try:
            data, _kind = files.read_upload(upload, kinds=SCAN_KINDS, limit=SCAN_LIMIT)
        except Refused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        return data


class NewBlankForm(SheetForm):
    """A new blank of one of the bodies that the user prints for."""

    field_order = ("body", "name", "width", "height", "awards", "scan")
    body: Any = forms.ModelChoiceField(label=gettext_lazy("Cơ quan"), queryset=Unit.objects.none(), empty_label=None)

    def __init__(self, *args: Any, bodies: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = bodies  # type: ignore[attr-defined]


class PlaceForm(forms.Form):
    """Where one text goes; a row of the editor."""

    used = forms.BooleanField(label=gettext_lazy("In"), required=False)
    x = _millimetres(gettext_lazy("Trái (mm)"), smallest="0", largest="500")
    y = _millimetres(gettext_lazy("Chân chữ (mm)"), smallest="0", largest="500")
    width = _millimetres(gettext_lazy("Bề rộng (mm)"), smallest="1", largest="500")
    align = forms.ChoiceField(label=gettext_lazy("Canh"), choices=ALIGN)
    size = _millimetres(gettext_lazy("Cỡ chữ (pt)"), smallest="6", largest="96")
    smallest = _millimetres(gettext_lazy("Cỡ nhỏ nhất (pt)"), smallest="6", largest="96")
    lines = forms.IntegerField(label=gettext_lazy("Số dòng"), min_value=1, max_value=6)
    step = _millimetres(gettext_lazy("Cách dòng (mm)"), smallest="0", largest="60")
    bold = forms.BooleanField(label=gettext_lazy("Đậm"), required=False)
    italic = forms.BooleanField(label=gettext_lazy("Nghiêng"), required=False)
    upper = forms.BooleanField(label=gettext_lazy("In hoa"), required=False)
    colour = forms.RegexField(
        r"^#[0-9a-fA-F]{6}$", label=gettext_lazy("Màu"), widget=forms.TextInput(attrs={"type": "color"})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            # The table's headings are not read out inside a cell.
            field.widget.attrs["aria-label"] = f"{field.label}: {self.label}"

    def clean_colour(self) -> str:
        """The colour in small letters."""
        return str(self.cleaned_data["colour"]).lower()

    @property
    def label(self) -> str:
        """The place in words."""
        return str(PLACE_NAMES[str(self.prefix)])

    def place(self) -> paperwork.BlankField | None:
        """The place, or None when it is not printed. Call when valid."""
        values = dict(self.cleaned_data)
        if not values.pop("used"):
            return None
        numbers = ("x", "y", "width", "size", "smallest", "step")
        given: dict[str, Any] = {name: float(value) if name in numbers else value for name, value in values.items()}
        return paperwork.BlankField(key=str(self.prefix), **given)


def _plain(value: Any) -> Any:
    """A measure without needless zeros: 33, 33.5."""
    return f"{value:g}" if isinstance(value, float) else value


def place_forms(layout: paperwork.Blank, data: Any = None) -> list[PlaceForm]:
    """A form for every place that exists, those of the layout filled in."""
    kept = {field.key: field for field in layout.fields}
    found = []
    for key in sorted(PLACE_NAMES, key=lambda key: key not in kept):
        field = kept.get(key) or paperwork.BlankField(key, 20.0, 30.0, 19.0 if key == "qr" else 80.0, size=14.0)
        initial = {name: _plain(getattr(field, name)) for name in field.__dataclass_fields__} | {"used": key in kept}
        found.append(PlaceForm(data, prefix=key, initial=initial))
    return found


class PrinterForm(forms.Form):
    """What a printer shifts."""

    name = forms.CharField(label=gettext_lazy("Máy in"), max_length=60)
    offset_x = _millimetres(
        gettext_lazy("Lệch ngang (mm)"),
        smallest="-30",
        largest="30",
        help_text=gettext_lazy("Số dương: dời sang phải."),
    )
    offset_y = _millimetres(
        gettext_lazy("Lệch dọc (mm)"), smallest="-30", largest="30", help_text=gettext_lazy("Số dương: dời xuống dưới.")
    )


class PrintForm(forms.Form):
    """What to print on what."""

    blank = forms.ModelChoiceField(
        label=gettext_lazy("In trên"),
        queryset=Blank.objects.none(),
        required=False,
        empty_label=gettext_lazy("Giấy trắng (in cả khung)"),
    )
    printer = forms.ModelChoiceField(
        label=gettext_lazy("Máy in"),
        queryset=Printer.objects.none(),
        required=False,
        empty_label=gettext_lazy("Không bù lệch"),
    )
    first_serial = forms.CharField(
        label=gettext_lazy("Số sê-ri của tờ phôi trên cùng"),
        max_length=30,
        required=False,
        help_text=gettext_lazy("Các tờ sau được đánh số tiếp. Bỏ trống nếu phôi không có số."),
    )
    with_code = forms.BooleanField(
        label=gettext_lazy("In mã QR và mã xác minh"),
        required=False,
        initial=True,
        help_text=gettext_lazy("Không quy định nào bắt buộc; giấy không in mã vẫn tra được theo số quyết định."),
    )
    certificates = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Giấy cần in"), coerce=int, widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self, *args: Any, blanks: QuerySet[Blank], chosen: Blank | None, names: list[tuple[int, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["blank"].queryset = blanks  # type: ignore[attr-defined]
        self.fields["certificates"].choices = names  # type: ignore[attr-defined]
        if chosen is None:
            del self.fields["printer"], self.fields["first_serial"]
        else:
            self.fields["printer"].queryset = chosen.printers.all()  # type: ignore[attr-defined]


class SpoiltForm(forms.Form):
    """Which sheets of a batch were spoilt, and how."""

    serials = forms.MultipleChoiceField(
        label=gettext_lazy("Tờ phôi hỏng"), widget=forms.CheckboxSelectMultiple, required=False
    )
    reason = forms.CharField(label=gettext_lazy("Lý do"), max_length=300)

    def __init__(self, *args: Any, sheets: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["serials"].choices = sheets  # type: ignore[attr-defined]


def layout_of(sheet: SheetForm, rows: list[PlaceForm]) -> paperwork.Blank:
    """The layout that valid forms describe.

    Raises:
        Refused: nothing is to be printed.
    """
    found = tuple(place for place in (row.place() for row in rows) if place is not None)
    if not found:
        raise Refused("no_places", _("Hãy đánh dấu “In” ở ít nhất một mục."))
    values = sheet.cleaned_data
    return paperwork.Blank(values["name"].strip(), float(values["width"]), float(values["height"]), found)
