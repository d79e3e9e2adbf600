"""Giving a paper its number and freezing it; keeping the register."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from thidua.base import files
from thidua.base.refusal import Refused
from thidua.documents import wording
from thidua.documents.kinds import type_name
from thidua.documents.models import NumberingYear, NumberSeries, OfficialDocument, RegisterEntry
from thidua.documents.numbering import (
    ARTICLE,
    HIGHEST,
    RegisterLine,
    Scope,
    Way,
    locked_series,
    locked_year,
    take_number,
    way_of,
)
from thidua.documents.permissions import numbers
from thidua.documents.printing import print_files
from thidua.documents.transitions import DOCUMENT
from thidua.journal.actions import record
from thidua.organisation.models import Unit
from thidua.paperwork import to_json
from thidua.paperwork.documents.base import Document, archive_line

State = OfficialDocument.State


@transaction.atomic
def number_document(
    *,
    document: OfficialDocument,
    actor: Any,
    at: datetime,
    day: date | None = None,
    number: int | None = None,
    version: int | None = None,
) -> OfficialDocument:
    """Freeze the draft: number (where its kind takes one), day, Word and PDF; nothing in it changes after that.

    Args:
        day: the paper's date; today when not given, never a later one.
        number: one that the office gave by hand; None takes the next.
        version: that of the draft which the clerk had before the eyes; None where no page stands between.

    Raises:
        Refused: see `transitions.DOCUMENT` and `numbering.take_number`; ``changed_since``, ``future_day``,
            ``not_printable``.
    """
    row = OfficialDocument.objects.select_for_update(of=("self",)).select_related("body").get(pk=document.pk)
    if row.state != document.state:
        raise Refused("state_changed", _("Người khác vừa xử lý văn bản này. Hãy tải lại trang để xem kết quả."))
    if version is not None and version != row.version:
        raise Refused("changed_since", _("Dự thảo đã được sửa sau khi bạn mở trang này. Hãy xem lại rồi làm tiếp."))
    action = "number" if row.takes_number else "freeze"
    answer = DOCUMENT.may(actor, row, action)
    if not answer:
        raise Refused("not_allowed" if not numbers(actor, row) else "not_ready", answer.reason, ARTICLE)
    today = timezone.localdate(at)
    day = day or today
    if day > today:
        message = _("Ngày văn bản không được sau hôm nay.")
        raise Refused("future_day", message, fields={"day": message})
    context = row.paper
    entry = None
    if row.takes_number:
        entry = take_number(
            body=row.body, symbol=row.symbol, day=day, council=row.council, number=number, actor=actor, at=at,
            line=_line(row, context), apart=wording.numbered_apart(context),
        )  # fmt: skip
    context = wording.numbered(context, entry.number if entry else None, row.symbol, day)
    DOCUMENT.apply(row, action, actor=actor, at=at, changes=_frozen(row, context, entry, day, actor, at))
    return row


def _frozen(
    row: OfficialDocument, context: Document, entry: RegisterEntry | None, day: date, actor: Any, at: datetime
) -> dict[str, Any]:
    docx, pdf = print_files(context, row.body, day)
    return {
        "context": to_json(context),
        "entry": entry,
        "number": entry.number if entry else None,
        "day": day,
        "folded": wording.folded(entry.reference if entry else "", row.folded),
        "docx": files.store(docx, media_type=files.DOCX, at=at),
        "pdf": files.store(pdf, media_type=files.PDF, at=at),
        "numbered_by": actor,
        "numbered_at": at,
    }


def _line(document: OfficialDocument, context: Document) -> RegisterLine:
    return RegisterLine(
        type_name=type_name(context),
        subject=document.subject,
        signer=document.signer_name[:150],
        recipients="; ".join(wording.received_by(context)),
        keeper=archive_line(context)[:100],
        source_label=OfficialDocument._meta.label_lower,
        source_pk=document.pk,
        url=reverse("documents:detail", args=[document.pk]),
    )


@transaction.atomic
def start_after(
    *,
    body: Unit,
    symbol: str,
    year: int,
    last: int,
    actor: Any,
    at: datetime,
    council: str = "",
    type_name: str = "",
    apart: str = "",
) -> NumberSeries:
    """Let a series go on after ``last``, because the numbers up to it were given outside the program.

    Args:
        symbol, type_name: of the papers; the office's way of numbering says which of them tells the series.
        apart: as for `numbering.take_number`.

    Raises:
        Refused: ``not_allowed``; ``symbol_missing``, ``type_missing`` where the series is told by it; ``number_used``
            when the series has come further already.
    """
    _demand_clerk(actor, body, council)
    symbol, type_name = symbol.strip(), type_name.strip()
    way = way_of(body, year)
    if not apart and way == Way.SYMBOL and not symbol:
        raise Refused("symbol_missing", _("Hãy ghi ký hiệu."), fields={"symbol": _("Hãy ghi ký hiệu.")})
    if not apart and way == Way.KIND and not type_name:
        raise Refused("type_missing", _("Hãy chọn tên loại."), fields={"type_name": _("Hãy chọn tên loại.")})
    series = locked_series(body=body, symbol=symbol, type_name=type_name, year=year, council=council, apart=apart)
    if not series.last <= last <= HIGHEST:
        message = _("Dãy số này đã cấp đến %(last)d; số bắt đầu không được nhỏ hơn.") % {"last": series.last}
        raise Refused("number_used", message, ARTICLE, fields={"last": message})
    old, series.last = series.last, last
    series.save(update_fields=["last"])
    record("documents.series.start", series, actor=actor, at=at, old={"last": old}, new={"last": last})
    return series


@transaction.atomic
def choose_numbering(*, body: Unit, year: int, way: str, basis: str, actor: Any, at: datetime) -> NumberingYear:
    """Lay down how a body numbers its papers in a year: only while that year has no number yet.

    A change in the middle of a year would give the same number and symbol twice.

    Args:
        year: this year or the next one.
        basis: where the head has laid it down; goes into the journal.

    Raises:
        Refused: ``not_allowed``, ``other_year``, ``basis_missing``; ``numbers_given`` when the year has one.
    """
    _demand_clerk(actor, body)
    today = timezone.localdate(at)
    if year not in (today.year, today.year + 1):
        message = _("Chỉ đặt cách đánh số cho năm nay hoặc năm sau.")
        raise Refused("other_year", message, ARTICLE, fields={"year": message})
    if not basis.strip():
        message = _("Hãy ghi quy chế hoặc văn bản mà người đứng đầu đã quy định cách đánh số.")
        raise Refused("basis_missing", message, ARTICLE, fields={"basis": message})
    row = locked_year(body, year)
    given = RegisterEntry.objects.filter(series__body=body, series__year=year).exclude(series__scope=Scope.COPIES)
    if way != row.way and given.exists():
        message = _(
            "Năm %(year)d đã cấp số nên không đổi cách đánh số được nữa: số, ký hiệu có thể trùng. "
            "Đặt cho năm %(next)d."
        )
        message %= {"year": year, "next": year + 1}
        raise Refused("numbers_given", message, ARTICLE, fields={"year": message})
    old = {"way": row.way, "basis": row.basis}
    row.way, row.basis = Way(way), basis.strip()[:300]
    row.save(update_fields=["way", "basis"])
    new = {"way": row.way, "basis": row.basis, "year": year}
    record("documents.numbering.choose", row, actor=actor, at=at, old=old, new=new, article=ARTICLE)
    return row


def _demand_clerk(actor: Any, body: Unit, council: str = "") -> None:
    """Raise Refused unless ``actor`` gives numbers to papers of ``body``."""
    answer = numbers(actor, OfficialDocument(body=body, council=council))
    if not answer:
        raise Refused("not_allowed", answer.reason)


@transaction.atomic
def note_in_register(
    *, entry: RegisterEntry, copies: int | None, sent_on: date | None, note: str, actor: Any, at: datetime
) -> RegisterEntry:
    """Fill the columns that are known only when the paper leaves the house.

    Raises:
        Refused: ``not_allowed``; ``future_day``.
    """
    entry = RegisterEntry.objects.select_for_update(of=("self",)).select_related("body").get(pk=entry.pk)
    _demand_clerk(actor, entry.body, entry.series.council)
    if sent_on is not None and not entry.day <= sent_on <= timezone.localdate(at):
        message = _("Ngày chuyển phải từ ngày văn bản đến hôm nay.")
        raise Refused("future_day", message, fields={"sent_on": message})
    new: dict[str, Any] = {"copies": copies, "sent_on": sent_on, "note": note.strip()[:300]}
    old = {name: getattr(entry, name) for name in new}
    for name, value in new.items():
        setattr(entry, name, value)
    entry.save(update_fields=list(new))
    record("documents.entry.note", entry, actor=actor, at=at, old=old, new=new)
    return entry
