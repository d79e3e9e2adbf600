"""Forms of the questions. All are GET: a question is an address that can be sent to a colleague."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from thidua.base.forms import DayField
from thidua.nominations.eligibility.asking import Question, usual_year
from thidua.nominations.eligibility.screening import Filters
from thidua.nominations.forms import QuickSelect
from thidua.nominations.lawbook import AwardOption
from thidua.organisation.models import Honour
from thidua.text import fold

# The packs begin with the law of 2003; further ahead than this nobody plans.
FIRST_DAY = date(2004, 7, 1)
_YEARS_AHEAD = 5


def read_day(text: str) -> date | None:
    """A day as an address or a person writes it; None when it is none."""
    try:
        found: date | None = DayField(required=False).clean(text)
    except ValidationError:
        return None
    return found


def check_day(day: date, today: date) -> date:
    """The day itself.

    Raises:
        ValidationError: a day outside the time for which a question makes sense.
    """
    last = date(today.year + _YEARS_AHEAD, 12, 31)
    if not FIRST_DAY <= day <= last:
        raise ValidationError(
            _("Chọn ngày từ %(first)s đến %(last)s.") % {"first": f"{FIRST_DAY:%d/%m/%Y}", "last": f"{last:%d/%m/%Y}"}
        )
    return day


class DayForm(forms.Form):
    """The day of the law."""

    ngay = DayField(label=gettext_lazy("Ngày xét"))

    def __init__(self, data: QueryDict, *, today: date) -> None:
        # The day in use is always shown, also when the address names none.
        given = data.copy()
        day = read_day(data.get("ngay", ""))
        given["ngay"] = f"{day or today:%d/%m/%Y}" if day or not data.get("ngay") else data.get("ngay", "")
        super().__init__(given)
        self.today = today

    def clean_ngay(self) -> date:
        """A day for which a question makes sense."""
        return check_day(self.cleaned_data["ngay"], self.today)


class QuestionForm(DayForm):
    """Award, day, achievement year and kind of commendation."""

    danh_hieu = forms.ChoiceField(
        label=gettext_lazy("Danh hiệu, hình thức"),
        required=False,
        widget=QuickSelect,
        error_messages={"invalid_choice": gettext_lazy("Không có danh hiệu, hình thức này trong bộ dữ liệu luật.")},
    )
    nam = forms.TypedChoiceField(
        label=gettext_lazy("Năm thành tích"), coerce=int, empty_value=None, required=False, widget=QuickSelect
    )
    loai_hinh = forms.ChoiceField(
        label=gettext_lazy("Loại hình khen thưởng"), choices=Honour.Kind.choices, required=False, widget=QuickSelect
    )
    gia_dinh = forms.BooleanField(label=gettext_lazy("Giả định luật sau này không đổi"), required=False)

    field_order: tuple[str, ...] = ("danh_hieu", "ngay", "nam", "loai_hinh", "gia_dinh")

    def __init__(self, data: QueryDict, *, options: Sequence[AwardOption], today: date, horizon: date) -> None:
        super().__init__(data, today=today)
        awards = [("", _("Tất cả, xem nhanh")), *((option.code, option.name) for option in options)]
        self.fields["danh_hieu"].choices = awards  # type: ignore[attr-defined]
        years = range(today.year + 1, FIRST_DAY.year - 1, -1)
        usual = ("", _("Năm đang xét"))
        self.fields["nam"].choices = [usual, *((year, str(year)) for year in years)]  # type: ignore[attr-defined]
        if not self._asks_beyond(horizon):
            del self.fields["gia_dinh"]

    def _asks_beyond(self, horizon: date) -> bool:
        """The choice makes sense only for days whose law is not known yet."""
        return (read_day(self.data["ngay"]) or self.today) > horizon

    def clean(self) -> dict[str, Any]:
        """A year that has not begun on the day of the question cannot be asked about."""
        cleaned = super().clean() or self.cleaned_data
        day, year = cleaned.get("ngay"), cleaned.get("nam")
        if day and year and year > day.year:
            self.add_error("nam", _("Năm thành tích không sau năm của ngày xét."))
        return cleaned

    def question(self) -> Question:
        """The question, once the form is valid; parts that were left out are as usual."""
        given = self.cleaned_data
        return Question(
            award=given["danh_hieu"],
            on=given["ngay"],
            year=given["nam"] or usual_year(given["ngay"]),
            kind=given["loai_hinh"] or Honour.Kind.MERIT.value,
            assume_unchanged=given.get("gia_dinh", False),
        )


GROUP_CHOICES = (
    ("", gettext_lazy("Tất cả")),
    ("du", gettext_lazy("Đủ điều kiện")),
    ("cho", gettext_lazy("Chỉ còn chờ người đánh giá")),
    ("gan", gettext_lazy("Gần đủ: thiếu đúng một điều kiện")),
    ("sang_nam", gettext_lazy("Đến hạn năm sau")),
    ("dung", gettext_lazy("Đang tạm dừng xét")),
)
CIRCLE_CHOICES = (
    ("", gettext_lazy("Tất cả")),
    ("truc_tiep", gettext_lazy("Người trực tiếp công tác")),
    ("lanh_dao", gettext_lazy("Lãnh đạo, quản lý")),
    ("nu", gettext_lazy("Nữ")),
    ("tap_the", pgettext_lazy("many", "Tập thể")),
)


class AwardChoices(forms.CheckboxSelectMultiple):
    """Boxes of awards written in one go, those chosen and usual first; the rest of the catalogue is folded away."""

    first: Sequence[str] = ()

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """The boxes."""
        chosen = set(value or ())
        near = [row for row in self.choices if row[0] in chosen or row[0] in self.first]
        rest = [row for row in self.choices if row not in near]
        parts = [self._boxes(name, near, chosen)]
        if rest:
            label = escape(_("Các danh hiệu, hình thức khác (%(count)d)") % {"count": len(rest)})
            parts.append(f"<details><summary>{label}</summary>{self._boxes(name, rest, chosen)}</details>")
        # Every part was escaped.
        return SafeString(f'<div id="id_{escape(name)}">{"".join(parts)}</div>')

    def _boxes(self, name: str, rows: Sequence[tuple[Any, Any]], chosen: set[str]) -> str:
        boxes = []
        for code, label in rows:
            mark = f"id_{escape(name)}_{escape(str(code))}"
            checked = " checked" if code in chosen else ""
            boxes.append(
                f'<div><label for="{mark}"><input type="checkbox" name="{escape(name)}" value="{escape(str(code))}" '
                f'id="{mark}"{checked}> {escape(str(label))}</label></div>'
            )
        return f'<div class="choice-boxes">{"".join(boxes)}</div>'


class ScreeningForm(QuestionForm):
    """The question about a unit: several awards, and what the list is narrowed to."""

    danh_hieu = forms.MultipleChoiceField(
        label=gettext_lazy("Danh hiệu, hình thức"),
        required=False,
        widget=AwardChoices,
        error_messages={"invalid_choice": gettext_lazy("Không có danh hiệu, hình thức này trong bộ dữ liệu luật.")},
    )
    nhom = forms.ChoiceField(label=gettext_lazy("Kết quả"), choices=GROUP_CHOICES, required=False, widget=QuickSelect)
    doi_tuong = forms.ChoiceField(
        label=gettext_lazy("Đối tượng"), choices=CIRCLE_CHOICES, required=False, widget=QuickSelect
    )
    chua_xet = forms.BooleanField(label=gettext_lazy("Chưa từng được đề nghị, khen"), required=False)
    q = forms.CharField(label=gettext_lazy("Tìm tên"), required=False, max_length=100)

    field_order = ("danh_hieu", "q", "nhom", "doi_tuong", "chua_xet", "ngay", "nam", "loai_hinh", "gia_dinh")

    def __init__(self, data: QueryDict, *, usual: Sequence[str], **kwargs: Any) -> None:
        if not data.getlist("danh_hieu"):
            data = data.copy()
            data.setlist("danh_hieu", usual)
        super().__init__(data, **kwargs)
        self.fields["danh_hieu"].choices = self.fields["danh_hieu"].choices[1:]  # type: ignore[attr-defined]
        self.fields["danh_hieu"].widget.first = usual

    def question(self) -> Question:
        """The question without an award."""
        return super().question().about("")

    def filters(self) -> Filters:
        """What the list is narrowed to."""
        given = self.cleaned_data
        return Filters(given["nhom"], given["doi_tuong"], fold(given["q"]), given["chua_xet"])


class KeepForm(forms.Form):
    """The question whose answers are to be kept; what is left out is as usual."""

    ngay = DayField(required=False)
    nam = forms.IntegerField(required=False, min_value=FIRST_DAY.year)
    loai_hinh = forms.ChoiceField(choices=Honour.Kind.choices, required=False)

    def __init__(self, data: QueryDict, *, today: date) -> None:
        super().__init__(data)
        self.today = today

    def clean(self) -> dict[str, Any]:
        """A day and a year that make sense together."""
        given = super().clean() or self.cleaned_data
        day = check_day(given.get("ngay") or self.today, self.today)
        if (given.get("nam") or 0) > day.year:
            self.add_error("nam", _("Năm thành tích không sau năm của ngày xét."))
        return given

    def question(self) -> Question:
        """The question, once the form is valid."""
        given = self.cleaned_data
        day = given["ngay"] or self.today
        return Question("", day, given["nam"] or usual_year(day), given["loai_hinh"] or Honour.Kind.MERIT.value)


class ListForm(forms.Form):
    """The filters of a kept list; a value that is not offered is ignored."""

    danh_hieu = forms.ChoiceField(label=gettext_lazy("Danh hiệu, hình thức"), required=False, widget=QuickSelect)
    q = forms.CharField(label=gettext_lazy("Tìm tên"), required=False, max_length=100)
    nhom = forms.ChoiceField(label=gettext_lazy("Kết quả"), choices=GROUP_CHOICES, required=False, widget=QuickSelect)
    doi_tuong = forms.ChoiceField(
        label=gettext_lazy("Đối tượng"), choices=CIRCLE_CHOICES, required=False, widget=QuickSelect
    )
    chua_xet = forms.BooleanField(label=gettext_lazy("Chưa từng được đề nghị, khen"), required=False)

    def __init__(self, data: QueryDict, *, options: Sequence[AwardOption], usual: str) -> None:
        given = data.copy()
        if data.get("danh_hieu") not in {option.code for option in options}:
            given["danh_hieu"] = usual
        super().__init__(given)
        self.usual = usual
        self.fields["danh_hieu"].choices = [(option.code, option.name) for option in options]  # type: ignore[attr-defined]

    def award(self) -> str:
        """The award looked at."""
        return self.cleaned_data.get("danh_hieu") or self.usual

    def filters(self) -> Filters:
        """What the list is narrowed to."""
        given = self.cleaned_data
        words = fold(given.get("q", ""))
        return Filters(given.get("nhom", ""), given.get("doi_tuong", ""), words, given.get("chua_xet", False))


# The day before the law of 2022 came into force: the usual beginning of a comparison.
_BEFORE_THE_LAW_OF_2022 = date(2023, 12, 31)


class ChangesForm(forms.Form):
    """Two days of the law, the earlier one first."""

    tu = DayField(label=gettext_lazy("Từ ngày"))
    den = DayField(label=gettext_lazy("Đến ngày"))

    def __init__(self, data: QueryDict, *, today: date) -> None:
        given = data.copy()
        given.setdefault("tu", f"{_BEFORE_THE_LAW_OF_2022:%d/%m/%Y}")
        given.setdefault("den", f"{today:%d/%m/%Y}")
        super().__init__(given)
        self.today = today

    def clean_tu(self) -> date:
        """A day for which a question makes sense."""
        return check_day(self.cleaned_data["tu"], self.today)

    def clean_den(self) -> date:
        """A day for which a question makes sense."""
        return check_day(self.cleaned_data["den"], self.today)

    def clean(self) -> dict[str, Any]:
        """The days must be in order."""
        given = super().clean() or self.cleaned_data
        if given.get("tu") and given.get("den") and given["tu"] >= given["den"]:
            self.add_error("den", _("Ngày sau phải muộn hơn ngày trước."))
        return given
