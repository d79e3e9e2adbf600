"""Listed lines that have lost the dashes before them: told by standing in line, under a heading, built alike.

A paragraph is taken for an item of a list only where all lines under one heading are alike in one of the ways below;
a lone paragraph, or one of several sentences, stays a paragraph.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from thidua.plans.plan import PlanWarning
from thidua.plans.vocabulary.bodies import leading_bodies
from thidua.text import CAPITAL

from .lines import Line
from .markers import RANKS, SIGNS, UNMARKED, UNMARKED_BELOW, Marker
from .roles import Role, roles_of

_FEWEST = 2
_LONGEST_TITLE = 120
_LONGEST_ITEM = 300
_LONGEST_NAME = 120
_INTRODUCES = re.compile(r"\b(?:trong đó|gồm|bao gồm|như sau|cụ thể|cụ thể như sau)\s*:$", re.IGNORECASE)
_NEW_SENTENCE = re.compile(rf"[.!?]\s+[{CAPITAL}]")
_COUNTED_LABEL = re.compile(r"(?P<name>[^\W\d_]+(?: [^\W\d_]+){0,2}) (?P<number>\d{1,2}|[IVX]{1,4})\s*[:,(]")
#: How a sentence begins that says what is to be done, or how much of it.
_TO_DO = re.compile(
    r"(?:Bảo đảm|Bồi dưỡng|Cải cách|Cải thiện|Chăm lo|Chấp hành|Chủ động|Chuyển đổi|Công bố|Công nhận|Duy trì"
    r"|Đào tạo|Đảm bảo|Đẩy mạnh|Đổi mới|Động viên|Giải ngân|Giải quyết|Giảm|Giới thiệu|Giữ|Góp phần|Gắn"
    r"|Gắn biển|Hiến|Hoàn thành|Hỗ trợ|Huy động|Hưởng ứng|Khắc phục|Khánh thành|Khởi công|Khơi dậy|Khuyến khích"
    r"|Kịp thời|Làm|Lồng ghép|Mở|Nâng|Nâng cao|Nghiên cứu|Ngăn chặn|Nhân rộng|Phát động|Phát hiện|Phát huy"
    r"|Phát triển|Phấn đấu|Phòng ngừa|Phối hợp|Quán triệt|Quản lý|Rà soát|Rút ngắn|Số hóa|Sắp xếp|Sử dụng|Tăng"
    r"|Tăng cường|Tạo|Tập trung|Thành lập|Thi đua|Thu hút|Thúc đẩy|Thực hành|Thực hiện|Tiếp tục|Tích cực"
    r"|Tiết kiệm|Tổ chức|Triển khai|Trồng|Tuyên truyền|Tham gia|Tham mưu|Ứng dụng|Vận động|Xây dựng|Xóa|Xử lý"
    r"|Mỗi|Từng|Ít nhất|Tối thiểu|Trên \d|\d[\d.,]*)(?=[\s%])"
)
#: Parts of a plan whose lines say what is done; fewer lines than this are no list.
_FEWEST_OF = {Role.CONTENT: 3, Role.GOALS: 3, Role.PURPOSE: 2, Role.REQUIREMENTS: 2}
_TOLD = frozenset({Role.CONTENT, Role.GOALS, Role.DUTIES})


@dataclass(frozen=True)
class Listed:
    """The lines, those of lists without signs with a marker of their own, and what the reader should look at again."""

    lines: list[Line]
    warnings: list[PlanWarning]


def mark_lists(lines: list[Line]) -> Listed:
    """Give the lines of lists without signs a marker that says so."""
    result = list(lines)
    warnings: list[PlanWarning] = []
    for start, end, roles in _runs(lines):
        heading, run = lines[start - 1], lines[start:end]
        # paragraphs above items of their own introduce them
        has_items = end < len(lines) and (lines[end].marker is None or _depth(lines[end]) > _depth(heading))
        if has_items or not _is_list(run, heading, roles):
            continue
        result[start:end] = _marked(run)
        if roles & _TOLD:
            message = (
                f"Các dòng từ “{run[0].text[:40]}…” không có dấu đầu dòng; đã hiểu mỗi dòng là một mục, xin xem lại."
            )
            warnings.append(PlanWarning("list_without_signs", message, run[0].passage.at()))
    return Listed(result, warnings)


def _runs(lines: list[Line]) -> Iterator[tuple[int, int, frozenset[Role]]]:
    """Yield (start, end, what the part is for) of the lines without marker that follow one with a marker."""
    above: list[tuple[int, frozenset[Role]]] = []
    for index, line in enumerate(lines):
        if line.marker is None:
            continue
        while above and above[-1][0] >= _depth(line):
            above.pop()
        roles = roles_of(_title(line)) or (above[-1][1] if above else frozenset())
        above.append((_depth(line), roles))
        end = index + 1
        while end < len(lines) and lines[end].marker is None and lines[end].cell is None:
            end += 1
        if end - index > _FEWEST:
            yield index + 1, end, roles


def _depth(line: Line) -> int:
    assert line.marker is not None
    return RANKS[line.marker.kind]


def _title(heading: Line) -> str:
    """What a marked line says before its colon, or all of it where it is short; a text is no title."""
    title = heading.content.text.split(":")[0]
    return title if len(title) <= _LONGEST_TITLE else ""


def _is_list(run: list[Line], heading: Line, roles: frozenset[Role]) -> bool:
    """Whether the lines under a heading are items: all are short, and built alike."""
    assert heading.marker is not None
    texts = [line.text for line in run]
    if any(len(text) > _LONGEST_ITEM for text in texts):
        return False
    if heading.marker.kind in SIGNS:
        # what stands under an item is a list of its own only where the item says so
        return _INTRODUCES.search(heading.text) is not None and _is_listed_by_semicolons(texts)
    if _is_listed_by_semicolons(texts) or _is_counted(texts):
        return True
    if roles & {Role.PARTICIPANTS, Role.REWARDS} and all(_is_name(text) for text in texts):
        return True
    if any(_NEW_SENTENCE.search(text) for text in texts):
        return False
    if Role.DUTIES in roles:
        named = [leading_bodies(line.passage) for line in run]
        return all(named) and len(set(named)) == len(named)
    fewest = min((_FEWEST_OF[role] for role in roles if role in _FEWEST_OF), default=0)
    return bool(fewest) and len(texts) >= fewest and all(_TO_DO.match(text) and text[-1] in ".;" for text in texts)


def _is_listed_by_semicolons(texts: list[str]) -> bool:
    """«…; …; …: …; ….»: one sentence over several lines."""
    return all(text.endswith(";") or _INTRODUCES.search(text) for text in texts[:-1]) and not texts[-1].endswith(":")


def _is_counted(texts: list[str]) -> bool:
    """«Đợt 1: …», «Đợt 2: …»."""
    found = [match for text in texts if (match := _COUNTED_LABEL.match(text))]
    return len(found) == len(texts) and len({match["name"] for match in found}) == 1


def _is_name(text: str) -> bool:
    """A short line that is no sentence."""
    return len(text) <= _LONGEST_NAME and not text.endswith((".", ":", ",", "!", "?"))


def _marked(run: list[Line]) -> Iterator[Line]:
    """The lines as items; those behind «trong đó:» are a list inside the item."""
    kind = UNMARKED
    for line in run:
        yield replace(line, marker=Marker(kind, "", 0))
        if _INTRODUCES.search(line.text):
            kind = UNMARKED_BELOW
