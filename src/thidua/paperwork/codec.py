"""Contexts as JSON and back, so that a document can be edited in a form, stored with its hash and made again."""

import dataclasses
import datetime
import types
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from thidua.paperwork.errors import PaperworkError

_Type = TypeVar("_Type")


def encode(value: Any) -> Any:
    """Return `value` (a dataclass, tuple, date, time, Decimal or plain value) as what `json.dumps` takes."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {item.name: encode(getattr(value, item.name)) for item in dataclasses.fields(value)}
    if isinstance(value, tuple | list):
        return [encode(entry) for entry in value]
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    return value


def decode(kind: type[_Type], data: Any, place: str = "") -> _Type:
    """Return the dataclass `kind` made from `data` as `encode` wrote it.

    Unknown keys, missing ones and values of a wrong type raise PaperworkError that names the place in the data.
    """
    if not isinstance(data, Mapping):
        raise _bad(place, f"cần một đối tượng, không phải {type(data).__name__}")
    hints = get_type_hints(kind)
    known = {item.name: item for item in dataclasses.fields(kind)}  # type: ignore[arg-type]
    for key in data:
        if key not in known:
            raise _bad(f"{place}/{key}", "không có trường này")
    values = {}
    for name, item in known.items():
        if name in data:
            values[name] = _value(hints[name], data[name], f"{place}/{name}")
        elif item.default is dataclasses.MISSING and item.default_factory is dataclasses.MISSING:
            raise _bad(f"{place}/{name}", "thiếu trường này")
    return kind(**values)


def _value(hint: Any, data: Any, place: str) -> Any:
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        if data is None and type(None) in get_args(hint):
            return None
        return _value(next(option for option in get_args(hint) if option is not type(None)), data, place)
    if origin is tuple:
        if not isinstance(data, list | tuple):
            raise _bad(place, "cần một danh sách")
        return tuple(_value(get_args(hint)[0], entry, f"{place}/{index}") for index, entry in enumerate(data))
    if origin is Literal:
        if data not in get_args(hint):
            raise _bad(place, "cần một trong các giá trị: " + ", ".join(map(str, get_args(hint))))
        return data
    if dataclasses.is_dataclass(hint):
        return decode(hint, data, place)  # type: ignore[arg-type]
    return _plain(hint, data, place)


def _plain(hint: Any, data: Any, place: str) -> Any:
    try:
        if hint in (datetime.date, datetime.time):
            return hint.fromisoformat(data)
        if hint is Decimal:
            return Decimal(data)
    except (TypeError, ValueError, ArithmeticError):
        raise _bad(place, f"giá trị {data!r} không đúng dạng") from None
    accepted = (int, float) if hint is float else hint
    if not isinstance(data, accepted) or (isinstance(data, bool) and hint is not bool):
        raise _bad(place, f"giá trị {data!r} không đúng kiểu {hint.__name__}")
    return data


def _bad(place: str, what: str) -> PaperworkError:
    return PaperworkError(
        f"Dữ liệu văn bản sai: {what}.", place or "/", "Sửa lại dữ liệu theo mô tả của gói paperwork."
    )
