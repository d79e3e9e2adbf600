"""The forms of achievement reports as data (`forms.yaml`): which form, for whom, issued by whom, in force from when.

What a form asks for changes with the decree that prescribes it; documents made under the older one must stay as they
were. So a document names its form, and the form is looked up by the day.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml

from thidua.paperwork.errors import PaperworkError

DATA = Path(__file__).with_name("forms.yaml")

Subject = Literal["individual", "collective", "any"]
Knowledge = Literal["confirmed", "secondary", "inferred"]


@dataclass(frozen=True)
class FormItem:
    """A field of the report and the heading that it has in a form; "" for none."""

    field: str
    heading: str = ""


@dataclass(frozen=True)
class FormPart:
    """A part of a form with its items."""

    title: str
    items: tuple[FormItem, ...]


@dataclass(frozen=True)
class Form:
    """A form.

    Attributes:
        code: its number: "05".
        name: what it is called.
        subject: for whom.
        kind: for which kind of nomination: merit, spontaneous, dedication, movement, external, hero, flag,
            national_title; for other documents the name of their kind.
        decree, issuer: which legal document prescribes it, and whose that is.
        start, end: first and last day in force; None for an open end.
        end_knowledge: how sure we are of the last day.
        number_knowledge: how sure we are of its number.
        note: what of it is not the decree's wording but ours.
        fact_labels: what its first part asks for.
        parts: its parts in order.
    """

    code: str
    name: str
    subject: Subject
    kind: str
    decree: str
    issuer: str
    start: datetime.date
    end: datetime.date | None
    end_knowledge: Knowledge
    number_knowledge: Knowledge
    note: str
    fact_labels: tuple[str, ...] = ()
    parts: tuple[FormPart, ...] = ()

    def usable(self, on: datetime.date) -> bool:
        """Tell whether a document of a day may be made on this form.

        After the last day it may be as long as that day is not confirmed: nothing better is known (see `warning`).
        """
        return self.start <= on and (self.end is None or on <= self.end or self.end_knowledge != "confirmed")

    def warning(self, on: datetime.date) -> str:
        """Return what whoever uses the form on a day must know; pages show it beside the form."""
        if self.end is not None and on > self.end:
            ended = f"Theo danh mục, Nghị định số {self.decree} hết hiệu lực sau ngày {self.end:%d/%m/%Y}; "
            return f"{ended}kiểm tra mẫu mới trước khi gửi. {self.note}"
        return self.note

    def shows(self, field: str) -> bool:
        """Tell whether a field of the report has a place in this form."""
        return any(item.field == field for part in self.parts for item in part.items)


@cache
def forms() -> tuple[Form, ...]:
    """Return all forms, read once per process."""
    data: Mapping[str, Any] = yaml.safe_load(DATA.read_text(encoding="utf-8"))
    return tuple(_form(entry, data) for entry in (*data["forms"], *data["other_forms"]))


def _form(entry: Mapping[str, Any], data: Mapping[str, Any]) -> Form:
    return Form(
        code=entry["code"],
        name=entry["name"],
        subject=entry.get("subject", "any"),
        kind=entry["kind"],
        decree=data["decree"],
        issuer=data["issuer"],
        start=data["from"],
        end=data["until"],
        end_knowledge=data["until_knowledge"],
        number_knowledge=entry["number"],
        note=data["note"],
        fact_labels=tuple(entry.get("fact_labels", ())),
        parts=tuple(
            FormPart(part["title"], tuple(FormItem(item["field"], item.get("heading", "")) for item in part["items"]))
            for part in entry.get("parts", ())
        ),
    )


def form(code: str, on: datetime.date | None = None) -> Form:
    """Return the form with a number, as it stands on a day; None takes the newest.

    Raises PaperworkError when there is none, or none in force on that day: what follows the decree is not known here,
    and a report on a dead form would come back.
    """
    found = [item for item in forms() if item.code == code]
    if not found:
        known = ", ".join(item.code for item in forms() if item.parts)
        raise PaperworkError(f"Không có mẫu số {code}.", "Mẫu báo cáo", f"Chọn một trong các mẫu: {known}.")
    if on is None:
        return found[-1]
    for item in found:
        if item.usable(on):
            return item
    raise PaperworkError(
        f"Mẫu số {code} của Nghị định số {found[-1].decree} không có hiệu lực ngày {on:%d/%m/%Y}.",
        "Mẫu báo cáo",
        "Kiểm tra ngày của báo cáo, hoặc bổ sung mẫu của văn bản mới vào phần mềm.",
    )


def form_for(subject: Literal["individual", "collective"], kind: str, on: datetime.date | None = None) -> Form:
    """Return the form of report for a nomination: for whom, of which kind, on which day.

    Raises PaperworkError when no form is meant for it.
    """
    for item in forms():
        if item.kind == kind and item.parts and item.subject in (subject, "any") and (on is None or item.usable(on)):
            return item
    raise PaperworkError(
        "Không có mẫu báo cáo thành tích cho trường hợp này.", "Mẫu báo cáo", "Chọn mẫu báo cáo bằng tay."
    )
