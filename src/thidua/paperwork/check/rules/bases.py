"""Legal bases: punctuation, order, completeness (Annex I, part I, II.6)."""

import re
from collections.abc import Iterator

from thidua.paperwork.check.findings import Finding, clause
from thidua.paperwork.check.model import Paragraph

from .base import Check, found, text_fix

_POINT = clause("II.6")
_RANKS = (
    (r"Hiến pháp", 1),
    (r"(?:các )?(?:Bộ luật|Luật)\b", 2),
    (r"Pháp lệnh", 3),
    (r"Nghị định", 4),
    (r"Quyết định số \S+/QĐ-TTg", 5),
    (r"Thông tư", 6),
)
_NUMBERED = re.compile(
    r"Căn cứ (?P<kind>Nghị định|Thông tư|Nghị quyết|Quyết định)(?P<so>\s+số)?\s+"
    r"(?P<number>\d+[a-z]?(?:/\d{4})?[/-]\S+)(?P<rest>.*)",
    re.DOTALL,
)


def punctuation(check: Check) -> Iterator[Finding]:
    """Each basis ends with a semicolon, the last one with a full stop."""
    bases = check.boxes.bases
    for index, basis in enumerate(bases):
        is_last = index == len(bases) - 1
        wanted = "." if is_last else ";"
        text = basis.text.rstrip()
        if text.endswith(wanted) or (is_last and text.endswith((":", ","))):
            continue
        stop = len(text.rstrip(".;,: "))
        yield found(
            "base_end",
            "error",
            "bases",
            basis,
            "Căn cứ cuối cùng phải kết thúc bằng dấu chấm." if is_last else "Căn cứ phải kết thúc bằng dấu chấm phẩy.",
            f"Kết thúc bằng “{wanted}”.",
            _POINT,
            quote=text[-60:],
            fix=text_fix(basis, stop, len(text), wanted),
        )


def ranks(check: Check) -> Iterator[Finding]:
    """Higher texts first: laws, then decrees, then circulars."""
    last: tuple[int, Paragraph] | None = None
    for basis in check.boxes.bases:
        rank = next((rank for words, rank in _RANKS if re.match(rf"Căn cứ {words}", basis.text.strip())), None)
        if rank is None:
            continue
        if last is not None and rank < last[0]:
            yield found(
                "base_order",
                "hint",
                "bases",
                basis,
                "Căn cứ có hiệu lực cao hơn đứng sau căn cứ thấp hơn.",
                "Xếp căn cứ theo thứ bậc: luật, nghị định, thông tư.",
                _POINT,
            )
        last = (rank, basis)


def completeness(check: Check) -> Iterator[Finding]:
    """What is cited for the first time has type, number, date, issuer and subject."""
    for basis in check.boxes.bases:
        match = _NUMBERED.match(basis.text.strip())
        if match is None:
            continue
        if not match["so"]:
            yield found(
                "citation_number",
                "warning",
                "bases",
                basis,
                "Thiếu chữ “số” trước số, ký hiệu văn bản.",
                f"Viết “{match['kind']} số {match['number']}”.",
                _POINT,
            )
        if not re.search(r"ngày\s+\d|ngày\s+[.…]", match["rest"]):
            yield found(
                "citation_date",
                "warning",
                "bases",
                basis,
                "Viện dẫn lần đầu thiếu ngày, tháng, năm ban hành.",
                "Ghi đủ tên loại, số, ký hiệu, ngày tháng năm, cơ quan ban hành và trích yếu.",
                _POINT,
            )
        elif not re.search(r"\bcủa\s", match["rest"]):
            yield found(
                "citation_issuer",
                "warning",
                "bases",
                basis,
                "Viện dẫn lần đầu thiếu cơ quan ban hành.",
                "Ghi đủ tên loại, số, ký hiệu, ngày tháng năm, cơ quan ban hành và trích yếu.",
                _POINT,
            )
