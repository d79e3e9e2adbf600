"""A unit's report on a task."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.base.files import read_upload
from thidua.base.refusal import Refused
from thidua.movements.actions import EvidenceFile
from thidua.movements.actions.reports import MOST_PERCENT
from thidua.movements.forms.fields import FilesField, Text


class ReportForm(forms.Form):
    """How far, in words, with evidence."""

    percent = forms.IntegerField(
        label=_("Mức độ hoàn thành (%)"),
        help_text=_("Từ 0 đến 200. 100 là hoàn thành, trên 100 là vượt mức."),
        min_value=0,
        max_value=MOST_PERCENT,
        error_messages={
            "invalid": _("Hãy nhập một số nguyên, ví dụ 85."),
            "min_value": _("Mức độ hoàn thành không nhỏ hơn 0."),
            "max_value": _("Mức độ hoàn thành không quá 200."),
            "required": _("Hãy nhập mức độ hoàn thành."),
        },
    )
    text = Text(
        label=_("Kết quả đã làm được"),
        rows=7,
        help_text=_("Nêu việc đã làm, số liệu chính, khó khăn nếu có."),
        error_messages={"required": _("Hãy ghi kết quả đã làm được.")},
    )
    evidence = FilesField(
        label=_("Minh chứng"),
        required=False,
        help_text=_("Chọn được nhiều tệp: PDF, Word, Excel, ảnh PNG hoặc JPEG, mỗi tệp tối đa 20 MB."),
    )

    def clean_evidence(self) -> list[EvidenceFile]:
        """The files with their kinds, told by content; a bad file is named.

        Each is read and let go again: together they may be larger than the server's memory has room for.
        """
        proofs: list[EvidenceFile] = []
        for upload in self.cleaned_data["evidence"]:
            try:
                _data, media_type = read_upload(upload)
            except Refused as refusal:
                raise forms.ValidationError(str(refusal.message)) from refusal
            proofs.append(EvidenceFile(upload.name or "", upload, media_type))
        return proofs
