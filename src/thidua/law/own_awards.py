"""Awards that a body makes itself, where the law leaves it room: a commemorative medal, praise in its own movement.

Their codes begin with the body's prefix, so that none can be taken for a national one. Which clause of the law gives
the room must be said (`room`); it tells what may be made there and how it may be called.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from thidua.law.awards import AwardPack, read_award
from thidua.law.codes import AWARD_CODES
from thidua.law.corpus import Law
from thidua.law.reading import Entry
from thidua.law.sources import Cite
from thidua.text import fold

LAW_OF_2022 = "06/2022/QH15"
_PREFIX = re.compile(r"[A-Z][A-Z0-9]*(_[A-Z0-9]+)*")


@dataclass(frozen=True)
class Room:
    """What a clause of the law lets a body make.

    Attributes:
        category: title or award.
        first_words: how its name must begin; empty: as the body likes.
        text: what may be made there, in Vietnamese.
    """

    category: str
    first_words: tuple[str, ...]
    text: str


#: Article and clause of the law of 2022 → what may be made there.
ROOMS: Mapping[tuple[int, int], Room] = {
    (71, 2): Room("award", ("Kỷ niệm chương",), "kỷ niệm chương của Bộ, ban, ngành, tỉnh, tổ chức"),
    **{
        (32, clause): Room("title", (), "danh hiệu thi đua của cơ quan, tổ chức nêu tại Điều 32")
        for clause in range(1, 5)
    },
    **{
        (76, clause): Room("award", ("Bằng khen", "Giấy khen"), "bằng khen, giấy khen của tổ chức nêu tại Điều 76")
        for clause in range(1, 5)
    },
    (81, 1): Room("award", (), "hình thức động viên, nêu gương khác với hình thức của Luật"),
}


def read_own_awards(entry: Entry, prefix: Entry, law: Law) -> dict[str, AwardPack]:
    """The body's own awards, by code.

    Args:
        entry: their list; each as an award of the national packs, with `room`.
        prefix: what every code begins with.
        law: the national law.

    Raises:
        LawError: a code or a name that is national or may be taken for it, a clause that gives no such room.
    """
    start = _read_prefix(prefix)
    own: dict[str, AwardPack] = {}
    for item in entry.items():
        room = item.mapping(required=("room",))["room"]
        pack = read_award(item, law.shared, own=True)
        code = item.mapping()["code"]
        if not pack.code.startswith(f"{start}_") or not _PREFIX.fullmatch(pack.code):
            code.fail(f"mã '{pack.code}' không bắt đầu bằng '{start}_'", "Đặt mã chữ hoa theo 'prefix' của cơ quan")
        if pack.code in own:
            code.fail(f"mã '{pack.code}' bị lặp", "Đặt mã khác")
        _check_name(pack, _check_room(pack, room), law, item.mapping()["names"])
        own[pack.code] = pack
    return own


def _read_prefix(entry: Entry) -> str:
    prefix = entry.text()
    if not _PREFIX.fullmatch(prefix):
        entry.fail(f"'{prefix}' không dùng làm đầu mã được", "Viết chữ hoa không dấu, số, gạch dưới, ví dụ SNV_KH")
    taken = next((code for code in AWARD_CODES if code == prefix or code.startswith(f"{prefix}_")), None)
    if taken is not None:
        entry.fail(f"'{prefix}' là đầu mã của danh hiệu, hình thức quốc gia ({taken})", "Đặt đầu mã riêng của cơ quan")
    return prefix


def _check_room(pack: AwardPack, entry: Entry) -> Room:
    cite = Cite.read(entry)
    room = ROOMS.get((cite.article or 0, cite.clause or 0)) if cite.document == LAW_OF_2022 else None
    if room is None:
        places = "; ".join(f"khoản {clause} Điều {article}" for article, clause in ROOMS)
        entry.fail(f"{cite.text} không cho đặt hình thức riêng", f"Dùng một trong: {places} Luật số {LAW_OF_2022}")
    if pack.category != room.category:
        entry.fail(
            f"{cite.text} chỉ cho đặt {room.text}, '{pack.code}' lại là '{pack.category}'",
            f"Đặt 'category': {room.category}",
        )
    if room.first_words and not pack.names["vi"].startswith(room.first_words):
        entry.fail(f"{cite.text} chỉ cho đặt {room.text}", f"Tên bắt đầu bằng “{'” hoặc “'.join(room.first_words)}”")
    return room


#: Kinds of titles and forms that only the law gives; a room that lets a body give one of them names it.
_RESERVED = (
    "Huân chương",
    "Huy chương",
    "Kỷ niệm chương",
    "Bằng khen",
    "Giấy khen",
    "Cờ thi đua",
    "Chiến sĩ thi đua",
    "Anh hùng",
)


def _check_name(pack: AwardPack, room: Room, law: Law, entry: Entry) -> None:
    """Refuse the name of a national award, and one that could be taken for such."""
    name = pack.names["vi"]
    own = fold(name)
    rest = own
    for words in room.first_words:
        rest = rest.removeprefix(fold(words))
    for national in law.awards.values():
        official = fold(national.names["vi"])
        if own == official or official in rest:
            entry.fail(
                f"tên “{name}” trùng hoặc chứa tên “{national.names['vi']}” của Nhà nước ({national.code})",
                f"Đặt tên khác; muốn xét {national.code} thì dùng mã đó",
            )
    for words in _RESERVED:
        if fold(words) in rest:
            entry.fail(
                f"tên “{name}” dùng chữ “{words}” của danh hiệu, hình thức do Luật quy định",
                "Đặt tên không thể nhầm với danh hiệu, hình thức của Nhà nước",
            )
