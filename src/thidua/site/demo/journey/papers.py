"""The office's papers along the way, in every state: issued, replaced, recalled, numbered, and drafts on the desk."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.utils.translation import override

from thidua.base import clock
from thidua.councils.models import Meeting
from thidua.decisions.models import Decision
from thidua.documents import actions, sources
from thidua.documents.models import OfficialDocument
from thidua.paperwork import ReminderLetter
from thidua.site.demo.journey.step import Journey, Step

# Numbers that the administration office had given by hand before.
GIVEN_BEFORE = {2024: {"SNV-TĐKT": 1904}, 2025: {"SNV-TĐKT": 2215, "TB-SNV": 131, "GM-SNV": 88}}
ASKED, TAKEN_BACK = date(2024, 9, 24), date(2024, 9, 26)
INVITED, TOLD = date(2025, 8, 5), date(2025, 8, 18)
WROTE, MENDED, REMINDED, ON_THE_DESK = date(2025, 11, 10), date(2025, 11, 11), date(2025, 11, 18), date(2025, 11, 19)
CHANNEL = "qua Hệ thống quản lý văn bản và điều hành"


def _draft(journey: Journey, key: str, obj: Any, actor: Any, at: datetime) -> OfficialDocument:
    """One press on the object's page."""
    source = sources.find(key)
    assert source is not None
    with override("vi"):
        context = source.gather(obj, actor, clock.today())
    return actions.draft_document(
        body=source.body(obj), context=context, council=source.council(obj), maker=key, source=obj, actor=actor, at=at
    )


def _number(journey: Journey, document: OfficialDocument, at: datetime) -> OfficialDocument:
    return actions.number_document(document=document, actor=journey.user("demo.administration"), at=at)


def _issue(journey: Journey, document: OfficialDocument, at: datetime) -> OfficialDocument:
    return actions.issue_document(document=document, actor=journey.user("demo.administration"), at=at)


def _ask_the_slow(journey: Journey) -> None:
    """A letter that turns out to be needless before it goes out; and the series of the years of paper books."""
    office = journey.user("demo.administration")
    for year, series in GIVEN_BEFORE.items():
        for symbol, last in series.items():
            actions.start_after(
                body=journey.staged.department, symbol=symbol, year=year, last=last, actor=office,
                at=journey.at(ASKED, 8),
            )  # fmt: skip
    letter = _draft(
        journey, "movements.reminder_acknowledge", journey.the_movement(), journey.officer, journey.at(ASKED, 9)
    )
    _number(journey, letter, journey.at(ASKED, 10))


def _take_back(journey: Journey) -> None:
    letter = OfficialDocument.objects.get(maker="movements.reminder_acknowledge")
    actions.recall_document(
        document=letter, reason="Đơn vị đã xác nhận kế hoạch trước khi công văn được gửi",
        actor=journey.user("demo.administration"), at=journey.at(TAKEN_BACK, 8),
    )  # fmt: skip


def _invite(journey: Journey) -> None:
    meeting = Meeting.objects.order_by("pk").last()
    assert meeting is not None
    paper = _draft(journey, "councils.invitation", meeting, journey.user("demo.secretary"), journey.at(INVITED, 9))
    _issue(journey, _number(journey, paper, journey.at(INVITED, 10)), journey.at(INVITED, 11))


def _tell(journey: Journey) -> None:
    decision = Decision.objects.get()
    notice = _draft(journey, "decisions.notice", decision, journey.officer, journey.at(TOLD, 9))
    _issue(journey, _number(journey, notice, journey.at(TOLD, 10)), journey.at(TOLD, 10, 30))
    payment = _draft(journey, "decisions.payment", decision, journey.officer, journey.at(TOLD, 14))
    _number(journey, payment, journey.at(TOLD, 15))


def _write_to_register(journey: Journey) -> None:
    letter = _draft(
        journey, "movements.reminder_register", journey.the_movement(), journey.officer, journey.at(WROTE, 9)
    )
    context = letter.paper
    assert isinstance(context, ReminderLetter)
    letter = actions.edit_document(
        document=letter, context=replace(context, deadline="trước ngày 12/11/2025"), version=letter.version,
        actor=journey.officer, at=journey.at(WROTE, 9, 20),
    )  # fmt: skip
    _issue(journey, _number(journey, letter, journey.at(WROTE, 10)), journey.at(WROTE, 11))


def _mend_the_letter(journey: Journey) -> None:
    """The day was too short: an error of content, mended by a letter that replaces the first."""
    old = OfficialDocument.objects.get(maker="movements.reminder_register")
    new = actions.replace_document(
        document=old, reason="Thời hạn quá ngắn, các đơn vị không kịp thực hiện", actor=journey.officer,
        at=journey.at(MENDED, 8),
    )  # fmt: skip
    context = new.paper
    assert isinstance(context, ReminderLetter)
    new = actions.edit_document(
        document=new, context=replace(context, deadline="trước ngày 21/11/2025", channel=CHANNEL),
        version=new.version, actor=journey.officer, at=journey.at(MENDED, 8, 30),
    )  # fmt: skip
    _issue(journey, _number(journey, new, journey.at(MENDED, 9)), journey.at(MENDED, 9, 30))


def _remind_to_report(journey: Journey) -> None:
    """Numbered in the morning, waiting to go out."""
    letter = _draft(
        journey, "movements.reminder_report", journey.the_movement(), journey.user("demo.administration"),
        journey.at(REMINDED, 9),
    )  # fmt: skip
    _number(journey, letter, journey.at(REMINDED, 10))


def _on_the_desk(journey: Journey) -> None:
    movement = journey.the_movement()
    _draft(journey, "decisions.interim_review", movement, journey.officer, journey.at(ON_THE_DESK, 14))
    _draft(journey, "movements.pledge", movement, journey.officer, journey.at(ON_THE_DESK, 15))
    registration = movement.registrations.get(unit=journey.unit("TTLT"))
    _draft(journey, "movements.registration", registration, journey.contact("TTLT"), journey.at(ON_THE_DESK, 16))


STEPS = (
    Step(ASKED, "reported", _ask_the_slow),
    Step(TAKEN_BACK, "reported", _take_back),
    Step(INVITED, "council", _invite),
    Step(TOLD, "decided", _tell),
    Step(WROTE, "reported", _write_to_register),
    Step(MENDED, "reported", _mend_the_letter),
    Step(REMINDED, "reported", _remind_to_report),
    Step(ON_THE_DESK, "decided", _on_the_desk),
)
