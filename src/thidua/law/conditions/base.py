"""What a condition is: a question to the record with three answers, and the words for it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Hashable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, ClassVar, NamedTuple, NoReturn, Self

from thidua.law.codes import AWARD_CODES
from thidua.law.errors import LawError
from thidua.law.facts import RATINGS
from thidua.law.language import VI, Language
from thidua.law.reading import Entry
from thidua.law.record import Atom, Block, BoolArray
from thidua.law.subject import Subject

RATING_TEXT = {
    "excellent": "hoàn thành xuất sắc nhiệm vụ",
    "good": "hoàn thành tốt nhiệm vụ",
    "completed": "hoàn thành nhiệm vụ",
    "failed": "không hoàn thành nhiệm vụ",
}

DISCIPLINE_TEXT = {
    "reprimand": "khiển trách",
    "warning": "cảnh cáo",
    "pay_cut": "hạ bậc lương",
    "demotion": "giáng chức",
    "removal": "cách chức",
    "dismissal": "buộc thôi việc",
    "none": "không có",
}


class Kleene(NamedTuple):
    """Two columns: surely met, surely unmet. Neither: cannot tell."""

    met: BoolArray
    unmet: BoolArray


@dataclass(frozen=True)
class Finding:
    """What the record says about a condition for one subject.

    Attributes:
        found: what was found, in Vietnamese, without a full stop.
        missing: what would meet or settle the condition; empty when met.
        evidence: JSON pointers into the facts.
    """

    found: str
    missing: str = ""
    evidence: tuple[str, ...] = ()


class Fields:
    """The arguments of a condition in a pack, with parameters looked up for the day of the law.

    A value is written as itself, or as `{parameter: name}`.
    """

    def __init__(
        self,
        owner: Entry,
        entries: Mapping[str, Entry],
        parameter: Callable[[str, Entry], Any],
        award_codes: Collection[str] = AWARD_CODES,
    ) -> None:
        self.owner = owner
        self.award_codes = award_codes
        self._entries = dict(entries)
        self._parameter = parameter
        self._read: set[str] = set()
        self._parts: list[Fields] = []

    def _entry(self, name: str) -> Entry:
        self._read.add(name)
        if name not in self._entries:
            self.owner.fail(f"điều kiện thiếu '{name}'", f"Bổ sung '{name}'")
        return self._entries[name]

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def _value(self, name: str) -> Any:
        """The parameter's value where the entry refers to one, else None."""
        entry = self._entry(name)
        if not entry.is_mapping:
            return None
        keys = entry.mapping(("parameter",), required=("parameter",))
        return self._parameter(keys["parameter"].text(), keys["parameter"])

    def integer(self, name: str) -> int:
        value = self._value(name)
        number = self._entry(name).integer() if value is None else int(value)
        if number < 1:
            self._entry(name).fail(f"{number} không hợp lệ", "Dùng số từ 1 trở lên")
        return number

    def share(self, name: str) -> Fraction:
        value = self._value(name)
        share = self._entry(name).fraction() if value is None else Fraction(value)
        if not 0 < share <= 1:
            self._entry(name).fail("tỷ lệ phải lớn hơn 0 và không quá 1", "Viết dạng 0.7")
        return share

    def option(self, name: str, options: Collection[str]) -> str:
        value = self._value(name)
        text = self._entry(name).text() if value is None else str(value)
        if text not in options:
            self._entry(name).fail(f"'{text}' không hợp lệ", f"Chọn một trong: {', '.join(options)}")
        return text

    def text(self, name: str) -> str:
        return self._entry(name).text()

    def codes(self, name: str, options: Collection[str]) -> tuple[str, ...]:
        """A list of options; none unknown, not empty."""
        items = self._entry(name).items()
        if not items:
            self._entry(name).fail("danh sách trống", "Nêu ít nhất một mục")
        return tuple(item.one_of(options) for item in items)

    def part(self, name: str) -> Fields:
        """A group of arguments under one name."""
        entry = self._entry(name)
        fields = Fields(entry, entry.mapping(), self._parameter, self.award_codes)
        self._parts.append(fields)
        return fields

    def done(self) -> None:
        """Refuse arguments that the condition does not know."""
        for part in self._parts:
            part.done()
        for name, entry in self._entries.items():
            if name not in self._read:
                entry.fail(f"điều kiện này không có '{name}'", "Bỏ mục này hoặc sửa tên")

    def fail(self, message: str, mend: str) -> NoReturn:
        raise LawError(message, self.owner.place, mend)


class Condition(ABC):
    """One entry of the closed vocabulary. Instances are immutable and hold their arguments."""

    #: Its name in packs (`is: …`).
    name: ClassVar[str]
    #: A human must answer it: it is shown as such.
    needs_judgement: ClassVar[bool] = False

    @classmethod
    @abstractmethod
    def read(cls, fields: Fields, award: str, category: str) -> Self:
        """The condition from its arguments in a pack; `award` and `category` are those of its owner."""

    @abstractmethod
    def atoms(self) -> tuple[Atom, ...]:
        """The columns it needs."""

    @abstractmethod
    def evaluate(self, block: Block) -> Kleene:
        """Its state for every subject of a block."""

    @abstractmethod
    def ask(self, year: int | None) -> str:
        """What is asked, in Vietnamese, without a full stop; `year` None: in general."""

    @abstractmethod
    def ask_english(self, year: int | None) -> str:
        """The same in English, kept beside it."""

    def asked(self, year: int | None, language: Language) -> str:
        """What is asked, in a language."""
        return self.ask(year) if language == VI else self.ask_english(year)

    @abstractmethod
    def find(self, subject: Subject, block: Block) -> Finding:
        """What the record of one subject says; `block` holds that subject alone, packed."""

    def codes(self) -> tuple[str, ...]:
        """Titles and forms that must have been given to meet it."""
        return ()

    def member_codes(self) -> tuple[str, ...]:
        """Titles whose holders among the members of a collective it counts."""
        return ()

    def alike(self, block: Block) -> Hashable | None:
        """A mark that other conditions of the same answers in this block have too; None: it is asked for itself."""
        return None

    def blocks(self, block: Block) -> BoolArray | None:
        """Where an unknown keeps the case open; None: everywhere."""
        return None


RATING_ENGLISH = {
    "excellent": "tasks excellently completed",
    "good": "tasks well completed",
    "completed": "tasks completed",
    "failed": "tasks not completed",
}

DISCIPLINE_ENGLISH = {
    "reprimand": "reprimand",
    "warning": "warning",
    "pay_cut": "pay cut",
    "demotion": "demotion",
    "removal": "removal from office",
    "dismissal": "dismissal",
    "none": "none",
}


def rating_english(level: str) -> str:
    """'“tasks well completed” or better'."""
    return f"“{RATING_ENGLISH[level]}”" + ("" if level == RATINGS[-1] else " or better")


def year_english(year: int | None) -> str:
    """'2025', or the achievement year in general."""
    return "the year considered" if year is None else str(year)


def times_english(count: int) -> str:
    """'once', 'twice', '3 times'."""
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def percent_english(share: Fraction) -> str:
    """'70%', '66.7%'."""
    return percent_text(share).replace(",", ".")


def rating_text(level: str) -> str:
    """'hoàn thành tốt nhiệm vụ trở lên'."""
    return RATING_TEXT[level] if level == RATINGS[-1] else f"{RATING_TEXT[level]} trở lên"


def year_text(year: int | None) -> str:
    """'năm 2025', or the achievement year in general."""
    return "năm xét" if year is None else f"năm {year}"


def day_text(day: date) -> str:
    """As dates are written: 05/08/2025."""
    return f"{day:%d/%m/%Y}"


def years_text(years: list[int]) -> str:
    """'2021, 2022, 2024'."""
    return ", ".join(str(year) for year in years)


def percent_text(share: Fraction) -> str:
    """'70%', '66,7%'."""
    value = share * 100
    text = str(int(value)) if value.denominator == 1 else f"{float(value):.1f}".replace(".", ",")
    return f"{text}%"
