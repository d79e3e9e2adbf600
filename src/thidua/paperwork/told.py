"""What the fields of a context are called, so that a form can be made of any document and a message can name a field.

`told` is written beside each field of a dataclass; `fields_of` reads it back together with the field's type.
"""

import dataclasses
import datetime
import types
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

FieldKind = Literal["text", "integer", "number", "boolean", "date", "time", "choice", "lines", "rows", "part"]
"""How a field is filled in: "lines" is one text a line, "rows" a table of small dataclasses, "part" one of them."""

_PLAIN: dict[Any, FieldKind] = {
    str: "text",
    int: "integer",
    float: "number",
    Decimal: "number",
    bool: "boolean",
    datetime.date: "date",
    datetime.time: "time",
}


@dataclasses.dataclass(frozen=True)
class FormField:
    """A field of a context as a form needs it.

    Attributes:
        name: name of the attribute.
        label, help: words for the person who fills it in; help may be "".
        kind: see FieldKind.
        row: the dataclass of "rows" and "part"; None for the others.
        choices: words by value, for "choice".
        required: whether the dataclass cannot be made without it.
        optional: whether None is allowed.
        default: the value when it is left out; None when required.
        long: whether the text runs over several lines.
    """

    name: str
    label: str
    help: str
    kind: FieldKind
    row: type | None
    choices: Mapping[str, str]
    required: bool
    optional: bool
    default: Any
    long: bool


def told(
    label: str, help_text: str = "", *, long: bool = False, choices: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """Return the metadata of a field: its Vietnamese label, what it is for, whether it is long, words of choices."""
    return {"label": label, "help": help_text, "long": long, "choices": dict(choices or {})}


def label_of(item: "dataclasses.Field[Any]") -> str:
    """Return the label of a field for messages; its English name when it has none."""
    return str(item.metadata.get("label", item.name))


@cache
def fields_of(kind: type) -> tuple[FormField, ...]:
    """Return the fields of a dataclass `kind` in their order, as a form needs them.

    Raises TypeError for a type that no form knows; a test holds all documents to this.
    """
    hints = get_type_hints(kind)
    return tuple(_field(item, hints[item.name]) for item in dataclasses.fields(kind))


def _field(item: "dataclasses.Field[Any]", hint: Any) -> FormField:
    optional = False
    if get_origin(hint) in (Union, types.UnionType):
        options = [option for option in get_args(hint) if option is not type(None)]
        optional = len(options) < len(get_args(hint))
        hint = options[0]
    kind, row = _kind(hint)
    choices: Mapping[str, str] = {}
    if kind == "choice":
        words = item.metadata.get("choices", {})
        choices = {str(value): words.get(value, str(value)) for value in get_args(hint)}
    default = item.default
    if default is dataclasses.MISSING:
        default = None if item.default_factory is dataclasses.MISSING else item.default_factory()
    return FormField(
        name=item.name,
        label=label_of(item),
        help=str(item.metadata.get("help", "")),
        kind=kind,
        row=row,
        choices=choices,
        required=item.default is dataclasses.MISSING and item.default_factory is dataclasses.MISSING,
        optional=optional,
        default=default,
        long=bool(item.metadata.get("long", False)),
    )


def _kind(hint: Any) -> tuple[FieldKind, type | None]:
    if hint in _PLAIN:
        return _PLAIN[hint], None
    if get_origin(hint) is Literal:
        return "choice", None
    if get_origin(hint) is tuple:
        inner = get_args(hint)[0]
        if inner is str:
            return "lines", None
        if dataclasses.is_dataclass(inner) and isinstance(inner, type):
            return "rows", inner
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return "part", hint
    raise TypeError(f"{hint!r} cannot be filled in a form")
