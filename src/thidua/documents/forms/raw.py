"""A context as the plain texts of a form, nested as the context is, and back.

Between the browser and the dataclass stands this tree: texts by field name, lists of trees for rows. Rows are added,
removed and paged here, so that the form itself needs no JavaScript.
"""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from thidua.paperwork.documents.base import Document
from thidua.paperwork.told import FormField, fields_of

Raw = dict[str, Any]

# Filled by the program, or in the office's own profile.
NOT_EDITED = frozenset({"office", "number", "day"})
MOST_ROWS = 1_000
# What all papers have, in the order in which it stands on paper, from the end of the text on.
_LATE = ("legal_bases", "recipients", "archive", "signer", "symbol", "replaces", "marks")


def edited_fields(kind: type, *, top: bool) -> tuple[FormField, ...]:
    """The fields of a dataclass that people fill in: of a paper its own content first, then what all papers have."""
    if not top:
        return fields_of(kind)
    known = {item.name: item for item in fields_of(kind) if item.name not in NOT_EDITED}
    common = [item.name for item in fields_of(Document) if item.name in known and item.name != "subject"]
    own = [name for name in known if name not in common and name != "subject"]
    order = ["subject", *own, *sorted(common, key=lambda name: _LATE.index(name) if name in _LATE else -1)]
    return tuple(known[name] for name in order if name in known)


def raw_of(value: Any, *, top: bool = True) -> Raw:
    """The tree of a context, or of one of its rows."""
    return {item.name: _raw(item, getattr(value, item.name)) for item in edited_fields(type(value), top=top)}


def _raw(item: FormField, value: Any) -> Any:
    if item.kind == "rows":
        return [raw_of(row, top=False) for row in value or ()]
    if item.kind == "part":
        assert item.row is not None
        return empty(item.row) if value is None else raw_of(value, top=False)
    if item.kind == "lines":
        return "\n".join(value or ())
    if value is None:
        return ""
    if isinstance(value, bool):
        return "on" if value else ""
    if isinstance(value, datetime.date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, datetime.time):
        return f"{value:%H:%M}"
    if isinstance(value, Decimal | float):
        return f"{Decimal(str(value)).normalize():f}".replace(".", ",")
    return str(value)


def empty(kind: type) -> Raw:
    """The tree of a row that nobody has filled in yet."""
    raw: Raw = {}
    for item in edited_fields(kind, top=False):
        if item.kind == "rows":
            raw[item.name] = []
        elif item.kind == "part":
            assert item.row is not None
            raw[item.name] = empty(item.row)
        else:
            raw[item.name] = "" if item.required or item.default is None else _raw(item, item.default)
    return raw


def read(kind: type, data: Mapping[str, Any], prefix: str = "", *, top: bool = True) -> Raw:
    """The tree that a browser sent: fields named by their path, ``missing-0-unit``."""
    raw: Raw = {}
    for item in edited_fields(kind, top=top):
        name = f"{prefix}{item.name}"
        if item.kind == "rows":
            assert item.row is not None
            count = _count(data.get(f"{name}-rows", ""))
            raw[item.name] = [read(item.row, data, f"{name}-{index}-", top=False) for index in range(count)]
        elif item.kind == "part":
            assert item.row is not None
            raw[item.name] = read(item.row, data, f"{name}-", top=False)
        else:
            raw[item.name] = data.get(name, "").replace("\r\n", "\n")
    return raw


def _count(text: str) -> int:
    return min(int(text), MOST_ROWS) if text.isdecimal() and len(text) < 6 else 0


def flat(kind: type, raw: Raw, prefix: str = "", *, top: bool = True) -> Iterator[tuple[str, str]]:
    """The tree as ``(field name, text)`` for a Django form."""
    for item in edited_fields(kind, top=top):
        name, value = f"{prefix}{item.name}", raw[item.name]
        if item.kind == "rows":
            assert item.row is not None
            for index, row in enumerate(value):
                yield from flat(item.row, row, f"{name}-{index}-", top=False)
        elif item.kind == "part":
            assert item.row is not None
            yield from flat(item.row, value, f"{name}-", top=False)
        else:
            yield name, value


def is_blank(kind: type, raw: Raw) -> bool:
    """Whether nobody has filled in anything; choices and ticks, which always hold something, do not count."""
    for item in edited_fields(kind, top=False):
        value = raw[item.name]
        if item.kind in ("choice", "boolean"):
            continue
        if item.kind == "rows":
            assert item.row is not None
            if any(not is_blank(item.row, row) for row in value):
                return False
        elif item.kind == "part":
            assert item.row is not None
            if not is_blank(item.row, value):
                return False
        elif str(value).strip() and value != _usual(item):
            return False
    return True


def _usual(item: FormField) -> str:
    return "" if item.required or item.default is None else str(_raw(item, item.default))


def rows_at(raw: Raw, path: str) -> list[Raw] | None:
    """The list of rows at ``path`` ("votes-0-nominees"), or None when there is none."""
    found: Any = raw
    for step in path.split("-"):
        if isinstance(found, list):
            found = found[int(step)] if step.isdecimal() and int(step) < len(found) else None
        elif isinstance(found, dict):
            found = found.get(step)
        if found is None:
            return None
    return found if isinstance(found, list) else None


def row_kind(kind: type, path: str) -> type | None:
    """The dataclass of the rows at ``path``, or None."""
    found: type | None = kind
    for step in path.split("-"):
        if step.isdecimal():
            continue
        item = next((item for item in fields_of(found) if item.name == step), None) if found else None
        found = item.row if item else None
    return found if dataclasses.is_dataclass(found) else None
