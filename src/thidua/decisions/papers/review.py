"""The interim and the final review of a movement, its data gathered by itself (function A12).

Every figure of the text comes from the tables, so that text and table cannot differ. What only people can judge
(causes, lessons) stands as a blank that must be filled in before the report gets a number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Literal

from django.db.models import Count
from django.utils import timezone

from thidua.decisions import lines
from thidua.decisions.models import Decision, DecisionLine
from thidua.decisions.queries import in_force
from thidua.movements import queries
from thidua.movements.models import Movement, Task
from thidua.movements.papers.wording import movement_named, plan_cited
from thidua.movements.queries import BoardRow, Progress, TaskProgress
from thidua.organisation.letterhead import letterhead, office_record, signer_of
from thidua.paperwork import FigureTable, Line, ReviewReport, cells
from thidua.text import format_date

BLANK = "……"
LONGEST_NAME = 260
OUT = (Decision.State.SIGNED, Decision.State.PUBLISHED)


def review_context(movement: Movement, stage: Literal["interim", "final"], day: date) -> ReviewReport:
    """What the units were given, registered, reported and won, as of ``day``.

    Raises:
        Refused: ``no_office``.
    """
    record = office_record(movement.body)
    rows, progress = queries.board(movement, day), queries.progress_of(movement)
    awards = _awards(movement)
    tables = [_work_table(movement, rows, progress)]
    if awards is not None:
        tables.append(awards)
    return ReviewReport(
        office=letterhead(record),
        signer=signer_of(record),
        stage=stage,
        movement=movement.theme or movement.title,
        period=_period(movement, stage, day),
        introduction=(
            f"Thực hiện {plan_cited(movement)} về {movement_named(movement)}, "
            f"{movement.body.name} báo cáo kết quả thực hiện đến ngày {format_date(day)} như sau",
        ),
        lines=tuple(_lines(movement, stage, rows, progress, awards is not None, day)),
        tables=tuple(tables),
        recipients=("Các phòng, đơn vị tham gia phong trào",),
    )


def _period(movement: Movement, stage: str, day: date) -> str:
    start = movement.start or day
    end = day if stage == "interim" else movement.end or day
    return f"từ ngày {format_date(start)} đến ngày {format_date(end)}"


def _work_table(movement: Movement, rows: list[BoardRow], progress: Progress) -> FigureTable:
    registered = dict(
        queries.registered_lines(movement).order_by().values_list("registration__unit").annotate(Count("pk"))
    )
    return FigureTable(
        title="Kết quả đăng ký và thực hiện nhiệm vụ của các đơn vị",
        columns="Đơn vị|Nhiệm vụ được giao|Nhiệm vụ đã báo cáo|Nhiệm vụ hoàn thành|Lượt đăng ký danh hiệu",
        rows=tuple(
            cells(
                row.unit.name,
                str(row.tasks),
                str(row.reported),
                str(sum(percent >= 100 for percent in progress.of_unit(row.unit))),
                str(registered.get(row.unit.pk, 0)),
            )
            for row in rows
        ),
    )


def _awards(movement: Movement) -> FigureTable | None:
    """Who was rewarded by signed decisions of the movement and still holds it, by award; None before there is one."""
    found = (
        in_force(DecisionLine.objects.filter(decision__movement=movement, decision__state__in=OUT))
        .order_by()
        .values_list("award", "recipient_kind", "decision__signed_on")
    )
    counts: dict[str, list[int]] = {}
    for code, kind, signed in found:
        if signed is None:  # a signed decision has its day; the database holds it so
            continue
        row = counts.setdefault(lines.legal_name(code, signed), [0, 0])
        row[1 if kind == "individual" else 0] += 1
    if not counts:
        return None
    return FigureTable(
        title="Khen thưởng trong phong trào",
        columns="Danh hiệu, hình thức khen thưởng|Tập thể|Cá nhân",
        rows=tuple(cells(name, str(collectives), str(people)) for name, (collectives, people) in counts.items()),
    )


def _lines(
    movement: Movement, stage: str, rows: list[BoardRow], progress: Progress, rewarded: bool, day: date
) -> Iterator[Line]:
    yield Line("roman", "Kết quả thực hiện")
    yield Line("heading", "Công tác chỉ đạo, triển khai")
    yield from _launched(movement, rows)
    yield Line("heading", "Kết quả đăng ký, thực hiện nhiệm vụ")
    yield Line(
        "text",
        "Các đơn vị đã đăng ký {1|tổng|Lượt đăng ký danh hiệu} lượt danh hiệu, hình thức khen thưởng; báo cáo "
        "{1|tổng|Nhiệm vụ đã báo cáo} trên {1|tổng|Nhiệm vụ được giao} lượt nhiệm vụ, trong đó "
        "{1|tổng|Nhiệm vụ hoàn thành} lượt đã hoàn thành. Chi tiết tại Bảng 1.",
    )
    yield Line("text", "{bảng 1}")
    for task in progress.tasks:
        yield Line("dash", _task(task))
    yield Line("heading", "Công tác khen thưởng")
    if rewarded:
        yield Line("text", "Đã khen thưởng {2|tổng|Tập thể} tập thể, {2|tổng|Cá nhân} cá nhân. Chi tiết tại Bảng 2.")
        yield Line("text", "{bảng 2}")
    else:
        yield Line("text", "Đến ngày báo cáo chưa có quyết định khen thưởng của phong trào.")
    yield Line("roman", "Đánh giá chung")
    yield Line("heading", "Ưu điểm")
    yield from (Line("dash", text) for text in _good(rows, progress) or [BLANK])
    yield Line("heading", "Tồn tại, hạn chế")
    yield from (Line("dash", text) for text in _lacking(rows, progress) or [BLANK])
    yield Line("heading", "Nguyên nhân")
    yield Line("text", BLANK)
    yield Line("roman", "Phương hướng, nhiệm vụ thời gian tới")
    yield from (Line("clause", text) for text in _next(movement, stage, progress, day) or [BLANK])


def _launched(movement: Movement, rows: list[BoardRow]) -> Iterator[Line]:
    when = f" ngày {format_date(timezone.localdate(movement.launched_at))}" if movement.launched_at else ""
    acknowledged = sum(row.participation.acknowledged_at is not None for row in rows)
    yield Line("dash", f"Phát động phong trào{when} đến {len(rows):02d} cơ quan, đơn vị tham gia")
    yield Line("dash", f"Số cơ quan, đơn vị đã xác nhận kế hoạch: {acknowledged:02d}/{len(rows):02d}")
    reminded = movement.reminders.values("unit", "what").distinct().count()
    if reminded:
        yield Line("dash", f"Số lượt đôn đốc các đơn vị chậm: {reminded:02d}")


def _task(task: TaskProgress) -> str:
    named = _named(task.task)
    if task.average is None:
        return f"{named}: chưa có báo cáo của đơn vị nào"
    text = f"{named}: bình quân đạt {task.average:.0f}%; "
    text += f"số cơ quan, đơn vị đã báo cáo {task.reported:02d}/{task.units:02d}"
    if task.exceeded or task.completed:
        text += f", trong đó hoàn thành {task.completed:02d}, vượt mức {task.exceeded:02d}"
    return text


def _named(task: Task) -> str:
    """The task in a line: its short name, or where that was cut off, the first clause of its text."""
    if not task.title.rstrip(". ").endswith("…"):
        return task.title.rstrip(" .;:")
    clause = re.split(r"[;.:]\s", f"{task.text} ", maxsplit=1)[0].strip(" .;:")
    return clause if len(clause) <= LONGEST_NAME else task.title.rstrip("… .;:,")


def _good(rows: list[BoardRow], progress: Progress) -> list[str]:
    whole = [row.unit.name for row in rows if row.has_registered and row.has_reported]
    found = []
    if whole:
        found.append(f"Đăng ký và báo cáo đầy đủ: {', '.join(whole)}")
    done = [_named(task.task) for task in progress.tasks if task.average is not None and task.average >= 100]
    if done:
        found.append(f"Nhiệm vụ hoàn thành và vượt mức: {'; '.join(done)}")
    return found


def _lacking(rows: list[BoardRow], progress: Progress) -> list[str]:
    found = []
    unregistered = [row.unit.name for row in rows if not row.has_registered]
    unreported = [row.unit.name for row in rows if not row.has_reported]
    late = [_named(task.task) for task in progress.tasks if task.average is None or task.average < 50]
    if unregistered:
        found.append(f"Chưa gửi đăng ký thi đua: {', '.join(unregistered)}")
    if unreported:
        found.append(f"Chưa báo cáo đủ nhiệm vụ: {', '.join(unreported)}")
    if late:
        found.append(f"Nhiệm vụ đạt thấp: {'; '.join(late)}")
    return found


def _next(movement: Movement, stage: str, progress: Progress, day: date) -> list[str]:
    """For an interim review: what is not done yet, and the days still to come; a final one looks ahead by hand."""
    if stage == "final":
        return []
    undone = [task.task for task in progress.tasks if task.average is None or task.average < 100]
    found = [
        f"Tiếp tục thực hiện: {_named(task)}"
        + (f", hoàn thành trước ngày {format_date(task.due)}" if task.due and task.due > day else "")
        for task in undone
    ]
    if movement.nomination_due and movement.nomination_due >= day:
        found.append(f"Gửi hồ sơ đề nghị khen thưởng trước ngày {format_date(movement.nomination_due)}")
    return found
