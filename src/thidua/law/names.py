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
    "XA_TIEU_BIEU": "Xã, phường, đặc khu tiêu biểu",
    "THON_VAN_HOA": "Thôn, tổ dân phố văn hóa",
    "GIA_DINH_VAN_HOA": "Gia đình văn hóa",
    "GIAY_KHEN": "Giấy khen",
    "BK_TINH": "Bằng khen cấp tỉnh",
    "BK_BO": "Bằng khen cấp bộ",
    "BK_DOAN_THE": "Bằng khen của đoàn thể, tổ chức",
    "BKTTG": "Bằng khen của Thủ tướng Chính phủ",
    "KNC": "Kỷ niệm chương",
    "HCSV": "Huân chương Sao vàng",
    "HCHCM": "Huân chương Hồ Chí Minh",
    "HCDDK": "Huân chương Đại đoàn kết dân tộc",
    "HCDC": "Huân chương Dũng cảm",
    "HCHN": "Huân chương Hữu nghị",
    "HC_QKQT": "Huy chương Quân kỳ quyết thắng",
    "HC_VANTQ": "Huy chương Vì an ninh Tổ quốc",
    "HC_HUU_NGHI": "Huy chương Hữu nghị",
    "HC_TNXP": "Huy chương Thanh niên xung phong vẻ vang",
    "TINH_ANH_HUNG": "Tỉnh Anh hùng, Thành phố Anh hùng",
    "BMVNAH": "Bà mẹ Việt Nam anh hùng",
    "AHLLVTND": "Anh hùng Lực lượng vũ trang nhân dân",
    "AHLD": "Anh hùng Lao động",
    "NGND": "Nhà giáo nhân dân",
    "NGUT": "Nhà giáo ưu tú",
    "TTND": "Thầy thuốc nhân dân",
    "TTUT": "Thầy thuốc ưu tú",
    "NSND": "Nghệ sĩ nhân dân",
    "NSUT": "Nghệ sĩ ưu tú",
    "NNND": "Nghệ nhân nhân dân",
    "NNUT": "Nghệ nhân ưu tú",
    "GT_HCM": "Giải thưởng Hồ Chí Minh",
    "GT_NN": "Giải thưởng Nhà nước",
}
#: Names of own awards of the overlays loaded in this process; their codes carry the body's prefix.
_OWN: dict[str, str] = {}

for _code, _name in {
    "HCDL": "Huân chương Độc lập",
    "HCQC": "Huân chương Quân công",
    "HCLD": "Huân chương Lao động",
    "HCBVTQ": "Huân chương Bảo vệ Tổ quốc",
    "HCCC": "Huân chương Chiến công",
    "HC_CSVV": "Huy chương Chiến sĩ vẻ vang",
}.items():
    _NAMES |= {
        f"{_code}_{number}": f"{_name} hạng {word}" for number, word in enumerate(("Nhất", "Nhì", "Ba"), start=1)
    }


def name_code(code: str, name: str) -> None:
    """Give a code of a body's own award its name for sentences, when its overlay is loaded."""
    _OWN[code] = name


def award_name(code: str) -> str:
    """The name for a sentence, or the code where there is none yet."""
    return _NAMES.get(code) or _OWN.get(code, code)
