"""Keys that sign: from a PKCS#12 file (for tests and small bodies), or on a token through PKCS#11.

A body's real keys lie on tokens of the state's own authority; most bodies sign with that authority's program and hand
us the signed file (`verify`). The key of a token never leaves it.
"""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from thidua.paperwork.errors import PaperworkError

if TYPE_CHECKING:
    from pyhanko.sign.signers import Signer

INSTALL_TOKEN = "pip install 'thidua[token]'"


@dataclass(frozen=True)
class SigningKey:
    """A key with its certificate.

    Attributes:
        signer: what pyHanko signs with.
        holder: the name in the certificate.
    """

    signer: "Signer"
    holder: str


def load_pkcs12(data: bytes, password: str) -> SigningKey:
    """Return the key of a PKCS#12 file (.p12, .pfx).

    Raises PaperworkError when the password is wrong, the file is damaged, or it holds no key with a certificate.
    """
    from cryptography.hazmat.primitives.serialization import pkcs12
    from pyhanko.sign.signers import SimpleSigner

    place = "Tệp khóa ký"
    try:
        key, certificate, _others = pkcs12.load_key_and_certificates(data, password.encode())
    except ValueError:
        raise PaperworkError(
            "Mật khẩu sai hoặc tệp hỏng.", place, "Nhập lại mật khẩu của tệp .p12, .pfx, hoặc chọn tệp khác."
        ) from None
    if key is None or certificate is None:
        raise PaperworkError("Tệp không có khóa kèm chứng thư.", place, "Xuất lại tệp .p12 gồm cả khóa và chứng thư.")
    signer = SimpleSigner.load_pkcs12_data(data, other_certs=(), passphrase=password.encode())
    if signer is None:
        raise PaperworkError("Không đọc được khóa trong tệp.", place, "Xuất lại tệp .p12 gồm cả khóa và chứng thư.")
    return SigningKey(signer, holder_of(signer.signing_cert))


@contextlib.contextmanager
def open_token(module: str, *, token: str, pin: str, label: str) -> Iterator[SigningKey]:
    """Give the key `label` on the token named `token`, as long as the context lasts.

    Arguments:
        module: path of the token's PKCS#11 library, as its maker's program installs it.
        token: label of the token; pin: its PIN; label: label of key and certificate on it.

    Raises PaperworkError: the extra is not installed, no such library, token or key, wrong PIN.
    """
    try:
        import pkcs11
        from pyhanko.config.pkcs11 import TokenCriteria
        from pyhanko.sign.pkcs11 import PKCS11Signer, open_pkcs11_session
    except ImportError:
        raise PaperworkError(
            "Máy này chưa có phần dùng thiết bị ký số.", "Thiết bị ký số", f"Cài thêm bằng lệnh: {INSTALL_TOKEN}"
        ) from None
    try:
        session = open_pkcs11_session(module, token_criteria=TokenCriteria(label=token), user_pin=pin)
    except (pkcs11.PKCS11Error, RuntimeError, OSError) as error:
        raise PaperworkError(*_what_is_wrong(error, module, token)) from None
    with session:
        signer = PKCS11Signer(session, cert_label=label, key_label=label)
        try:
            certificate = signer.signing_cert
        except (pkcs11.PKCS11Error, LookupError, ValueError):
            certificate = None
        if certificate is None:
            raise PaperworkError(
                f"Thiết bị không có chứng thư “{label}”.", "Thiết bị ký số", "Kiểm tra tên khóa trên thiết bị."
            )
        yield SigningKey(signer, holder_of(certificate))


def _what_is_wrong(error: Exception, module: str, token: str) -> tuple[str, str, str]:
    place = "Thiết bị ký số"
    name = type(error).__name__
    if name in ("PinIncorrect", "PinInvalid", "PinLenRange"):
        return "Mã PIN sai.", place, "Nhập lại mã PIN; nhập sai nhiều lần thiết bị sẽ tự khóa."
    if name == "PinLocked":
        return "Thiết bị đã bị khóa vì nhập sai mã PIN nhiều lần.", place, "Liên hệ nơi cấp thiết bị để mở khóa."
    if isinstance(error, RuntimeError | OSError) and "criteria" not in str(error) and "oken" not in str(error):
        return f"Không mở được thư viện {module}.", place, "Cài chương trình của thiết bị rồi chọn đúng thư viện."
    return f"Không thấy thiết bị “{token}”.", place, "Cắm thiết bị vào máy rồi thử lại."


def holder_of(certificate: Any) -> str:
    """Return whom a certificate (of asn1crypto) names: the common name, else its whole subject."""
    names = certificate.subject.native
    name = names.get("common_name") or certificate.subject.human_friendly
    return str(name[0] if isinstance(name, list) else name)
