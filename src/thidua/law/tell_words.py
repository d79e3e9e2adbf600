"""The fixed words of what the law tells, in both languages, side by side."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from thidua.law.awards import Coefficients, Vote
from thidua.law.language import VI, Language
from thidua.law.money import BODIES

_PAIRS: Mapping[str, tuple[str, str]] = {
    "individual": ("cá nhân", "individuals"),
    "collective": ("tập thể", "collectives"),
    "household": ("hộ gia đình", "households"),
    "merit": ("công trạng", "merit"),
    "spontaneous": ("đột xuất", "sudden deed"),
    "movement": ("phong trào", "movement"),
    "dedication": ("quá trình cống hiến", "dedication"),
    "tenure": ("niên hạn", "tenure"),
    "external": ("đối ngoại", "external relations"),
    "title": ("danh hiệu thi đua", "emulation title"),
    "award": ("hình thức khen thưởng", "form of commendation"),
    "yearly": ("hằng năm", "yearly"),
    "every_3_years": ("03 năm một lần", "every three years"),
    "every_5_years": ("05 năm một lần", "every five years"),
    "when_due": (
        "khi có đủ điều kiện, tiêu chuẩn; không theo kỳ",
        "whenever conditions and criteria are met; at no fixed time",
    ),
    "recipients": ("Đối tượng", "For"),
    "decided_by": ("Thẩm quyền quyết định", "Decided by"),
    "nominated_by": ("Đề nghị", "Nomination"),
    "vote": ("Bỏ phiếu", "Vote"),
    "papers": ("Hồ sơ", "Papers"),
    "public_comment": ("Lấy ý kiến công khai", "Public comment"),
    "considered": ("Kỳ xét", "Considered"),
    "deadlines": ("Thời hạn", "Deadlines"),
    "money": ("Mức thưởng", "Reward money"),
    "criteria": ("Tiêu chuẩn", "Criteria"),
    "not_known": ("chưa rõ", "not known"),
    "needs": ("cần", "it would be settled by"),
    "comment_days": (
        "công khai danh sách ít nhất {days} ngày làm việc trước khi hội đồng họp",
        "the list is public for at least {days} working days before the council meets",
    ),
    "for_whom": ("Đối với {who} ({cite}):", "For {who} ({cite}):"),
    "every_way": ("Mọi trường hợp đều phải:", "In every case:"),
    "one_way": ("và thuộc một trong các trường hợp:", "and in one of these cases:"),
    "and": ("và:", "and:"),
    "disputed": ("cách đọc còn khác nhau", "read in different ways"),
    "stricter": ("cách đọc chặt hơn, không bắt buộc", "a stricter reading, not binding"),
    "not": ("không được:", "not:"),
    "any": ("một trong:", "one of:"),
    "at_least": ("ít nhất {count} trong:", "at least {count} of:"),
    "all": ("đồng thời:", "together:"),
    "assumed": ("[Giả định luật không đổi] ", "[Assuming the law unchanged] "),
    "no_legal_force": ("", "English reading for information; the Vietnamese text is the law."),
}

_BODIES_ENGLISH = {
    "commune": "the chairman of a commune People's Committee",
    "district": "the chairman of a district People's Committee",
    "department": "the head of a provincial department or sector",
    "unit": "the head of a unit with legal personality",
    "enterprise": "the head of an enterprise or cooperative",
    "province": "the chairman of the provincial People's Committee",
    "ministry": "a ministry or agency",
}

WORDS: Mapping[Language, Mapping[str, str]] = MappingProxyType(
    {
        "vi": {name: pair[0] for name, pair in _PAIRS.items()},
        "en": {name: pair[1] for name, pair in _PAIRS.items()},
    }
)


def listed(names: tuple[str, ...], language: Language) -> str:
    """'cá nhân, tập thể'."""
    return ", ".join(WORDS[language][name] for name in names)


def considered_text(considered: str | None, language: Language = VI) -> str:
    """How often an award is considered; what is no fixed word is told as it is."""
    return "" if considered is None else WORDS[language].get(considered, considered)


def giver_text(body: str | None, language: Language = VI) -> str:
    """' (cấp xã tặng)', or nothing."""
    if body is None:
        return ""
    return f" ({BODIES[body]} tặng)" if language == VI else f" (given by {_BODIES_ENGLISH[body]})"


def coefficient_texts(coefficients: Coefficients | None, language: Language = VI) -> list[str]:
    """One phrase for each recipient (and giver, where that changes it)."""
    texts = []
    for (recipient, body), value in (coefficients or {}).items():
        who = WORDS[language][recipient] + giver_text(body, language)
        times = f"{str(value).replace('.', ',')} lần mức lương cơ sở" if language == VI else f"{value} × base salary"
        texts.append(f"{who}: {times}")
    return texts


def vote_text(vote: Vote | None, language: Language = VI) -> str:
    """How a council votes, in a phrase."""
    if vote is None:
        return ""
    return _vote_vietnamese(vote) if language == VI else _vote_english(vote)


def _vote_vietnamese(vote: Vote) -> str:
    if vote.share is None:
        return "phải bỏ phiếu" if vote.required else "không quy định bỏ phiếu; lập biên bản xét"
    base = "tổng số thành viên hội đồng" if vote.of == "all_members" else "số thành viên có mặt"
    word = "quá" if vote.more_than else "từ"
    secret = {True: ", bỏ phiếu kín", False: ", biểu quyết công khai", None: ""}[vote.secret]
    return f"{word} {float(vote.share) * 100:g}% {base} đồng ý{secret}"


def _vote_english(vote: Vote) -> str:
    if vote.share is None:
        return "a vote is required" if vote.required else "no vote is prescribed; minutes of the consideration"
    base = "all members of the council" if vote.of == "all_members" else "the members present"
    word = "more than" if vote.more_than else "at least"
    secret = {True: ", by secret ballot", False: ", by open vote", None: ""}[vote.secret]
    return f"{word} {float(vote.share) * 100:g}% of {base} in favour{secret}"
