"""How people write titles and forms: full names, short ones, codes, with or without marks."""

from __future__ import annotations

from thidua.law.codes import AWARD_CODES
from thidua.law.names import award_name
from thidua.text import fold

_SHORT = {
    "LĐTT": "LDTT", "CSTT": "CSTT", "CSTĐCS": "CSTDCS", "CSTĐ cơ sở": "CSTDCS", "CSTĐ cấp cơ sở": "CSTDCS",
    "CSTĐ cấp tỉnh": "CSTD_TINH", "CSTĐ tỉnh": "CSTD_TINH", "CSTĐ cấp bộ": "CSTD_BO", "CSTĐ bộ": "CSTD_BO",
    "CSTĐTQ": "CSTDTQ", "CSTĐ toàn quốc": "CSTDTQ", "TTLĐTT": "TTLDTT", "TT LĐTT": "TTLDTT", "ĐVTT": "DVTT",
    "TTLĐXS": "TTLDXS", "TT LĐXS": "TTLDXS", "ĐVQT": "DVQT", "GK": "GIAY_KHEN", "Giấy khen": "GIAY_KHEN",
    "BK tỉnh": "BK_TINH", "Bằng khen tỉnh": "BK_TINH", "Bằng khen UBND tỉnh": "BK_TINH", "BK UBND tỉnh": "BK_TINH",
    "Bằng khen của Chủ tịch UBND tỉnh": "BK_TINH", "BK bộ": "BK_BO", "Bằng khen bộ": "BK_BO", "BKTTg": "BKTTG",
    "Bằng khen TTg": "BKTTG", "Bằng khen Thủ tướng": "BKTTG", "KNC": "KNC", "Cờ thi đua tỉnh": "CO_TINH",
    "Cờ thi đua bộ": "CO_BO", "Cờ thi đua Chính phủ": "CO_CP",
}  # fmt: skip
_CLASSES = {"1": "1", "2": "2", "3": "3", "nhat": "1", "nhi": "2", "ba": "3", "i": "1", "ii": "2", "iii": "3"}
_CLASSED = {
    "HCDL": ("HCĐL", "Huân chương Độc lập"), "HCQC": ("HCQC", "Huân chương Quân công"),
    "HCLD": ("HCLĐ", "Huân chương Lao động"), "HCBVTQ": ("HCBVTQ", "Huân chương Bảo vệ Tổ quốc"),
    "HCCC": ("HCCC", "Huân chương Chiến công"), "HC_CSVV": ("HCCSVV", "Huy chương Chiến sĩ vẻ vang"),
}  # fmt: skip


def award_words(names: dict[str, str]) -> dict[str, str]:
    """How people write titles and forms (folded) → code.

    Args:
        names: code → full name in the packs.
    """
    words = {fold(code): code for code in (*AWARD_CODES, *names)} | {
        fold(award_name(code)): code for code in AWARD_CODES
    }
    words |= {fold(name): code for code, name in names.items()} | {fold(word): code for word, code in _SHORT.items()}
    for code, stems in _CLASSED.items():
        for stem in stems:
            for word, place in _CLASSES.items():
                for form in (f"{stem} hạng {word}", f"{stem} {word}", f"{stem}{word}"):
                    words[fold(form)] = f"{code}_{place}"
    return words
