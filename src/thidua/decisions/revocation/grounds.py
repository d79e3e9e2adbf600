"""For what an award is taken away: the closed list of the law, each ground with its article and the days it holds.

The procedure is the Government's to lay down (Article 93, clause 9); we do not have that decree.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from thidua.organisation.awards import the_law

#: The state honorary titles (Law 06/2022/QH15, Article 59, clause 2) as the packs call them.
STATE_TITLES = frozenset(
    "TINH_ANH_HUNG BMVNAH AHLLVTND AHLD NGND NGUT TTND TTUT NSND NSUT NNND NNUT".split()
)  # fmt: skip
LAW_OF_2022 = date(2024, 1, 1)


class Ground(models.TextChoices):
    """The grounds, in the order of the law; those of the law of 2003 are for papers before 2024."""

    FALSE_DECLARATION = "false_declaration", _("Gian dối trong việc kê khai công trạng, thành tích")
    FALSE_PAPERS = "false_papers", _("Cung cấp thông tin sai sự thật hoặc làm giả hồ sơ, giấy tờ để đề nghị")
    UNLAWFUL_PROCEDURE = "unlawful_procedure", _("Thẩm định, xét, duyệt, đề nghị trái quy định của pháp luật")
    FAULT_CONCLUDED = (
        "fault_concluded",
        _(
            "Có kết luận, quyết định, bản án về vi phạm, khuyết điểm dẫn đến không bảo đảm tiêu chuẩn xét tặng trong "
            "khoảng thời gian tính thành tích hoặc liên quan đến công trình, tác phẩm được giải thưởng"
        ),
    )
    SENTENCED = "sentenced", _("Tước danh hiệu vinh dự nhà nước: bị kết tội và phạt tù, chung thân hoặc tử hình")
    SENTENCED_HERO = (
        "sentenced_hero",
        _("Tước danh hiệu vinh dự nhà nước: trường hợp riêng của Anh hùng, Bà mẹ Việt Nam anh hùng"),
    )
    SUSPENDED = "suspended", _("Tước danh hiệu vinh dự nhà nước: pháp nhân thương mại bị đình chỉ hoạt động vĩnh viễn")
    FALSE_DECLARATION_2003 = "false_declaration_2003", _("Gian dối trong việc kê khai thành tích (Luật năm 2003)")
    VIOLATION_2003 = "violation_2003", _("Tước danh hiệu vinh dự nhà nước: vi phạm pháp luật (Luật năm 2003)")


@dataclass(frozen=True)
class Rule:
    """What the law attaches to a ground.

    Attributes:
        article: where it stands.
        strips: it takes a state honorary title (tước), by decision of the State President.
        recovers: object and reward money are recovered; of the others the law says nothing.
    """

    article: str
    strips: bool = False
    recovers: bool = False
    of_2003: bool = False

    def holds_on(self, day: date) -> bool:
        """Whether a paper of ``day`` can rest on it."""
        return (day < LAW_OF_2022) == self.of_2003


def _article_93(clause: str) -> str:
    return f"{clause} Điều 93 Luật số 06/2022/QH15"


RULES: dict[str, Rule] = {
    Ground.FALSE_DECLARATION: Rule(_article_93("điểm a khoản 2"), recovers=True),
    Ground.FALSE_PAPERS: Rule(_article_93("điểm b khoản 2"), recovers=True),
    Ground.UNLAWFUL_PROCEDURE: Rule(_article_93("điểm c khoản 2"), recovers=True),
    Ground.FAULT_CONCLUDED: Rule(_article_93("điểm d khoản 2"), recovers=True),
    Ground.SENTENCED: Rule(_article_93("khoản 3"), strips=True),
    Ground.SENTENCED_HERO: Rule(_article_93("khoản 4"), strips=True),
    Ground.SUSPENDED: Rule(_article_93("khoản 5"), strips=True),
    Ground.FALSE_DECLARATION_2003: Rule("khoản 1 Điều 96 Luật số 15/2003/QH11", recovers=True, of_2003=True),
    Ground.VIOLATION_2003: Rule("Điều 97 Luật số 15/2003/QH11", strips=True, of_2003=True),
}


def law_is_known(day: date) -> bool:
    """Whether the packs know the law of ``day``; after that the grounds are those of the last law known."""
    return the_law().clamp(day) == day
