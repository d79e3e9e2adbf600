"""The plan of a movement as a paper: the department's own plan with the tasks, days and duties that it sets."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from thidua import paperwork, plans
from thidua.movements.models import Milestone, Movement
from thidua.movements.papers.wording import lines_of_text
from thidua.organisation.letterhead import letterhead, office_record, signer_of
from thidua.text import format_date, long_date

Line = paperwork.Line


def plan_context(movement: Movement, _actor: Any, _day: date) -> paperwork.Plan:
    """The plan, section by section; what the movement does not say is left out, never made up.

    Raises:
        Refused: ``no_office``.
    """
    record = office_record(movement.body)
    return paperwork.Plan(
        office=letterhead(record),
        signer=signer_of(record),
        subject=_subject(movement),
        introduction=(_introduction(movement),),
        lines=tuple(_lines(movement)),
        recipients=("Các phòng, đơn vị thuộc Sở",) if movement.body.kind == "department" else (),
    )


def _subject(movement: Movement) -> str:
    title = movement.title
    if title.lower().startswith(("phát động", "tổ chức")):
        return title[:1].upper() + title[1:]
    return f"Phát động {title[:1].lower()}{title[1:]}"


def _introduction(movement: Movement) -> str:
    bases = [_cited(basis) for basis in movement.legal_bases.all()]
    said = f"Thực hiện {'; '.join(bases)}, " if bases else ""
    text = f"{said}{movement.body.name} ban hành Kế hoạch {_subject(movement)[:1].lower()}{_subject(movement)[1:]}"
    return f"{text} với các nội dung sau:"


def _cited(basis: Any) -> str:
    if not basis.number:
        # A document that is known by its name: "Luật Thi đua, khen thưởng ngày …".
        return " ".join(part for part in (basis.kind, basis.subject, basis.date and long_date(basis.date)) if part)
    number = f" số {basis.number}"
    day = f" {long_date(basis.date)}" if basis.date else ""
    issuer = f" của {basis.issuer}" if basis.issuer else ""
    subject = f" {basis.subject}" if basis.subject else ""
    return f"{basis.kind}{number}{day}{issuer}{subject}"


def _lines(movement: Movement) -> Iterator[Line]:
    yield from _purpose(lines_of_text(movement.purpose))
    yield from _section("ĐỐI TƯỢNG, THỜI GIAN", (*lines_of_text(movement.participants), *_times(movement)))
    if movement.theme:
        yield from _section("CHỦ ĐỀ THI ĐUA", (f"“{movement.theme.strip('“”')}”",))
    tasks = list(movement.tasks.all())
    if tasks:
        yield Line("roman", "NỘI DUNG THI ĐUA")
        for task in tasks:
            text = task.text or task.title
            # the words may tell the day themselves
            due = task.due if task.due and plans.due_in(text) != task.due else None
            told = f" Hoàn thành trước ngày {format_date(due)}." if due else ""
            yield Line("clause", f"{text.rstrip('.; ')}.{told}")
    yield from _section("TIÊU CHÍ THI ĐUA", lines_of_text(movement.criteria))
    yield from _section("KHEN THƯỞNG", lines_of_text(movement.reward_forms))
    yield from _section("THỜI HẠN, NGÀY LỄ LỚN", tuple(_days(movement)))
    duties = list(movement.duties.prefetch_related("units"))
    if duties:
        yield Line("roman", "TỔ CHỨC THỰC HIỆN")
        for duty in duties:
            whose = ", ".join(duty.bodies) or ", ".join(unit.name for unit in duty.units.all())
            yield Line("clause", f"{whose}: {duty.text}" if whose else duty.text)


def _purpose(lines: tuple[str, ...]) -> Iterator[Line]:
    """Purposes and requirements: where the text has the two headings, each with its dashes, else numbered lines."""
    if not any(_is_heading(text) for text in lines):
        yield from _section("MỤC ĐÍCH, YÊU CẦU", lines)
        return
    yield Line("roman", "MỤC ĐÍCH, YÊU CẦU")
    for text in lines:
        yield Line("heading", text) if _is_heading(text) else Line("dash", text)


def _is_heading(text: str) -> bool:
    return text.rstrip(": ").lower() in ("mục đích", "yêu cầu")


def _section(title: str, lines: tuple[str, ...]) -> Iterator[Line]:
    """A section whose lines are numbered; one line alone is a plain paragraph; no line, no section."""
    if not lines:
        return
    yield Line("roman", title)
    for text in lines:
        yield Line("clause" if len(lines) > 1 else "text", text)


def _times(movement: Movement) -> tuple[str, ...]:
    if movement.start and movement.end:
        return (f"Thời gian: từ ngày {format_date(movement.start)} đến ngày {format_date(movement.end)}",)
    return ()


def _days(movement: Movement) -> Iterator[str]:
    dues = (
        ("Đăng ký thi đua", movement.registration_due),
        ("Báo cáo kết quả thực hiện", movement.report_due),
        ("Gửi hồ sơ đề nghị khen thưởng", movement.nomination_due),
    )
    for what, day in dues:
        if day:
            yield f"{what}: trước ngày {format_date(day)}"
    for milestone in movement.milestones.filter(kind=Milestone.Kind.GREAT_DAY):
        yield f"{milestone.name[:1].upper()}{milestone.name[1:]}: ngày {format_date(milestone.day)}"
