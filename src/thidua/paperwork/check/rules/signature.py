"""Who signs and with what authority (Annex I, part I, II.7; Điều 13)."""

import re
from collections.abc import Iterator

from thidua.paperwork.check import words
from thidua.paperwork.check.boxes import Signer
from thidua.paperwork.check.findings import Finding, clause
from thidua.paperwork.check.model import Paragraph
from thidua.text import squeeze

from .base import Check, found

_POINT = clause("II.7")
_LINE = re.compile(
    r"(?P<sign>TM|T/M|KT|K/T|TL|T/L|TUQ|T/UQ|Q)\s?(?P<dot>[.:]?)\s+(?P<post>\S.*)"
    r"|(?P<joined>TM|KT|TL|TUQ)\.(?P<rest>\S.*)"
)
_COLLECTIVE = re.compile(
    r"ỦY BAN|UBND|HỘI|BAN|ĐOÀN|TẬP THỂ|ĐẢNG|CHI BỘ|CHÍNH PHỦ|THƯỜNG TRỰC|THƯỜNG VỤ|QUỐC HỘI|CHI ĐOÀN|CÔNG ĐOÀN|TỔ|LIÊN"
    r"|MẶT TRẬN|CỤM|KHỐI|CÁC"
)
_DEPUTY = {"BỘ TRƯỞNG": ("THỨ TRƯỞNG",), "TỔNG KIỂM TOÁN NHÀ NƯỚC": ("PHÓ TỔNG KIỂM TOÁN NHÀ NƯỚC",)}


def authority(check: Check) -> Iterator[Finding]:
    """TM., KT., TL., TUQ. and Q. stand before the right posts."""
    for signer in check.boxes.signers:
        yield from _lines(signer)


def _lines(signer: Signer) -> Iterator[Finding]:
    texts = [squeeze(line.text).upper() for line in signer.lines]
    for index, (line, text) in enumerate(zip(signer.lines, texts, strict=True)):
        match = _LINE.fullmatch(text)
        if match is None:
            continue
        sign = (match["sign"] or match["joined"]).replace("/", "")
        if match["joined"] or "/" in (match["sign"] or "") or match["dot"] != ".":
            yield found(
                "authority_form",
                "error",
                "authority",
                line,
                "Chữ viết tắt quyền hạn viết không đúng mẫu.",
                f"Viết “{sign}. ” (có dấu chấm và cách chữ).",
                _POINT,
            )
        post = match["post"] or match["rest"]
        below = texts[index + 1] if index + 1 < len(texts) else ""
        check_post = {"TM": _on_behalf, "KT": _deputy, "TL": _by_order, "TUQ": _by_order, "Q": _acting}[sign]
        yield from check_post(line, post, below)
    if texts and texts[0].startswith("PHÓ ") and not _LINE.fullmatch(texts[0]):
        yield found(
            "authority_missing",
            "error",
            "authority",
            signer.lines[0],
            "Cấp phó ký mà không ghi “KT.” và chức vụ của người đứng đầu.",
            "Ghi “KT. <chức vụ người đứng đầu>” ở dòng trên.",
            _POINT,
        )


def _on_behalf(line: Paragraph, post: str, below: str) -> Iterator[Finding]:
    if not _COLLECTIVE.search(post):
        yield found(
            "authority_tm",
            "error",
            "authority",
            line,
            f"“TM.” dùng khi ký thay mặt tập thể; “{post}” là một người.",
            "Bỏ “TM.”, hoặc ghi tên tập thể lãnh đạo, cơ quan.",
            _POINT,
        )
    elif not below:
        yield found(
            "authority_post",
            "error",
            "authority",
            line,
            "Dưới dòng “TM. …” thiếu chức vụ của người ký.",
            "Ghi chức vụ ở dòng dưới, ví dụ “CHỦ TỊCH”.",
            _POINT,
        )


def _deputy(line: Paragraph, post: str, below: str) -> Iterator[Finding]:
    head = next((name for name in _DEPUTY if post.startswith(name)), "")
    wanted = _DEPUTY.get(head, (f"PHÓ {post}",))
    is_deputy = below.startswith(("PHÓ ", "Q. PHÓ ", *wanted)) and _same_post(post, below, wanted)
    if not below:
        yield found(
            "authority_post",
            "error",
            "authority",
            line,
            "Dưới dòng “KT. …” thiếu chức vụ của người ký.",
            f"Ghi “{wanted[0]}” ở dòng dưới.",
            _POINT,
        )
    elif not is_deputy:
        yield found(
            "authority_kt",
            "error",
            "authority",
            line,
            f"“KT. {post}” do cấp phó ký, dòng dưới là “{below}”.",
            f"Dòng dưới ghi “{wanted[0]}”.",
            _POINT,
        )


def _same_post(post: str, below: str, wanted: tuple[str, ...]) -> bool:
    """Whether the deputy is that of the post above: PHÓ GIÁM ĐỐC below GIÁM ĐỐC, with or without the agency's name."""
    deputy = below.removeprefix("PHÓ ")
    return any(below.startswith(one.split(" ")[0]) for one in wanted if not one.startswith("PHÓ ")) or (
        post.startswith(deputy) or deputy.startswith(post)
    )


def _by_order(line: Paragraph, post: str, below: str) -> Iterator[Finding]:
    if not below:
        yield found(
            "authority_post",
            "error",
            "authority",
            line,
            "Dưới dòng ký thừa lệnh, thừa ủy quyền thiếu chức vụ của người ký.",
            "Ghi chức vụ của người ký ở dòng dưới.",
            _POINT,
        )
    elif below == post or below.startswith(f"PHÓ {post}"):
        yield found(
            "authority_tl",
            "error",
            "authority",
            line,
            "Ký thừa lệnh, thừa ủy quyền là của người đứng đầu đơn vị thuộc cơ quan; cấp phó ký thay thì ghi “KT.”.",
            f"Ghi “KT. {post}”, hoặc chức vụ của người được giao ký.",
            _POINT,
        )


def _acting(line: Paragraph, post: str, below: str) -> Iterator[Finding]:
    if below.startswith("PHÓ "):
        yield found(
            "authority_q",
            "error",
            "authority",
            line,
            f"“Q. {post}” đã là chức vụ của người ký.",
            "Bỏ dòng chức vụ cấp phó ở dưới.",
            _POINT,
        )


def name(check: Check) -> Iterator[Finding]:
    """No academic title before the name, but in the armed forces, education, health and science."""
    agency = " ".join(item.text for item in (*check.boxes.parents, *check.boxes.agency)).upper()
    for signer in check.boxes.signers:
        if signer.name is None:
            continue
        match = words.DEGREE.match(squeeze(signer.name.text))
        if match and not words.DEGREE_ALLOWED.search(agency):
            yield found(
                "name_title",
                "error",
                "signer",
                signer.name,
                f"Trước họ tên người ký có “{match[0].strip()}”.",
                "Bỏ học hàm, học vị; chỉ lực lượng vũ trang, giáo dục, y tế, khoa học được ghi.",
                _POINT,
            )
