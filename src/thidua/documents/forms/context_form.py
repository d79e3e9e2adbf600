"""The form of any paper, made from the fields of its context.

A text becomes a field, a list of texts one entry a line, a list of small dataclasses rows to add and remove.
Whoever adds a kind of paper to `paperwork` has its form here without a line of code.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from dataclasses import fields as dataclass_fields
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy

from thidua.base.forms import DayField
from thidua.documents.forms import raw as tree
from thidua.paperwork import PaperworkError
from thidua.paperwork.cleaning import clean
from thidua.paperwork.documents.base import Document
from thidua.paperwork.told import FormField

# Rows of one list on a page; longer lists are edited page by page.
WINDOW = 100
# A row with so many short fields at most is written as one line of a table.
TABLE_COLUMNS = 7
# What few papers need.
_FOLDED = frozenset({"marks"})


class _Number(forms.DecimalField):
    """A number with the Vietnamese comma."""

    def to_python(self, value: Any) -> Any:
        """The number; 1.234,5 and 1234.5 are both understood."""
        text = str(value or "").strip()
        if "," in text:
            text = text.replace(".", "").replace(",", ".")
        return super().to_python(text)


class _Text(forms.CharField):
    """A text of a draft: the page says whether it is needed, but an unfinished draft is kept."""

    def validate(self, value: Any) -> None:
        """Take anything, nothing too."""


class _Whole(forms.IntegerField):
    """A whole number, with dots between thousands if somebody writes them."""

    def to_python(self, value: Any) -> Any:
        """The number."""
        return super().to_python(str(value or "").strip().replace(".", "").replace(" ", ""))


@dataclass
class Node:
    """What the template draws: one field, a part, or rows.

    Attributes:
        kind: "field", "part" or "rows". name: path of the field.
        bound: the field. children: of a part. rows: each the nodes of one row.
        table: whether rows fit into a table. start, total: the window of a long list.
    """

    kind: str
    name: str
    label: str
    help: str = ""
    bound: BoundField | None = None
    children: list[Node] = field(default_factory=list)
    rows: list[Node] = field(default_factory=list)
    table: bool = False
    start: int = 0
    total: int = 0
    folded: bool = False

    @property
    def pages(self) -> list[tuple[int, int, int, bool]]:
        """``(page, first row, last row, is this one)`` of a long list; empty for a short one."""
        if self.total <= WINDOW:
            return []
        return [
            (page, first + 1, min(first + WINDOW, self.total), first == self.start)
            for page, first in enumerate(range(0, self.total, WINDOW), start=1)
        ]


class ContextForm(forms.Form):
    """The form of a paper.

    Args:
        context: the paper as it is kept.
        data: what the browser sent; None shows the paper as it is.
        pages: which page of each long list is shown: ``{"rows": 2}``.

    After `is_valid` the paper as it was written is in ``result``; `problem` says what still keeps it from a number.
    """

    use_required_attribute = False
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self,
        context: Document,
        *,
        version: int,
        data: Mapping[str, Any] | None = None,
        pages: Mapping[str, int] | None = None,
    ) -> None:
        self.context = context
        self.kind = type(context)
        self.whole = tree.raw_of(context)
        self.starts = self._starts(data, pages or {})
        self.raw = self._shown(data)
        self.only_rows = self._change_rows(data)
        texts = dict(tree.flat(self.kind, self.raw)) | {"version": str(data.get("version", "") if data else version)}
        super().__init__(None if data is None or self.only_rows else texts, initial=texts)
        for name, item in self._leaves(self.kind, self.raw, "", top=True):
            self.fields[name] = _django_field(item)
        self.result: Document = context

    def _starts(self, data: Mapping[str, Any] | None, pages: Mapping[str, int]) -> dict[str, int]:
        """Where the window of each long list begins."""
        starts = {}
        for item in tree.edited_fields(self.kind, top=True):
            if item.kind != "rows":
                continue
            length = len(self.whole[item.name])
            asked = str(data.get(f"{item.name}-start", "0")) if data is not None else ""
            start = int(asked) if asked.isdecimal() and len(asked) < 6 else (pages.get(item.name, 1) - 1) * WINDOW
            starts[item.name] = start if 0 <= start < max(length, 1) and start % WINDOW == 0 else 0
        return starts

    def _shown(self, data: Mapping[str, Any] | None) -> tree.Raw:
        """The tree on the page: all of it, of long lists the window."""
        if data is not None:
            return tree.read(self.kind, data)
        shown = dict(self.whole)
        for name, start in self.starts.items():
            shown[name] = shown[name][start : start + WINDOW]
        return shown

    def _change_rows(self, data: Mapping[str, Any] | None) -> bool:
        """Add or remove a row if that was pressed; the page is then drawn anew and nothing is saved."""
        if data is None:
            return False
        added, removed = data.get("add", ""), data.get("remove", "")
        if added:
            rows, kind = tree.rows_at(self.raw, added), tree.row_kind(self.kind, added)
            if rows is not None and kind is not None and len(rows) < tree.MOST_ROWS:
                rows.append(tree.empty(kind))
            return True
        if removed:
            path, _dash, index = removed.rpartition("-")
            rows = tree.rows_at(self.raw, path)
            if rows is not None and index.isdecimal() and int(index) < len(rows):
                del rows[int(index)]
            return True
        return False

    def _leaves(self, kind: type, raw: tree.Raw, prefix: str, *, top: bool) -> Iterator[tuple[str, FormField]]:
        for item in tree.edited_fields(kind, top=top):
            name = f"{prefix}{item.name}"
            if item.kind == "rows":
                assert item.row is not None
                for index, row in enumerate(raw[item.name]):
                    yield from self._leaves(item.row, row, f"{name}-{index}-", top=False)
            elif item.kind == "part":
                assert item.row is not None
                yield from self._leaves(item.row, raw[item.name], f"{name}-", top=False)
            else:
                yield name, item

    # ── what the template draws ──────────────────────────────────────────────

    def nodes(self) -> list[Node]:
        """The form as a tree for the template, in the order of the context's fields."""
        return [self._node(item, self.raw, "", "") for item in tree.edited_fields(self.kind, top=True)]

    def _node(self, item: FormField, raw: tree.Raw, prefix: str, place: str) -> Node:
        name = f"{prefix}{item.name}"
        if item.kind == "part":
            assert item.row is not None
            inner = raw[item.name]
            children = [self._node(one, inner, f"{name}-", "") for one in tree.edited_fields(item.row, top=False)]
            return Node("part", name, item.label, item.help, children=children, folded=name in _FOLDED)
        if item.kind == "rows":
            assert item.row is not None
            own = tree.edited_fields(item.row, top=False)
            rows = [
                Node(
                    "row", f"{name}-{index}", "", children=[self._node(one, row, f"{name}-{index}-", "") for one in own]
                )
                for index, row in enumerate(raw[item.name])
            ]
            flat = len(own) <= TABLE_COLUMNS and all(one.kind not in ("rows", "part") for one in own)
            heads = [Node("head", one.name, one.label, one.help) for one in own]
            start = self.starts.get(name, 0)
            total = len(self.whole[name]) if name in self.whole else len(rows)
            return Node(
                "rows", name, item.label, item.help, children=heads, rows=rows, table=flat, start=start, total=total
            )
        return Node("field", name, item.label, item.help, bound=self[name])

    # ── from the texts to the paper ──────────────────────────────────────────

    def clean(self) -> dict[str, Any]:
        """Make the paper of what was typed; what cannot be printed is said at its field."""
        values = super().clean() or {}
        if self.errors:
            return values
        try:
            self.result = clean(self._made())
        except PaperworkError as error:
            self.add_error(self.place_of(error), f"{error.message} {error.mend}")
        return values

    def _made(self) -> Document:
        values = {item.name: self._value(item, self.raw, "") for item in tree.edited_fields(self.kind, top=True)}
        for name, start in self.starts.items():
            old = list(getattr(self.context, name))
            values[name] = (*old[:start], *values[name], *old[start + WINDOW :])
        kept = {item.name: getattr(self.context, item.name) for item in dataclass_fields(self.context)}
        return self.kind(**(kept | values))

    def _value(self, item: FormField, raw: tree.Raw, prefix: str) -> Any:
        name = f"{prefix}{item.name}"
        if item.kind == "rows":
            assert item.row is not None
            kind = item.row
            return tuple(
                self._built(kind, row, f"{name}-{index}-")
                for index, row in enumerate(raw[item.name])
                if not tree.is_blank(kind, row)
            )
        if item.kind == "part":
            assert item.row is not None
            if item.optional and tree.is_blank(item.row, raw[item.name]):
                return None
            return self._built(item.row, raw[item.name], f"{name}-")
        value = self.cleaned_data.get(name)
        if item.kind == "lines":
            return tuple(line.strip() for line in (value or "").splitlines() if line.strip())
        return value

    def _built(self, kind: type, raw: tree.Raw, prefix: str) -> Any:
        return kind(**{one.name: self._value(one, raw, prefix) for one in tree.edited_fields(kind, top=False)})

    def _clean_fields(self) -> None:
        """Rows that nobody has filled in ask for nothing."""
        for name in list(self._blank_leaves(self.kind, self.raw, "", top=True)):
            self.fields[name].required = False
        super()._clean_fields()  # type: ignore[misc]

    def _blank_leaves(self, kind: type, raw: tree.Raw, prefix: str, *, top: bool) -> Iterator[str]:
        for item in tree.edited_fields(kind, top=top):
            if item.kind not in ("rows", "part"):
                continue
            assert item.row is not None
            name = f"{prefix}{item.name}"
            inner = raw[item.name] if item.kind == "rows" else [raw[item.name]]
            for index, row in enumerate(inner):
                at = f"{name}-{index}-" if item.kind == "rows" else f"{name}-"
                if tree.is_blank(item.row, row):
                    yield from (leaf for leaf, _item in self._leaves(item.row, row, at, top=False))
                else:
                    yield from self._blank_leaves(item.row, row, at, top=False)

    def place_of(self, error: PaperworkError) -> str | None:
        """The field that an error of paperwork is about, by the labels in its place; None for the paper as a whole."""
        place = error.place.casefold()
        best: tuple[int, str] | None = None
        for name, words in self._places(self.kind, self.raw, "", "", top=True):
            here = words.casefold()
            if (place == here or place.startswith(f"{here}, ")) and (best is None or len(here) > best[0]):
                best = (len(here), name)
        return best[1] if best else None

    def _places(self, kind: type, raw: tree.Raw, prefix: str, place: str, *, top: bool) -> Iterator[tuple[str, str]]:
        row_number = 0
        for item in tree.edited_fields(kind, top=top):
            name = f"{prefix}{item.name}"
            here = f"{place}, {item.label}" if place else item.label
            if item.kind == "rows":
                assert item.row is not None
                row_number = self.starts.get(name, 0)
                for index, row in enumerate(raw[item.name]):
                    if tree.is_blank(item.row, row):
                        continue
                    row_number += 1
                    at = f"{here}, dòng {row_number}"
                    yield from self._places(item.row, row, f"{name}-{index}-", at, top=False)
            elif item.kind == "part":
                assert item.row is not None
                yield from self._places(item.row, raw[item.name], f"{name}-", here, top=False)
            else:
                yield name, here


def _django_field(item: FormField) -> forms.Field:
    """The Django field for one plain field of a context; texts may stay empty, since a draft is kept unfinished."""
    words: dict[str, Any] = {"label": item.label, "help_text": item.help}
    needed = item.required and not item.optional
    if item.kind == "boolean":
        return forms.BooleanField(required=False, **words)
    if item.kind == "choice":
        return forms.ChoiceField(choices=list(item.choices.items()), required=False, **words)
    if item.kind == "date":
        return DayField(required=needed, **words)
    if item.kind == "time":
        return forms.TimeField(
            required=needed,
            input_formats=["%H:%M", "%Hh%M", "%Hg%M"],
            widget=forms.TimeInput(format="%H:%M", attrs={"class": "input-short", "placeholder": "08:00"}),
            error_messages={"invalid": gettext_lazy("Giờ không hợp lệ. Hãy nhập theo dạng giờ:phút, ví dụ 08:00.")},
            **words,
        )
    if item.kind == "integer":
        return _Whole(required=needed, widget=_short(), **words)
    if item.kind == "number":
        return _Number(required=needed, widget=_short(), **words)
    if item.kind == "lines":
        return _Text(required=needed, widget=forms.Textarea(attrs={"rows": 4 if item.long else 2}), **words)
    if item.long:
        return _Text(required=needed, widget=forms.Textarea(attrs={"rows": 3}), **words)
    return _Text(required=needed, **words)


def _short() -> forms.TextInput:
    return forms.TextInput(attrs={"class": "input-short", "inputmode": "decimal", "autocomplete": "off"})
