"""What a unit registers for: commitments, and who aims at which title."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.movements.actions import Line
from thidua.movements.forms.fields import Text
from thidua.movements.models import RegistrationLine
from thidua.movements.titles import Title
from thidua.organisation.models import Person, Unit


@dataclass(frozen=True)
class Cell:
    """One check box of the table: a subject and a title."""

    value: str
    title: Title
    checked: bool


@dataclass(frozen=True)
class SubjectRow:
    """One line of the table: a person or a collective with its check boxes."""

    name: str
    note: str
    cells: list[Cell]


def key_of(award: str, person: Person | int | None, unit: Unit | int | None) -> str:
    """The value of the check box of a subject and a title: ``p12:LDTT`` or ``u5:TTLDTT``."""
    subject = person if person is not None else unit
    number = subject if isinstance(subject, int) else subject.pk  # type: ignore[union-attr]
    return f"{'p' if person is not None else 'u'}{number}:{award}"


class RegistrationForm(forms.Form):
    """Commitments in words; titles as a table of subjects and titles.

    Args:
        people: those of the unit who may be listed, with their posts.
        units: the unit itself and its parts, as collectives.
        known: titles and award forms by code.
        lines: what is registered now.
    """

    commitments = Text(
        label=_("Nội dung cam kết"),
        rows=7,
        required=False,
        help_text=_("Chỉ tiêu, nhiệm vụ, việc làm cụ thể mà đơn vị cam kết thực hiện trong phong trào."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        *,
        people: Iterable[tuple[Person, str]],
        units: Iterable[Unit],
        known: Mapping[str, Title],
        lines: Iterable[RegistrationLine],
        initial: dict[str, Any],
    ) -> None:
        super().__init__(data, initial=initial)
        self.people = {person.pk: (person, note) for person, note in people}
        self.units = {unit.pk: unit for unit in units}
        self.personal = [title for title in known.values() if title.for_people]
        self.collective = [title for title in known.values() if title.for_collectives]
        choices = [(key_of(title.code, pk, None), title.code) for pk in self.people for title in self.personal]
        choices += [(key_of(title.code, None, pk), title.code) for pk in self.units for title in self.collective]
        self.fields["lines"] = forms.MultipleChoiceField(
            label=_("Danh hiệu, hình thức đăng ký"),
            choices=choices,
            required=False,
            error_messages={
                "invalid_choice": _("Có dòng không còn hợp lệ: người đã chuyển đơn vị hoặc danh hiệu đã đổi.")
            },
        )
        self.initial["lines"] = [key_of(line.award, line.person_id, line.unit_id) for line in lines]

    def mark_needed(self) -> None:
        """Show the commitments as needed: they may stay blank while the unit is writing, not when it sends."""
        self.use_required_attribute = False
        self.fields["commitments"].required = True

    def checked(self) -> set[str]:
        """The values that are ticked now."""
        return set(self["lines"].value() or [])

    def person_rows(self) -> list[SubjectRow]:
        """The table of people."""
        checked = self.checked()
        return [
            SubjectRow(
                person.full_name,
                note,
                [
                    Cell(key, title, key in checked)
                    for title in self.personal
                    for key in [key_of(title.code, person, None)]
                ],
            )
            for person, note in self.people.values()
        ]

    def unit_rows(self) -> list[SubjectRow]:
        """The table of collectives."""
        checked = self.checked()
        return [
            SubjectRow(
                unit.name,
                "",
                [
                    Cell(key, title, key in checked)
                    for title in self.collective
                    for key in [key_of(title.code, None, unit)]
                ],
            )
            for unit in self.units.values()
        ]

    def chosen_lines(self) -> list[Line]:
        """What was ticked, as lines of the registration."""
        lines = []
        for value in self.cleaned_data["lines"]:
            subject, _colon, award = value.partition(":")
            number = int(subject[1:])
            if subject.startswith("p"):
                lines.append(Line(award, person=self.people[number][0]))
            else:
                lines.append(Line(award, unit=self.units[number]))
        return lines
