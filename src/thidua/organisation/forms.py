"""Forms of the records: ratings of a year, roles and accounts."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.accounts.roles import Role
from thidua.base import clock
from thidua.base.forms import DayField
from thidua.base.refusal import Refused
from thidua.organisation.models import Person, Unit
from thidua.organisation.wording import SHORT_LEVELS

LEVELS = [("", _("Chưa xếp loại")), *((level.value, word) for level, word in SHORT_LEVELS.items())]


def add_refusal(form: forms.Form, refusal: Refused) -> None:
    """Show a refusal in the form: at its fields where it names them, above it otherwise."""
    known = {name: message for name, message in refusal.fields.items() if name in form.fields}
    for name, message in known.items():
        form.add_error(name, message)
    if not known:
        form.add_error(None, refusal.message)


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
        help_text=_("Ít nhất 10 ký tự; báo riêng cho người dùng, không gửi qua thư."),
    )
