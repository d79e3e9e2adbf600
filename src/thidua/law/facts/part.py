"""One object of the facts with its JSON pointer: typed access, and refusal of what the schema does not know."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any, NoReturn

from thidua.law.errors import LawError
from thidua.law.facts.model import FIRST_YEAR, LAST_YEAR

#: Of a day as year, month, day; Python reads other ways of writing days too.
_DAY_LENGTH = len("2024-12-31")


def fail(message: str, place: str, mend: str) -> NoReturn:
    raise LawError(message, place, mend)


class Part:
    """One object of the facts with its JSON pointer; refuses what the schema does not know."""

    def __init__(
        self, value: object, place: str, pointer: str, allowed: Collection[str], required: Collection[str]
    ) -> None:
        self.place = f"{place} {pointer}".strip()
        self.pointer = pointer
        if not isinstance(value, Mapping):
            fail("cần một đối tượng", self.place, "Viết dạng {…}")
        self.value: Mapping[str, Any] = value
        for key in value:
            if key not in allowed:
                fail(f"không có mục '{key}'", self.place, f"Các mục được dùng: {', '.join(allowed)}")
        for key in required:
            if key not in value:
                fail(f"thiếu mục '{key}'", self.place, f"Bổ sung '{key}'")

    def _at(self, key: str) -> str:
        return f"{self.place}/{key}"

    def text(self, key: str) -> str | None:
        value = self.value.get(key)
        if value is not None and not isinstance(value, str):
            fail("cần một chuỗi", self._at(key), "Viết trong dấu ngoặc kép")
        return value

    def one_of(self, key: str, options: Collection[str]) -> str | None:
        value = self.text(key)
        if value is not None and value not in options:
            fail(f"'{value}' không hợp lệ", self._at(key), f"Chọn một trong: {', '.join(options)}")
        return value

    def day(self, key: str) -> date | None:
        value = self.text(key)
        if value is None:
            return None
        try:
            day = date.fromisoformat(value if len(value) == _DAY_LENGTH else "")
        except ValueError:
            fail(f"'{value}' không phải ngày", self._at(key), "Viết dạng năm-tháng-ngày, ví dụ 2024-12-31")
        self._check_year(day.year, key)
        return day

    def integer(self, key: str) -> int | None:
        value = self.value.get(key)
        if isinstance(value, float) and value.is_integer():
            return int(value)  # 2024.0 is a whole number in JSON
        if value is not None and (isinstance(value, bool) or not isinstance(value, int)):
            fail("cần một số nguyên", self._at(key), "Viết số không có dấu ngoặc kép")
        return value

    def count(self, key: str) -> int | None:
        value = self.integer(key)
        if value is not None and value < 0:
            fail(f"{value} là số âm", self._at(key), "Sửa thành số không âm")
        return value

    def amount(self, key: str) -> float | None:
        """A number that is not negative, with or without a fraction."""
        value = self.value.get(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            fail("cần một số", self._at(key), "Viết số không có dấu ngoặc kép, ví dụ 1.5")
        if value < 0:
            fail(f"{value} là số âm", self._at(key), "Sửa thành số không âm")
        return float(value)

    def year(self, key: str) -> int | None:
        value = self.integer(key)
        if value is not None:
            self._check_year(value, key)
        return value

    def _check_year(self, year: int, key: str) -> None:
        if not FIRST_YEAR <= year <= LAST_YEAR:
            fail(f"năm {year} ngoài phạm vi", self._at(key), f"Năm từ {FIRST_YEAR} đến {LAST_YEAR}")

    def boolean(self, key: str) -> bool | None:
        value = self.value.get(key)
        if value is not None and not isinstance(value, bool):
            fail("cần true hoặc false", self._at(key), "Viết true hoặc false")
        return value

    def period(self, start_key: str = "from", end_key: str = "until") -> tuple[date, date | None]:
        start = self.day(start_key)
        end = self.day(end_key)
        if start is None:
            fail("thiếu ngày bắt đầu", self._at(start_key), "Bổ sung ngày bắt đầu")
        if end is not None and end < start:
            fail("ngày kết thúc trước ngày bắt đầu", self._at(end_key), "Sửa lại hai ngày")
        return start, end


def items_of(data: Mapping[str, Any], name: str, place: str) -> list[Any]:
    """The entries of one list; none where it is absent."""
    value = data.get(name)
    if value is None and name not in data:
        return []
    if not isinstance(value, list):
        fail("cần một danh sách", f"{place} /{name}".strip(), "Viết dạng […]; bỏ hẳn mục này nếu chưa rõ")
    return value
