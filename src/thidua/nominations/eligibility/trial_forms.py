"""The forms of “what if”: all GET, all parts optional; what is filled in is supposed."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.base.forms import DayField
from thidua.base.refusal import Refused
from thidua.initiatives.models import Initiative
from thidua.nominations.eligibility.asking import Question, options_for
from thidua.nominations.eligibility.forms import check_day
from thidua.nominations.eligibility.trials import (
    NOT_RATED,
    FactChanges,
    RuleChanges,
    has_own_rules,
    read_figure,
    tunable,
)
from thidua.nominations.forms import QuickSelect
from thidua.nominations.lawbook import the_law
from thidua.organisation.models import Rating
from thidua.organisation.templatetags.organisation import rating_name

# Ratings of so many years can be changed: as many as the law looks back for most awards.
_YEARS_RATED = 6


class RuleTrialForm(forms.Form):
    """Another day, the State's law alone, or a figure of the law that a body may set for itself."""

    ngay_thu = DayField(label=gettext_lazy("Xét vào ngày khác"), required=False)
    tham_so = forms.ChoiceField(label=gettext_lazy("Đổi một mức của luật"), required=False, widget=QuickSelect)
    gia_tri = forms.CharField(label=gettext_lazy("Mức thử"), required=False, max_length=20)
    luat_chung = forms.BooleanField(label=gettext_lazy("Bỏ quy định riêng của cơ quan"), required=False)

    rule_names: tuple[str, ...] = ("ngay_thu", "tham_so", "gia_tri", "luat_chung")

    def __init__(self, data: QueryDict, *, question: Question, today: date) -> None:
        super().__init__(data)
        self.question, self.today, self.value = question, today, None
        figures = [(row.name, row.title[:1].upper() + row.title[1:]) for row in tunable(the_law(), question.on)]
        self.fields["tham_so"].choices = [("", _("Giữ nguyên")), *figures]  # type: ignore[attr-defined]
        if not has_own_rules():
            del self.fields["luat_chung"]

    @property
    def is_asked(self) -> bool:
        """Whether anything is supposed at all."""
        return any(self.data.get(name) for name in self.fields)

    def rule_fields(self) -> list[forms.BoundField]:
        """The fields about the rules."""
        return [self[name] for name in self.rule_names if name in self.fields]

    def clean_ngay_thu(self) -> date | None:
        """A day for which a question makes sense."""
        day: date | None = self.cleaned_data["ngay_thu"]
        return check_day(day, self.today) if day else None

    def clean(self) -> dict[str, Any]:
        """The figure must be one, and no looser than the law."""
        given = super().clean() or self.cleaned_data
        name, text = given.get("tham_so"), given.get("gia_tri")
        if bool(name) != bool(text) and "tham_so" not in self.errors:
            self.add_error("gia_tri", _("Chọn một mức của luật và nhập mức thử."))
        elif name and text:
            try:
                self.value = read_figure(the_law(), name, text, given.get("ngay_thu") or self.question.on)
            except Refused as refused:
                article = f" ({refused.article})" if refused.article else ""
                self.add_error("gia_tri", f"{refused.message}{article}")
        return given

    def rules(self) -> RuleChanges:
        """What is supposed about the rules."""
        given = self.cleaned_data
        return RuleChanges(bool(given.get("luat_chung")), given["tham_so"], self.value)

    def trial_question(self) -> Question:
        """The question on the day that is tried; a dossier's day of receipt then no longer chooses the law."""
        day = self.cleaned_data["ngay_thu"]
        if not day:
            return self.question
        return Question(
            award=self.question.award,
            on=day,
            year=min(self.question.year, day.year),
            kind=self.question.kind,
            assume_unchanged=self.question.assume_unchanged,
        )


class UnitTrialForm(RuleTrialForm):
    """For a whole unit also the share of a quota."""

    ty_le = forms.CharField(label=gettext_lazy("Tỷ lệ hạn mức thử (%)"), required=False, max_length=10)

    rule_names = (*RuleTrialForm.rule_names, "ty_le")

    def clean_ty_le(self) -> Fraction | None:
        """A share above nothing and up to all."""
        text = self.cleaned_data["ty_le"].strip().removesuffix("%").strip().replace(",", ".")
        if not text:
            return None
        try:
            share = Fraction(text) / 100
        except (ValueError, ZeroDivisionError) as error:
            raise forms.ValidationError(_("Nhập một số, ví dụ 15 hoặc 15%.")) from error
        if not 0 < share <= 1:
            raise forms.ValidationError(_("Tỷ lệ phải lớn hơn 0 và không quá 100%."))
        return share


class TrialForm(RuleTrialForm):
    """Also facts: ratings of the last years, one more honour, one more initiative, settled matters."""

    dh = forms.ChoiceField(label=gettext_lazy("Thêm danh hiệu, hình thức"), required=False, widget=QuickSelect)
    dh_nam = forms.TypedChoiceField(
        label=gettext_lazy("của năm"), coerce=int, empty_value=None, required=False, widget=QuickSelect
    )
    sk_nam = forms.TypedChoiceField(
        label=gettext_lazy("Thêm sáng kiến năm"), coerce=int, empty_value=None, required=False, widget=QuickSelect
    )
    sk_pham_vi = forms.ChoiceField(
        label=gettext_lazy("Phạm vi công nhận"), choices=Initiative.Scope.choices, required=False, widget=QuickSelect
    )
    bo_tam_dung = forms.BooleanField(label=gettext_lazy("Việc đang xem xét đã kết luận, không vi phạm"), required=False)

    fact_names = ("dh", "dh_nam", "sk_nam", "sk_pham_vi", "bo_tam_dung")

    def __init__(self, data: QueryDict, *, question: Question, today: date, facts: dict[str, Any], whole: bool) -> None:
        super().__init__(data, question=question, today=today)
        recipient = facts["subject"]["kind"]
        years = range(question.year, question.year - _YEARS_RATED, -1)
        known = {row["year"]: row["rating"] for row in facts.get("ratings", [])}
        levels = dict(Rating.Level.choices)
        self.rating_names = [f"xl_{year}" for year in years]
        for year in years:
            present = str(rating_name(known[year])) if year in known else _("Chưa xếp loại")
            self.fields[f"xl_{year}"] = forms.ChoiceField(
                label=_("Xếp loại năm %(year)d") % {"year": year},
                choices=[
                    ("", _("Theo hồ sơ: %(level)s") % {"level": present}),
                    *((code, label) for code, label in levels.items() if code != known.get(year)),
                    *([(NOT_RATED, _("Chưa xếp loại"))] if year in known else []),
                ],
                required=False,
                widget=QuickSelect,
            )
        awards = [(option.code, option.name) for option in options_for(recipient, question.on)]
        longer = [("", _("Không")), *((year, str(year)) for year in range(question.year, question.year - 11, -1))]
        self.fields["dh"].choices = [("", _("Không")), *awards]  # type: ignore[attr-defined]
        self.fields["dh_nam"].choices = longer  # type: ignore[attr-defined]
        self.fields["sk_nam"].choices = longer  # type: ignore[attr-defined]
        if recipient != "individual":
            del self.fields["sk_nam"], self.fields["sk_pham_vi"]
        # Who may not read of pending matters is not told by this form whether there are any.
        if not whole or not facts.get("holds"):
            del self.fields["bo_tam_dung"]

    @property
    def is_asked(self) -> bool:
        """Whether anything is supposed; the scope alone, which always has a value, supposes nothing."""
        return any(self.data.get(name) for name in self.fields if name != "sk_pham_vi")

    def rating_fields(self) -> list[forms.BoundField]:
        """The fields of the ratings, newest year first."""
        return [self[name] for name in self.rating_names]

    def fact_fields(self) -> list[forms.BoundField]:
        """The other fields about the record."""
        return [self[name] for name in self.fact_names if name in self.fields]

    def clean(self) -> dict[str, Any]:
        """An honour needs its year."""
        given = super().clean()
        if bool(given.get("dh")) != bool(given.get("dh_nam")) and not {"dh", "dh_nam"} & set(self.errors):
            self.add_error("dh_nam", _("Chọn cả danh hiệu, hình thức và năm."))
        return given

    def facts(self) -> FactChanges:
        """What is supposed about the record."""
        given = self.cleaned_data
        ratings = {int(name[3:]): given[name] for name in self.rating_names if given[name]}
        year = given.get("sk_nam")
        return FactChanges(
            ratings=ratings,
            honour=(given["dh"], given["dh_nam"]) if given["dh"] else None,
            initiative=(year, given["sk_pham_vi"] or Initiative.Scope.BASE.value) if year else None,
            without_holds=bool(given.get("bo_tam_dung")),
        )
