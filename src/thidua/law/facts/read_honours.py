"""Reading what a subject holds from the facts: titles for a year, and forms of commendation.

The code says what an entry is. One that was written into the other list is read as what it is: a title that an officer
put among the forms is held all the same.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from thidua.law.codes import FORMS, TITLES
from thidua.law.facts.model import AWARD_KINDS, Given, Title
from thidua.law.facts.part import Part, fail, items_of

_TITLE_KEYS = ("award", "year", "decided_on", "basis", "revoked")
_FORM_KEYS = ("award", "year", "decided_on", "from_year", "to_year", "kind", "revoked")
_BASES = ("rating", "initiative", "research", "combat")


def read_honours(
    data: Mapping[str, Any], place: str, codes: Collection[str]
) -> tuple[tuple[Title, ...], tuple[Given, ...]]:
    """The titles and the forms of commendation, wherever they are written."""
    found: list[Title | Given] = []
    for index, item in enumerate(items_of(data, "titles", place)):
        part = Part(item, place, f"/titles/{index}", _TITLE_KEYS, ("award", "year"))
        code = _code(part, codes)
        found.append(_form(part, code) if code in FORMS else _title(part, code))
    for index, item in enumerate(items_of(data, "awards", place)):
        part = Part(item, place, f"/awards/{index}", _FORM_KEYS, ("award",))
        code = _code(part, codes)
        found.append(_title(part, code) if code in TITLES else _form(part, code))
    titles = tuple(item for item in found if isinstance(item, Title))
    return titles, tuple(item for item in found if isinstance(item, Given))


def _title(part: Part, code: str) -> Title:
    year = part.year("year")
    if year is None:
        fail("danh hiệu chưa ghi năm thành tích", part.place, "Điền năm")
    return Title(
        pointer=part.pointer,
        award=code,
        year=year,
        decided_on=part.day("decided_on"),
        basis=part.one_of("basis", _BASES),
        revoked=bool(part.boolean("revoked")),
    )


def _form(part: Part, code: str) -> Given:
    from_year, to_year = part.year("from_year"), part.year("to_year")
    if from_year is not None and to_year is not None and to_year < from_year:
        fail("giai đoạn thành tích có năm cuối trước năm đầu", part.place, "Sửa 'from_year' hoặc 'to_year'")
    return Given(
        pointer=part.pointer,
        award=code,
        year=part.year("year"),
        decided_on=part.day("decided_on"),
        from_year=from_year,
        to_year=to_year,
        kind=part.one_of("kind", AWARD_KINDS),
        revoked=bool(part.boolean("revoked")),
    )


def _code(part: Part, codes: Collection[str]) -> str:
    code = part.text("award")
    if code is None:
        fail("thiếu danh hiệu, hình thức khen thưởng", part.place, "Điền mã danh hiệu, hình thức")
    if code not in codes:
        fail(
            f"không có mã '{code}'",
            part.place,
            "Dùng mã danh hiệu, hình thức khen thưởng của hệ thống, ví dụ CSTDCS, BK_TINH",
        )
    return code
