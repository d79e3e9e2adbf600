"""Forms of what comes from and goes to other programs: signed files, templates of offices, the agency's code."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.base.forms import DayField
from thidua.documents.kinds import kind_choices
from thidua.documents.signing import LARGEST_UPLOAD
from thidua.organisation.models import Unit

_PDF = forms.ClearableFileInput(attrs={"accept": "application/pdf,.pdf"})
_WORD = forms.ClearableFileInput(
    attrs={"accept": ".docx,application/vnd.openxmlformats-officedocument.wordprocessingml.document"}
)


def not_too_big(upload: Any) -> Any:
    """The upload, if receiving systems would take a file of its size; else a ValidationError."""
    if upload.size > LARGEST_UPLOAD:
        raise forms.ValidationError(_("Tệp nặng quá 50 MB. Hãy nén hoặc tách tệp rồi gửi lại."))
    return upload


class SignedFileForm(forms.Form):
    """The PDF as it came back from the signing program."""

    file = forms.FileField(
        label=_("Bản PDF đã ký số"),
        widget=_PDF,
        help_text=_(
            "Tải bản PDF của phần mềm về, ký bằng chương trình của nơi cấp chứng thư, rồi tải lên. Tối đa 50 MB."
        ),
    )


class TemplateForm(forms.Form):
    """A Word file as the template of one kind of paper."""

    body = forms.ModelChoiceField(label=_("Cơ quan"), queryset=Unit.objects.none(), empty_label=_("Chọn"))
    kind = forms.ChoiceField(label=_("Loại văn bản"))
    file = forms.FileField(label=_("Tệp mẫu Word (.docx)"), widget=_WORD, help_text=_("Tối đa 5 MB, không có macro."))

    def __init__(self, *args: Any, bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = kind_choices()  # type: ignore[attr-defined]
        self.fields["body"].queryset = bodies  # type: ignore[attr-defined]
        if len(bodies) == 1:
            self.fields["body"].widget = forms.HiddenInput()
            self.fields["body"].initial = bodies[0].pk


class AcceptForm(forms.Form):
    """From which day a template is used."""

    valid_from = DayField(label=_("Dùng từ ngày"))


class AgencyCodeForm(forms.Form):
    """The electronic code of a body."""

    code = forms.CharField(
        label=_("Mã định danh điện tử"),
        max_length=60,
        help_text=_("Viết như “H37.02”; lối cũ “000.00.02.H37” cũng nhận và được đổi sang lối mới."),
        widget=forms.TextInput(attrs={"class": "input-short", "autocomplete": "off"}),
    )
    since = DayField(
        label=_("Dùng từ ngày"),
        required=False,
        help_text=_("Chỉ cần khi thay mã cũ; mã cũ được giữ cho các văn bản trước ngày này."),
    )
