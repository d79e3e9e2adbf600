"""Reading YAML packs so that every complaint names file, line and place.

PyYAML's plain loaders forget where a value stood and let the last of two equal keys win. Packs are law: a slip must be
found, so the node tree is read here, with typed access and no tolerance.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import NoReturn

import yaml

from thidua.law.errors import LawError

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # a PyYAML built without libyaml reads the same, slower
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]


class Entry:
    """One value of a YAML file, with its place."""

    def __init__(self, node: yaml.Node, file: str, trail: str = "") -> None:
        self._node = node
        self.file = file
        self.trail = trail
        # A pack is compiled for every day on which something changes: what was read once is kept.
        self._children: dict[str, Entry] | None = None
        self._members: list[Entry] | None = None

    @property
    def place(self) -> str:
        """File, line and path of the value, as shown in a message."""
        line = self._node.start_mark.line + 1
        return f"{self.file}, dòng {line}" + (f", {self.trail}" if self.trail else "")

    def fail(self, message: str, mend: str) -> NoReturn:
        """Raise a LawError for this place."""
        raise LawError(message, self.place, mend)

    @property
    def is_null(self) -> bool:
        return isinstance(self._node, yaml.ScalarNode) and self._node.tag.endswith(":null")

    @property
    def is_mapping(self) -> bool:
        return isinstance(self._node, yaml.MappingNode)

    @property
    def is_list(self) -> bool:
        return isinstance(self._node, yaml.SequenceNode)

    def keys(self) -> list[str]:
        """The keys of a mapping, in order."""
        return list(self.mapping())

    def mapping(self, allowed: Collection[str] | None = None, required: Collection[str] = ()) -> dict[str, Entry]:
        """The mapping's values by key; unknown, missing and repeated keys are refused."""
        result = self._mapping()
        if allowed is not None:
            for key, child in result.items():
                if key not in allowed:
                    child.fail(f"không có khóa '{key}' ở đây", f"Các khóa được dùng: {', '.join(sorted(allowed))}")
        for key in required:
            if key not in result:
                self.fail(f"thiếu khóa '{key}'", f"Bổ sung '{key}'")
        return result

    def _mapping(self) -> dict[str, Entry]:
        if self._children is not None:
            return self._children
        if not isinstance(self._node, yaml.MappingNode):
            self.fail("cần một nhóm khóa: giá trị", "Viết dạng 'khóa: giá trị'")
        result: dict[str, Entry] = {}
        for key_node, value_node in self._node.value:
            key = str(key_node.value)
            child = Entry(value_node, self.file, f"{self.trail}.{key}" if self.trail else key)
            if key in result:
                child.fail(f"khóa '{key}' bị lặp", "Giữ lại một khóa")
            result[key] = child
        self._children = result
        return result

    def items(self) -> list[Entry]:
        """The members of a list."""
        if not isinstance(self._node, yaml.SequenceNode):
            self.fail("cần một danh sách", "Viết mỗi mục một dòng, bắt đầu bằng '- '")
        if self._members is None:
            nodes = enumerate(self._node.value)
            self._members = [Entry(node, self.file, f"{self.trail}[{index}]") for index, node in nodes]
        return self._members

    def _scalar(self) -> str:
        if not isinstance(self._node, yaml.ScalarNode) or self.is_null:
            self.fail("cần một giá trị đơn", "Viết một chữ, số hoặc ngày")
        return str(self._node.value)

    def text(self) -> str:
        """A text that is not empty."""
        value = " ".join(self._scalar().split())
        if not value:
            self.fail("giá trị trống", "Điền giá trị")
        return value

    def one_of(self, options: Collection[str]) -> str:
        """A text that is one of the options."""
        value = self.text()
        if value not in options:
            self.fail(f"'{value}' không hợp lệ", f"Chọn một trong: {', '.join(sorted(options))}")
        return value

    def boolean(self) -> bool:
        value = self._scalar()
        if value not in ("true", "false"):
            self.fail(f"'{value}' không phải true hoặc false", "Viết true hoặc false")
        return value == "true"

    def integer(self) -> int:
        value = self._scalar()
        try:
            return int(value)
        except ValueError:
            self.fail(f"'{value}' không phải số nguyên", "Viết số nguyên, không có dấu chấm")

    def decimal(self) -> Decimal:
        value = self._scalar()
        try:
            return Decimal(value)
        except InvalidOperation:
            self.fail(f"'{value}' không phải số", "Viết số thập phân với dấu chấm, ví dụ 0.7")

    def fraction(self) -> Fraction:
        """An exact fraction, from '0.7' or '2/3'."""
        value = self._scalar()
        try:
            return Fraction(value)
        except (ValueError, ZeroDivisionError):
            self.fail(f"'{value}' không phải tỷ lệ", "Viết 0.7 hoặc 2/3")

    def day(self) -> date:
        value = self._scalar()
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"'{value}' không phải ngày", "Viết ngày dạng năm-tháng-ngày, ví dụ 2024-01-01")

    def texts(self) -> tuple[str, ...]:
        """A list of texts."""
        return tuple(item.text() for item in self.items())


def read_yaml(text: str, file: str) -> Entry:
    """The root of a YAML document.

    Args:
        text: the document.
        file: its name for messages.

    Raises:
        LawError: the text is not YAML, or is empty.
    """
    try:
        node = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f"{file}, dòng {mark.line + 1}" if mark else file
        raise LawError(f"không phải YAML hợp lệ ({getattr(error, 'problem', error)})", place, "Sửa cú pháp") from error
    if node is None:
        raise LawError("tệp trống", file, "Khôi phục tệp từ bản cài đặt")
    return Entry(node, file)
