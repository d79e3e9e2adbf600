"""A key on a token: through SoftHSM2 (Debian: softhsm2), where it is installed."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from thidua.paperwork import PaperworkError
from thidua.paperwork.signing import open_token, sign_pdf, verify_signed

from .making import NOW, SIGNED_AT, certificate, key_pair, root, unsigned

pkcs11 = pytest.importorskip("pkcs11", reason="the extra “token” is not installed")

MODULE = next(
    (
        path
        for path in (
            "/usr/lib/softhsm/libsofthsm2.so",
            "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so",
            "/usr/lib64/softhsm/libsofthsm2.so",
        )
        if Path(path).exists()
    ),
    "",
)
needs_module = pytest.mark.skipif(not MODULE or not shutil.which("softhsm2-util"), reason="SoftHSM2 is not installed")


@pytest.fixture(scope="module")
def token(tmp_path_factory):
    """A token “Sở Nội vụ” with the PIN 1234 and the key “ky”."""
    folder = tmp_path_factory.mktemp("softhsm")
    (folder / "tokens").mkdir()
    (folder / "softhsm2.conf").write_text(f"directories.tokendir = {folder / 'tokens'}\n", encoding="utf-8")
    before = os.environ.get("SOFTHSM2_CONF")
    os.environ["SOFTHSM2_CONF"] = str(folder / "softhsm2.conf")
    _fill()
    yield "So Noi vu"
    if before is None:
        del os.environ["SOFTHSM2_CONF"]
    else:
        os.environ["SOFTHSM2_CONF"] = before


def _fill() -> None:
    from pkcs11 import Attribute, CertificateType, ObjectClass
    from pkcs11.util.rsa import decode_rsa_private_key
    from pkcs11.util.x509 import decode_x509_certificate

    tool = shutil.which("softhsm2-util")
    assert tool is not None
    command = [tool, "--init-token", "--free", "--label", "So Noi vu", "--so-pin", "so-pin", "--pin", "1234"]
    subprocess.run(command, check=True, capture_output=True)
    fresh = pkcs11.lib(MODULE).get_token(token_label="So Noi vu")
    key = key_pair(5).private_bytes(Encoding.DER, PrivateFormat.TraditionalOpenSSL, NoEncryption())
    made = certificate("Nguyễn Hoàng Phúc Lâm", number=5).public_bytes(Encoding.DER)
    with fresh.open(user_pin="1234", rw=True) as session:
        private = decode_rsa_private_key(key)
        session.create_object({**private, Attribute.TOKEN: True, Attribute.LABEL: "ky", Attribute.ID: b"1"})
        public = decode_x509_certificate(made)
        session.create_object(
            {
                **public,
                Attribute.CLASS: ObjectClass.CERTIFICATE,
                Attribute.CERTIFICATE_TYPE: CertificateType.X_509,
                Attribute.TOKEN: True,
                Attribute.LABEL: "ky",
                Attribute.ID: b"1",
            }
        )


@needs_module
def test_key_on_a_token_signs(token):
    with open_token(MODULE, token=token, pin="1234", label="ky") as key:
        assert key.holder == "Nguyễn Hoàng Phúc Lâm"
        data = sign_pdf(unsigned(), key, at=SIGNED_AT)
    assert verify_signed(data, original=unsigned(), roots=(root(),), now=NOW).verdict == "valid"


@needs_module
@pytest.mark.parametrize(
    ("how", "message"),
    [
        ({"pin": "9999"}, "Mã PIN sai"),
        ({"token": "Thiết bị khác"}, "Không thấy thiết bị “Thiết bị khác”"),
        ({"label": "khac"}, "không có chứng thư “khac”"),
    ],
)
def test_wrong_pin_token_and_key_are_told(token, how, message):
    right = {"token": token, "pin": "1234", "label": "ky"}
    with pytest.raises(PaperworkError, match=message), open_token(MODULE, **{**right, **how}):
        pass


def test_missing_library_is_told():
    with (
        pytest.raises(PaperworkError, match=r"Không mở được thư viện /khong/co\.so"),
        open_token("/khong/co.so", token="x", pin="1", label="y"),
    ):
        pass
