"""Forms of decisions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.decisions.models import Decision


class AwardsForm(forms.Form):
    """Which awards of a meeting go into one decision."""

    awards = forms.MultipleChoiceField(
        label=_("Danh hiệu, hình thức đưa vào quyết định"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Chỉ những đề nghị đã được hội đồng thông qua và chưa có quyết định."),
    )

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["awards"].choices = choices  # type: ignore[attr-defined]


class DecisionForm(forms.Form):
    """The wording of a draft."""

    title = forms.CharField(label=_("Trích yếu"), max_length=400, widget=forms.Textarea(attrs={"rows": 2}))
    legal_bases = forms.CharField(
        label=_("Căn cứ"),
        help_text=_("Mỗi căn cứ một dòng, không cần chữ “Căn cứ” và dấu chấm phẩy."),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=20_000,
    )
    proposal = forms.CharField(label=_("Theo đề nghị của"), max_length=300)
    fund_source = forms.CharField(label=_("Nguồn kinh phí"), max_length=300)

    @classmethod
    def of(cls, decision: Decision) -> DecisionForm:
        """The form filled from the draft as it stands."""
        return cls(
            initial={
                "title": decision.title,
                "legal_bases": "\n".join(decision.legal_bases),
                "proposal": decision.proposal,
                "fund_source": decision.fund_source,
            }
        )
