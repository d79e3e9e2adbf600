"""What tests of copies and annex files share."""

from __future__ import annotations

import importlib
from typing import Any

import pypdfium2
import pytest

from thidua.base import clock
from thidua.documents.copies import actions
from thidua.documents.copies.making import CopyOrder
from thidua.documents.copies.models import DocumentCopy, OutsidePaper


def in_this_process(function: str, payload: dict[str, Any]) -> dict[str, Any]:
    """`run_isolated` without the process of its own, which the tests of the library have."""
    module, name = function.split(":")
    return getattr(importlib.import_module(module), name)(**payload)


def stay_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read files in this process: a hundred times faster."""
    for module in ("copying", "reading"):
        monkeypatch.setattr(f"thidua.paperwork.{module}.run_isolated", in_this_process)


def order(form: str = "SY", medium: str = "paper", **more: Any) -> CopyOrder:
    """A copy that the head of the office's administration signs."""
    values: dict[str, Any] = {
        "form": form, "medium": medium, "day": clock.today(), "signer_lines": "TL. GIÁM ĐỐC\nCHÁNH VĂN PHÒNG",
        "signer_name": "Vũ Văn Phòng", "recipients": ("Các phòng thuộc Sở",),
    }  # fmt: skip
    return CopyOrder(**(values | more))


def copy(desk: Any, source: Any, by: str = "administration", **more: Any) -> DocumentCopy:
    """A copy of the paper of ``source``."""
    return actions.make_copy(source=source, order=order(**more), actor=desk.user(by), at=clock.now())


def outside(desk: Any, data: bytes, by: str = "administration", **more: Any) -> OutsidePaper:
    """A decision of the province, brought to be copied."""
    values: dict[str, Any] = {
        "body": desk.office.body, "type_name": "Quyết định", "reference": "1234/QĐ-UBND", "day": clock.today(),
        "issuer": "Ủy ban nhân dân tỉnh Khánh Hòa", "subject": "Về việc khen thưởng", "standing": "original",
        "medium": "paper", "file_name": "qd.pdf",
    }  # fmt: skip
    return actions.take_in_paper(data=data, actor=desk.user(by), at=clock.now(), **(values | more))


def text_of(data: bytes) -> str:
    """The text of a PDF."""
    with pypdfium2.PdfDocument(data) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
