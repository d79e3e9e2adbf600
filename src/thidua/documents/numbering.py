"""Numbers of documents: from 01 each year, one series per body and symbol, no gap and no double.

Source: Nghị định 30/2020/NĐ-CP, Điều 15 (số của văn bản do cơ quan ban hành trong một năm) and Phụ lục I, II.3.
Every number stands in the register of outgoing documents with what it was given for; the database holds it unique.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from thidua.base.refusal import Refused
from thidua.documents.models import NumberingYear, NumberSeries, RegisterEntry
from thidua.journal.actions import record
from thidua.organisation.models import Unit
from thidua.text import fold

ARTICLE = "Điều 15 Nghị định 30/2020/NĐ-CP"
HIGHEST = 99_999
Scope = NumberSeries.Scope
Way = NumberingYear.Way


@dataclass(frozen=True)
class RegisterLine:
    """What the register writes beside a number.

    Attributes:
        type_name, subject, signer, recipients: as on the paper.
        keeper: who keeps the file copy.
        source_label, source_pk: the row that bears the number, ``"decisions.decision"`` and its key.
        url: its page.
    """

    type_name: str
    subject: str
    signer: str
    source_label: str
    source_pk: int
    recipients: str = ""
    keeper: str = ""
    url: str = ""


def take_number(
    *,
    body: Unit,
    symbol: str,
    day: date,
    line: RegisterLine,
    actor: Any,
    at: datetime,
    council: str = "",
    number: int | None = None,
    apart: str = "",
) -> RegisterEntry:
    """Give the next number of the series, or ``number`` if it is free, and write it into the register.

    Runs in the caller's transaction: if that fails, the number is free again. Of two who ask at once the second waits.

    Args:
        apart: the scope that is numbered apart whatever the office's way: copies, secret papers.

    Raises:
        Refused: ``number_used``, ``number_out_of_range``; ``date_order`` when a higher number was given for an earlier
            day or a lower one for a later day.
    """
    series = locked_series(
        body=body, symbol=symbol, type_name=line.type_name, year=day.year, council=council, apart=apart
    )
    wanted = series.last + 1 if number is None else number
    _check_free(series, wanted)
    _check_order(series, wanted, day)
    series.last = max(series.last, wanted)
    series.save(update_fields=["last"])
    words = f"{wanted} {wanted:02d}/{symbol} {line.type_name} {line.subject} {line.signer} {line.recipients}"
    entry = RegisterEntry.objects.create(
        series=series, body=body, number=wanted, symbol=symbol, day=day, folded=fold(words)[:1200], **asdict(line)
    )
    record("documents.entry.register", entry, actor=actor, at=at, new={"number": wanted}, article=ARTICLE)
    return entry


def locked_series(
    *, body: Unit, symbol: str, type_name: str, year: int, council: str = "", apart: str = ""
) -> NumberSeries:
    """The series in which such a paper counts, made for the year's first number, locked until the transaction ends.

    The year is locked before it, so that the way of numbering cannot change between the question and the number.
    """
    way = locked_year(body, year).way
    scope, key = _place(way, symbol, type_name, apart)
    wanted: dict[str, Any] = {"body": body, "council": council, "scope": scope, "key": key, "year": year}
    NumberSeries.objects.get_or_create(**wanted)
    return NumberSeries.objects.select_for_update().get(**wanted)


def locked_year(body: Unit, year: int) -> NumberingYear:
    """The body's way of numbering in a year, carried on from the years before, locked until the transaction ends."""
    NumberingYear.objects.get_or_create(body=body, year=year, defaults={"way": way_of(body, year)})
    return NumberingYear.objects.select_for_update().get(body=body, year=year)


def way_of(body: Unit, year: int) -> str:
    """How ``body`` numbers in ``year``: as it was last laid down; each symbol by itself where nothing was."""
    laid_down = NumberingYear.objects.filter(body=body, year__lte=year).order_by("-year").first()
    return laid_down.way if laid_down else Way.SYMBOL


def next_number(
    body: Unit, symbol: str, type_name: str, year: int, council: str = "", apart: str = ""
) -> tuple[NumberSeries, int]:
    """The series in which such a paper counts and the number it would get now; only `take_number` really gives it."""
    scope, key = _place(way_of(body, year), symbol, type_name, apart)
    wanted: dict[str, Any] = {"body": body, "council": council, "scope": scope, "key": key, "year": year}
    series = NumberSeries.objects.filter(**wanted).first() or NumberSeries(**wanted)
    return series, series.last + 1


def _place(way: str, symbol: str, type_name: str, apart: str) -> tuple[str, str]:
    """Scope and key of the series in which a paper counts."""
    if apart:
        return apart, ""
    if way == Way.COMMON:
        return Scope.COMMON, ""
    return (Scope.KIND, type_name) if way == Way.KIND else (Scope.SYMBOL, symbol)


def _check_free(series: NumberSeries, number: int) -> None:
    if not 1 <= number <= HIGHEST:
        message = _("Số văn bản phải từ 1 đến %(highest)d.") % {"highest": HIGHEST}
        raise Refused("number_out_of_range", message, ARTICLE, fields={"number": message})
    used = series.entries.filter(number=number).first()
    if used is not None:
        message = _("Số %(number)s đã cấp cho “%(subject)s”. Hãy chọn số khác hoặc để trống để lấy số tiếp theo.")
        message %= {"number": used.reference, "subject": used.subject}
        raise Refused("number_used", message, ARTICLE, fields={"number": message})


def _check_order(series: NumberSeries, number: int, day: date) -> None:
    """Numbers follow days: a higher number never stands under an earlier day."""
    wrong = Q(number__lt=number, day__gt=day) | Q(number__gt=number, day__lt=day)
    other = series.entries.filter(wrong).order_by("number").first()
    if other is not None:
        message = _("Số %(other)s đã cấp cho ngày %(day)s; số và ngày của văn bản này sẽ ngược thứ tự.")
        message %= {"other": other.reference, "day": f"{other.day:%d/%m/%Y}"}
        raise Refused("date_order", message, ARTICLE)
