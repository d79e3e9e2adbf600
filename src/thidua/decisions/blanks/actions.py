"""All writes of blanks: keeping them, asking for a batch of certificates, striking out spoilt sheets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from thidua import paperwork
from thidua.base import files
from thidua.base.models import StoredFile
from thidua.base.refusal import Refused
from thidua.decisions.blanks import sheets
from thidua.decisions.blanks.models import Blank, BlankSheet, Printer, PrintRun, places
from thidua.decisions.blanks.permissions import may_print
from thidua.decisions.blanks.serials import serials_from
from thidua.decisions.blanks.transitions import SHEET
from thidua.decisions.models import Certificate, Decision
from thidua.journal.actions import record
from thidua.organisation.models import Unit


@transaction.atomic
def add_blank(
    *,
    body: Unit,
    name: str,
    width: Decimal,
    height: Decimal,
    awards: list[str],
    scan: bytes | None,
    actor: Any,
    at: datetime,
) -> Blank:
    """Add a blank with the usual places, moved in proportion to its size.

    Args:
        width, height: of the sheet in mm.
        awards: codes of the awards it is for; none is any.
        scan: a picture of the empty sheet (PNG, JPEG), laid under the places in the editor.

    Raises:
        Refused: ``not_allowed``, ``name_taken``, ``cannot_print`` (size), ``file_kind``.
    """
    _demand(actor, body)
    layout = _resized(paperwork.usual_blank(name.strip()), float(width), float(height))
    _check(layout)
    blank = Blank(body=body, name=layout.name, width=width, height=height, awards=sorted(awards))
    blank.fields = places(layout)
    blank.scan = _kept_scan(scan, at)
    _save(blank)
    record("decisions.blank.add", blank, actor=actor, at=at, new={"name": blank.name})
    return blank


@transaction.atomic
def edit_blank(
    *,
    blank: Blank,
    version: int,
    layout: paperwork.Blank,
    awards: list[str],
    scan: bytes | None,
    actor: Any,
    at: datetime,
) -> Blank:
    """Change name, size and places of a blank.

    Args:
        version: the version that the person started from.
        scan: a new picture, or None to keep the present one.

    Raises:
        Refused: ``not_allowed``, ``retired``, ``stale`` (somebody else saved meanwhile), ``cannot_print``,
            ``name_taken``.
    """
    _demand(actor, blank.body)
    blank = _in_use(blank)
    if blank.version != version:
        raise Refused(
            "stale", _("Người khác vừa sửa phôi này. Hãy tải lại trang để xem bản mới rồi sửa tiếp trên bản đó.")
        )
    _check(layout)
    old = {"name": blank.name, "fields": blank.fields}
    blank.name, blank.fields, blank.awards = layout.name, places(layout), sorted(awards)
    blank.width, blank.height = Decimal(str(layout.width)), Decimal(str(layout.height))
    blank.version += 1
    if scan is not None:
        blank.scan = _kept_scan(scan, at)
    _save(blank)
    record("decisions.blank.edit", blank, actor=actor, at=at, old=old, new={"name": blank.name, "fields": blank.fields})
    return blank


@transaction.atomic
def copy_blank(*, blank: Blank, actor: Any, at: datetime) -> Blank:
    """Copy a blank, for an award whose texts stand a little otherwise.

    Raises:
        Refused: ``not_allowed``.
    """
    _demand(actor, blank.body)
    taken = set(Blank.objects.filter(body=blank.body, retired_at=None).values_list("name", flat=True))
    names = (f"{blank.name[:90]} ({number})" for number in range(2, len(taken) + 3))
    name = next(name for name in names if name not in taken)
    copied = Blank(body=blank.body, name=name, width=blank.width, height=blank.height, scan=blank.scan)
    copied.fields, copied.awards = blank.fields, blank.awards
    _save(copied)
    for printer in blank.printers.all():
        Printer.objects.create(blank=copied, name=printer.name, offset_x=printer.offset_x, offset_y=printer.offset_y)
    record("decisions.blank.copy", copied, actor=actor, at=at, new={"name": name, "of": blank.pk})
    return copied


@transaction.atomic
def retire_blank(*, blank: Blank, actor: Any, at: datetime) -> Blank:
    """Take a blank out of use; what was printed on it stays on record.

    Raises:
        Refused: ``not_allowed``, ``retired``.
    """
    _demand(actor, blank.body)
    blank = _in_use(blank)
    blank.retired_at = at
    blank.save(update_fields=["retired_at"])
    record("decisions.blank.retire", blank, actor=actor, at=at, new={"retired_at": at})
    return blank


@transaction.atomic
def set_printer(*, blank: Blank, name: str, offset_x: Decimal, offset_y: Decimal, actor: Any, at: datetime) -> Printer:
    """Note what a printer shifts with this blank; a printer of that name is changed.

    Raises:
        Refused: ``not_allowed``, ``retired``, ``cannot_print`` (a shift of more than 30 mm).
    """
    _demand(actor, blank.body)
    blank = _in_use(blank)
    _translated(paperwork.Offset(float(offset_x), float(offset_y)).check)
    printer, _created = Printer.objects.update_or_create(
        blank=blank, name=name.strip(), defaults={"offset_x": offset_x, "offset_y": offset_y}
    )
    new = {"printer": printer.name, "offset_x": offset_x, "offset_y": offset_y}
    record("decisions.blank.printer", blank, actor=actor, at=at, new=new)
    return printer


@transaction.atomic
def remove_printer(*, printer: Printer, actor: Any, at: datetime) -> None:
    """Forget a printer.

    Raises:
        Refused: ``not_allowed``.
    """
    _demand(actor, printer.blank.body)
    old = {"printer": printer.name, "offset_x": printer.offset_x, "offset_y": printer.offset_y}
    record("decisions.blank.printer_removed", printer.blank, actor=actor, at=at, old=old)
    printer.delete()


@transaction.atomic
def ask_printing(
    *,
    decision: Decision,
    certificates: Sequence[Certificate],
    blank: Blank | None,
    printer: Printer | None,
    first_serial: str,
    with_code: bool = True,
    enqueue: Callable[[int], None],
    actor: Any,
    at: datetime,
) -> PrintRun:
    """Ask for a batch of certificates of a signed decision, on blank paper or on a blank.

    Args:
        certificates: those to print, in order; all must be valid and of this decision.
        blank: the blank to print on; None is blank paper with our own border.
        printer: whose shift is applied; None for none.
        first_serial: serial of the uppermost sheet of the pile; "" when the sheets are not numbered.
        with_code: whether QR and code of verification are printed.
        enqueue: called with the run's key once all is kept, to hand it to the worker.

    Raises:
        Refused: ``not_allowed``, ``not_signed``, ``nothing_to_print``, ``not_of_decision`` (a certificate, blank or
            printer of elsewhere), ``cannot_print`` (names the text that fits nowhere), ``bad_serial``,
            ``serial_used``.
    """
    _demand(actor, decision.body)
    if decision.number is None:
        raise Refused("not_signed", _("Quyết định chưa ký nên chưa có giấy để in."))
    if not certificates:
        raise Refused("nothing_to_print", _("Hãy chọn ít nhất một giấy để in."))
    if blank is not None:
        blank = _in_use(blank)
    _demand_own(decision, certificates, blank, printer)
    _translated(lambda: sheets.check(certificates, blank))
    run = PrintRun.objects.create(
        decision=decision,
        blank=blank,
        printer_name=printer.name if printer else "",
        offset_x=printer.offset_x if printer else 0,
        offset_y=printer.offset_y if printer else 0,
        certificates=[certificate.pk for certificate in certificates],
        with_code=with_code,
        asked_by=actor,
        asked_at=at,
    )
    serials = _take_serials(run, certificates, first_serial.strip())
    record(
        "decisions.print.ask", run, actor=actor, at=at, new={"pages": run.total, "serials": serials[:1] + serials[-1:]}
    )
    transaction.on_commit(lambda: enqueue(run.pk))
    return run


@transaction.atomic
def retry_printing(*, run: PrintRun, enqueue: Callable[[int], None], actor: Any, at: datetime) -> PrintRun:
    """Have a batch made again that failed, or whose worker died.

    Raises:
        Refused: ``not_allowed``, ``nothing_to_make`` when its file is there.
    """
    _demand(actor, run.decision.body)
    run = PrintRun.objects.select_for_update().get(pk=run.pk)
    if run.state == PrintRun.State.READY:
        raise Refused("nothing_to_make", _("Tệp in đã có."))
    run.state, run.error, run.made = PrintRun.State.WAITING, "", 0
    run.save(update_fields=["state", "error", "made"])
    record("decisions.print.retry", run, actor=actor, at=at)
    transaction.on_commit(lambda: enqueue(run.pk))
    return run


@transaction.atomic
def spoil_sheets(*, run: PrintRun, serials: Sequence[str], reason: str, actor: Any, at: datetime) -> list[Certificate]:
    """Strike out spoilt sheets of a batch.

    Args:
        serials: the spoilt sheets.
        reason: what happened to them.

    Returns:
        The certificates that have to be printed anew.

    Raises:
        Refused: ``not_allowed``, ``nothing_to_spoil``, ``reason_missing``, ``not_a_sheet`` (naming the serials).
    """
    wanted = list(dict.fromkeys(serials))
    if not wanted:
        raise Refused("nothing_to_spoil", _("Hãy chọn ít nhất một tờ phôi hỏng."))
    found = {sheet.serial: sheet for sheet in run.sheets.select_related("blank__body", "certificate")}
    foreign = [serial for serial in wanted if serial not in found]
    if foreign:
        message = _("Đợt in này không có tờ phôi %(serials)s.") % {"serials": ", ".join(foreign)}
        raise Refused("not_a_sheet", message)
    for serial in wanted:
        changes = {"spoilt_reason": reason.strip()[:300], "spoilt_at": at}
        SHEET.apply(found[serial], "spoil", actor=actor, at=at, reason=reason, changes=changes)
    return [found[serial].certificate for serial in wanted]


def _demand_own(
    decision: Decision, certificates: Sequence[Certificate], blank: Blank | None, printer: Printer | None
) -> None:
    keys = {certificate.pk for certificate in certificates}
    valid = Certificate.objects.filter(pk__in=keys, line__decision=decision, state=Certificate.State.VALID)
    of_body = blank is None or blank.body_id == decision.body_id
    of_blank = printer is None or (blank is not None and printer.blank_id == blank.pk)
    if valid.count() != len(keys) or not of_body or not of_blank:
        message = _("Chỉ in giấy còn giá trị của quyết định này, trên phôi và máy in của cơ quan. Hãy tải lại trang.")
        raise Refused("not_of_decision", message)


def _take_serials(run: PrintRun, certificates: Sequence[Certificate], first: str) -> list[str]:
    """Record the sheets of a run; a serial that was used before is refused by name."""
    if run.blank is None or not first:
        return []
    serials = serials_from(first, len(certificates))
    used = list(BlankSheet.objects.filter(blank=run.blank, serial__in=serials).values_list("serial", flat=True)[:5])
    if used:
        message = _("Phôi số %(serials)s đã ghi là đã dùng. Hãy xem lại số trên tờ phôi trên cùng.")
        text = message % {"serials": ", ".join(used)}
        raise Refused("serial_used", text, fields={"first_serial": text})
    BlankSheet.objects.bulk_create(
        BlankSheet(blank=run.blank, serial=serial, run=run, certificate=certificate)
        for serial, certificate in zip(serials, certificates, strict=True)
    )
    return serials


def _demand(actor: Any, body: Unit) -> None:
    answer = may_print(actor, body)
    if not answer:
        raise Refused("not_allowed", answer.reason)


def _in_use(blank: Blank) -> Blank:
    """The blank's row under lock."""
    locked = Blank.objects.select_for_update().get(pk=blank.pk)
    if locked.retired_at is not None:
        raise Refused("retired", _("Phôi này đã ngừng dùng."))
    return locked


def _save(blank: Blank) -> None:
    # As the database gives them back: what is sealed now has to equal what is read later.
    blank.width, blank.height = (Decimal(side).quantize(Decimal("0.1")) for side in (blank.width, blank.height))
    others = Blank.objects.filter(body=blank.body, name=blank.name, retired_at=None).exclude(pk=blank.pk)
    message = _("Đã có phôi tên “%(name)s”. Hãy đặt tên khác.") % {"name": blank.name}
    if others.exists():
        raise Refused("name_taken", message, fields={"name": message})
    try:
        with transaction.atomic():
            blank.save()
    except IntegrityError as error:
        # Somebody gave another blank the same name in this moment.
        raise Refused("name_taken", message, fields={"name": message}) from error


def _kept_scan(scan: bytes | None, at: datetime) -> StoredFile | None:
    if scan is None:
        return None
    kind = files.sniff(scan)
    if kind not in (files.PNG, files.JPEG):
        message = _("Ảnh quét của phôi phải là tệp PNG hoặc JPEG.")
        raise Refused("file_kind", message, fields={"scan": message})
    return files.store(scan, media_type=kind, at=at)


def _check(layout: paperwork.Blank) -> None:
    if not layout.name:
        message = _("Hãy đặt tên cho phôi.")
        raise Refused("no_name", message, fields={"name": message})
    _translated(layout.check)


def _translated(check: Callable[[], object]) -> None:
    """What the printing library refuses, as an action refuses."""
    try:
        check()
    except paperwork.PaperworkError as error:
        raise Refused("cannot_print", str(error)) from error


def _resized(layout: paperwork.Blank, width: float, height: float) -> paperwork.Blank:
    """The usual places in proportion to another sheet, rounded to half a millimetre."""
    across, down = width / layout.width, height / layout.height

    def half(value: float) -> float:
        return round(value * 2) / 2

    moved = tuple(
        replace(field, x=half(field.x * across), y=half(field.y * down), width=half(field.width * across))
        if field.key != "qr"
        else replace(field, x=half(field.x * across), y=half(field.y * down))
        for field in layout.fields
    )
    return replace(layout, width=width, height=height, fields=moved)
