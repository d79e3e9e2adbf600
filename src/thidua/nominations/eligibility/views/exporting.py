"""What a list of answers holds as a file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from thidua.law.lacking import NO_WAY
from thidua.nominations.eligibility.permissions import wholly_readable
from thidua.nominations.eligibility.screening import Cell, Filters, UnitScreening, listed
from thidua.nominations.models import Check
from thidua.organisation.models import Post

# So many answers an export tells in the words of each record; beyond, in those of the conditions.
MOST_TOLD_EXACTLY = 1_000


def export_headers() -> list[str]:
    """The heads of the columns."""
    return [
        _("STT"), _("Cá nhân, tập thể"), _("Chức vụ"), _("Đơn vị"), _("Nhóm vị trí"), _("Nữ"),
        _("Danh hiệu, hình thức"), _("Đối chiếu luật"), _("Số điều kiện còn thiếu"), _("Chờ người đánh giá"),
        _("Còn thiếu gì"), _("Đến hạn năm sau"), _("Từng được đề nghị, khen"), _("Ghi chú"),
    ]  # fmt: skip


def export_rows(user: Any, found: UnitScreening, filters: Filters) -> Iterator[list[Any]]:
    """Every answer that the filters leave, with its reasons, as far as ``user`` may read them."""
    outcomes, bands = dict(Check.Outcome.choices), dict(Post.Band.choices)
    places = listed(found, filters)
    passing = {option.code: filters.passes(found, option.code) for option in found.options}
    readable: set[int] = set()
    if sum(int(flags[places].sum()) for flags in passing.values()) <= MOST_TOLD_EXACTLY:
        found.read_facts_of(places)
        readable = wholly_readable(user, found.roster.people_at(places))
    number = 0
    for place in places:
        entry = found.entry(place)
        whole = entry.person is None or entry.person in readable
        for option in found.options:
            cell = found.cell(option.code, place) if passing[option.code][place] else None
            if cell is None:
                continue
            number += 1
            yield [
                number,
                entry.name,
                entry.post,
                entry.unit_name,
                str(bands.get(entry.band, "")),
                "x" if entry.is_woman else "",
                option.name,
                str(outcomes.get(cell.outcome, "")) if cell.outcome else _("Chưa rõ luật của ngày này"),
                cell.lacks if _is_near(cell) else "",
                cell.judgements if _is_near(cell) else "",
                "; ".join(found.reasons(place, option.code, whole=whole)),
                "x" if cell.due else "",
                "x" if cell.considered else "",
                cell.taken,
            ]


def _is_near(cell: Cell) -> bool:
    return bool(cell.outcome) and cell.lacks < NO_WAY
