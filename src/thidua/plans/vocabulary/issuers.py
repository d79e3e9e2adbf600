"""Who issues documents: the bodies at the top by name, and which symbols belong to whom."""

import re

from thidua.text import fold

#: Well-known issuers as they are written in running text, longest first.
ISSUERS = "|".join(
    (
        "Ban Chấp hành Trung ương Đảng", "Ban Chấp hành Trung ương", "Ban Bí thư Trung ương Đảng", "Ban Bí thư",
        "Bộ Chính trị", "Ủy ban Thường vụ Quốc hội", "Ủy ban thường vụ Quốc hội", "Quốc hội", "Chủ tịch nước",
        "Thủ tướng Chính phủ", "Thủ tướng", "Chính phủ", "Ban Thường vụ Tỉnh ủy", "Ban Thường vụ Thành ủy",
        "Tỉnh ủy", "Thành ủy", "Bộ trưởng Bộ Nội vụ", "Bộ Nội vụ", "Hội đồng nhân dân tỉnh", "HĐND tỉnh",
        "Ủy ban nhân dân tỉnh", "Chủ tịch UBND tỉnh", "UBND tỉnh",
    )
)  # fmt: skip

# end of the symbol → words, one of which the issuer's folded name must hold
_BY_SYMBOL: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = (
    (re.compile(r"(?:^|[/-])UBTVQH\d*$"), ("thuong vu quoc hoi",)),
    (re.compile(r"(?:^|[/-])QH\d+$"), ("quoc hoi",)),
    (re.compile(r"(?:NĐ|NQ|CTr)-CP$"), ("chinh phu",)),
    (re.compile(r"(?:QĐ|CT|CĐ)-TTg$"), ("thu tuong",)),
    (re.compile(r"-CTN$"), ("chu tich nuoc",)),
    (re.compile(r"(?:NQ|CT|KL|QĐ|QyĐ)/TW$"), ("bo chinh tri", "ban bi thu", "trung uong", "bch tw")),
    (re.compile(r"/TU$"), ("tinh uy", "thanh uy", "tinh dang bo", "ban chap hanh", "thuong vu")),
    (re.compile(r"-HĐND$"), ("hoi dong nhan dan", "hdnd")),
    (re.compile(r"-UBND$"), ("uy ban nhan dan", "ubnd", "uy ban", "chu tich")),
    (re.compile(r"-BNV$"), ("noi vu",)),
)


def fits_symbol(issuer: str, symbol: str) -> bool:
    """Tell whether a body can have issued a document with this symbol; True where the symbol is not known here."""
    folded = fold(issuer)
    for pattern, words in _BY_SYMBOL:
        if pattern.search(symbol):
            return any(word in folded for word in words)
    return True
