"""Fourteen months of work: the units register, report on the eight tasks, some are late, some are reminded."""

from __future__ import annotations

from datetime import date

from django.core.files.base import ContentFile

from thidua.base import files
from thidua.movements import actions
from thidua.movements.actions import EvidenceFile, Line
from thidua.movements.models import Registration
from thidua.organisation.models import Person, Unit
from thidua.site.demo.journey.step import Journey, Step

# How fast a unit goes (1: done by the end), and how many of the eight tasks it reports on.
PACE = {
    "VP": (1.12, 8), "TTR": (0.86, 7), "TCBC": (1.06, 8), "XDCQ": (1.0, 8), "CCHC": (1.18, 8), "TDKT": (1.1, 8),
    "BTG": (0.8, 5), "TTLT": (1.04, 8), "LDVL": (1.02, 8), "NCC": (0.9, 6), "TTVL": (0.78, 4),
}  # fmt: skip
REGISTERED_2024 = ("VP", "TTR", "TCBC", "XDCQ", "CCHC", "TDKT", "TTLT")
ROUNDS = (date(2024, 12, 20), date(2025, 4, 4), date(2025, 7, 4), date(2025, 10, 3), date(2025, 11, 14))
COMMITMENTS = (
    "100% công chức, viên chức, người lao động ký cam kết thi đua; hoàn thành và hoàn thành vượt mức các chỉ tiêu năm "
    "2025 được giao; mỗi quý có ít nhất một việc làm thiết thực chào mừng Đại hội đại biểu Đảng bộ tỉnh lần thứ XIX."
)
# What is written in a report on each of the eight tasks; n and m are figures of the unit.
RESULTS = (
    "Đã tham mưu, ban hành {n} văn bản triển khai Nghị quyết 09-NQ/TW thuộc lĩnh vực được giao; đạt {p}% số đầu việc "
    "của kế hoạch hành động.",
    "Đạt {p}% khối lượng chỉ tiêu, nhiệm vụ năm 2025 theo Nghị quyết Đại hội Đảng bộ Sở; {n} nhiệm vụ hoàn thành trước "
    "thời hạn.",
    "Rà soát {m} khó khăn, vướng mắc của lĩnh vực, đã tháo gỡ {n}; trình sửa đổi 2 quy định không còn phù hợp.",
    "Hưởng ứng các phong trào do Thủ tướng Chính phủ, Chủ tịch UBND tỉnh phát động: góp {m} triệu đồng xóa nhà tạm, "
    "nhà dột nát; 100% người trong đơn vị thực hiện văn hóa công sở.",
    "Tổ chức {n} hoạt động chào mừng các ngày lễ lớn: sinh hoạt chuyên đề, thăm gia đình chính sách, ngày cao điểm "
    "giải quyết hồ sơ.",
    "Hoàn thành phần việc phục vụ đại hội Đảng các cấp; giới thiệu {n} gương điển hình tiên tiến để bồi dưỡng, "
    "nhân rộng.",
    "Bình xét công khai; {n} lượt người lao động trực tiếp được đề nghị khen thưởng kịp thời.",
    "Giao ban thi đua hằng tháng; {m} lượt tin, bài tuyên truyền trên trang thông tin điện tử của Sở.",
)


def _register(journey: Journey) -> None:
    """Most offices register in time; one is returned once and sends again."""
    for place, code in enumerate(REGISTERED_2024):
        day = date(2024, 10, 3 + place)
        registration = _save(journey, code, day)
        contact = journey.contact(code)
        actions.submit_registration(registration=registration, actor=contact, at=journey.at(day, 15))


def _approve(journey: Journey) -> None:
    day = date(2024, 10, 16)
    waiting = journey.the_movement().registrations.filter(state="submitted").select_related("unit", "movement")
    for place, registration in enumerate(waiting.order_by("unit__path")):
        at = journey.at(day, 8, 30 + place)
        if registration.unit.code == "SNV-XDCQ":
            actions.return_registration(
                registration=registration, actor=journey.officer, at=at,
                reason="Phần cam kết chưa nêu chỉ tiêu cụ thể của đơn vị; đề nghị bổ sung rồi gửi lại.",
            )  # fmt: skip
        else:
            actions.approve_registration(registration=registration, actor=journey.officer, at=at)


def _send_again(journey: Journey) -> None:
    day = date(2024, 10, 21)
    registration = _save(journey, "XDCQ", day, extra=" Hoàn thành 100% hồ sơ sắp xếp đơn vị hành chính đúng hạn.")
    actions.submit_registration(registration=registration, actor=journey.contact("XDCQ"), at=journey.at(day, 10))
    actions.approve_registration(registration=registration, actor=journey.officer, at=journey.at(day, 15))


def _late_registrations(journey: Journey) -> None:
    """What is open on the demo's day: one waits for approval, one came back, one is a draft, one has not begun."""
    movement, officer = journey.the_movement(), journey.officer
    reminded = [journey.unit(code) for code in ("BTG", "NCC", "TTVL", "TTDD")]
    actions.remind(
        movement=movement, what="register", units=reminded, actor=officer, at=journey.at(date(2025, 11, 10), 9)
    )
    for code, hour in (("NCC", 10), ("TTVL", 11)):
        registration = _save(journey, code, date(2025, 11, 12))
        at = journey.at(date(2025, 11, 12), hour)
        actions.submit_registration(registration=registration, actor=journey.contact(code), at=at)
        if code == "TTVL":
            actions.return_registration(
                registration=registration, actor=officer, at=journey.at(date(2025, 11, 12), 16),
                reason="Chưa ghi chỉ tiêu giải quyết việc làm năm 2025 của Trung tâm.",
            )  # fmt: skip
    _save(journey, "BTG", date(2025, 11, 12))


def _register_merged(journey: Journey) -> None:
    day = date(2025, 3, 24)
    registration = _save(journey, "LDVL", day)
    actions.submit_registration(registration=registration, actor=journey.contact("LDVL"), at=journey.at(day, 14))
    actions.approve_registration(registration=registration, actor=journey.officer, at=journey.at(day, 16))


def _save(journey: Journey, code: str, day: date, extra: str = "") -> Registration:
    unit = journey.unit(code)
    return actions.save_registration(
        movement=journey.the_movement(), unit=unit, commitments=COMMITMENTS + extra,
        lines=_lines(unit, journey.people(code, day)), actor=journey.contact(code), at=journey.at(day, 9),
    )  # fmt: skip


def _lines(unit: Unit, people: list[Person]) -> list[Line]:
    """Everybody aims at LĐTT, about one in six at CSTĐCS, the unit at TTLĐTT."""
    advanced = [Line("LDTT", person=person) for person in people]
    champions = [Line("CSTDCS", person=person) for person in people[::6]]
    return [Line("TTLDTT", unit=unit), *advanced, *champions]


def _report_round(number: int) -> Step:
    """One round of reports; tasks come to their end at different times."""

    def walk(journey: Journey) -> None:
        movement = journey.the_movement()
        tasks = list(movement.tasks.all())
        taking_part = set(movement.participations.values_list("unit__code", flat=True))
        passed = (number + 1) / len(ROUNDS)
        for code, (pace, reach) in PACE.items():
            if f"SNV-{code}" not in taking_part or (code == "BTG" and number > 2):
                continue
            for task in tasks[:reach]:
                if journey.random.random() < 0.22 and number < len(ROUNDS) - 1:
                    continue
                percent = min(round(100 * pace * passed * journey.random.uniform(0.88, 1.06)), 125)
                text = RESULTS[task.order - 1].format(
                    p=percent, n=journey.random.randint(2, 9), m=journey.random.randint(10, 28)
                )
                at = journey.at(ROUNDS[number])
                actions.report_progress(
                    task=task, unit=journey.unit(code), percent=percent, text=text, actor=journey.contact(code), at=at,
                    files=_evidence(journey, code, task.order, percent, text),
                )  # fmt: skip

    return Step(ROUNDS[number], "reported", walk)


def _evidence(journey: Journey, code: str, order: int, percent: int, text: str) -> list[EvidenceFile]:
    """About every fourth report brings a file with it."""
    if journey.random.random() > 0.25:
        return []
    words = f"{journey.unit(code).name}\nKết quả thực hiện nhiệm vụ {order}: {percent}%\n\n{text}\n"
    return [EvidenceFile(f"ket-qua-nhiem-vu-{order}.txt", ContentFile(words.encode()), files.TEXT)]


def _remind_to_report(journey: Journey) -> None:
    late = [journey.unit(code) for code in ("BTG", "TTVL", "TTDD")]
    actions.remind(
        movement=journey.the_movement(), what="report", units=late, actor=journey.user("demo.administration"),
        at=journey.at(date(2025, 11, 18), 8, 30),
    )  # fmt: skip


STEPS = (
    Step(date(2024, 10, 15), "reported", _register),
    Step(date(2024, 10, 16), "reported", _approve),
    Step(date(2024, 10, 21), "reported", _send_again),
    Step(date(2025, 3, 24), "reported", _register_merged),
    Step(date(2025, 11, 12), "reported", _late_registrations),
    *(_report_round(number) for number in range(len(ROUNDS))),
    Step(date(2025, 11, 18), "reported", _remind_to_report),
)
