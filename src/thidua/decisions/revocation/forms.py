"""Forms of revocations."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.base.forms import DayField
from thidua.decisions.revocation.grounds import LAW_OF_2022, RULES, STATE_TITLES, Ground
from thidua.decisions.revocation.models import Revocation
from thidua.organisation.models import Honour


class RevocationForm(forms.Form):
    """Which awards, on which ground, by which paper."""

    honours = forms.MultipleChoiceField(label=_("Khen thưởng bị hủy bỏ"), widget=forms.CheckboxSelectMultiple)
    ground = forms.ChoiceField(label=_("Căn cứ theo luật"), widget=forms.RadioSelect)
    explanation = forms.CharField(
        label=_("Sự việc"),
        help_text=_("Việc gì, ai kết luận, văn bản nào. Chỉ người làm việc này của cơ quan đọc được."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
    )
    source = forms.ChoiceField(
        label=_("Quyết định hủy bỏ"),
        choices=Revocation.Source.choices,
        widget=forms.RadioSelect,
        help_text=_("Không có quyết định thì không hủy bỏ được gì."),
    )
    paper_number = forms.CharField(
        label=_("Số, ký hiệu"), required=False, max_length=60, help_text=_("Chỉ khi quyết định đã có ở ngoài.")
    )
    paper_day = DayField(
        label=_("Ngày quyết định"), required=False, help_text=_("Khen thưởng mất hiệu lực từ ngày này.")
    )
    paper_body = forms.CharField(
        label=_("Người, cơ quan quyết định"),
        required=False,
        max_length=200,
        help_text=_(
            "Người có thẩm quyền tặng thì có thẩm quyền hủy bỏ; tước danh hiệu vinh dự nhà nước: Chủ tịch nước."
        ),
    )

    def __init__(self, *args: Any, honours: list[tuple[Honour, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.found = {str(honour.pk): honour for honour, _label in honours}
        self.fields["honours"].choices = [(str(honour.pk), label) for honour, label in honours]  # type: ignore[attr-defined]
        titles = any(honour.award in STATE_TITLES for honour, _label in honours)
        old = any(honour.year < LAW_OF_2022.year for honour, _label in honours)
        self.fields["ground"].choices = [  # type: ignore[attr-defined]
            (ground.value, f"{ground.label} ({RULES[ground].article})")
            for ground in Ground
            if (titles or not RULES[ground].strips) and (old or not RULES[ground].of_2003)
        ]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("source") == Revocation.Source.OUTSIDE:
            for name in ("paper_number", "paper_day", "paper_body"):
                if not values.get(name) and name not in self.errors:
                    self.add_error(name, _("Hãy điền mục này: quyết định đã có thì có số, ngày và người quyết định."))
        return values

    def chosen(self) -> list[Honour]:
        """The honours that were ticked."""
        return [self.found[key] for key in self.cleaned_data["honours"]]


class SettleForm(forms.Form):
    """The day on which something came back."""

    day = DayField(label=_("Ngày thu hồi"))
