"""The columns of the register of outgoing documents (sổ đăng ký văn bản đi).

Source: Nghị định 30/2020/NĐ-CP, Phụ lục IV: at least ten columns. Their order and names are known to us from notes on
the decree, not from its own table.
"""

from __future__ import annotations

from typing import Any

from thidua.documents.models import RegisterEntry
from thidua.text import format_date

HEADERS = (
    "Số, ký hiệu văn bản",
    "Ngày tháng văn bản",
    "Tên loại và trích yếu nội dung văn bản",
    "Người ký",
    "Nơi nhận văn bản",
    "Đơn vị, người nhận bản lưu",
    "Số lượng bản",
    "Ngày chuyển",
    "Ký nhận",
    "Ghi chú",
)


def columns(entry: RegisterEntry) -> list[Any]:
    """One line of the register; the receipt is signed by hand."""
    return [
        entry.reference,
        entry.day,
        f"{entry.type_name} {_lower(entry.subject)}",
        entry.signer,
        entry.recipients,
        entry.keeper,
        entry.copies,
        entry.sent_on,
        "",
        entry.note,
    ]


def printed(entry: RegisterEntry) -> list[str]:
    """The same as texts for a printed page."""
    return [
        format_date(value) if hasattr(value, "strftime") else "" if value is None else str(value)
        for value in columns(entry)
    ]


def _lower(subject: str) -> str:
    """The subject after the type: "Tờ trình về việc …", "Công văn V/v …"."""
    return f"về{subject[2:]}" if subject.startswith("Về ") else subject
