"""Reading initiatives and research topics from the facts: what recognised them, and what they have served for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from thidua.law.facts.model import SCOPES, Initiative
from thidua.law.facts.part import Part, fail, items_of


def read_initiatives(data: Mapping[str, Any], place: str) -> list[Initiative]:
    """The initiatives and research topics; what the record names once for each scope is read as one."""
    result = []
    rows_of_code: dict[str, list[int]] = {}
    for index, item in enumerate(items_of(data, "initiatives", place)):
        keys = ("code", "year", "kind", "scope", "recognised_on", "used_for")
        part = Part(item, place, f"/initiatives/{index}", keys, ("year", "scope"))
        year, scope = part.year("year"), part.one_of("scope", SCOPES)
        if year is None or scope is None:
            fail("thiếu năm hoặc phạm vi", part.place, "Điền đủ năm và phạm vi ảnh hưởng")
        code = part.text("code")
        if code:
            rows_of_code.setdefault(code, []).append(index)
        recognised_on = part.day("recognised_on")
        recognised = True if recognised_on is not None else (False if "recognised_on" in part.value else None)
        result.append(
            Initiative(
                pointer=part.pointer,
                year=year,
                kind=part.one_of("kind", ("initiative", "research")) or "initiative",
                scope=scope,
                recognised=recognised,
                recognised_on=recognised_on,
                used_for=_read_uses(part),
            )
        )
    for code, rows in rows_of_code.items():
        if len(rows) > 1:
            for row, item in zip(rows, _as_one(code, [result[row] for row in rows], place), strict=True):
                result[row] = item
    return result


def _as_one(code: str, items: list[Initiative], place: str) -> list[Initiative]:
    """One initiative that the record names several times, once for each scope that recognised it."""
    last = items[-1]
    at = f"{place} {last.pointer}".strip()
    if len({(item.year, item.kind) for item in items}) > 1:
        fail(f"sáng kiến '{code}' ghi hai năm hoặc hai loại khác nhau", at, "Sửa năm, loại; hoặc dùng mã khác")
    if len({item.scope for item in items}) < len(items):
        fail(f"sáng kiến '{code}' ghi hai lần cho một phạm vi", at, "Xóa bớt một dòng, hoặc dùng mã khác")
    told = [item.used_for for item in items if item.used_for is not None]
    uses = tuple(dict.fromkeys(use for entry in told for use in entry)) if told else None
    return [replace(item, used_for=uses, superseded_on=_first_wider(item, items)) for item in items]


def _first_wider(item: Initiative, items: list[Initiative]) -> date | None:
    """The first day on which a wider scope recognised the same initiative."""
    width = SCOPES.index(item.scope)
    days = [wider.recognised_on for wider in items if SCOPES.index(wider.scope) > width and wider.recognised_on]
    return min(days, default=None)


def _read_uses(part: Part) -> tuple[str, ...] | None:
    if "used_for" not in part.value:
        return None
    uses = part.value["used_for"]
    if not isinstance(uses, list):
        fail("cần một danh sách", f"{part.place}/used_for", 'Viết dạng ["CSTDCS:2024"]')
    for use in uses:
        code, colon, year = str(use).partition(":")
        if not code or not colon or not year.isdigit():
            fail(f"'{use}' không đúng dạng", f"{part.place}/used_for", 'Viết dạng "CSTDCS:2024"')
    return tuple(str(use) for use in uses)
