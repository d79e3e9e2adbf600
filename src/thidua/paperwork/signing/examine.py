"""The part of `verify` that touches the untrusted bytes; runs in the process of its own."""

import datetime
import hashlib
import io
from typing import Any

from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader

from thidua.paperwork.signing.certificates import judge_certificate
from thidua.paperwork.signing.compare import compare
from thidua.paperwork.signing.report import TITLES, Finding, SignatureReport, SignedReport, gravest
from thidua.text import fold

MOST_SIGNATURES = 20
_RESAVE = "Tải lại bản gốc từ phần mềm, ký lại rồi tải lên."
_NO_FETCHING = Finding(
    "not_fetched",
    "warning",
    "Không tra cứu qua mạng: tình trạng thu hồi chỉ xét theo thông tin có trong tệp.",
    "Khi có nghi ngờ, hỏi nơi cấp chứng thư.",
)


def examine(data: bytes, original: bytes | None, roots: list[bytes], now: str, signer: str) -> dict[str, Any]:
    """Return the JSON of the report; arguments as those of `verify_signed`, `now` in ISO 8601, `roots` in DER."""
    report = _report(data, original, roots, datetime.datetime.fromisoformat(now), signer)
    return report.as_json()


def _report(
    data: bytes, original: bytes | None, roots: list[bytes], now: datetime.datetime, signer: str
) -> SignedReport:
    digest = hashlib.sha256(data).hexdigest()
    try:
        reader = PdfFileReader(io.BytesIO(data))
        if reader.encrypted:
            return _only("encrypted", "Tệp đặt mật khẩu nên không kiểm tra được.", digest, "Bỏ mật khẩu rồi ký lại.")
        embedded = reader.embedded_regular_signatures
    except (PdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, OSError):
        return _only("damaged", "Tệp PDF hỏng hoặc bị cắt cụt, không đọc được.", digest)
    if len(embedded) > MOST_SIGNATURES:
        return _only("damaged", f"Tệp có {len(embedded)} chữ ký, quá mức {MOST_SIGNATURES}.", digest)
    findings: list[Finding] = []
    same = compare(data, original, reader, findings) if original is not None else None
    if not embedded:
        mend = "Ký số tệp này bằng phần mềm của nơi cấp chứng thư rồi tải lên."
        findings.append(Finding("unsigned", "error", "Trong tệp không có chữ ký số nào.", mend))
    signatures = tuple(judge_certificate(item, roots, now, findings) for item in embedded)
    _remark(signatures, signer, findings)
    verdicts = [item.verdict for item in signatures] + [item.code for item in findings if item.code in TITLES]
    findings.sort(key=_gravity)
    return SignedReport(
        verdict=gravest(verdicts or ["valid"]),
        findings=tuple(findings),
        signatures=signatures,
        sha256=digest,
        exact=None if same is None else same.exact,
        same_text=None if same is None else same.text,
        same_look=None if same is None else same.look,
    )


def _gravity(finding: Finding) -> tuple[int, int]:
    grave = list(TITLES).index(finding.code) if finding.code in TITLES else len(TITLES)
    return ("error", "warning", "ok").index(finding.level), grave


def _only(code: str, message: str, digest: str, mend: str = _RESAVE) -> SignedReport:
    return SignedReport(code, (Finding(code, "error", message, mend),), sha256=digest)


def _remark(signatures: tuple[SignatureReport, ...], signer: str, findings: list[Finding]) -> None:
    """What does not decide, but whoever files the document should know."""
    if not signatures:
        return
    if len(signatures) == 1:
        findings.append(
            Finding(
                "one_signature",
                "warning",
                "Tệp chỉ có một chữ ký số; văn bản điện tử cần chữ ký của người có thẩm quyền và của cơ quan "
                "(Điều 5 Nghị định 30/2020/NĐ-CP).",
                "Nếu còn thiếu chữ ký của cơ quan, ký thêm rồi tải lên lại.",
            )
        )
    if signer and not any(fold(signer) in fold(item.signer) for item in signatures):
        names = ", ".join(item.signer for item in signatures)
        findings.append(
            Finding(
                "other_signer",
                "warning",
                f"Chứng thư mang tên {names}, không có tên người ký trên văn bản là {signer}.",
                "Kiểm tra đúng người ký hay chưa.",
            )
        )
    findings.append(_NO_FETCHING)
