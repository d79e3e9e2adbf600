"""Small forms of the acts on a paper."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.base.forms import DayField
from thidua.documents.models import OfficialDocument


class NumberForm(forms.Form):
    """Day and, where the office has given it by hand, number."""

    day = DayField(label=_("Ngày văn bản"))
    number = forms.IntegerField(
        label=_("Số cấp tay"),
        required=False,
        min_value=1,
        widget=forms.TextInput(attrs={"class": "input-short", "inputmode": "numeric", "autocomplete": "off"}),
        help_text=_("Để trống: lấy số tiếp theo của dãy. Chỉ điền khi số đã được cấp ngoài phần mềm."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, takes_number: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not takes_number:
            del self.fields["number"]


class ReplaceForm(forms.Form):
    """What is wrong with an issued paper, and so by what kind of paper it is mended."""

    how = forms.ChoiceField(
        label=_("Sai sót thuộc loại nào?"),
        widget=forms.RadioSelect,
        choices=[
            (
                OfficialDocument.Relation.REPLACES.value,
                _("Sai nội dung: lập văn bản cùng hình thức để thay thế; văn bản cũ hết giá trị khi ban hành bản mới"),
            ),
            (
                OfficialDocument.Relation.CORRECTS.value,
                _("Sai thể thức, lỗi chính tả: lập công văn đính chính; văn bản cũ vẫn còn giá trị"),
            ),
        ],
    )
    reason = forms.CharField(
        label=_("Sai ở đâu, viết đúng là thế nào"), widget=forms.Textarea(attrs={"rows": 4}), max_length=500
    )


class RegisterNoteForm(forms.Form):
    """The columns of the register that are known when the paper has left the house."""

    copies = forms.IntegerField(
        label=_("Số lượng bản"),
        required=False,
        min_value=1,
        max_value=100_000,
        widget=forms.TextInput(attrs={"class": "input-short", "inputmode": "numeric", "autocomplete": "off"}),
    )
    sent_on = DayField(label=_("Ngày chuyển"), required=False)
    note = forms.CharField(label=_("Ghi chú"), required=False, max_length=300)
