"""Short names of titles and forms, for sentences about the record.

The full, dated names stand in the packs; these are only for codes that appear in somebody's record.
"""

from __future__ import annotations

from thidua.law.language import EN, VI, Language

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
_ENGLISH = {
    "LDTT": "Advanced Worker",
    "CSTT": "Advanced Soldier",
    "CSTDCS": "Emulation Soldier at Grassroots Level",
    "CSTD_TINH": "Emulation Soldier at Provincial Level",
    "CSTD_BO": "Emulation Soldier at Ministerial Level",
    "CSTDTQ": "National Emulation Soldier",
    "TTLDTT": "Advanced Collective",
    "DVTT": "Advanced Unit",
    "TTLDXS": "Excellent Labour Collective",
    "DVQT": "Determined-to-Win Unit",
    "CO_TINH": "Emulation Flag of the Provincial People's Committee",
    "CO_BO": "Emulation Flag of a Ministry",
    "CO_CP": "Emulation Flag of the Government",
    "XA_TIEU_BIEU": "Outstanding Commune or Ward",
    "THON_VAN_HOA": "Cultural Village or Residential Group",
    "GIA_DINH_VAN_HOA": "Cultural Family",
    "GIAY_KHEN": "Certificate of Commendation",
    "BK_TINH": "Certificate of Merit of the Provincial People's Committee Chairman",
    "BK_BO": "Certificate of Merit of a Ministry",
    "BK_DOAN_THE": "Certificate of Merit of a Mass Organisation or Other Body",
    "BKTTG": "Certificate of Merit of the Prime Minister",
    "KNC": "Commemorative Medal",
    "HCSV": "Gold Star Order",
    "HCHCM": "Ho Chi Minh Order",
    "HCDL_1": "Independence Order, First Class",
    "HCDL_2": "Independence Order, Second Class",
    "HCDL_3": "Independence Order, Third Class",
    "HCQC_1": "Military Exploit Order, First Class",
    "HCQC_2": "Military Exploit Order, Second Class",
    "HCQC_3": "Military Exploit Order, Third Class",
    "HCLD_1": "Labour Order, First Class",
    "HCLD_2": "Labour Order, Second Class",
    "HCLD_3": "Labour Order, Third Class",
    "HCBVTQ_1": "Fatherland Defence Order, First Class",
    "HCBVTQ_2": "Fatherland Defence Order, Second Class",
    "HCBVTQ_3": "Fatherland Defence Order, Third Class",
    "HCCC_1": "Feat Order, First Class",
    "HCCC_2": "Feat Order, Second Class",
    "HCCC_3": "Feat Order, Third Class",
    "HCDDK": "Great National Unity Order",
    "HCDC": "Courage Order",
    "HCHN": "Friendship Order",
    "HC_QKQT": "Military Flag of Determination Medal",
    "HC_VANTQ": "For National Security Medal",
    "HC_CSVV_1": "Glorious Fighter Medal, First Class",
    "HC_CSVV_2": "Glorious Fighter Medal, Second Class",
    "HC_CSVV_3": "Glorious Fighter Medal, Third Class",
    "HC_HUU_NGHI": "Friendship Medal",
    "HC_TNXP": "Glorious Youth Volunteer Medal",
    "TINH_ANH_HUNG": "Heroic Province, Heroic City",
    "BMVNAH": "Vietnamese Heroic Mother",
    "AHLLVTND": "Hero of the People's Armed Forces",
    "AHLD": "Hero of Labour",
    "NGND": "People's Teacher",
    "NGUT": "Meritorious Teacher",
    "TTND": "People's Doctor",
    "TTUT": "Meritorious Doctor",
    "NSND": "People's Artist",
    "NSUT": "Meritorious Artist",
    "NNND": "People's Artisan",
    "NNUT": "Meritorious Artisan",
    "GT_HCM": "Ho Chi Minh Prize",
    "GT_NN": "State Prize",
}

#: Names of own awards of the overlays loaded in this process; their codes carry the body's prefix.
_OWN: dict[str, dict[Language, str]] = {}

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


def name_code(code: str, vi: str, en: str) -> None:
    """Give a code of a body's own award its names for sentences, when its overlay is loaded."""
    _OWN[code] = {VI: vi, EN: en}


def award_name(code: str, language: Language = VI) -> str:
    """The name for a sentence, or the code where there is none yet."""
    if code in _OWN:
        return _OWN[code][language]
    return (_NAMES if language == VI else _ENGLISH).get(code, code)


def names_text(codes: tuple[str, ...], language: Language = VI) -> str:
    """'“Bằng khen cấp tỉnh” hoặc “Bằng khen cấp bộ”'."""
    return (" hoặc " if language == VI else " or ").join(f"“{award_name(code, language)}”" for code in codes)
