"""A plan in words, to read on a terminal."""

from collections.abc import Iterable, Iterator

from thidua.text import format_date

from .plan import Document, Milestone, Period, Plan, Reference

_WIDTH = 100
_NOT_SAID = "(không ghi)"


def summarise(plan: Plan) -> str:
    """Return what was read as a Vietnamese summary; what the document does not say is shown as such."""
    return "\n".join(_lines(plan))


def _lines(plan: Plan) -> Iterator[str]:
    document = plan.document
    yield (document.kind or "Văn bản").upper()
    yield document.title or _NOT_SAID
    yield ""
    yield f"Cơ quan ban hành:    {_body(document)}"
    yield f"Số, ký hiệu:         {document.number or '(để trống)'}/{document.symbol or _NOT_SAID}"
    yield f"Nơi, ngày ban hành:  {document.place or _NOT_SAID}, {_date(document)}"
    yield f"Người ký:            {_signer(document)}"
    yield f"Chủ đề:              {plan.theme.text if plan.theme else _NOT_SAID}"
    yield f"Thời gian:           {_period(plan.period)}"
    yield from _list("Đối tượng", (item.text for item in plan.participants))
    yield from _list("Hình thức khen thưởng", (item.text for item in plan.reward_forms))
    yield from _list("Nhiệm vụ", (f"{task.id}. {_short(task.title or task.text)}" for task in plan.tasks))
    yield from _list("Phong trào khác được nêu", (movement.name for movement in plan.movements))
    yield from _list("Ngày lễ, kỷ niệm", (_milestone(milestone) for milestone in plan.milestones))
    yield from _list("Văn bản viện dẫn", (_reference(reference) for reference in plan.references))
    duties = (f"{', '.join(duty.bodies) or _NOT_SAID}: {_short(duty.text)}" for duty in plan.duties)
    yield from _list("Tổ chức thực hiện", duties)
    yield from _list("Nơi nhận", (item.text for item in document.recipients))
    yield from _list("Cần xem lại", (warning.message for warning in plan.warnings))


def _list(title: str, items: Iterable[str]) -> Iterator[str]:
    listed = list(items)
    yield ""
    yield f"{title} ({len(listed)})"
    yield from (f"  - {item}" for item in listed)


def _body(document: Document) -> str:
    body = document.body or _NOT_SAID
    return f"{body} ({document.parent_body})" if document.parent_body else body


def _date(document: Document) -> str:
    given = document.date
    if given is None:
        return _NOT_SAID
    day, month, year = (str(part) if part else "…" for part in (given.day, given.month, given.year))
    return f"ngày {day} tháng {month} năm {year}"


def _signer(document: Document) -> str:
    signer = document.signer
    if signer is None:
        return _NOT_SAID
    return ", ".join(part for part in (signer.authority, signer.position, signer.name) if part)


def _period(period: Period | None) -> str:
    if period is None:
        return _NOT_SAID
    issued = "từ ngày ban hành" if period.start_is_issue_date else ""
    start = f"từ {format_date(period.start)}" if period.start else issued
    end = f"đến {format_date(period.end)}" if period.end else "chưa ghi ngày kết thúc"
    return ", ".join(part for part in (start, end) if part)


def _milestone(milestone: Milestone) -> str:
    count = f"{milestone.anniversary} năm " if milestone.anniversary else ""
    day = format_date(milestone.date) if milestone.date else _NOT_SAID
    return f"{day}: {count}{milestone.name}"


def _reference(reference: Reference) -> str:
    parts = [f"{reference.kind} số {reference.number}"]
    if reference.date:
        parts.append(f"ngày {format_date(reference.date)}")
    if reference.issuer:
        parts.append(f"của {reference.issuer}")
    places = f" ({len(reference.at)} chỗ)" if len(reference.at) > 1 else ""
    return " ".join(parts) + places


def _short(text: str) -> str:
    line = text.replace("\n", " ")
    return line if len(line) <= _WIDTH else f"{line[: _WIDTH - 1].rsplit(' ', 1)[0]}…"
