"""The format check for the pages: a file that somebody brings, or a paper of ours, held against Decree 30/2020."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from thidua.documents.legal_texts import legal_texts
from thidua.documents.models import OfficialDocument
from thidua.documents.printing import print_docx
from thidua.paperwork import PaperworkError
from thidua.paperwork.check import (
    SEVERITIES,
    Finding,
    check_apart,
    check_document,
    count_by_severity,
    fixable,
    is_unchecked,
)


@dataclass(frozen=True)
class CheckReport:
    """What the check of a file gave; never an exception, so that an upload can be kept whatever it says.

    Attributes:
        name: the name of the file.
        findings: errors first.
        mended: the Word file with what can be mended by itself, None where there is nothing.
        refusal: why the file could not be read at all; None when it could.
    """

    name: str
    findings: tuple[Finding, ...] = ()
    mended: bytes | None = None
    refusal: PaperworkError | None = None

    @property
    def checked(self) -> bool:
        """Whether the file was really checked: a scan is not, a file that cannot be read is not."""
        return self.refusal is None and not is_unchecked(self.findings)

    @property
    def groups(self) -> list[tuple[str, list[Finding]]]:
        """The findings by severity, without the severities that there are none of."""
        by_severity: list[tuple[str, list[Finding]]] = [
            (severity, [finding for finding in self.findings if finding.severity == severity])
            for severity in SEVERITIES
        ]
        return [(severity, found) for severity, found in by_severity if found]

    @property
    def counts(self) -> dict[str, int]:
        """How many findings of each severity, and how many of all can be mended by themselves."""
        counts = {str(severity): count for severity, count in count_by_severity(self.findings).items()}
        return counts | {"fixable": len(fixable(self.findings))}


def check_upload(data: bytes, name: str, on: date) -> CheckReport:
    """Check a file from outside (an upload, a signed file, a paper of another agency); nothing is kept.

    Args:
        data: the bytes.
        name: the name of the file, for the messages.
        on: the day of the check.

    Returns:
        The report; a file that cannot be read gives one with `refusal`.
    """
    try:
        outcome = check_apart(data, name, on, legal_texts())
    except PaperworkError as error:
        return CheckReport(name, refusal=error)
    return CheckReport(name, outcome.findings, outcome.mended)


def check_paper(document: OfficialDocument, on: date) -> CheckReport:
    """Check a paper of ours as it stands: what is typed into a draft may break the decree.

    Raises:
        Refused: ``not_printable`` for a draft that cannot be printed yet.
    """
    data = document.docx.read() if document.docx is not None else print_docx(document)
    findings: Sequence[Finding] = check_document(data, str(document), on, legal_texts())
    return CheckReport(str(document), tuple(findings))
