"""One signature of a PDF: does it hold, is its certificate good at that time, who vouches for it."""

import dataclasses
import datetime
from typing import Any

from asn1crypto import x509
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.general import SigningError
from pyhanko.sign.validation import KeyUsageConstraints, SignatureCoverageLevel, validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.errors import PathError

from thidua.paperwork.signing.keys import holder_of
from thidua.paperwork.signing.report import TITLES, Finding, SignatureReport

_CLOCK_ERROR = datetime.timedelta(minutes=10)
_AGAIN = "Tải lại bản gốc từ phần mềm, ký lại rồi tải lên."
_BROKEN = (SignatureValidationError, SigningError, PdfError, PathError, ValueError, KeyError, TypeError, OSError)


def judge_certificate(
    embedded: Any, roots: list[bytes], now: datetime.datetime, findings: list[Finding]
) -> SignatureReport:
    """Return the report of one embedded signature (of pyHanko) and add what was found to `findings`."""
    certificate = _certificate(embedded)
    if certificate is None:
        findings.append(Finding("broken", "error", f"Chữ ký {embedded.field_name} hỏng, không đọc được.", _AGAIN))
        return SignatureReport(embedded.field_name, "", "", "", "", "", "", "", "", False, False, None, "broken")
    claimed = _claimed(embedded)
    moment = claimed or now
    status = _status(embedded, roots, moment)
    intact = bool(status and status.intact and status.valid)
    whole = bool(
        status
        and status.coverage in (SignatureCoverageLevel.ENTIRE_FILE, SignatureCoverageLevel.ENTIRE_REVISION)
        and status.modification_level is not None
        and status.modification_level < ModificationLevel.ANNOTATIONS
        and status.docmdp_ok is not False
    )
    trusted = bool(status and status.trusted) if roots else None
    revoked = bool(status and status.revocation_details)
    timestamp = _timestamp(status)
    subject = certificate.subject.native
    report = SignatureReport(
        field=str(embedded.field_name),
        signer=holder_of(certificate),
        organisation=_joined(subject.get("organization_name")) or _joined(subject.get("organizational_unit_name")),
        issuer=str(certificate.issuer.native.get("common_name") or certificate.issuer.human_friendly),
        serial=f"{certificate.serial_number:x}",
        signed_at=claimed.isoformat() if claimed else "",
        timestamp=timestamp.isoformat() if timestamp else "",
        valid_from=certificate.not_valid_before.isoformat(),
        valid_until=certificate.not_valid_after.isoformat(),
        intact=intact,
        whole=whole,
        trusted=trusted,
        verdict="valid",
    )
    finding = _finding(report, certificate, moment, now, revoked, roots)
    findings.append(finding)
    if certificate.not_valid_after < now and finding.level != "error" and not timestamp:
        findings.append(
            Finding(
                "expired_since",
                "warning",
                f"Chứng thư của {report.signer} đã hết hạn ngày {certificate.not_valid_after:%d/%m/%Y}; lúc ký theo "
                "chữ ký thì còn hạn, nhưng thời gian ký không có dấu thời gian của bên thứ ba.",
                "Nếu cần chắc chắn, ký lại với chứng thư còn hạn.",
            )
        )
    return dataclasses.replace(report, verdict=finding.code if finding.code in TITLES else "valid")


def _certificate(embedded: Any) -> x509.Certificate | None:
    try:
        return embedded.signer_cert
    except _BROKEN:
        return None


def _claimed(embedded: Any) -> datetime.datetime | None:
    try:
        claimed = embedded.self_reported_timestamp
    except _BROKEN:
        return None
    if claimed is None or claimed.tzinfo is not None:
        return claimed  # type: ignore[no-any-return]
    return claimed.replace(tzinfo=datetime.UTC)  # type: ignore[no-any-return]


def _status(embedded: Any, roots: list[bytes], moment: datetime.datetime) -> Any:
    """Return pyHanko's judgement, None where it cannot even judge."""
    trusted = [x509.Certificate.load(root) for root in roots]

    def context(at: datetime.datetime | None) -> ValidationContext:
        return ValidationContext(
            trust_roots=trusted, allow_fetching=False, revocation_mode="soft-fail", moment=at, retroactive_revinfo=True
        )

    usage = KeyUsageConstraints(key_usage={"digital_signature", "non_repudiation"}, match_all_key_usages=False)
    try:
        return validate_pdf_signature(
            embedded,
            signer_validation_context=context(moment),
            ts_validation_context=context(None),
            key_usage_settings=usage,
        )
    except _BROKEN:
        return None


def _timestamp(status: Any) -> datetime.datetime | None:
    validity = getattr(status, "timestamp_validity", None)
    if validity is None or not (validity.intact and validity.valid and validity.trusted):
        return None
    return validity.timestamp  # type: ignore[no-any-return]


def _joined(value: Any) -> str:
    return ", ".join(value) if isinstance(value, list) else str(value or "")


def _finding(
    report: SignatureReport,
    certificate: x509.Certificate,
    moment: datetime.datetime,
    now: datetime.datetime,
    revoked: bool,
    roots: list[bytes],
) -> Finding:
    who = f"Chữ ký của {report.signer}"
    day = f"{moment:%d/%m/%Y}"
    if not report.intact:
        return Finding("broken", "error", f"{who} không khớp với nội dung: tệp đã bị sửa hoặc hỏng.", _AGAIN)
    if not report.whole:
        message = f"{who} đúng, nhưng sau đó tệp bị sửa thêm ngoài phần chữ ký."
        return Finding("changed_after_signing", "error", message, _AGAIN)
    if certificate.not_valid_after < moment:
        message = f"{who}: chứng thư hết hạn ngày {certificate.not_valid_after:%d/%m/%Y}, trước khi ký ngày {day}."
        return Finding("expired", "error", message, "Gia hạn chứng thư rồi ký lại.")
    if certificate.not_valid_before > moment:
        message = f"{who}: chứng thư chỉ có hiệu lực từ {certificate.not_valid_before:%d/%m/%Y}, sau ngày ký {day}."
        return Finding("not_yet_valid", "error", message, "Kiểm tra đồng hồ của máy ký rồi ký lại.")
    if moment > now + _CLOCK_ERROR:
        message = f"{who} ghi thời gian {moment:%H:%M ngày %d/%m/%Y}, muộn hơn bây giờ."
        return Finding("time_ahead", "error", message, "Chỉnh đồng hồ của máy ký rồi ký lại.")
    if revoked:
        return Finding("revoked", "error", f"{who}: chứng thư đã bị thu hồi.", "Ký lại bằng chứng thư khác.")
    if report.trusted:
        return Finding("valid", "ok", f"{who} hợp lệ; chứng thư do {report.issuer} cấp, được tin cậy.")
    if certificate.self_signed in ("yes", "maybe") and certificate.dump() not in roots:
        message = f"{who}: chứng thư do chính người ký tự cấp, không nơi nào bảo đảm danh tính."
        return Finding("self_signed", "error", message, "Ký lại bằng chứng thư của nơi cấp được công nhận.")
    if not roots:
        message = (
            f"{who} đúng, nhưng phần mềm chưa khai nơi cấp chứng thư được tin cậy nên chưa xác định được danh tính."
        )
        mend = "Người quản trị khai chứng thư gốc (biến THIDUA_SIGNING_ROOTS); trước mắt hãy tự đối chiếu nơi cấp."
        return Finding("trust_unknown", "warning", message, mend)
    message = f"{who}: chứng thư do {report.issuer} cấp, không nằm trong danh sách được tin cậy."
    return Finding("untrusted", "error", message, "Ký lại bằng chứng thư của nơi cấp được công nhận.")
