"""Forms of the records: ratings of a year, roles and accounts."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from thidua.accounts.roles import Role
from thidua.base import clock
from thidua.base.forms import DayField
from thidua.organisation.models import Discipline, Hold, Leave, Person, Unit
from thidua.organisation.wording import SHORT_LEVELS

LEVELS = [("", _("Chưa xếp loại")), *((level.value, word) for level, word in SHORT_LEVELS.items())]

# As the law weighs them: what counts as time worked is study with a fair result or better.
STUDY_RESULTS = [
    ("excellent", _("Xuất sắc")),
    ("good", _("Giỏi")),
    ("fair", _("Khá")),
    ("average", _("Trung bình")),
    ("failed", pgettext_lazy("study", "Không đạt")),
]


def _today() -> Any:
    return clock.today()


class RatingsForm(forms.Form):
    """The ratings of a unit and of the people in it for one year.

    Beside each level stands, hidden, the level that the page showed, so that nobody overwrites what another has
    written meanwhile.
    """

    decided_on = DayField(label=_("Ngày quyết định xếp loại"), initial=_today)

    def __init__(self, *args: Any, subjects: list[Person | Unit], levels: dict[str, str], **values: Any) -> None:
        super().__init__(*args, **values)
        self.subjects = {key_of(subject): subject for subject in subjects}
        for key, subject in self.subjects.items():
            level = levels.get(key, "")
            self.fields[key] = forms.ChoiceField(choices=LEVELS, required=False, label=str(subject), initial=level)
            self.fields[f"{key}_was"] = forms.CharField(required=False, initial=level, widget=forms.HiddenInput())

    def rows(self) -> list[tuple[Person | Unit, Any, Any]]:
        """Subject, field of the level, hidden field: for the template."""
        return [(subject, self[key], self[f"{key}_was"]) for key, subject in self.subjects.items()]

    def changes(self) -> list[tuple[Person | Unit, str, str]]:
        """Subject, level before, level now: of those that the person changed."""
        data = self.cleaned_data
        return [
            (subject, data[f"{key}_was"], data[key])
            for key, subject in self.subjects.items()
            if data[key] and data[key] != data[f"{key}_was"]
        ]


def key_of(subject: Person | Unit) -> str:
    """The name of a subject's field."""
    return f"{'p' if isinstance(subject, Person) else 'u'}{subject.pk}"


class DisciplineForm(forms.Form):
    """A disciplinary measure that has been decided."""

    level = forms.ChoiceField(label=_("Hình thức kỷ luật"), choices=Discipline.Level.choices)
    start = DayField(label=_("Có hiệu lực từ ngày"))
    end = DayField(
        label=_("Đến hết ngày"),
        required=False,
        help_text=_("Ngày hết thời hạn thi hành theo quyết định kỷ luật; để trống nếu quyết định không ghi."),
    )
    public_duty = forms.BooleanField(label=_("Liên quan hoạt động công vụ, nhiệm vụ"), required=False, initial=True)


class HoldForm(forms.Form):
    """A pending matter, until it is concluded."""

    reason = forms.ChoiceField(label=_("Vì sao phải chờ"), choices=Hold.Reason.choices)
    start = DayField(label=_("Từ ngày"))


class ConclusionForm(forms.Form):
    """How a pending matter was concluded."""

    end = DayField(label=_("Ngày kết luận"), initial=_today)
    cleared = forms.TypedChoiceField(
        label=_("Kết luận"),
        choices=[("1", _("Không vi phạm")), ("0", _("Có vi phạm; kỷ luật (nếu có) được ghi riêng"))],
        coerce=lambda value: value == "1",
        widget=forms.RadioSelect,
    )


class LeaveForm(forms.Form):
    """A longer absence that the law treats in its own way."""

    kind = forms.ChoiceField(label=_("Loại nghỉ"), choices=Leave.Kind.choices)
    start = DayField(label=_("Từ ngày"))
    end = DayField(label=_("Đến hết ngày"))
    result = forms.ChoiceField(
        label=_("Kết quả học tập, bồi dưỡng"),
        required=False,
        choices=[("", _("Không có, chưa rõ")), *STUDY_RESULTS],
        help_text=_("Chỉ dùng cho thời gian đi học."),
    )


class MistakeForm(forms.Form):
    """Why an entry is taken back."""

    reason = forms.CharField(label=_("Vì sao mục này ghi nhầm"), max_length=500)


class RoleForm(forms.Form):
    """Giving a role: to whom, which, from when until when."""

    who = forms.CharField(label=_("Tên đăng nhập hoặc mã nhân sự"), max_length=150)
    role = forms.ChoiceField(label=_("Vai trò"), choices=Role.choices)
    start = DayField(label=_("Từ ngày"), initial=_today)
    end = DayField(label=_("Đến hết ngày (để trống nếu không hạn)"), required=False)


class AccountForm(forms.Form):
    """Making an account for a person on record."""

    code = forms.CharField(label=_("Mã nhân sự"), max_length=40)
    username = forms.CharField(label=_("Tên đăng nhập"), max_length=150)
    password = forms.CharField(
        label=_("Mật khẩu ban đầu"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_(
            "Ít nhất 10 ký tự; báo riêng cho người dùng, không gửi qua thư. "
            "Khi đăng nhập lần đầu, người dùng phải đổi mật khẩu này."
        ),
    )
