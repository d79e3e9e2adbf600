"""Abbreviations that the text does not explain (Annex I, part I, II.6)."""

import re
from collections.abc import Iterator

from thidua.paperwork.check import words
from thidua.paperwork.check.findings import Finding, clause
from thidua.text import CAPITAL

from .base import Check, around, found

_TOKEN = re.compile(rf"(?<![\w/.&-])[{CAPITAL}]{{2,7}}(?![\w/&-])")
_ROMAN = re.compile(r"[IVXLC]+")
COMMON = set(
    """UBND HĐND MTTQ TTHC CNTT TW TP HCM BHXH BHYT QH CP TTg VT TNHH ASEAN UNESCO WHO GDP PCI ISO IT USB PDF VNPT BIDV
    HTX KHCN XHCN ĐBQH TĐKT CSTĐ CSTĐCS LĐTT TTLĐXS HĐTĐKT SNV STT TT KPI""".split()
)
"""Abbreviations that official texts use without explaining them."""


def abbreviations(check: Check) -> Iterator[Finding]:
    """Each abbreviation stands in brackets after its full words at its first use, unless everybody knows it."""
    explained = set(words.ABBREVIATIONS) | COMMON
    whole = " ".join(item.text for item in (*check.boxes.prose, *check.boxes.subject))
    explained |= set(
        re.findall(
            rf"\((?:sau đây (?:gọi tắt là|viết tắt là|gọi là)\s*:?\s*)?[“\"]?([{CAPITAL}][\w&-]{{1,9}})[”\"]?\)", whole
        )
    )
    explained |= set(re.findall(rf"(?:gọi tắt|viết tắt|gọi) là\s*:?\s*[“\"]?([{CAPITAL}][\w&-]{{1,9}})", whole))
    symbol = check.boxes.number.text if check.boxes.number else ""
    explained |= set(re.findall(r"\w+", symbol))
    told: set[str] = set()
    for paragraph in check.boxes.prose:
        if paragraph.is_upper or _mostly_upper(paragraph.text):
            continue
        for match in _TOKEN.finditer(paragraph.text):
            token = match[0]
            if token in explained or token in told or _ROMAN.fullmatch(token) or _in_capitals(paragraph.text, match):
                continue
            told.add(token)
            yield found(
                "abbreviation",
                "hint",
                "body",
                paragraph,
                f"Chữ viết tắt “{token}” chưa được giải thích.",
                f"Viết đầy đủ ở lần đầu, kèm chữ viết tắt trong ngoặc đơn: “… ({token})”.",
                clause("II.6"),
                quote=around(paragraph.text, match.start(), match.end()),
            )


def _mostly_upper(text: str) -> bool:
    letters = [sign for sign in text if sign.isalpha()]
    return sum(sign.isupper() for sign in letters) > len(letters) * 0.5


def _in_capitals(text: str, match: re.Match[str]) -> bool:
    """Whether the word before or after is in capitals too: a title quoted in the text, no abbreviation."""
    before, after = text[: match.start()].split()[-1:], text[match.end() :].split()[:1]
    return any(len(word.strip(",.;“”()")) > 1 and word.strip(",.;“”()").isupper() for word in (*before, *after))
