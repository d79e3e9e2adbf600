"""Signatures of PDF files: made with a key from a file or a token, shown on the page, and verified.

pyHanko does the cryptography and is imported only when something is signed or examined.
"""

from thidua.paperwork.signing.appearance import Appearance, lines_appearance, picture_appearance
from thidua.paperwork.signing.images import Picture, check_hand_image, check_seal_image
from thidua.paperwork.signing.keys import SigningKey, load_pkcs12, open_token
from thidua.paperwork.signing.places import Place, SignatureBlock, find_block, hand_place, seal_place, stamp_place
from thidua.paperwork.signing.report import TITLES, Finding, SignatureReport, SignedReport
from thidua.paperwork.signing.sign import sign_by_agency, sign_by_person, sign_pdf, stamp_annex, stamp_copy
from thidua.paperwork.signing.verify import certificates_in, roots_in, verify_signed

__all__ = [
    "TITLES",
    "Appearance",
    "Finding",
    "Picture",
    "Place",
    "SignatureBlock",
    "SignatureReport",
    "SignedReport",
    "SigningKey",
    "certificates_in",
    "check_hand_image",
    "check_seal_image",
    "find_block",
    "hand_place",
    "lines_appearance",
    "load_pkcs12",
    "open_token",
    "picture_appearance",
    "roots_in",
    "seal_place",
    "sign_by_agency",
    "sign_by_person",
    "sign_pdf",
    "stamp_annex",
    "stamp_copy",
    "stamp_place",
    "verify_signed",
]
