"""Handing in a plan, and reviewing what was read from it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from django import forms
from django.forms.formsets import BaseFormSet, formset_factory
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from thidua.base.forms import add_refusal
from thidua.base.refusal import Refused
from thidua.movements.forms.fields import DayField, Text
from thidua.movements.models import Movement
from thidua.movements.reviewing import DATE_KEYS, DATES, Facts

# More than any plan has of one kind; the page itself says how many forms it sent.
_MOST_ITEMS = 600


class UploadForm(forms.Form):
    """The file of a plan."""

    file = forms.FileField(
        label=_("Tệp kế hoạch"),
        help_text=_("Tệp Word (.docx, .doc), PDF, bản quét, ảnh hoặc văn bản thuần (.txt), tối đa 50 MB."),
        allow_empty_file=True,
        max_length=255,
        widget=forms.FileInput(attrs={"accept": ".docx,.doc,.rtf,.pdf,.txt,.md,.png,.jpg,.jpeg"}),
    )


class MovementForm(forms.Form):
    """The simple facts of a movement; every one may stay blank while it is being prepared."""

    document_number = forms.CharField(label=_("Số kế hoạch"), required=False, max_length=20)
    document_symbol = forms.CharField(label=_("Ký hiệu"), required=False, max_length=40)
    issued_on = DayField(label=_("Ngày ban hành"), required=False)
    signer_name = forms.CharField(label=_("Người ký"), required=False, max_length=150)
    signer_position = forms.CharField(label=_("Chức vụ người ký"), required=False, max_length=150)
    title = Text(label=_("Tên phong trào"), rows=3, required=False, max_length=500)
    theme = Text(label=_("Chủ đề"), rows=3, required=False, max_length=500)
    kind = forms.ChoiceField(label=_("Hình thức tổ chức"), choices=Movement.Kind.choices)
    scope = forms.ChoiceField(
        label=_("Phạm vi tổ chức"), required=False, choices=[("", _("Chưa chọn")), *Movement.Scope.choices]
    )
    start = DayField(label=_("Bắt đầu"), required=False)
    end = DayField(label=_("Kết thúc"), required=False)
    registration_due = DayField(label=_("Hạn đăng ký thi đua"), required=False)
    report_due = DayField(label=_("Hạn báo cáo kết quả"), required=False)
    nomination_due = DayField(label=_("Hạn gửi hồ sơ khen thưởng"), required=False)
    participants = Text(label=_("Đối tượng thi đua"), rows=3, required=False)
    criteria = Text(label=_("Tiêu chí thi đua"), rows=4, required=False)
    reward_forms = Text(label=_("Hình thức khen thưởng"), rows=4, required=False)
    purpose = Text(label=_("Mục đích, yêu cầu"), rows=6, required=False)

    def clean(self) -> dict[str, Any]:
        """The end does not come before the start."""
        cleaned = super().clean() or {}
        start, end = cleaned.get("start"), cleaned.get("end")
        if start and end and end < start:
            self.add_error("end", _("Ngày kết thúc trước ngày bắt đầu."))
        return cleaned


class ItemForm(forms.Form):
    """One item of a list of the plan; ``at`` is the place in the source it was read from."""

    at = forms.CharField(required=False, widget=forms.HiddenInput)

    def place(self) -> Any:
        """The span or spans of the item as the reading gave them; None for one that a person added."""
        given = self["at"].value()
        try:
            found = json.loads(given) if given else None
        except ValueError:
            return None
        flat = isinstance(found, list) and len(found) == 2 and all(isinstance(end, int) for end in found)
        spans = [found] if flat else found
        if not isinstance(spans, list) or not all(_is_span(span) for span in spans):
            return None
        return found

    def shown(self) -> list[forms.BoundField]:
        """The item's own fields in order, without the hidden place."""
        return [self[name] for name in self.fields if name != "at"]


def _is_span(span: Any) -> bool:
    return isinstance(span, list) and len(span) == 2 and all(isinstance(end, int) for end in span)


class BodiesField(Text):
    """Words for bodies and units, one a line; cleans to a list."""

    def clean(self, value: Any) -> list[str]:
        """One body a line."""
        return [line.strip() for line in super().clean(value).splitlines() if line.strip()]


class TaskForm(ItemForm):
    """A task of the movement."""

    label = forms.CharField(label=_("Mục"), max_length=20, widget=forms.TextInput(attrs={"class": "input-short"}))
    title = Text(label=_("Tên ngắn"), rows=2, max_length=200)
    text = Text(label=_("Nội dung"), rows=5)
    due = DayField(label=_("Hạn riêng"), required=False)
    target = Text(label=_("Chỉ tiêu"), rows=2, required=False, max_length=300)
    bodies = BodiesField(
        label=_("Giao cho"),
        rows=2,
        required=False,
        help_text=_("Mỗi dòng một cơ quan, đơn vị; để trống là giao chung."),
    )


class MilestoneForm(ItemForm):
    """A great day."""

    name = Text(label=_("Tên ngày lễ, sự kiện"), rows=2, max_length=300)
    day = DayField(label=_("Ngày trong thời gian phong trào"))
    origin = DayField(label=_("Ngày gốc"), required=False)
    anniversary = forms.IntegerField(label=_("Năm thứ"), required=False, min_value=1, max_value=5000)


class DeadlineForm(ItemForm):
    """A day by which the plan wants something done."""

    name = Text(label=pgettext_lazy("deadline", "Việc phải xong"), rows=2, max_length=300)
    day = DayField(label=_("Thời hạn"), required=False, help_text=_("Để trống nếu kế hoạch không nêu ngày."))


class HigherMovementForm(ItemForm):
    """A movement launched above."""

    name = Text(label=_("Tên phong trào"), rows=2, max_length=300)
    start_year = forms.IntegerField(label=_("Từ năm"), required=False, min_value=1945, max_value=2200)
    end_year = forms.IntegerField(label=_("Đến năm"), required=False, min_value=1945, max_value=2200)
    launched_by = forms.CharField(label=_("Do ai phát động"), required=False, max_length=200)


class ReferenceForm(ItemForm):
    """A document that the plan cites."""

    kind = forms.CharField(label=_("Loại văn bản"), max_length=60)
    number = forms.CharField(label=_("Số, ký hiệu"), max_length=60)
    date = DayField(label=_("Ngày"), required=False)
    issuer = forms.CharField(label=_("Cơ quan ban hành"), required=False, max_length=200)
    subject = Text(label=_("Về việc"), rows=2, required=False, max_length=500)


class UnnumberedForm(ItemForm):
    """A document that the plan cites by its name alone."""

    kind = forms.CharField(label=_("Loại văn bản"), max_length=60)
    subject = Text(label=_("Tên văn bản"), rows=2, max_length=500)
    date = DayField(label=_("Ngày"), required=False)


class DutyForm(ItemForm):
    """Who does what."""

    bodies = BodiesField(label=_("Ai thực hiện"), rows=2, help_text=_("Mỗi dòng một cơ quan, đơn vị."))
    text = Text(label=pgettext_lazy("duty", "Việc"), rows=3)


class _Items(BaseFormSet):
    """A list of items; each can be dropped, in the plan's own words."""

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields["DELETE"].label = _("Bỏ mục này")

    def kept(self) -> list[dict[str, Any]]:
        """The items that are neither dropped nor left blank, with their places."""
        return [self._item(form) for form in self.forms if self._is_kept(form)]

    def place_among_kept(self, number: int) -> int | None:
        """Where the form ``number`` of the page stands in `kept`; None when it is dropped or not there."""
        if number >= len(self.forms) or not self._is_kept(self.forms[number]):
            return None
        return sum(self._is_kept(form) for form in self.forms[:number])

    def _is_kept(self, form: ItemForm) -> bool:
        values = form.cleaned_data
        return bool(values) and not values.get("DELETE") and (form.has_changed() or bool(form.initial))

    def _item(self, form: ItemForm) -> dict[str, Any]:
        values = form.cleaned_data.items()
        return {name: value for name, value in values if name not in ("DELETE", "at")} | {"at": form.place()}


# Name of the list, its heading, the words on its button, its form; in the order of the page.
LISTS: tuple[tuple[str, Any, Any, type[ItemForm]], ...] = (
    ("tasks", _("Nhiệm vụ"), _("Thêm nhiệm vụ"), TaskForm),
    ("milestones", _("Ngày lễ, sự kiện"), _("Thêm ngày lễ, sự kiện"), MilestoneForm),
    ("deadlines", _("Thời hạn nêu trong kế hoạch"), _("Thêm thời hạn"), DeadlineForm),
    ("higher_movements", _("Phong trào cấp trên"), _("Thêm phong trào cấp trên"), HigherMovementForm),
    ("references", _("Văn bản được viện dẫn"), _("Thêm văn bản"), ReferenceForm),
    ("unnumbered", _("Văn bản không có số"), _("Thêm văn bản không số"), UnnumberedForm),
    ("duties", _("Tổ chức thực hiện"), _("Thêm phân công"), DutyForm),
)


class ReviewForms:
    """All forms of the review: the simple facts and the lists, from the facts or from what was posted.

    Args:
        facts: a review as `thidua.movements.reviewing` has it.
        data: what was posted, or None.
        adding: name of the list that gets one blank item.
    """

    def __init__(self, facts: Facts, data: Mapping[str, Any] | None = None, adding: str = "") -> None:
        self.head = MovementForm(data, initial=_with_days(facts), use_required_attribute=False)
        self.lists: dict[str, _Items] = {}
        for name, _heading, _button, form in LISTS:
            initial = [_initial(item) for item in facts[name]]
            made: type[Any] = formset_factory(
                form, formset=_Items, extra=int(adding == name), can_delete=True, max_num=500,
                absolute_max=_MOST_ITEMS,
            )  # fmt: skip
            self.lists[name] = made(data, initial=initial, prefix=name)

    def __iter__(self) -> Iterator[forms.BaseForm | BaseFormSet]:
        yield self.head
        yield from self.lists.values()

    def is_valid(self) -> bool:
        """Whether all of it can be kept."""
        return not [form for form in self if not form.is_valid()]

    def mark_needed(self, names: Iterable[str]) -> None:
        """Show the simple facts ``names`` as needed: they may stay blank for now, not when the head is asked."""
        for name in names:
            self.head.fields[name].required = True

    def review(self) -> Facts:
        """What was posted, as a review."""
        return dict(self.head.cleaned_data) | {name: items.kept() for name, items in self.lists.items()}

    def valid_part(self) -> Facts:
        """What of the posted can be kept while somebody is still typing: whole lists, and simple facts one by one."""
        self.is_valid()
        simple = {name: value for name, value in self.head.cleaned_data.items() if name not in self.head.errors}
        return simple | {name: items.kept() for name, items in self.lists.items() if items.is_valid()}

    def unkept(self) -> list[str]:
        """The labels of what `valid_part` leaves out, with what is wrong."""
        wrong = [_told(self.head, name) for name in self.head.errors]
        for items in self.lists.values():
            wrong += [_told(form, name) for form in items.forms for name in form.errors]
        return wrong

    def show(self, refusal: Refused) -> None:
        """Put a refusal where it belongs; ``tasks.3.due`` names a field of a list's item."""
        simple = {}
        for name, message in refusal.fields.items():
            part, _dot, rest = name.partition(".")
            place, _dot, key = rest.partition(".")
            forms_of_list = self.lists[part].forms if part in self.lists else []
            if key and place.isdigit() and int(place) < len(forms_of_list) and key in forms_of_list[int(place)].fields:
                forms_of_list[int(place)].add_error(key, message)
            else:
                simple[name] = message
        if simple or not refusal.fields:
            add_refusal(self.head, Refused(refusal.code, refusal.message, refusal.article, simple))


def _told(form: forms.BaseForm, name: str) -> str:
    label = form.fields[name].label if name in form.fields else ""
    return f"{label}: {form.errors[name][0]}" if label else str(form.errors[name][0])


def _initial(item: Mapping[str, Any]) -> dict[str, Any]:
    values = _with_days(item) | {"at": json.dumps(item["at"]) if item.get("at") else ""}
    if "bodies" in values:
        values["bodies"] = "\n".join(values["bodies"] or ())
    return values


def _with_days(values: Mapping[str, Any]) -> dict[str, Any]:
    """``values`` with their days as dates, so that they are shown as people write them."""
    return {
        name: date.fromisoformat(value)
        if name in DATE_KEYS | set(DATES) and isinstance(value, str) and value
        else value
        for name, value in values.items()
    }
