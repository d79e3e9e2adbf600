"""No false alarm on our own documents, whatever kinds there are."""

import datetime

import pytest

from thidua.paperwork import document_docx, document_pdf
from thidua.paperwork.check import check_document
from thidua.paperwork.samples import SAMPLES

ON = datetime.date(2026, 11, 26)


WRONG = {
    "minutes": {"paragraph_gap"},
    "count": {"paragraph_gap"},
    "plan": {"capital_sentence"},
    "notice": {"capital_sentence"},
    "general": {"capital_sentence"},
}
"""Rules that a sample really breaks: members of a council stand 2 pt apart where the decree asks for 6; points
begin with a small letter on a new line."""

OTHER_LAYOUT = {"ballot"}
"""Sheets that the decree does not lay out: said so, never called right or wrong."""


@pytest.mark.parametrize("kind", SAMPLES)
@pytest.mark.parametrize("write", [document_docx, document_pdf], ids=["docx", "pdf"])
def test_our_own_documents_raise_no_alarm(kind, write):
    findings = check_document(write(SAMPLES[kind]()), kind, ON)
    if kind in OTHER_LAYOUT:
        assert [item.code for item in findings] == ["not_administrative"]
        return
    alarms = [item for item in findings if item.code not in WRONG.get(kind, ())]
    assert [(item.code, item.place.text, item.place.quote) for item in alarms] == []
