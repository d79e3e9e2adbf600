"""A letter of reminder that the office writes, without any app above."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from thidua.base import clock
from thidua.documents import actions
from thidua.documents.models import OfficialDocument
from thidua.organisation.letterhead import letterhead, office_record, signer_of
from thidua.paperwork import MissingItem, PaymentList, PaymentRow, ReminderLetter, Signer


@dataclass
class Desk:
    """The office's desk: contexts, and papers in each state."""

    office: Any

    def user(self, key: str) -> Any:
        """The account of that role."""
        return self.office.users[key]

    def reminder(self, **changes: Any) -> ReminderLetter:
        """A letter that could go out as it is."""
        record = office_record(self.office.body)
        values: dict[str, Any] = {
            "office": letterhead(record),
            "signer": signer_of(record),
            "addressees": ("Trung tâm Lưu trữ lịch sử",),
            "introduction": ("Thực hiện Kế hoạch số 12/KH-SNV về phong trào thi đua.",),
            "missing": (MissingItem("Trung tâm Lưu trữ lịch sử", "Báo cáo quý III", date(2025, 11, 15)),),
            "deadline": "chậm nhất ngày 28/11/2025",
        }
        return ReminderLetter(**(values | changes))

    def payment(self) -> PaymentList:
        """A list, which takes no number."""
        record = office_record(self.office.body)
        return PaymentList(
            office=letterhead(record),
            signer=signer_of(record),
            decision="Quyết định số 05/QĐ-SNV ngày 20/11/2025",
            rows=(PaymentRow("Lê Thị Chuyên", 2_530_000),),
            preparer=Signer(("NGƯỜI LẬP",), "Lê Thị Chuyên"),
        )

    def draft(self, context: Any = None, by: str = "officer", **more: Any) -> OfficialDocument:
        """A draft of the letter."""
        return actions.draft_document(
            body=self.office.body, context=context or self.reminder(), actor=self.user(by), at=clock.now(), **more
        )

    def numbered(self, by: str = "administration", **more: Any) -> OfficialDocument:
        """A letter with a number."""
        return actions.number_document(document=self.draft(), actor=self.user(by), at=clock.now(), **more)

    def issued(self) -> OfficialDocument:
        """A letter that has gone out."""
        return actions.issue_document(document=self.numbered(), actor=self.user("administration"), at=clock.now())


@pytest.fixture
def desk(office: Any) -> Desk:
    """The office with its desk."""
    return Desk(office)
