"""Values that the law sets and changes: each dated, with its article and the direction in which it is stricter."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from thidua.law.reading import Entry
from thidua.law.sources import Dated, read_dated

_READERS: dict[str, Callable[[Entry], Any]] = {
    "integer": lambda entry: entry.integer(),
    "share": lambda entry: entry.fraction(),
    "decimal": lambda entry: entry.decimal(),
    "text": lambda entry: entry.text(),
}


@dataclass(frozen=True)
class Parameter:
    """A dated value.

    Attributes:
        name: its name in packs.
        title: Vietnamese, for lists.
        type: integer, share, decimal or text.
        stricter: "higher", "lower", or None where a body may not set its own value.
        values: the versions.
    """

    name: str
    title: str
    type: str
    stricter: str | None
    values: Dated[Any]


def read_parameters(entry: Entry) -> dict[str, Parameter]:
    """All parameters of a pack, by name."""
    result = {}
    for name, item in entry.mapping().items():
        keys = item.mapping(("title", "type", "stricter", "values"), required=("title", "type", "values"))
        kind = keys["type"].one_of(_READERS)
        result[name] = Parameter(
            name=name,
            title=keys["title"].text(),
            type=kind,
            stricter=keys["stricter"].one_of(("higher", "lower")) if "stricter" in keys else None,
            values=read_dated(keys["values"], _READERS[kind]),
        )
    return result


def read_value(parameter: Parameter, entry: Entry) -> Dated[Any]:
    """Other versions of a parameter, of the same type (for overlays)."""
    return read_dated(entry, _READERS[parameter.type])
