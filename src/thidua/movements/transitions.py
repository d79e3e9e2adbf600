"""The tables of states: of the reading of a plan, of a movement, of a unit's registration in it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from thidua.base import clock
from thidua.base.answers import Answer, no, yes
from thidua.journal.transitions import Transition, TransitionTable
from thidua.movements import permissions
from thidua.movements.models import Movement, PlanDocument, Registration

_CONTENT = "khoản 1 Điều 17 Luật 06/2022/QH15"
_AUTHORITY = "khoản 4 Điều 18 Luật 06/2022/QH15"
_LAUNCH = "khoản 2 Điều 17 Luật 06/2022/QH15"
_REVIEW = "khoản 5 Điều 17 Luật 06/2022/QH15"
# The button, not the state of the same words: English tells them apart.
_RETURN = pgettext_lazy("button", "Trả lại")


# --- reading a plan -----------------------------------------------------------------------------------------------


def _program(user: Any, plan: PlanDocument) -> Answer:
    if user is None:
        return yes(_("Tiến trình nền đọc tệp."))
    return no(_("Việc đọc tệp do tiến trình nền làm."))


def _reviewer(user: Any, plan: PlanDocument) -> Answer:
    return permissions.may_manage(user, plan.body)


Read = PlanDocument.State

PLAN_TRANSITIONS = TransitionTable(
    "movements.plan",
    (
        Transition(Read.WAITING, "begin", Read.READING, gettext_lazy("Bắt đầu đọc"), _program),
        # What a dead worker has left is begun again by the next one.
        Transition(Read.READING, "begin", Read.READING, gettext_lazy("Bắt đầu đọc"), _program),
        Transition(Read.READING, "finish", Read.READ, gettext_lazy("Đọc xong"), _program),
        Transition(Read.READING, "fail", Read.FAILED, gettext_lazy("Không đọc được"), _program),
        Transition(Read.WAITING, "again", Read.WAITING, gettext_lazy("Đọc lại"), _reviewer),
        Transition(Read.READING, "again", Read.WAITING, gettext_lazy("Đọc lại"), _reviewer),
        Transition(Read.FAILED, "again", Read.WAITING, gettext_lazy("Đọc lại"), _reviewer),
    ),
)


# --- movements ----------------------------------------------------------------------------------------------------


def _officer(user: Any, movement: Movement) -> Answer:
    return permissions.may_manage(user, movement.body)


def _head(user: Any, movement: Movement) -> Answer:
    return permissions.may_decide(user, movement.body)


# What a movement must say before its head is asked, in the order in which a person would fill it in.
REQUIRED_FIELDS = (
    "title",
    "document_number",
    "document_symbol",
    "issued_on",
    "signer_name",
    "start",
    "end",
    "registration_due",
    "report_due",
    "nomination_due",
)


def missing_fields(movement: Movement) -> list[str]:
    """Names (for people) of what the movement does not say yet."""
    return [
        str(Movement._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
        for name in REQUIRED_FIELDS
        if not getattr(movement, name)
    ]


def _complete(movement: Movement) -> Answer:
    missing = missing_fields(movement)
    if missing:
        return no(_("Còn thiếu: %(fields)s.") % {"fields": ", ".join(missing)})
    return yes(_("Đã đủ thông tin."))


def _dates_in_order(movement: Movement) -> Answer:
    if movement.start and movement.end and movement.end < movement.start:
        return no(_("Ngày kết thúc trước ngày bắt đầu."))
    return yes(_("Thời gian hợp lệ."))


def _has_tasks(movement: Movement) -> Answer:
    if movement.tasks.exists():
        return yes(_("Đã có nhiệm vụ."))
    return no(_("Phong trào chưa có nhiệm vụ nào."))


def _is_over(movement: Movement) -> Answer:
    if movement.end and clock.today() <= movement.end:
        return no(_("Phong trào còn đến hết ngày %(day)s, chưa kết thúc được.") % {"day": f"{movement.end:%d/%m/%Y}"})
    return yes(_("Đã hết thời gian thực hiện."))


State = Movement.State

MOVEMENT_TRANSITIONS = TransitionTable(
    "movements.movement",
    (
        Transition(
            State.DRAFT,
            "submit",
            State.SUBMITTED,
            gettext_lazy("Trình duyệt"),
            _officer,
            (_complete, _dates_in_order, _has_tasks),
            _CONTENT,
        ),
        Transition(State.SUBMITTED, "recall", State.DRAFT, gettext_lazy("Rút lại để sửa"), _officer, needs_reason=True),
        Transition(
            State.SUBMITTED,
            "approve",
            State.APPROVED,
            gettext_lazy("Duyệt"),
            _head,
            (_complete, _dates_in_order, _has_tasks),
            _AUTHORITY,
        ),
        Transition(State.SUBMITTED, "return", State.DRAFT, _RETURN, _head, needs_reason=True),
        Transition(State.APPROVED, "recall", State.DRAFT, gettext_lazy("Rút lại để sửa"), _officer, needs_reason=True),
        Transition(
            State.APPROVED, "launch", State.LAUNCHED, gettext_lazy("Phát động"), _officer, (_complete,), _LAUNCH
        ),
        Transition(State.LAUNCHED, "begin_closing", State.CLOSING, gettext_lazy("Bắt đầu tổng kết"), _officer),
        Transition(
            State.CLOSING, "reopen", State.LAUNCHED, gettext_lazy("Mở lại thực hiện"), _officer, needs_reason=True
        ),
        Transition(
            State.CLOSING, "sum_up", State.SUMMED_UP, gettext_lazy("Hoàn thành tổng kết"), _officer, (), _REVIEW
        ),
        Transition(
            State.SUMMED_UP, "reopen", State.CLOSING, gettext_lazy("Mở lại tổng kết"), _officer, needs_reason=True
        ),
        Transition(State.SUMMED_UP, "close", State.CLOSED, gettext_lazy("Kết thúc phong trào"), _head, (_is_over,)),
    ),
)


# --- registrations ------------------------------------------------------------------------------------------------


def _contact(user: Any, registration: Registration) -> Answer:
    return permissions.may_act_for(user, registration.unit)


def _registrar(user: Any, registration: Registration) -> Answer:
    return permissions.may_manage(user, registration.movement.body)


def _movement_runs(registration: Registration) -> Answer:
    if registration.movement.state in permissions.OPEN_STATES:
        return yes(_("Phong trào đang thực hiện."))
    return no(_("Phong trào không trong thời gian thực hiện."))


def _says_something(registration: Registration) -> Answer:
    if not registration.commitments.strip():
        return no(_("Chưa ghi nội dung cam kết."))
    if not registration.lines.exists():
        return no(_("Chưa đăng ký danh hiệu nào cho cá nhân hoặc tập thể."))
    return yes(_("Đã có nội dung đăng ký."))


Sent = Registration.State
_RUNS = (_movement_runs,)
_READY = (_movement_runs, _says_something)

REGISTRATION_TRANSITIONS = TransitionTable(
    "movements.registration",
    (
        Transition(Sent.DRAFT, "submit", Sent.SUBMITTED, gettext_lazy("Gửi đăng ký"), _contact, _READY),
        Transition(Sent.SUBMITTED, "recall", Sent.DRAFT, gettext_lazy("Rút lại để sửa"), _contact, (_movement_runs,)),
        Transition(
            Sent.SUBMITTED, "approve", Sent.APPROVED, gettext_lazy("Duyệt đăng ký"), _registrar, (_movement_runs,)
        ),
        Transition(Sent.SUBMITTED, "return", Sent.RETURNED, _RETURN, _registrar, _RUNS, needs_reason=True),
        Transition(Sent.RETURNED, "submit", Sent.SUBMITTED, gettext_lazy("Gửi lại"), _contact, _READY),
        Transition(
            Sent.APPROVED,
            "return",
            Sent.RETURNED,
            gettext_lazy("Trả lại để đăng ký lại"),
            _registrar,
            _RUNS,
            needs_reason=True,
        ),
    ),
)
