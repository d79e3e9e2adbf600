"""Keys, certificates and pictures that the tests make themselves."""

import datetime
import math
import struct
import zlib
from collections.abc import Callable
from functools import cache

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12
from cryptography.x509.oid import NameOID

from thidua.paperwork import document_pdf, samples
from thidua.paperwork.signing import SigningKey, find_block, load_pkcs12, sign_by_agency, sign_by_person

HANOI = datetime.timezone(datetime.timedelta(hours=7))
SIGNED_AT = datetime.datetime(2025, 12, 5, 9, 30, tzinfo=HANOI)
NOW = datetime.datetime(2025, 12, 8, 8, 0, tzinfo=HANOI)
PASSWORD = "mật khẩu"
BLUE, RED, BLACK = (20, 40, 200), (215, 20, 30), (10, 10, 10)


@cache
def key_pair(number: int) -> rsa.RSAPrivateKey:
    """Return key `number`, made once: making keys is what takes time."""
    return rsa.generate_private_key(65537, 2048)


def name_of(common: str, organisation: str = "Sở Nội vụ tỉnh Khánh Hòa") -> x509.Name:
    """Return a name for certificates."""
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation),
            x509.NameAttribute(NameOID.COMMON_NAME, common),
        ]
    )


AUTHORITY = name_of("Nơi cấp chứng thư thử nghiệm", "Cơ quan thử nghiệm")


@cache
def root() -> bytes:
    """Return the certificate of the authority that the tests trust, PEM."""
    key = key_pair(0)
    made = (
        x509.CertificateBuilder()
        .subject_name(AUTHORITY)
        .issuer_name(AUTHORITY)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(datetime.datetime(2020, 1, 1))
        .not_valid_after(datetime.datetime(2040, 1, 1))
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(_usage(ca=True), critical=True)
        .sign(key, hashes.SHA256())
    )
    return made.public_bytes(Encoding.PEM)


def _usage(*, ca: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not ca,
        content_commitment=not ca,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=ca,
        crl_sign=ca,
        encipher_only=False,
        decipher_only=False,
    )


def certificate(
    common: str,
    *,
    number: int = 1,
    since: datetime.datetime = datetime.datetime(2025, 1, 1),
    until: datetime.datetime = datetime.datetime(2027, 1, 1),
    self_signed: bool = False,
) -> x509.Certificate:
    """Return a certificate of `common` with key `number`, issued by the authority or by itself."""
    subject = name_of(common)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject if self_signed else AUTHORITY)
        .public_key(key_pair(number).public_key())
        .serial_number(100 + number)
        .not_valid_before(since)
        .not_valid_after(until)
        .add_extension(_usage(ca=False), critical=True)
        .sign(key_pair(number if self_signed else 0), hashes.SHA256())
    )


def pkcs12_file(common: str, **how) -> bytes:
    """Return a PKCS#12 file of a certificate with its key; arguments as those of `certificate`."""
    made = certificate(common, **how)
    encryption = BestAvailableEncryption(PASSWORD.encode())
    return pkcs12.serialize_key_and_certificates(b"ky", key_pair(how.get("number", 1)), made, None, encryption)


def key_of(common: str, **how) -> SigningKey:
    """Return a key as it comes out of its file."""
    return load_pkcs12(pkcs12_file(common, **how), PASSWORD)


def director(**how) -> SigningKey:
    """Return the key of the director of the samples."""
    return key_of(samples.DIRECTOR.name, **how)


def agency() -> SigningKey:
    """Return the key of the agency of the samples."""
    return key_of("Sở Nội vụ tỉnh Khánh Hòa", number=2)


@cache
def unsigned() -> bytes:
    """Return the sample decision as PDF."""
    return document_pdf(samples.decision())


@cache
def signed() -> bytes:
    """Return the sample decision, signed by director and agency."""
    block = find_block(unsigned(), "GIÁM ĐỐC", samples.DIRECTOR.name)
    by_person = sign_by_person(unsigned(), director(), block=block, at=SIGNED_AT, hand=hand_image())
    return sign_by_agency(by_person, agency(), block=block, at=SIGNED_AT, seal=seal_image())


def png(width: int, height: int, colour: Callable[[int, int], tuple[int, int, int, int]]) -> bytes:
    """Return a PNG whose points `colour` tells."""
    rows = b"".join(b"\0" + b"".join(bytes(colour(x, y)) for x in range(width)) for y in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(rows)) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


@cache
def hand_image(colour=BLUE, ground=(0, 0, 0, 0), width: int = 400) -> bytes:
    """Return a wave as a hand signature."""
    height = width // 2
    return png(
        width,
        height,
        lambda x, y: (
            (*colour, 255)
            if abs(y - height / 2 - height * 0.3 * math.sin(x * 12 / width)) < height * 0.04
            and width * 0.05 < x < width * 0.95
            else ground
        ),
    )


@cache
def seal_image(colour=RED, width: int = 300, height: int = 300) -> bytes:
    """Return two rings as a seal."""

    def point(x: int, y: int) -> tuple[int, int, int, int]:
        radius = math.hypot((x - width / 2) / width, (y - height / 2) / height)
        return (*colour, 255) if 0.45 < radius < 0.49 or 0.28 < radius < 0.3 else (0, 0, 0, 0)

    return png(width, height, point)
