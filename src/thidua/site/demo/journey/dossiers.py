"""What contact people and officers do with dossiers, several times a year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from thidua.base import files
from thidua.nominations import actions
from thidua.nominations.models import Dossier
from thidua.nominations.readiness import open_conditions
from thidua.organisation.models import Honour, Person, Unit
from thidua.site.demo.journey.step import Journey

DEEDS = (
    "chủ trì hoàn thành {n} nhiệm vụ trọng tâm, không có việc quá hạn",
    "giải quyết {m} hồ sơ, đúng hạn 100%",
    "tham mưu {n} văn bản của UBND tỉnh, được thông qua",
    "rút ngắn thời gian xử lý hồ sơ bình quân {n} ngày",
    "số hóa {m} hồ sơ, vượt kế hoạch được giao",
    "hướng dẫn nghiệp vụ cho {m} lượt cán bộ cơ sở sau sắp xếp đơn vị hành chính",
    "trực tiếp tiếp và trả lời {m} lượt công dân, tổ chức",
)
COLLECTIVE_DEED = (
    "Hoàn thành 100% nhiệm vụ được giao, trong đó {n} nhiệm vụ vượt tiến độ; nội bộ đoàn kết, không có cá nhân bị "
    "kỷ luật; dẫn đầu một số tiêu chí chấm điểm thi đua của Sở."
)
MINUTES = """BIÊN BẢN
Họp bình xét thi đua, khen thưởng năm 2025 của {unit}

Ngày {day}, {unit} họp bình xét. Toàn thể công chức, viên chức, người lao động có mặt đã thảo luận công khai từng trường
hợp và thống nhất đề nghị {count} trường hợp như danh sách trong hồ sơ.
"""
CONFIRMED = "Đã đối chiếu bản đánh giá của đơn vị, biên bản bình xét và ý kiến nơi công tác; xác nhận đạt."


@dataclass(frozen=True)
class Proposal:
    """Who is nominated for what."""

    award: str
    subject: Person | Unit


def open_dossier(
    journey: Journey,
    code: str,
    day: date,
    proposals: Sequence[Proposal],
    *,
    kind: Honour.Kind = Honour.Kind.MERIT,
    title: str = "",
) -> Dossier:
    """The unit's contact makes a dossier and nominates."""
    contact = journey.contact(code)
    dossier = actions.create_dossier(
        unit=journey.unit(code), year=day.year, movement=journey.the_movement(), kind=kind, title=title,
        actor=contact, at=journey.at(day),
    )  # fmt: skip
    for proposal in proposals:
        subject = proposal.subject
        person, unit = (subject, None) if isinstance(subject, Person) else (None, subject)
        actions.nominate(
            dossier=dossier, award=proposal.award, person=person, unit=unit,
            achievements=achievements(journey, subject, day.year), actor=contact,
            at=journey.at(day),
        )  # fmt: skip
    return dossier


def achievements(journey: Journey, subject: Person | Unit, year: int) -> str:
    """A short summary of what somebody did in a year."""
    random = journey.random
    n, m = random.randint(3, 9), 10 * random.randint(4, 60)
    if isinstance(subject, Unit):
        return COLLECTIVE_DEED.format(n=n)
    first, second = random.sample(DEEDS, 2)
    return f"Năm {year}: {first}; {second}.".format(n=n, m=m)


def appraise(journey: Journey, dossier: Dossier, day: date, *, officer: str = "demo.officer", hour: int = 9) -> None:
    """The officer answers what only a person can judge, then accepts."""
    actor: Any = journey.user(officer)
    dossier.refresh_from_db()
    for found in open_conditions(dossier):
        actions.judge(
            nomination=found.nomination, condition=found.condition, met=True, reason=CONFIRMED, actor=actor,
            at=journey.at(day, hour),
        )  # fmt: skip
    actions.accept_dossier(dossier=dossier, actor=actor, at=journey.at(day, hour))


def attach_minutes(journey: Journey, dossier: Dossier, day: date) -> None:
    """The contact adds the minutes in which the unit agreed on its proposals."""
    count = dossier.nominations.count()
    words = MINUTES.format(unit=dossier.unit.name, day=f"{day:%d/%m/%Y}", count=count)
    actions.attach_paper(
        dossier=dossier, paper="minutes", data=words.encode(), media_type=files.TEXT, name="bien-ban-binh-xet.txt",
        actor=dossier.created_by, at=journey.at(day),
    )  # fmt: skip
