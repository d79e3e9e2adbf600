"""Forms of copies: a paper from outside, and what copy is made."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.base.forms import DayField
from thidua.documents.copies.making import CopyOrder
from thidua.documents.copies.models import DocumentCopy, Medium, Standing
from thidua.documents.copies.rules import forms_for, media_for
from thidua.documents.forms.outside import not_too_big
from thidua.organisation.models import Unit
from thidua.paperwork.extracts import Part

_PDF = {"accept": "application/pdf,.pdf"}
_PDF_OR_WORD = {
    "accept": ".pdf,.docx,application/pdf,application/vnd.openxmlformats-officedocument.wordprocessingml.document"
}


class OutsidePaperForm(forms.Form):
    """A paper of another agency: its file and how it is cited."""

    body = forms.ModelChoiceField(label=_("Cơ quan sao"), queryset=Unit.objects.none())
    file = forms.FileField(
        label=_("Tệp văn bản (PDF hoặc .docx)"),
        widget=forms.ClearableFileInput(attrs=_PDF_OR_WORD),
        help_text=_("Bản quét hoặc bản điện tử của chính văn bản đang giữ, tối đa 50 MB. Không tải văn bản mật."),
    )
    type_name = forms.CharField(label=_("Tên loại"), max_length=100, help_text=_("Ví dụ “Quyết định”, “Công văn”."))
    reference = forms.CharField(label=_("Số, ký hiệu"), max_length=60, help_text=_("Ví dụ “1234/QĐ-UBND”."))
    day = DayField(label=_("Ngày văn bản"))
    issuer = forms.CharField(label=_("Cơ quan ban hành"), max_length=200)
    subject = forms.CharField(label=_("Trích yếu"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    standing = forms.ChoiceField(
        label=_("Đang giữ bản nào?"),
        choices=Standing.choices,
        widget=forms.RadioSelect,
        help_text=_("Bản gốc, bản chính thì sao y hoặc trích sao; bản sao y thì sao lục."),
    )
    medium = forms.ChoiceField(
        label=_("Bản đang giữ là giấy hay điện tử?"), choices=Medium.choices, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = bodies  # type: ignore[attr-defined]
        if len(bodies) == 1:
            self.fields["body"].widget = forms.HiddenInput()
            self.fields["body"].initial = bodies[0].pk

    def clean_file(self) -> Any:
        """Not more than a receiving system takes."""
        return not_too_big(self.cleaned_data["file"])


class CopyForm(forms.Form):
    """Which copy is made of a paper.

    Args:
        standing, held: what is held: original or sao y; paper or electronic.
        has_file: whether the program has the very paper; else a scan of it is asked for.
        parts: what an extract can take; none: no extract.
    """

    form = forms.ChoiceField(label=_("Hình thức sao"), widget=forms.RadioSelect)
    medium = forms.ChoiceField(label=_("Bản sao giấy hay điện tử?"), widget=forms.RadioSelect)
    scan = forms.FileField(
        label=_("Bản chụp (quét) văn bản đã ký, đóng dấu (PDF)"),
        required=False,
        widget=forms.ClearableFileInput(attrs=_PDF),
        help_text=_(
            "Cần khi sao y: sao y là chụp từ bản có chữ ký. Quét màu, từ 200 dpi, tỷ lệ 100%. Trích sao thì không cần."
        ),
    )
    parts = forms.MultipleChoiceField(
        label=_("Phần cần trích (chỉ khi trích sao)"), required=False, widget=forms.CheckboxSelectMultiple
    )
    names = forms.CharField(
        label=_("Trong danh sách chỉ lấy dòng của"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Mỗi dòng một tên, viết như trong danh sách; để trống thì lấy cả danh sách."),
    )
    day = DayField(label=_("Ngày sao"))
    signer_lines = forms.CharField(
        label=_("Quyền hạn, chức vụ người ký bản sao"),
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Mỗi dòng như khi in: “TL. GIÁM ĐỐC”, dòng sau “CHÁNH VĂN PHÒNG”. Người đứng đầu quy định ai ký."),
    )
    signer_name = forms.CharField(label=_("Họ tên người ký bản sao"), max_length=150)
    recipients = forms.CharField(
        label=_("Nơi nhận bản sao"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Mỗi dòng một nơi nhận."),
    )
    archive = forms.CharField(label=_("Nơi lưu"), max_length=60, initial="VT")
    compared = forms.BooleanField(label=_("Tôi đã đối chiếu: tệp này đúng với bản đang giữ."))

    def __init__(
        self, *args: Any, standing: str, held: str, has_file: bool, parts: tuple[Part, ...], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        labels = dict(DocumentCopy.Form.choices)
        forms_offered = [code for code in forms_for(standing) if parts or code != DocumentCopy.Form.EXTRACT]
        media = [
            code for code in Medium.values if any(code in media_for(form, standing, held) for form in forms_offered)
        ]
        self.fields["form"].choices = [(code, labels[code]) for code in forms_offered]  # type: ignore[attr-defined]
        self.fields["medium"].choices = [(code, Medium(code).label) for code in media]  # type: ignore[attr-defined]
        for name, offered in (("form", forms_offered), ("medium", media)):
            if offered:
                self.fields[name].initial = offered[0]
        self.fields["parts"].choices = [(part.key, _titled(part)) for part in parts]  # type: ignore[attr-defined]
        if has_file:
            del self.fields["scan"]
        if not parts:
            del self.fields["parts"]
        if not any(part.rows for part in parts):
            del self.fields["names"]

    def clean_scan(self) -> Any:
        """Not more than a receiving system takes."""
        upload = self.cleaned_data["scan"]
        return not_too_big(upload) if upload else upload

    def order(self) -> CopyOrder:
        """What was asked for."""
        values = self.cleaned_data
        scan = values.get("scan")
        extract = values["form"] == DocumentCopy.Form.EXTRACT
        return CopyOrder(
            form=values["form"],
            medium=values["medium"],
            day=values["day"],
            signer_lines=values["signer_lines"],
            signer_name=values["signer_name"],
            recipients=_lines(values["recipients"]),
            archive=values["archive"],
            parts=tuple(values.get("parts", ())) if extract else (),
            names=_lines(values.get("names", "")) if extract else (),
            scan=scan.read() if scan and not extract else None,
        )


def _titled(part: Part) -> str:
    return (
        str(part.title) if part.is_whole else str(_("%(part)s (có bảng, không trích lại được)")) % {"part": part.title}
    )


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())
