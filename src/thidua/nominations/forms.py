"""Forms of dossiers and nominations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from html import escape
from typing import Any

from django import forms
from django.utils.choices import BaseChoiceIterator
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.base.forms import DayField, ReasonForm
from thidua.movements.models import Movement
from thidua.nominations.models import Nomination
from thidua.organisation.models import Honour, Unit

ALL = ("", gettext_lazy("Tất cả"))
USUAL_DAYS_TO_MEND = 5


class QuickSelect(forms.Select):
    """A select written in one go: Django's own renders a template per option, which is slow for hundreds of units."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """The element with its options; the chosen one is marked."""
        chosen = "" if value is None else str(value)
        marks = {chosen: " selected"}
        options = "".join(
            f'<option value="{escape(str(key))}"{marks.get(str(key), "")}>{escape(str(label))}</option>'
            for key, label in self.choices
        )
        given = self.build_attrs(self.attrs, attrs)
        written = "".join(f' {escape(key)}="{escape(str(value))}"' for key, value in given.items())
        # Every part was escaped above.
        return SafeString(f'<select name="{escape(name)}"{written}>{options}</select>')


class _Offered(BaseChoiceIterator):
    """Pairs that are taken as they are: Django would look twice at the kind of each, of hundreds of units."""

    def __init__(self, pairs: Sequence[tuple[Any, Any]]) -> None:
        self.pairs = pairs

    def __iter__(self) -> Iterator[tuple[Any, Any]]:
        return iter(self.pairs)


def _choice(label: Any, pairs: Sequence[tuple[Any, Any]]) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=_Offered([ALL, *pairs]), required=False, widget=QuickSelect)


class NominationFilter(forms.Form):
    """The filters of the list of nominations; a value that is not offered is ignored."""

    q = forms.CharField(label=gettext_lazy("Tìm tên, mã hồ sơ"), required=False, max_length=100)

    def __init__(
        self,
        data: Any,
        *,
        movements: Sequence[tuple[int, str]],
        units: Sequence[tuple[int, str]],
        awards: Sequence[tuple[str, str]],
        stages: Sequence[tuple[str, Any]],
        years: Sequence[int],
    ) -> None:
        super().__init__(data)
        self.fields["phong_trao"] = _choice(
            gettext_lazy("Phong trào"), [(pk, shorten(title)) for pk, title in movements]
        )
        self.fields["don_vi"] = _choice(gettext_lazy("Đơn vị"), units)
        self.fields["danh_hieu"] = _choice(gettext_lazy("Danh hiệu, hình thức"), awards)
        self.fields["buoc"] = _choice(gettext_lazy("Trạng thái"), stages)
        self.fields["ket_qua"] = _choice(
            gettext_lazy("Đối chiếu luật"), [(key or "none", label) for key, label in Nomination.Outcome.choices]
        )
        self.fields["nam"] = _choice(gettext_lazy("Năm"), [(year, year) for year in years])

    def chosen(self) -> dict[str, str]:
        """Name → value of the filters that are set and valid."""
        self.is_valid()
        return {name: str(value) for name, value in self.cleaned_data.items() if value not in ("", None)}


def shorten(text: str, length: int = 60) -> str:
    """The beginning of a long name, cut at a word."""
    if len(text) <= length:
        return text
    return text[:length].rsplit(" ", 1)[0] + "…"


class DossierForm(forms.Form):
    """What a new dossier is for."""

    unit = forms.ModelChoiceField(label=gettext_lazy("Đơn vị đề nghị"), queryset=Unit.objects.none(), empty_label=None)
    movement = forms.ModelChoiceField(
        label=gettext_lazy("Phong trào thi đua"),
        queryset=Movement.objects.none(),
        required=False,
        empty_label=gettext_lazy("Không thuộc phong trào cụ thể"),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Loại hình khen thưởng"),
        choices=Honour.Kind.choices,
        help_text=gettext_lazy("Áp dụng cho bằng khen, giấy khen. Danh hiệu thi đua không phân loại hình."),
    )
    year = forms.TypedChoiceField(label=gettext_lazy("Năm thành tích"), coerce=int)
    title = forms.CharField(
        label=gettext_lazy("Trích yếu"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Để trống thì phần mềm ghi: “Đề nghị khen thưởng năm … – đơn vị”."),
    )

    def __init__(self, *args: Any, units: Any, movements: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        self.fields["movement"].queryset = movements  # type: ignore[attr-defined]
        self.fields["movement"].label_from_instance = lambda row: shorten(row.title, 90)  # type: ignore[attr-defined]
        years = range(today.year, today.year - 3, -1)
        self.fields["year"].choices = [(year, str(year)) for year in years]  # type: ignore[attr-defined]


class AchievementsForm(forms.Form):
    """The summary of achievements of one nomination."""

    text = forms.CharField(
        label=gettext_lazy("Tóm tắt thành tích"),
        widget=forms.Textarea(attrs={"rows": 10}),
        max_length=20_000,
        help_text=gettext_lazy(
            "Nêu việc đã làm, kết quả bằng con số, tác dụng. Tóm tắt này được in vào tờ trình và phiếu thẩm định."
        ),
    )


class FileForm(forms.Form):
    """One file."""

    file = forms.FileField(
        label=gettext_lazy("Tệp minh chứng"),
        allow_empty_file=True,
        help_text=gettext_lazy("PDF, Word, Excel, ảnh PNG/JPEG hoặc văn bản; tối đa 20 MB."),
    )


class PaperForm(forms.Form):
    """A file that is one of the papers which the law asks for."""

    paper = forms.ChoiceField(label=gettext_lazy("Giấy tờ"))
    file = forms.FileField(
        label=gettext_lazy("Tệp"),
        allow_empty_file=True,
        help_text=gettext_lazy("PDF, Word, Excel, ảnh PNG/JPEG hoặc văn bản; tối đa 20 MB."),
    )

    def __init__(self, *args: Any, papers: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["paper"].choices = papers  # type: ignore[attr-defined]


class ReturnForm(ReasonForm):
    """Why a dossier goes back, and until when it is to be mended."""

    due = DayField(label=gettext_lazy("Hạn bổ sung"))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = _(
            "Nêu rõ thiếu gì, ở đề nghị nào, cần làm gì. Đơn vị đọc đúng những lời này."
        )
        self.fields["due"].initial = today + timedelta(days=USUAL_DAYS_TO_MEND)


class JudgementForm(forms.Form):
    """The answer of a named person to a condition."""

    condition = forms.CharField(widget=forms.HiddenInput, max_length=100)
    met = forms.TypedChoiceField(
        label=gettext_lazy("Kết luận"),
        choices=[("yes", gettext_lazy("Đạt")), ("no", gettext_lazy("Không đạt"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=gettext_lazy("Căn cứ nhận xét"), widget=forms.Textarea(attrs={"rows": 2}), max_length=2000
    )
