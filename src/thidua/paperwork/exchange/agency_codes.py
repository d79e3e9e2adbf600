"""Codes of agencies (mã định danh): the new order of QĐ 20/2020/QĐ-TTg as amended by QĐ 9/2025/QĐ-TTg, and the old one.

New: level 1 first, "H56.19"; old: level 1 last, four groups filled up with zeros, "000.00.19.H56". Both are read; the
new one is stored. Codes were given anew in 2025, so a body has a history of codes.
"""

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass

from thidua.paperwork.errors import PaperworkError

LONGEST = 35
_NEW = re.compile(r"[A-Y][0-9]{2}(\.[A-Z0-9]+)*")
_OLD = re.compile(r"[0-9]{3}\.[0-9]{2}\.[0-9]{2}\.[A-Y][0-9]{2}")
_OLD_WIDTHS = (2, 2, 3)
"""Digits of levels 2, 3 and 4 in the old writing."""
_PLACE = "Mã định danh cơ quan"
_MEND = "Nhập mã như “H37.02” (cấp 1 đứng trước) hoặc lối cũ “000.00.02.H37”."


@dataclass(frozen=True)
class AgencyCode:
    """The code of an agency; `str()` gives the new order.

    Attribute: groups: level 1 first: ("H56", "19").
    """

    groups: tuple[str, ...]

    @classmethod
    def parse(cls, text: str) -> "AgencyCode":
        """Return the code written in either order.

        Raises PaperworkError when it is neither: other signs, too long, a level left out.
        """
        tidy = "".join(text.split()).upper()
        if len(tidy) > LONGEST:
            raise PaperworkError(f"Mã dài {len(tidy)} ký tự, quá {LONGEST}.", _PLACE, _MEND)
        if _OLD.fullmatch(tidy):
            return cls(_old_groups(tidy))
        if _NEW.fullmatch(tidy):
            return cls(tuple(tidy.split(".")))
        raise PaperworkError(f"“{text}” không phải mã định danh.", _PLACE, _MEND)

    def __str__(self) -> str:
        return ".".join(self.groups)

    @property
    def old(self) -> str | None:
        """The code in the old order; None where the old order cannot write it (five levels, letters, long groups)."""
        lower = self.groups[1:]
        if len(lower) > len(_OLD_WIDTHS):
            return None
        written = []
        for width, group in zip(_OLD_WIDTHS, (*lower, *("0",) * (len(_OLD_WIDTHS) - len(lower))), strict=True):
            if not group.isdecimal() or len(group) > width:
                return None
            written.append(group.zfill(width))
        return ".".join((*reversed(written), self.groups[0]))

    @property
    def level(self) -> int:
        """1 for a ministry or province, one more for each group."""
        return len(self.groups)

    @property
    def parent(self) -> "AgencyCode | None":
        """The code one level up; None at level 1."""
        return AgencyCode(self.groups[:-1]) if len(self.groups) > 1 else None


def _old_groups(text: str) -> tuple[str, ...]:
    groups = list(reversed(text.split(".")))
    while len(groups) > 1 and not groups[-1].strip("0"):
        groups.pop()
    empty = [group for group in groups[1:] if not group.strip("0")]
    if empty:
        raise PaperworkError(f"Mã “{text}” bỏ trống một cấp ở giữa.", _PLACE, _MEND)
    return tuple(groups)


@dataclass(frozen=True)
class CodePeriod:
    """A code and the time in which it is the body's: from `since` until before `until`; None is open."""

    code: AgencyCode
    since: datetime.date | None = None
    until: datetime.date | None = None


def code_on(history: Iterable[CodePeriod], day: datetime.date) -> AgencyCode | None:
    """Return the code of `day`; None when there was none.

    Raises PaperworkError when two codes claim the day.
    """
    found = {
        period.code
        for period in history
        if (period.since is None or period.since <= day) and (period.until is None or day < period.until)
    }
    if len(found) > 1:
        both = ", ".join(sorted(map(str, found)))
        raise PaperworkError(
            f"Ngày {day:%d/%m/%Y} có hai mã: {both}.", _PLACE, "Sửa ngày bắt đầu, ngày kết thúc của các mã."
        )
    return next(iter(found), None)
