"""Documents that movements hand out: the letter of reminder, a unit's registration list."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from django.utils.translation import gettext as _

from thidua import paperwork
from thidua.base.refusal import Refused
from thidua.movements import queries, titles
from thidua.movements.models import Movement, Registration, RegistrationLine, Reminder
from thidua.movements.queries import BoardRow
from thidua.organisation.letterhead import letterhead, office_record, signer_of
from thidua.organisation.models import OfficeProfile, Unit
from thidua.organisation.queries import posts_on

FORMATS = ("docx", "pdf")


def reminder(movement: Movement, what: str, owing: list[BoardRow], day: date, kind: str) -> tuple[bytes, str]:
    """The letter that asks the units of ``owing`` for what they have not sent; ``(bytes, file name)``.

    Args:
        what: `Reminder.What`.
        kind: ``"docx"`` or ``"pdf"``.

    Raises:
        Refused: ``no_office`` when the body's heading is not set up, ``nobody_owes``, ``not_printable``.
    """
    record = office_record(movement.body)
    if not owing:
        raise Refused("nobody_owes", _("Không còn đơn vị nào chưa thực hiện nên không cần công văn đôn đốc."))
    due = queries.due_of(movement, what)
    context = paperwork.ReminderLetter(
        office=letterhead(record),
        subject=f"đôn đốc {Reminder.What(what).label}",
        addressees=tuple(row.unit.name for row in owing),
        introduction=(_introduction(movement, what, due),),
        missing=tuple(
            paperwork.MissingItem(unit=row.unit.name, what=_missing(row, what), due=due, note="") for row in owing
        ),
        deadline=f"chậm nhất ngày {due:%d/%m/%Y}" if due and due >= day else "ngay sau khi nhận được văn bản này",
        signer=signer_of(record),
    )
    return _made(context, kind)


def registration_list(registration: Registration, day: date, kind: str) -> tuple[bytes, str]:
    """A unit's registration as the list that its head signs; ``(bytes, file name)``.

    Raises:
        Refused: ``no_office``, ``not_printable``.
    """
    movement, unit = registration.movement, registration.unit
    context = paperwork.RegistrationList(
        office=_heading_of_unit(office_record(movement.body), unit),
        year=(movement.end or day).year,
        subject=movement.title,
        movement=movement.title,
        rows=tuple(_registered(registration, day)),
        commitments=tuple(line.strip() for line in registration.commitments.splitlines() if line.strip()),
        signer=paperwork.Signer(("THỦ TRƯỞNG ĐƠN VỊ",), "", "(Ký, ghi rõ họ tên)"),
    )
    return _made(context, kind)


def _registered(registration: Registration, day: date) -> Iterator[paperwork.RegistrationRow]:
    """Each person and collective once, with all that it is registered for."""
    lines = registration.lines.select_related("person", "unit").order_by("person__name_key", "unit__path", "pk")
    people = [line.person_id for line in lines if line.person_id]
    posts = {post.person_id: post.title for post in posts_on(day).filter(person__in=people).order_by("start")}
    known = titles.titles_on(day)
    by_subject: dict[tuple[int | None, int | None], list[RegistrationLine]] = {}
    for line in lines:
        by_subject.setdefault((line.person_id, line.unit_id), []).append(line)
    for (person, _unit), own in by_subject.items():
        wanted = [known.get(line.award) or titles.unknown(line.award) for line in own]
        yield paperwork.RegistrationRow(
            name=str(own[0].person or own[0].unit),
            recipient="individual" if person else "collective",
            post=posts.get(person or 0, ""),
            title=", ".join(title.name for title in wanted if title.is_title),
            award_form=", ".join(title.name for title in wanted if not title.is_title),
        )


def _introduction(movement: Movement, what: str, due: date | None) -> str:
    number = "/".join(part for part in (movement.document_number, movement.document_symbol) if part)
    signed = f" ngày {movement.issued_on:%d/%m/%Y}" if movement.issued_on else ""
    text = f"Thực hiện Kế hoạch số {number}{signed} của {movement.body.name} về “{movement.title}”, "
    text += f"các cơ quan, đơn vị tham gia phong trào có trách nhiệm {Reminder.What(what).label}"
    return text + (f" chậm nhất ngày {due:%d/%m/%Y}." if due else ".")


def _missing(row: BoardRow, what: str) -> str:
    if what == Reminder.What.REPORT:
        return f"Báo cáo {row.tasks - row.reported}/{row.tasks} nhiệm vụ"
    return "Bản đăng ký thi đua" if what == Reminder.What.REGISTER else "Xác nhận đã nhận kế hoạch"


def _made(context: paperwork.ReminderLetter | paperwork.RegistrationList, kind: str) -> tuple[bytes, str]:
    kind = kind if kind in FORMATS else "docx"
    write: Callable[..., bytes] = paperwork.document_pdf if kind == "pdf" else paperwork.document_docx
    try:
        return write(context), paperwork.file_name(context, kind)
    except paperwork.PaperworkError as error:
        raise Refused("not_printable", str(error)) from error


def _heading_of_unit(record: OfficeProfile, unit: Unit) -> paperwork.OfficeProfile:
    """How a document of a unit below the body is headed: the body stands above the unit."""
    heading = letterhead(record)
    return replace(heading, name=unit.name, parent_lines=heading.agency_lines, agency_lines=(unit.name.upper(),))
