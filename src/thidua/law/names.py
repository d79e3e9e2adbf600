"""Short Vietnamese names of titles and forms, for sentences about the record.

The full, dated names stand in the packs; these are only for codes that appear in somebody's record.
"""

_NAMES = {
    "LDTT": "Lao động tiên tiến",
    "CSTT": "Chiến sĩ tiên tiến",
    "CSTDCS": "Chiến sĩ thi đua cơ sở",
    "CSTD_TINH": "Chiến sĩ thi đua cấp tỉnh",
    "CSTD_BO": "Chiến sĩ thi đua cấp bộ",
    "CSTDTQ": "Chiến sĩ thi đua toàn quốc",
    "TTLDTT": "Tập thể lao động tiên tiến",
    "DVTT": "Đơn vị tiên tiến",
    "TTLDXS": "Tập thể lao động xuất sắc",
    "DVQT": "Đơn vị quyết thắng",
    "CO_TINH": "Cờ thi đua cấp tỉnh",
    "CO_BO": "Cờ thi đua cấp bộ",
    "CO_CP": "Cờ thi đua của Chính phủ",
    "GIAY_KHEN": "Giấy khen",
    "BK_TINH": "Bằng khen cấp tỉnh",
    "BK_BO": "Bằng khen cấp bộ",
    "BKTTG": "Bằng khen của Thủ tướng Chính phủ",
}


def award_name(code: str) -> str:
    """The name for a sentence, or the code where there is none yet."""
    return _NAMES.get(code, code)
