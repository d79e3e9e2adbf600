"""Votes on paper: what was counted, which share the law asks for, and the table that minutes and counting sheets print.

Shares are fractions throughout: a council of nine and a share of two thirds must not depend on rounding. The
denominator is written out: for titles it is all members of the council, present or not.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from thidua.paperwork.blocks import Block, Column, Row, Table, heading, plain
from thidua.paperwork.errors import PaperworkError
from thidua.paperwork.told import told

Rule = Literal["at_least", "more_than"]


@dataclass(frozen=True)
class NomineeVote:
    """The votes on one nominee; `passed` is what the law says of them."""

    name: str = field(metadata=told("Họ tên hoặc tên tập thể"))
    in_favour: int = field(metadata=told("Số phiếu đồng ý"))
    against: int = field(metadata=told("Số phiếu không đồng ý"))
    passed: bool = field(metadata=told("Đạt"))
    unit: str = field(default="", metadata=told("Đơn vị"))
    abstained: int = field(default=0, metadata=told("Không có ý kiến"))


@dataclass(frozen=True)
class VoteGroup:
    """The votes on one award.

    Attributes:
        award: without quotation marks.
        nominees: the votes on each.
        threshold_percent: share asked for; None when the law asks for no share.
        cite: where the share stands: "khoản 2 Điều 30 Nghị định số …".
        secret: whether by secret ballot.
        issued, returned, valid, invalid: ballots; all 0 for a show of hands.
        base: of whom the share is computed.
        base_members: how many they are; None → counted from the attendance.
        rule: whether the share itself suffices ("từ 80% trở lên") or must be passed ("trên 50%"): the law uses both.
        share: the share as a fraction, "2/3"; it goes before threshold_percent, which cannot write a third.
        needed: votes needed, when somebody has counted them already; must agree with share and base.
    """

    award: str = field(metadata=told("Danh hiệu, hình thức khen thưởng", "Không cần dấu ngoặc kép."))
    nominees: tuple[NomineeVote, ...] = field(metadata=told("Danh sách bỏ phiếu"))
    threshold_percent: float | None = field(default=None, metadata=told("Tỷ lệ phải đạt (%)"))
    cite: str = field(default="", metadata=told("Điều khoản quy định tỷ lệ"))
    secret: bool = field(default=True, metadata=told("Bỏ phiếu kín"))
    issued: int = field(default=0, metadata=told("Số phiếu phát ra"))
    returned: int = field(default=0, metadata=told("Số phiếu thu về"))
    valid: int = field(default=0, metadata=told("Số phiếu hợp lệ"))
    invalid: int = field(default=0, metadata=told("Số phiếu không hợp lệ"))
    base: Literal["all_members", "present"] = field(
        default="all_members",
        metadata=told("Tỷ lệ tính trên", choices={"all_members": "tổng số thành viên", "present": "số có mặt"}),
    )
    base_members: int | None = field(
        default=None, metadata=told("Số thành viên để tính tỷ lệ", "Để trống: theo thành phần họp.")
    )
    rule: Rule = field(
        default="at_least",
        metadata=told("Cách so với tỷ lệ", choices={"at_least": "từ … trở lên", "more_than": "trên …"}),
    )
    share: str = field(default="", metadata=told("Tỷ lệ viết bằng phân số", "“2/3”; dùng thay cho phần trăm."))
    needed: int | None = field(default=None, metadata=told("Số phiếu cần đạt", "Để trống: phần mềm tính."))


def percent(value: float) -> str:
    """Return a share as it is written: "88,89%", "80%".

    Two digits after the comma: fewer could print 79,96 % of a large council as the 80 % that it is not.
    """
    return f"{value:.2f}".rstrip("0").rstrip(".").replace(".", ",") + "%"


def share_of(group: VoteGroup) -> Fraction | None:
    """Return the share that `group` asks for, None for none.

    Raises PaperworkError when it is no number between 0 and 1, or 0 and 100 %.
    """
    try:
        if group.share:
            share = Fraction(group.share.replace(" ", "").replace(",", "."))
        elif group.threshold_percent is not None:
            share = Fraction(str(group.threshold_percent)) / 100
        else:
            return None
    except (ValueError, ZeroDivisionError):
        share = Fraction(-1)
    if not 0 <= share <= 1:
        raise PaperworkError(
            "Tỷ lệ phải đạt không hợp lệ.",
            f"Kết quả bỏ phiếu, {group.award}",
            "Nhập phân số như “2/3” hoặc phần trăm từ 0 đến 100.",
        )
    return share


def needed_votes(group: VoteGroup, base: int) -> int | None:
    """Return how many votes of `base` members `group` needs; None when no share is asked for."""
    share = share_of(group)
    if share is None:
        return None
    return math.floor(share * base) + 1 if group.rule == "more_than" else math.ceil(share * base)


def base_of(group: VoteGroup, members_total: int, present: int) -> int:
    """Return the number of members of whom the share of `group` is computed."""
    if group.base_members is not None:
        return group.base_members
    return members_total if group.base == "all_members" else present


def asked_words(group: VoteGroup, base: int) -> str:
    """Return what is asked: "phải đạt từ 80% trở lên, tức ít nhất 8/9 phiếu"; "" when nothing is."""
    share, needed = share_of(group), needed_votes(group, base)
    if share is None or needed is None:
        return ""
    written = percent(float(share * 100)) if (share * 10_000).denominator == 1 else str(share)
    words = f"phải đạt trên {written}" if group.rule == "more_than" else f"phải đạt từ {written} trở lên"
    return f"{words}, tức ít nhất {needed}/{base} phiếu"


def check_votes(group: VoteGroup, members_total: int, present: int) -> None:
    """Raise PaperworkError when the counts of `group` contradict one another, or its results the share asked for."""
    place = f"Kết quả bỏ phiếu, {group.award}"
    mend = "Đối chiếu lại với biên bản kiểm phiếu."
    if not group.nominees:
        raise PaperworkError("Chưa có ai trong danh sách bỏ phiếu.", place, "Thêm người được đề nghị hoặc bỏ mục này.")
    if group.issued and not (group.valid + group.invalid == group.returned <= group.issued):
        raise PaperworkError(
            f"Phát ra {group.issued}, thu về {group.returned}, hợp lệ {group.valid}, không hợp lệ "
            f"{group.invalid}: không khớp.",
            place,
            mend,
        )
    base = base_of(group, members_total, present)
    if base < 1:
        raise PaperworkError("Không có thành viên nào để tính tỷ lệ.", place, "Kiểm tra lại thành phần Hội đồng.")
    needed = needed_votes(group, base)
    if needed is not None and group.needed not in (None, needed):
        raise PaperworkError(
            f"Ghi cần {group.needed} phiếu nhưng theo tỷ lệ là {needed}/{base} phiếu.",
            place,
            "Sửa số phiếu hoặc tỷ lệ.",
        )
    most = group.valid if group.issued else members_total
    for vote in group.nominees:
        _check_nominee(vote, most, needed, base, f"{place}, {vote.name}", mend)


def _check_nominee(vote: NomineeVote, most: int, needed: int | None, base: int, place: str, mend: str) -> None:
    counts = (vote.in_favour, vote.against, vote.abstained)
    if min(counts) < 0 or sum(counts) > most:
        raise PaperworkError(f"Tổng số phiếu vượt {most} hoặc có số âm.", place, mend)
    if needed is not None and vote.passed and vote.in_favour < needed:
        raise PaperworkError(
            f"Ghi là đạt nhưng chỉ có {vote.in_favour}/{base} phiếu, cần ít nhất {needed}.", place, mend
        )


def vote_blocks(index: int, group: VoteGroup, members_total: int, present: int) -> Iterable[Block]:
    """Yield the part of the minutes that tells the votes on one award."""
    yield heading(f"{index}. {group.award}")
    way = "bỏ phiếu kín" if group.secret else "bỏ phiếu công khai"
    counts = ""
    if group.issued:
        counts = (
            f" Số phiếu phát ra: {group.issued}; số phiếu thu về: {group.returned}; số phiếu hợp lệ: "
            f"{group.valid}; số phiếu không hợp lệ: {group.invalid}."
        )
    yield plain(f"Hình thức: {way}.{counts}")
    base = base_of(group, members_total, present)
    of_whom = f"tổng số {base} thành viên Hội đồng" if group.base == "all_members" else f"{base} thành viên có mặt"
    asked = asked_words(group, base)
    cite = f" (theo {group.cite})" if asked and group.cite else ""
    yield plain(f"Tỷ lệ đồng ý tính trên {of_whom}{f'; {asked}' if asked else ''}{cite}.", keep=True)
    yield vote_table(group, base)
    abstained = sum(vote.abstained for vote in group.nominees)
    if abstained:
        yield plain(f"Số lượt không có ý kiến: {abstained}.")


def vote_table(group: VoteGroup, base: int) -> Table:
    """Return the table of the votes on each nominee."""
    with_unit = any(vote.unit for vote in group.nominees)
    columns = (
        Column("TT", 9, "center"),
        Column("Họ và tên/Tên tập thể", 48 if with_unit else 90),
        *((Column("Đơn vị", 42),) if with_unit else ()),
        Column("Đồng ý", 17, "center"),
        Column("Không đồng ý", 17, "center"),
        Column("Tỷ lệ", 16, "center"),
        Column("Kết quả", 16, "center"),
    )
    rows = tuple(
        Row(
            (
                str(row),
                vote.name,
                *((vote.unit,) if with_unit else ()),
                str(vote.in_favour),
                str(vote.against),
                percent(100 * vote.in_favour / base),
                "Đạt" if vote.passed else "Không đạt",
            )
        )
        for row, vote in enumerate(group.nominees, start=1)
    )
    return Table(columns, rows, size=12)
