"""Forms of councils, meetings and paper ballots."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from thidua.base.forms import DayField, MomentField, ReasonForm, RowsField
from thidua.councils.models import Attendance, Choice, Meeting, Member, Question
from thidua.organisation.models import Person, Unit


class CouncilForm(forms.Form):
    """A council as its decision sets it up."""

    body = forms.ModelChoiceField(label=_("Cơ quan"), queryset=Unit.objects.none(), empty_label=_("Chọn"))
    name = forms.CharField(label=_("Tên hội đồng"), max_length=200, help_text=_("Như ghi trong quyết định thành lập."))
    decision_number = forms.CharField(label=_("Số, ký hiệu quyết định thành lập"), max_length=60)
    decision_date = DayField(label=_("Ngày quyết định"))
    quorum = forms.CharField(
        label=_("Tỷ lệ dự họp tối thiểu"),
        max_length=9,
        initial="2/3",
        help_text=_("Theo quy chế của hội đồng, viết dạng phân số, thường là 2/3 tổng số ủy viên."),
    )

    def __init__(self, *args: Any, bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["body"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = bodies
        first = list(bodies[:2])
        if len(first) == 1:
            self.initial.setdefault("body", first[0])


class MemberForm(forms.Form):
    """A person's place in the council."""

    person = forms.ModelChoiceField(label=_("Ủy viên"), queryset=Person.objects.none(), empty_label=_("Chọn"))
    position = forms.ChoiceField(label=_("Chức danh"), choices=Member.Position.choices, initial=Member.Position.MEMBER)
    start = DayField(label=_("Từ ngày"))
    end = DayField(label=_("Đến ngày"), required=False, help_text=_("Bỏ trống nếu chưa có."))

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["person"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = people


class ReleaseForm(forms.Form):
    """The end of a membership."""

    end = DayField(label=_("Ngày kết thúc"))
    reason = forms.CharField(label=_("Lý do"), max_length=300, help_text=_("Ví dụ số quyết định thay đổi thành viên."))


class MeetingForm(forms.Form):
    """When and where the council meets, and for what."""

    title = forms.CharField(
        label=_("Nội dung họp"), max_length=300, help_text=_("Ví dụ: Xét khen thưởng tổng kết năm 2025.")
    )
    starts_at = MomentField(label=_("Thời gian"), help_text=_("Giờ rồi đến ngày, ví dụ 08:00 28/11/2025."))
    place = forms.CharField(label=_("Địa điểm"), max_length=200)


class OpenVotingForm(forms.Form):
    """Until when the vote is open."""

    closes_at = MomentField(
        label=_("Bỏ phiếu đến"),
        help_text=_("Sau giờ này phần mềm không nhận phiếu nữa. Nếu mọi ủy viên đã bỏ phiếu thì kiểm phiếu được ngay."),
    )


class MoveClosingForm(OpenVotingForm, ReasonForm):
    """Another end of the vote, and why."""

    field_order = ("closes_at", "reason")


class CloseForm(forms.Form):
    """What was said in the meeting, for the minutes."""

    discussion = forms.CharField(
        label=_("Diễn biến, ý kiến thảo luận"),
        required=False,
        help_text=_("Ghi vào phần Nội dung của biên bản, mỗi đoạn một dòng. Biên bản lập xong không sửa được."),
        widget=forms.Textarea(attrs={"rows": 8}),
    )


class ConflictForm(forms.Form):
    """A member who stays out of a question."""

    question = forms.ModelChoiceField(
        label=pgettext_lazy("ballot", "Nội dung"), queryset=Question.objects.none(), empty_label=_("Chọn")
    )
    member = forms.ModelChoiceField(label=_("Ủy viên"), queryset=Member.objects.none(), empty_label=_("Chọn"))
    reason = forms.CharField(
        label=_("Lý do"), max_length=200, help_text=_("Ví dụ: có quan hệ gia đình với người được đề nghị.")
    )

    def __init__(self, *args: Any, meeting: Meeting, members: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        question, member = self.fields["question"], self.fields["member"]
        assert isinstance(question, forms.ModelChoiceField)
        assert isinstance(member, forms.ModelChoiceField)
        question.queryset = meeting.questions.select_related("nomination")
        member.queryset = members


class AttendanceForm(forms.Form):
    """Presence of every member, with the reason where one is absent."""

    def __init__(self, *args: Any, members: Iterable[Member], rows: dict[int, Attendance], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.members = list(members)
        for member in self.members:
            row = rows.get(member.pk)
            self.fields[f"presence_{member.pk}"] = forms.ChoiceField(
                label=str(member),
                choices=Attendance.Presence.choices,
                initial=row.presence if row else Attendance.Presence.ABSENT,
                widget=forms.RadioSelect,
            )
            self.fields[f"reason_{member.pk}"] = forms.CharField(
                label=_("Lý do vắng"),
                max_length=200,
                required=False,
                initial=row.reason if row else "",
            )

    def lines(self) -> list[tuple[Member, forms.BoundField, forms.BoundField]]:
        """Member, presence, reason: a line of the table each."""
        return [(member, self[f"presence_{member.pk}"], self[f"reason_{member.pk}"]) for member in self.members]

    def presences(self) -> dict[int, str]:
        """Member → presence, of a valid form."""
        return {member.pk: self.cleaned_data[f"presence_{member.pk}"] for member in self.members}

    def reasons(self) -> dict[int, str]:
        """Member → reason, of a valid form."""
        return {member.pk: self.cleaned_data[f"reason_{member.pk}"] for member in self.members}


class PapersForm(forms.Form):
    """The figures of paper ballots; with ``members`` to choose, it is the first entry."""

    def __init__(
        self, *args: Any, questions: Sequence[Question], members: Any = None, papers: dict[int, int], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.questions = questions
        self.papers = papers
        if members is not None:
            self.fields["members"] = RowsField(
                label=_("Ủy viên đã nộp phiếu giấy"),
                queryset=members,
                widget=forms.CheckboxSelectMultiple,
                help_text=_("Chỉ những người chưa bỏ phiếu. Nên nhập gộp nhiều phiếu để giữ kín lựa chọn."),
            )
        for question in questions:
            for choice in Choice:
                self.fields[f"q{question.pk}_{choice.value}"] = forms.IntegerField(
                    label=choice.label,
                    min_value=0,
                    max_value=999,
                    widget=forms.NumberInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
                )

    def lines(self) -> list[dict[str, Any]]:
        """Question, expected sum and its three fields: a line of the table each."""
        return [
            {
                "question": question,
                "papers": self.papers.get(question.pk),
                "cells": [self[f"q{question.pk}_{choice.value}"] for choice in Choice],
            }
            for question in self.questions
        ]

    def counts(self) -> dict[int, dict[str, int]]:
        """Question → choice → number, of a valid form."""
        return {
            question.pk: {choice.value: self.cleaned_data[f"q{question.pk}_{choice.value}"] for choice in Choice}
            for question in self.questions
        }
