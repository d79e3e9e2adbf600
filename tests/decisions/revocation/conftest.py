"""A published decision with three awards, and a proposal to take one or more away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from tests.decisions.conftest import Chancery

from thidua.base import clock
from thidua.decisions import actions as decisions
from thidua.decisions.models import Decision
from thidua.decisions.revocation import actions
from thidua.decisions.revocation.models import Revocation
from thidua.documents import actions as documents
from thidua.documents.models import OfficialDocument
from thidua.documents.sources import find
from thidua.organisation.models import Honour

PAPER = {"paper_number": "07/QĐ-SNV", "paper_day": date(2025, 11, 20), "paper_body": "Giám đốc Sở Nội vụ"}


@dataclass
class Recall:
    """The chancery after publication."""

    chancery: Chancery
    decision: Decision

    def user(self, key: str) -> Any:
        """The account ``key`` of the office."""
        return self.chancery.user(key)

    @property
    def honours(self) -> list[Honour]:
        """What the decision gave, in its order."""
        return list(Honour.objects.filter(decision_line__decision=self.decision).order_by("decision_line__order"))

    def propose(self, *honours: Honour, **changes: Any) -> Revocation:
        """A proposal of the officer with a paper from outside."""
        values: dict[str, Any] = {
            "honours": honours or self.honours[:1], "ground": "false_declaration", "explanation": "Kê khai gian dối",
            "source": "outside", "actor": self.user("officer"), "at": clock.now(), **PAPER,
        }  # fmt: skip
        return actions.propose_revocation(**(values | changes))

    def confirm(self, revocation: Revocation, key: str = "director") -> Revocation:
        """Confirmed by the head."""
        return actions.confirm_revocation(revocation=revocation, actor=self.user(key), at=clock.now())

    def revoked(self, *honours: Honour) -> Revocation:
        """In force."""
        return self.confirm(self.propose(*honours))

    def issued_paper(self, revocation: Revocation) -> OfficialDocument:
        """The deciding paper made of the proposal, numbered and issued."""
        source = find("decisions.revocation")
        assert source is not None
        officer, at = self.user("officer"), clock.now()
        context = source.gather(revocation, officer, clock.today())
        paper = documents.draft_document(
            body=revocation.body, context=context, maker=source.key, source=revocation, actor=officer, at=at
        )
        clerk = self.user("administration")
        paper = documents.number_document(document=paper, actor=clerk, at=at)
        return documents.issue_document(document=paper, actor=clerk, at=at)


@pytest.fixture
def recall(chancery: Chancery) -> Recall:
    """Three awards, published."""
    decision = chancery.signed()
    Decision.objects.filter(pk=decision.pk).update(documents=Decision.Documents.READY)
    decision.refresh_from_db()
    decision = decisions.publish_decision(decision=decision, actor=chancery.user("officer"), at=clock.now())
    return Recall(chancery, decision)
