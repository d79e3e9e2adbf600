"""Well-known emulation movements and campaigns by the name they were launched under.

Only to find slips in a plan's writing of these names, and names without quotation marks; nothing is taken from here
into a plan.
"""

import re
from difflib import SequenceMatcher
from functools import lru_cache

from thidua.text import fold, similarity

WELL_KNOWN = (
    "Cả nước chung sức xây dựng nông thôn mới",
    "Vì người nghèo - Không để ai bị bỏ lại phía sau",
    "Cán bộ, công chức, viên chức thi đua thực hiện văn hóa công sở",
    "Đẩy mạnh phát triển kết cấu hạ tầng đồng bộ, hiện đại; thực hành tiết kiệm, chống lãng phí",
    "Cả nước thi đua xây dựng xã hội học tập, đẩy mạnh học tập suốt đời",
    "Chung tay xóa nhà tạm, nhà dột nát trên phạm vi cả nước",
    "Đoàn kết, chung sức, đồng lòng thi đua phòng, chống và chiến thắng đại dịch COVID-19",
    "Doanh nghiệp Việt Nam hội nhập và phát triển",
    "500 ngày đêm thi đua hoàn thành 3.000 km đường bộ cao tốc",
    "Cả nước thi đua đổi mới sáng tạo và chuyển đổi số",
    "Toàn dân đoàn kết xây dựng đời sống văn hóa",
    "Toàn dân bảo vệ an ninh Tổ quốc",
    "Nông dân thi đua sản xuất, kinh doanh giỏi, đoàn kết giúp nhau làm giàu và giảm nghèo bền vững",
    "Cựu chiến binh gương mẫu",
    "Giỏi việc nước, đảm việc nhà",
    "Lao động giỏi, lao động sáng tạo",
    "Đổi mới, sáng tạo trong dạy và học",
    "Dân vận khéo",
    "Đền ơn đáp nghĩa",
    "Bình dân học vụ số",
)

_YEARS = re.compile(r"[,\s]*(?:giai đoạn|trong năm|năm)\s+\d{4}(?:\s*[-–—]\s*\d{4})?\s*$", re.IGNORECASE)
_ALIKE = 0.5
_WORDS_LOST = 1


def without_years(name: str) -> str:
    """Return a name without the years at its end: "… nông thôn mới giai đoạn 2021 - 2025"."""
    return _YEARS.sub("", name).strip()


def well_known_like(name: str) -> str | None:
    """Return the well-known movement whose name is this one or nearly so; None if there is none."""
    bare = without_years(name)
    words = _words(bare)
    return next((known for known in WELL_KNOWN if _is_slip_of(_words(known), words)), None)


def _is_slip_of(known: list[str], words: list[str]) -> bool:
    """Whether the words are the known ones but for slips: few letters wrong in a word, one word lost or put in."""
    if abs(len(known) - len(words)) > _WORDS_LOST or not set(known) & set(words):
        return False
    lost = wrong = 0
    for operation, start, end, other_start, other_end in SequenceMatcher(None, known, words, False).get_opcodes():
        before, after = known[start:end], words[other_start:other_end]
        if operation == "replace" and len(before) == len(after):
            wrong += len(before)
            if any(similarity(one, other) < _ALIKE for one, other in zip(before, after, strict=True)):
                return False
        elif operation != "equal":
            lost += max(len(before), len(after))
    return lost <= _WORDS_LOST and wrong <= max(1, len(known) // 4)


@lru_cache(maxsize=256)
def _words(name: str) -> list[str]:
    return re.findall(r"\w+", fold(name))
