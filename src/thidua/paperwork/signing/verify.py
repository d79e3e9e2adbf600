"""Verify a signed PDF: whose signatures, from when, whether they hold, and whether it is the document we generated.

The bytes are untrusted: they are read in a process of its own with limits (`isolated`), and nothing is fetched from
any network, so revocation is judged only by what the file itself carries; the report says so.
"""

import datetime
import hashlib
from collections.abc import Sequence
from pathlib import Path

from thidua.paperwork.errors import PaperworkError
from thidua.paperwork.isolated import run_isolated
from thidua.paperwork.signing.report import Finding, SignedReport

LARGEST_FILE = 50 * 2**20
_STRAY_BYTES = 1024
_ROOT_ENDINGS = (".cer", ".crt", ".pem", ".der")

_RESAVE = "Tải lại bản gốc từ phần mềm, ký lại rồi tải lên."


def verify_signed(
    data: bytes,
    *,
    original: bytes | None = None,
    roots: Sequence[bytes] = (),
    now: datetime.datetime,
    signer: str = "",
) -> SignedReport:
    """Return what is to be said about a signed PDF. Never raises for what is wrong with the file.

    Arguments:
        data: the file.
        original: the PDF that was to be signed; None: only the signatures are judged.
        roots: certificates (PEM or DER) of the issuers that are trusted; none: who issued cannot be judged.
        now: the moment of looking; a signature from later is refused.
        signer: the name of the signer as the document has it; another name in the certificates is a remark.
    """
    early = _refused_early(data)
    if early is not None:
        return early
    payload = {
        "data": data,
        "original": original,
        "roots": [der for root in roots for der in certificates_in(root)],
        "now": now.isoformat(),
        "signer": signer,
    }
    try:
        answer = run_isolated("thidua.paperwork.signing.examine:examine", payload)
    except PaperworkError as error:
        return _refused(data, "damaged", error.message, error.mend)
    return SignedReport.from_json(answer)


def certificates_in(root: bytes) -> list[bytes]:
    """Return the DER of each certificate in a PEM or DER file.

    Raises PaperworkError when it holds none.
    """
    from cryptography import x509
    from cryptography.hazmat.primitives.serialization import Encoding

    try:
        if b"-----BEGIN" in root:
            return [found.public_bytes(Encoding.DER) for found in x509.load_pem_x509_certificates(root)]
        return [x509.load_der_x509_certificate(root).public_bytes(Encoding.DER)]
    except ValueError:
        raise PaperworkError(
            "Tệp chứng thư gốc hỏng.", "Chứng thư gốc tin cậy", "Chép lại tệp .cer, .crt hoặc .pem của nơi cấp."
        ) from None


def roots_in(folder: Path) -> list[bytes]:
    """Return the certificates of the files in `folder`, DER.

    Raises OSError when it cannot be read, PaperworkError when a file that should be one holds no certificate.
    """
    files = (path for path in sorted(folder.iterdir()) if path.suffix.lower() in _ROOT_ENDINGS)
    return [certificate for path in files for certificate in certificates_in(path.read_bytes())]


def _refused_early(data: bytes) -> SignedReport | None:
    if len(data) > LARGEST_FILE:
        size = len(data) / 2**20
        message = f"Tệp nặng {size:.0f} MB, quá mức {LARGEST_FILE // 2**20} MB."
        return _refused(data, "too_large", message, "Ký lại bản PDF do phần mềm tạo, không quét thành ảnh.")
    if b"%PDF-" not in data[:_STRAY_BYTES]:
        return _refused(data, "not_pdf", "Đây không phải tệp PDF.", "Chọn tệp PDF đã ký số.")
    return None


def _refused(data: bytes, code: str, message: str, mend: str = _RESAVE) -> SignedReport:
    return SignedReport(code, (Finding(code, "error", message, mend),), sha256=hashlib.sha256(data).hexdigest())
