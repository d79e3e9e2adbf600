"""What was found in a signed file: every answer in words, and as data."""

from dataclasses import dataclass
from typing import Any, Literal

from thidua.paperwork.codec import decode, encode

Level = Literal["ok", "warning", "error"]

TITLES = {
    "too_large": "Tệp quá lớn",
    "not_pdf": "Không phải tệp PDF",
    "damaged": "Tệp PDF hỏng",
    "encrypted": "Tệp PDF đặt mật khẩu",
    "unsigned": "Tệp chưa được ký số",
    "broken": "Chữ ký không khớp: nội dung đã ký bị sửa",
    "changed_after_signing": "Tệp bị sửa sau khi ký",
    "other_document": "Không phải văn bản này",
    "expired": "Chứng thư hết hạn khi ký",
    "not_yet_valid": "Chứng thư chưa có hiệu lực khi ký",
    "time_ahead": "Thời gian ký ở tương lai",
    "revoked": "Chứng thư đã bị thu hồi",
    "self_signed": "Chứng thư tự cấp, không ai bảo đảm",
    "untrusted": "Chứng thư không do nơi được tin cậy cấp",
    "trust_unknown": "Chữ ký đúng, chưa xác định được nơi cấp chứng thư",
    "valid": "Chữ ký hợp lệ",
}
"""The verdicts, gravest first; a report has the gravest that was found."""

ACCEPTABLE = frozenset({"valid", "trust_unknown"})


@dataclass(frozen=True)
class Finding:
    """One thing that was found.

    Attributes:
        code: stable name: a verdict, or the name of a remark.
        level: "ok", "warning" or "error".
        message: what it is.
        mend: what to do about it; "" for nothing.
    """

    code: str
    level: Level
    message: str
    mend: str = ""


@dataclass(frozen=True)
class SignatureReport:
    """One signature.

    Attributes:
        field: name of its field in the file.
        signer, organisation: whom the certificate names; issuer: who issued it; serial: its number, hexadecimal.
        signed_at: the moment that the signature claims, ISO 8601; "" when it claims none.
        timestamp: the moment that an authority of time vouches for, ISO 8601; "" for none.
        valid_from, valid_until: of the certificate, ISO 8601.
        intact: what it signed is unchanged.
        whole: nothing but signatures came after it.
        trusted: True, False, or None where no trusted issuers were given.
        verdict: a key of TITLES.
    """

    field: str
    signer: str
    organisation: str
    issuer: str
    serial: str
    signed_at: str
    timestamp: str
    valid_from: str
    valid_until: str
    intact: bool
    whole: bool
    trusted: bool | None
    verdict: str

    @property
    def title(self) -> str:
        """The verdict in words."""
        return TITLES[self.verdict]


@dataclass(frozen=True)
class SignedReport:
    """All about a signed file.

    Attributes:
        verdict: a key of TITLES.
        findings: gravest first.
        signatures: in the order in which they were made.
        sha256: of the file.
        exact: the file begins with the bytes that we generated; None without an original.
        same_text, same_look: the text, the pictures of the pages equal the original's; None without an original.
    """

    verdict: str
    findings: tuple[Finding, ...] = ()
    signatures: tuple[SignatureReport, ...] = ()
    sha256: str = ""
    exact: bool | None = None
    same_text: bool | None = None
    same_look: bool | None = None

    @property
    def title(self) -> str:
        """The verdict in words."""
        return TITLES[self.verdict]

    @property
    def acceptable(self) -> bool:
        """Whether the file may be kept as the signed document."""
        return self.verdict in ACCEPTABLE

    @property
    def reason(self) -> str:
        """The gravest finding with what to do, for one line."""
        for finding in self.findings:
            if finding.level == "error":
                return f"{finding.message} {finding.mend}".strip()
        return self.title

    def as_json(self) -> dict[str, Any]:
        """Return the report as what `json.dumps` takes."""
        data: dict[str, Any] = encode(self)
        return data

    @classmethod
    def from_json(cls, data: Any) -> "SignedReport":
        """Return the report that `as_json` wrote. Raises PaperworkError."""
        return decode(cls, data)


def gravest(codes: list[str]) -> str:
    """Return the first of TITLES that is among `codes`."""
    return next(code for code in TITLES if code in codes)
