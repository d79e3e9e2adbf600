"""What a unit registers for: saved by its contact, sent, approved or returned by the officer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from thidua.base.refusal import Refused
from thidua.journal.actions import record
from thidua.movements import contacts, permissions, titles
from thidua.movements.actions.guards import demand
from thidua.movements.models import Movement, Registration, RegistrationLine
from thidua.movements.transitions import REGISTRATION_TRANSITIONS
from thidua.notices.actions import notify
from thidua.organisation.models import Person, Unit
from thidua.organisation.queries import people_of

EDITABLE = (Registration.State.DRAFT, Registration.State.RETURNED)


@dataclass(frozen=True)
class Line:
    """One title or award form aimed at, by a person or by a unit as a collective."""

    award: str
    person: Person | None = None
    unit: Unit | None = None


@transaction.atomic
def save_registration(
    *,
    movement: Movement,
    unit: Unit,
    commitments: str,
    lines: Iterable[Line],
    actor: Any,
    at: datetime,
    version: int | None = None,
) -> Registration:
    """Keep what the unit registers, as a draft or as the correction of a returned one; the lines replace all before.

    Args:
        commitments: what the unit commits itself to, in its own words.
        lines: titles aimed at; each subject once per award.
        version: the version the person started from (0 for a new one); None overrides whatever is there.

    Raises:
        Refused: ``not_allowed``, ``not_running``, ``not_participating``, ``already_sent``, ``stale_registration``,
            ``unknown_award``, ``wrong_recipient``, ``not_of_unit``, ``listed_twice``.
    """
    demand(permissions.may_act_for(actor, unit))
    _check_open(movement, unit)
    found = Registration.objects.select_for_update().filter(movement=movement, unit=unit).first()
    registration = found or Registration(movement=movement, unit=unit)
    if registration.state not in EDITABLE:
        raise Refused("already_sent", _("Đăng ký đã gửi. Hãy rút lại để sửa, hoặc chờ cơ quan trả lại."))
    if version is not None and version != registration.version:
        raise Refused(
            "stale_registration",
            _(
                "Người khác vừa lưu đăng ký này. Bản bạn đang sửa đã cũ nên chưa được lưu; "
                "hãy mở lại trang để đối chiếu."
            ),
        )
    wanted = list(lines)
    _check_lines(wanted, unit, at)
    old = {"commitments": registration.commitments}
    registration.commitments = commitments.strip()
    registration.version += 1
    registration.saved_at = at
    registration.save()
    registration.lines.all().delete()
    RegistrationLine.objects.bulk_create(
        RegistrationLine(registration=registration, award=line.award, person=line.person, unit=line.unit)
        for line in wanted
    )
    new = {"commitments": registration.commitments, "lines": len(wanted)}
    record("movements.registration.save", registration, actor=actor, at=at, old=old, new=new)
    return registration


@transaction.atomic
def submit_registration(*, registration: Registration, actor: Any, at: datetime) -> Registration:
    """Send the registration to the body; late is possible and shown as late."""
    _hold_movement(registration)
    REGISTRATION_TRANSITIONS.apply(registration, "submit", actor=actor, at=at, changes={"submitted_at": at})
    return registration


@transaction.atomic
def recall_registration(*, registration: Registration, actor: Any, at: datetime) -> Registration:
    """Take a sent registration back, as long as nobody has decided on it."""
    _hold_movement(registration)
    REGISTRATION_TRANSITIONS.apply(registration, "recall", actor=actor, at=at)
    return registration


@transaction.atomic
def approve_registration(*, registration: Registration, actor: Any, at: datetime) -> Registration:
    """The officer accepts the registration as it is."""
    _hold_movement(registration)
    REGISTRATION_TRANSITIONS.apply(registration, "approve", actor=actor, at=at, changes={"return_reason": ""})
    _tell_unit(registration, at, "Đăng ký thi đua đã được duyệt", "Đăng ký của %(unit)s đã được duyệt.")
    return registration


@transaction.atomic
def return_registration(*, registration: Registration, actor: Any, at: datetime, reason: str) -> Registration:
    """The officer sends the registration back and says why."""
    _hold_movement(registration)
    REGISTRATION_TRANSITIONS.apply(
        registration, "return", actor=actor, at=at, reason=reason, changes={"return_reason": reason.strip()}
    )
    _tell_unit(registration, at, "Đăng ký thi đua được trả lại", reason)
    return registration


def _hold_movement(registration: Registration) -> None:
    """Give the registration its movement as it stands now, until the end of the transaction."""
    movements = Movement.objects.select_for_update(of=("self",)).select_related("body")
    registration.movement = movements.get(pk=registration.movement_id)


def _check_open(movement: Movement, unit: Unit) -> None:
    """Refuse outside the movement's time and units; those who write for it at once take turns."""
    if Movement.objects.select_for_update().get(pk=movement.pk).state not in permissions.OPEN_STATES:
        raise Refused("not_running", _("Phong trào không trong thời gian thực hiện nên không đăng ký được."))
    if not movement.participations.filter(unit=unit).exists():
        raise Refused("not_participating", _("%(unit)s không tham gia phong trào này.") % {"unit": unit})


def _check_lines(lines: Iterable[Line], unit: Unit, at: datetime) -> None:
    """Each line names a known award that its subject can receive, and a subject of this unit, once."""
    day = timezone.localdate(at)
    known = titles.titles_on(day)
    people = set(people_of(unit, day).values_list("pk", flat=True))
    seen: set[tuple[str, int | None, int | None]] = set()
    for line in lines:
        subject: Person | Unit | None = line.person or line.unit
        if subject is None or (line.person is not None and line.unit is not None):
            raise Refused("wrong_recipient", _("Mỗi dòng đăng ký phải ghi một cá nhân hoặc một tập thể."))
        title = known.get(line.award)
        if title is None:
            raise Refused("unknown_award", _("Không có danh hiệu, hình thức “%(code)s”.") % {"code": line.award})
        if not (title.for_people if line.person else title.for_collectives):
            message = _("“%(award)s” không dành cho đối tượng này: %(subject)s.")
            raise Refused("wrong_recipient", message % {"award": title.name, "subject": subject}, title.cite)
        if line.person is not None and line.person.pk not in people:
            message = _("%(subject)s không thuộc %(unit)s vào ngày đăng ký.")
            raise Refused("not_of_unit", message % {"subject": subject, "unit": unit})
        if line.unit is not None and not line.unit.path.startswith(unit.path):
            message = _("%(subject)s không thuộc %(unit)s.")
            raise Refused("not_of_unit", message % {"subject": subject, "unit": unit})
        key = (line.award, line.person.pk if line.person else None, line.unit.pk if line.unit else None)
        if key in seen:
            message = _("%(subject)s được ghi hai lần cho “%(award)s”.")
            raise Refused("listed_twice", message % {"subject": subject, "award": title.name})
        seen.add(key)


def _tell_unit(registration: Registration, at: datetime, subject: str, body: str) -> None:
    """What is kept for others to read is Vietnamese, whatever language the actor reads in."""
    people = contacts.contacts_of([registration.unit], timezone.localdate(at))[registration.unit_id]
    notify(
        recipients=people,
        kind="registration",
        subject=f"{subject}: {registration.movement.title}",
        body=body % {"unit": registration.unit.name} if "%(unit)s" in body else body,
        at=at,
        url=reverse("movements:registration", args=[registration.movement_id, registration.unit_id]),
    )
