"""The kinds of official documents, their abbreviations in symbols, and who issues which."""

import re

#: Abbreviation in a document's symbol → kind (Nghị định 30/2020/NĐ-CP, phụ lục III; CTr, KL also of the party).
KIND_OF_ABBREVIATION = {
    "NQ": "Nghị quyết",
    "QĐ": "Quyết định",
    "CT": "Chỉ thị",
    "QC": "Quy chế",
    "QyĐ": "Quy định",
    "TC": "Thông cáo",
    "TB": "Thông báo",
    "HD": "Hướng dẫn",
    "CTr": "Chương trình",
    "KH": "Kế hoạch",
    "PA": "Phương án",
    "ĐA": "Đề án",
    "DA": "Dự án",
    "BC": "Báo cáo",
    "TTr": "Tờ trình",
    "NĐ": "Nghị định",
    "TT": "Thông tư",
    "TTLT": "Thông tư liên tịch",
    "NQLT": "Nghị quyết liên tịch",
    "KL": "Kết luận",
    "VBHN": "Văn bản hợp nhất",
    "CĐ": "Công điện",
    "PĐ": "Phát động",
}

#: Kinds as nouns in running text, longest first so that the whole name is read.
KINDS = sorted(
    {
        *KIND_OF_ABBREVIATION.values(),
        "Chương trình hành động",
        "Chương trình phối hợp",
        "Công văn",
        "Luật",
        "Bộ luật",
        "Pháp lệnh",
        "Lệnh",
        "Văn bản",
        "Thông tri",
        "Giấy mời",
        "Lời phát động",
        "Thư phát động",
        "Phát động thi đua",
        "Bản phát động thi đua",
        "Lời kêu gọi",
    },
    key=len,
    reverse=True,
)

_FAMILIES = {
    "Chương trình": ("Chương trình hành động", "Chương trình phối hợp"),
    # The party calls both Quyết định and Quy định "QĐ"; a regulation of the state that a decision issues keeps QĐ too.
    "Quyết định": ("Quy định", "Quy chế"),
    "Công điện": ("Chỉ đạo",),
    "Nghị quyết": ("Nghị quyết liên tịch",),
    "Phát động": ("Lời phát động", "Thư phát động", "Phát động thi đua", "Bản phát động thi đua", "Kế hoạch"),
}


def kind_of_symbol(symbol: str) -> str | None:
    """Return the kind that a number's symbol says ("NQ/TW", "KH-UBND", "2024/QĐ-UBND"), or None if it says none."""
    parts = [part for part in re.split(r"[-/]", symbol) if not part.isdecimal()]
    return KIND_OF_ABBREVIATION.get(parts[0]) if parts else None


def is_consistent(kind: str, by_symbol: str) -> bool:
    """Tell whether a noun fits the kind that the symbol says: "Chương trình hành động" fits "Chương trình"."""
    return kind == by_symbol or kind in _FAMILIES.get(by_symbol, ())
