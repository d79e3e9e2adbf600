"""The letter that asks units for what they have not sent."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from thidua import paperwork
from thidua.base.refusal import Refused
from thidua.movements import queries
from thidua.movements.models import Movement, Reminder
from thidua.movements.papers.wording import movement_named, plan_cited
from thidua.movements.queries import BoardRow
from thidua.organisation.letterhead import letterhead, office_record, signer_of


def reminder_context(movement: Movement, what: str, day: date) -> paperwork.ReminderLetter:
    """The letter that names who owes ``what`` (`Reminder.What`) as of ``day``.

    Raises:
        Refused: ``no_office`` when the body's heading is not set up, ``nobody_owes``.
    """
    record = office_record(movement.body)
    owing = [row for row in queries.board(movement, day) if row.owes(what)]
    if not owing:
        raise Refused("nobody_owes", _("Không còn đơn vị nào chưa thực hiện nên không cần công văn đôn đốc."))
    due = queries.due_of(movement, what)
    return paperwork.ReminderLetter(
        office=letterhead(record),
        subject=f"đôn đốc {Reminder.What(what).label}",
        addressees=tuple(row.unit.name for row in owing),
        introduction=(_introduction(movement, what, due),),
        missing=tuple(paperwork.MissingItem(unit=row.unit.name, what=_missing(row, what), due=due) for row in owing),
        deadline=f"chậm nhất ngày {due:%d/%m/%Y}" if due and due >= day else "ngay sau khi nhận được văn bản này",
        signer=signer_of(record),
    )


def _introduction(movement: Movement, what: str, due: date | None) -> str:
    text = f"Thực hiện {plan_cited(movement)} về {movement_named(movement)}, "
    text += f"các cơ quan, đơn vị tham gia phong trào có trách nhiệm {Reminder.What(what).label}"
    return text + (f" chậm nhất ngày {due:%d/%m/%Y}." if due else ".")


def _missing(row: BoardRow, what: str) -> str:
    if what == Reminder.What.REPORT:
        return f"Báo cáo kết quả: đã gửi {row.reported}/{row.tasks} nhiệm vụ"
    return "Bản đăng ký thi đua" if what == Reminder.What.REGISTER else "Xác nhận đã nhận kế hoạch"
