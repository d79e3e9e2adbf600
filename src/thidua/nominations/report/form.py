"""The form in which an achievement report is written: the headings of its statutory form, each with its own text.

The first part is single lines, the second prose and tables, the third tables. Rows of tables are ticked, not typed:
they come from the record, or from the form made of all fields of the paper, where they can be changed cell by cell.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from thidua.journal.models import canonical
from thidua.nominations.report.known import Piece
from thidua.organisation.letterhead import lines_of
from thidua.paperwork import AchievementReport, Fact
from thidua.paperwork.documents.achievement import TABLES
from thidua.paperwork.documents.base import BLANK
from thidua.paperwork.documents.outline import roman
from thidua.paperwork.forms import Form
from thidua.text import format_date

LONGEST_TEXT = 20_000
LONGEST_LINE = 1000

# What tells two rows of a table apart; the other cells may have been completed by hand.
_SAME = {
    "ratings": ("year", "rating"),
    "titles": ("year", "name"),
    "awards": ("year", "name", "day"),
    "posts": ("start", "post"),
    "initiatives": ("year", "name"),
    "indicators": ("name",),
}


@dataclass(frozen=True)
class Heading:
    """A heading of the statutory form on the page.

    Attributes:
        name: field of the report, also the anchor.
        title: what the form calls it, with its number.
        bound: the form's field; None for the lines of the first part.
        lines: fields of the first part.
        pieces: what the record knows for it: (piece, whether the text holds it already).
        is_table: whether rows are ticked.
        newer: what somebody else has saved meanwhile, where it differs from what stands here.
        is_empty: whether nothing stands under it.
    """

    name: str
    title: str
    bound: Any = None
    lines: tuple[Any, ...] = ()
    pieces: tuple[tuple[Piece, bool], ...] = ()
    is_table: bool = False
    newer: str = ""
    is_empty: bool = False

    @property
    def waiting(self) -> int:
        """How many pieces are not in the text yet."""
        return sum(not there for _piece, there in self.pieces)


@dataclass(frozen=True)
class Part:
    """A part of the statutory form with its headings."""

    title: str
    headings: list[Heading] = field(default_factory=list)


class ReportForm(forms.Form):
    """The draft of a report, field by field of its statutory form."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self,
        report: AchievementReport,
        form: Form,
        *,
        version: int,
        rows: Mapping[str, Sequence[Any]],
        data: QueryDict | None = None,
    ) -> None:
        """Make the fields.

        Args:
            report: the draft as it is kept.
            form: its statutory form.
            version: that of the draft.
            rows: what the record holds for each table.
            data: what was sent, None for a page that is opened.
        """
        super().__init__(data.copy() if data is not None else None, initial={"version": version})
        self.report, self.form = report, form
        self.rows: dict[str, dict[str, Any]] = {}
        for part in form.parts:
            for item in part.items:
                if item.field == "facts":
                    self._add_lines()
                elif item.field in TABLES:
                    self._add_table(item.field, item.heading, rows.get(item.field, ()))
                else:
                    self._add_text(item.field, item.heading)

    @property
    def _sent(self) -> QueryDict:
        assert isinstance(self.data, QueryDict)
        return self.data

    def _add_lines(self) -> None:
        for number, fact in enumerate(self.report.facts):
            initial = "" if fact.text.strip() == BLANK else fact.text
            self.fields[f"fact-{number}"] = forms.CharField(
                label=fact.label, required=False, max_length=LONGEST_LINE, initial=initial
            )

    def _add_text(self, name: str, label: str) -> None:
        text = "\n".join(getattr(self.report, name))
        widget = forms.Textarea(attrs={"rows": min(max(text.count("\n") + 3, 5), 16)})
        self.fields[name] = forms.CharField(
            label=label, required=False, max_length=LONGEST_TEXT, initial=text, widget=widget
        )

    def _add_table(self, name: str, label: str, known: Sequence[Any]) -> None:
        rows = merged(name, getattr(self.report, name), known)
        self.rows[name] = {_key(row): row for row in rows}
        self.fields[name] = forms.MultipleChoiceField(
            label=label,
            required=False,
            choices=[(key, words_of(row)) for key, row in self.rows[name].items()],
            initial=[_key(row) for row in getattr(self.report, name)],
            widget=forms.CheckboxSelectMultiple,
        )

    def insert(self, pieces: Iterable[tuple[str, Piece]]) -> None:
        """Put pieces (field, piece) below what was typed; the form has to be bound."""
        data = self._sent
        for name, piece in pieces:
            lines = str(data.get(name, "")).rstrip()
            if piece.text not in lines:
                data[name] = f"{lines}\n{piece.text}" if lines else piece.text

    def meant_for(self, version: int) -> None:
        """Let what stands in the form, saved once more, replace that version of the draft."""
        self._sent["version"] = str(version)

    def changes(self) -> dict[str, Any]:
        """The fields of the report as they were written; the form has to be valid."""
        changed: dict[str, Any] = {}
        for part in self.form.parts:
            for item in part.items:
                if item.field == "facts":
                    changed["facts"] = self._facts()
                elif item.field in self.rows:
                    ticked = set(self.cleaned_data[item.field])
                    changed[item.field] = tuple(row for key, row in self.rows[item.field].items() if key in ticked)
                else:
                    changed[item.field] = lines_of(self.cleaned_data[item.field])
        return changed

    def _facts(self) -> tuple[Fact, ...]:
        given = (self.cleaned_data[f"fact-{number}"].strip() for number in range(len(self.report.facts)))
        return tuple(replace(fact, text=text or BLANK) for fact, text in zip(self.report.facts, given, strict=True))

    def parts(self, pieces: Mapping[str, Sequence[Piece]], newer: AchievementReport | None = None) -> list[Part]:
        """The headings in the order of the form.

        Args:
            pieces: what the record knows, by field.
            newer: the draft that somebody else has saved after this one was opened.
        """
        found = []
        for number, part in enumerate(self.form.parts, start=1):
            shown = Part(f"{roman(number)}. {part.title}")
            headed = [item for item in part.items if item.heading]
            for item in part.items:
                before = f"{headed.index(item) + 1}. " if item.heading and len(headed) > 1 else ""
                shown.headings.append(self._heading(item.field, before + item.heading, pieces, newer))
            found.append(shown)
        return found

    def _heading(
        self, name: str, title: str, pieces: Mapping[str, Sequence[Piece]], newer: AchievementReport | None
    ) -> Heading:
        if name == "facts":
            lines = tuple(self[f"fact-{number}"] for number in range(len(self.report.facts)))
            return Heading(name, "", lines=lines, is_empty=not all(line.value() for line in lines))
        bound = self[name]
        if name in self.rows:
            return Heading(name, title, bound, is_table=True, is_empty=not bound.value())
        text = bound.value() or ""
        told = tuple((piece, piece.text in text) for piece in pieces.get(name, ()))
        other = "\n".join(getattr(newer, name)) if newer is not None else text
        changed = other if lines_of(other) != lines_of(text) else ""
        return Heading(name, title, bound, pieces=told, newer=changed, is_empty=not text.strip())


def gaps(parts: Iterable[Part]) -> list[tuple[str, str]]:
    """What is still blank: (anchor, words) for the head of the page."""
    found = []
    for part in parts:
        for heading in part.headings:
            blank = [line for line in heading.lines if not line.value()]
            found += [(line.id_for_label, str(line.label)) for line in blank]
            if heading.is_empty and not heading.lines:
                found.append((f"muc-{heading.name}", heading.title or part.title))
    return found


def merged(name: str, kept: Sequence[Any], known: Sequence[Any]) -> list[Any]:
    """The rows of the report and those of the record that it has not got, in the order of years where they have any."""
    same = _SAME[name]
    there = {tuple(getattr(row, cell) for cell in same) for row in kept}
    rows = [*kept, *(row for row in known if tuple(getattr(row, cell) for cell in same) not in there)]
    if name == "posts":
        return sorted(rows, key=lambda row: row.start.split("/")[::-1])
    return sorted(rows, key=lambda row: getattr(row, "year", None) or 0)


def words_of(row: Any) -> str:
    """A row in one line, as it is offered."""
    values = asdict(row)
    day = values.pop("day", None)
    words = [str(value) for value in values.values() if value not in (None, "")]
    return " · ".join([*words, *([_("ngày %(day)s") % {"day": format_date(day)}] if day else [])])


def _key(row: Any) -> str:
    return hashlib.sha256(canonical(asdict(row)).encode()).hexdigest()[:16]
