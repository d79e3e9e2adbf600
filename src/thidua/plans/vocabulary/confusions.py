"""What Tesseract confuses in Vietnamese official documents, and the words of the field that are certain.

Tone marks and hooks get lost on scans («Băng khen», «đê nghị»). A pair of syllables that differs from a phrase of this
closed list in its marks alone is that phrase: there is no other phrase with these letters in such documents.
"""

import re

from thidua.text import fold

# left out: phrases with a twin that differs in its marks alone («truyền thống», «truyền thông»; «chỉ tiêu», «chi tiêu»)
_PHRASES = """
bằng khen, giấy khen, khen thưởng, thi đua, phong trào, phát động, kế hoạch, tập thể, đề nghị, tổ chức, thực hiện,
đơn vị, quyết định, nghị quyết, chỉ thị, phổ biến, tuyên truyền, chiến sĩ, tiên tiến, công chức, viên chức, lao động,
danh hiệu, hình thức, tiêu chuẩn, thành tích, xuất sắc, nhiệm vụ, hoàn thành, triển khai, thời gian, đối tượng,
mục đích, yêu cầu, nội dung, tổng kết, báo cáo, giám đốc, chủ tịch, hướng dẫn, đôn đốc, kiểm tra, phối hợp, chủ trì,
tham mưu, bình xét, hồ sơ, thủ tục, biên bản, tờ trình, hội đồng, đại hội, đại biểu, chính phủ, thủ tướng, quốc hội,
nội vụ, hưởng ứng, chào mừng, kỷ niệm, thành lập, điển hình, biểu dương, tôn vinh, vượt mức, chất lượng, hiệu quả,
sáng kiến, sáng tạo, đổi mới, hành chính, chuyển đổi, lĩnh vực, địa phương, doanh nghiệp, kinh phí, căn cứ, ban hành,
quy định, quy chế, trách nhiệm, chủ đề, giai đoạn, nhiệm kỳ, trung ương, bộ trưởng, thường trực, mặt trận, liên đoàn,
tinh thần, chi đoàn, chi bộ, đoàn viên
"""
PHRASES = {fold(phrase): phrase.split() for phrase in " ".join(_PHRASES.split()).split(", ")}

#: Letters that are not Vietnamese, for those they look like.
LOOK_ALIKE = str.maketrans({"\u00d0": "Đ", "Ñ": "N", "ñ": "n"})
DOUBLED = re.compile(r"ĐĐ(?=-)")
#: A closing quotation mark read as a figure: «2023 - 20307”».
YEAR_AND_QUOTE = re.compile(r"\b((?:19|20)\d{2})[17](?=[”\"])")
#: How the strokes of Roman numbers are misread.
ROMAN_STROKES = str.maketrans(
    {"H": "II", "1": "I", "l": "I", "|": "I", "T": "I", "L": "I", "!": "I", "Í": "I", "Y": "V"}
)


def certain_phrase(first: str, second: str) -> tuple[str, str] | None:
    """Return the two syllables of the list that these are but for their marks; None if they are right or unknown."""
    phrase = PHRASES.get(f"{fold(first)} {fold(second)}")
    if phrase is None or [first.lower(), second.lower()] == phrase:
        return None
    return _in_case_of(first, phrase[0]), _in_case_of(second, phrase[1])


def _in_case_of(written: str, syllable: str) -> str:
    if written.isupper() and len(written) > 1:
        return syllable.upper()
    return syllable.capitalize() if written[0].isupper() else syllable
