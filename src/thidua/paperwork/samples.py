"""Sample documents with invented people: what `thidua paperwork sample` writes, and what the tests look at."""

import dataclasses
import datetime
from collections.abc import Callable
from decimal import Decimal

from thidua.paperwork.documents.appraisal import AppraisalSheet, Condition
from thidua.paperwork.documents.base import Document
from thidua.paperwork.documents.certificate import Certificate
from thidua.paperwork.documents.decision import AwardDecision, Grant
from thidua.paperwork.documents.minutes import CouncilMinutes, Member
from thidua.paperwork.documents.payment import PaymentList, PaymentRow
from thidua.paperwork.documents.registration import RegistrationList, RegistrationRow
from thidua.paperwork.documents.reminder import MissingItem, ReminderLetter
from thidua.paperwork.documents.submission import Submission
from thidua.paperwork.documents.voting import NomineeVote, VoteGroup
from thidua.paperwork.office import Signer
from thidua.paperwork.sample_papers import PAPERS
from thidua.paperwork.sample_people import BASES, DAY, DEPUTY, DIRECTOR, OFFICE, POSTS, UNITS, person, salutation

__all__ = [
    "BASES",
    "DAY",
    "DEPUTY",
    "DIRECTOR",
    "OFFICE",
    "SAMPLES",
    "appraisal",
    "certificates",
    "decision",
    "grants",
    "minutes",
    "payment",
    "person",
    "registration",
    "reminder",
    "submission",
]


def grants(individuals: int = 35, collectives: int = 5) -> tuple[Grant, ...]:
    """Return a list of grants as a department gives them at the end of a year."""
    rows = [
        Grant(
            "Tập thể lao động tiên tiến",
            "title",
            "collective",
            UNITS[number % 7],
            unit="Sở Nội vụ",
            achievement=_WELL_DONE,
            money=1_880_000,
        )
        for number in range(collectives)
    ]
    for number in range(individuals):
        kind = "title" if number % 5 else "award_form"
        award = (
            "Giấy khen"
            if kind == "award_form"
            else ("Chiến sĩ thi đua cơ sở" if number % 3 == 0 else "Lao động tiên tiến")
        )
        money = {"Giấy khen": 710_000, "Chiến sĩ thi đua cơ sở": 2_340_000, "Lao động tiên tiến": 710_000}[award]
        rows.append(
            Grant(
                award,
                kind,  # type: ignore[arg-type]
                "individual",
                person(number),
                salutation=salutation(number),
                post=POSTS[number % 6],
                unit=UNITS[number * 3 % 7],
                achievement=_WELL_DONE,
                money=money,
            )
        )
    return tuple(sorted(rows, key=lambda row: _ORDER.index(row.award)))


_ORDER = ("Tập thể lao động tiên tiến", "Chiến sĩ thi đua cơ sở", "Lao động tiên tiến", "Giấy khen")
_WELL_DONE = "Hoàn thành xuất sắc nhiệm vụ năm 2025"


def decision(individuals: int = 35, collectives: int = 5) -> AwardDecision:
    """Return a decision with `individuals` + `collectives` recipients."""
    return AwardDecision(
        office=OFFICE,
        signer=DIRECTOR,
        number="8",
        day=DAY,
        subject=(
            "Về việc tặng danh hiệu thi đua và khen thưởng các tập thể, cá nhân có thành tích xuất sắc trong phong "
            "trào thi đua năm 2025"
        ),
        legal_bases=BASES,
        proposal=(
            "Theo đề nghị của Trưởng phòng Thi đua - Khen thưởng tại Tờ trình số 12/TTr-TĐKT ngày 03 tháng 12 năm 2025"
        ),
        reason="đã có thành tích xuất sắc trong phong trào thi đua năm 2025",
        grants=grants(individuals, collectives),
        recipients=("Như Điều 4", "Ban Giám đốc Sở", "Cổng thông tin điện tử Sở"),
    )


def minutes() -> CouncilMinutes:
    """Return the minutes of a council of nine, of whom two were absent and one of them wrote."""
    members = [
        Member(DIRECTOR.name, "Giám đốc Sở", "Chủ tịch Hội đồng", salutation="Ông"),
        Member(DEPUTY.name, "Phó Giám đốc Sở", "Phó Chủ tịch Hội đồng", salutation="Bà"),
        *(Member(person(number), "Trưởng phòng", "Ủy viên", salutation=salutation(number)) for number in range(3, 9)),
    ]
    secretary = Member(person(20), "Trưởng phòng Thi đua - Khen thưởng", "Thư ký Hội đồng", salutation="Ông")
    return CouncilMinutes(
        office=OFFICE,
        signer=Signer(("CHỦ TỌA",), DIRECTOR.name),
        number="3",
        day=datetime.date(2025, 12, 2),
        subject="Họp xét danh hiệu thi đua và hình thức khen thưởng năm 2025",
        council="Hội đồng Thi đua - Khen thưởng Sở Nội vụ",
        opened=datetime.time(8, 0),
        closed=datetime.time(10, 30),
        meeting_place="Phòng họp số 1, Sở Nội vụ tỉnh Khánh Hòa",
        members_total=9,
        present=(*members[:6], secretary),
        absent=(
            Member(members[6].name, "Trưởng phòng", reason="đi công tác", wrote=True, salutation=members[6].salutation),
            Member(members[7].name, "Trưởng phòng", reason="nghỉ ốm", salutation=members[7].salutation),
        ),
        chair=members[0],
        secretary=secretary,
        content=(
            "Thư ký Hội đồng báo cáo kết quả thẩm định hồ sơ của 03 tập thể và 06 cá nhân; các hồ sơ đều đủ thành phần "
            "theo quy định.",
            "Các thành viên Hội đồng thảo luận về từng trường hợp, thống nhất lập danh sách bỏ phiếu kín.",
        ),
        votes=(
            VoteGroup(
                "Chiến sĩ thi đua cơ sở",
                nominees=tuple(
                    NomineeVote(
                        person(number),
                        in_favour=8 - number % 3,
                        against=number % 3,
                        passed=number % 3 == 0,
                        unit=UNITS[number % 7],
                    )
                    for number in range(30, 36)
                ),
                threshold_percent=80,
                cite="quy định về xét tặng danh hiệu “Chiến sĩ thi đua cơ sở”",
                issued=9,
                returned=8,
                valid=8,
                invalid=0,
            ),
            VoteGroup(
                "Tập thể lao động tiên tiến",
                nominees=tuple(
                    NomineeVote(UNITS[number], in_favour=8, against=0, passed=True, unit="Sở Nội vụ")
                    for number in range(3)
                ),
                secret=False,
            ),
        ),
        conclusion=(
            "Hội đồng thống nhất đề nghị Giám đốc Sở Nội vụ tặng danh hiệu thi đua cho các tập thể, cá nhân đạt tỷ lệ "
            "phiếu theo quy định.",
            "Giao Phòng Thi đua - Khen thưởng hoàn thiện hồ sơ, trình Giám đốc Sở trước ngày 05/12/2025.",
        ),
        recipients=("Thành viên Hội đồng", "Các phòng, đơn vị thuộc Sở"),
    )


def reminder() -> ReminderLetter:
    """Return a letter that reminds six units of their reports."""
    return ReminderLetter(
        office=OFFICE,
        signer=DEPUTY,
        number="1275",
        day=datetime.date(2025, 11, 20),
        subject="V/v đôn đốc gửi báo cáo kết quả phong trào thi đua và hồ sơ đề nghị khen thưởng năm 2025",
        addressees=UNITS[:4],
        introduction=(
            "Thực hiện Kế hoạch số 15/KH-SNV ngày 06/01/2025 của Sở Nội vụ về tổ chức phong trào thi đua năm 2025, các "
            "phòng, đơn vị gửi báo cáo kết quả và hồ sơ đề nghị khen thưởng trước ngày 15/11/2025.",
        ),
        missing=tuple(
            MissingItem(
                UNITS[number],
                "Báo cáo kết quả phong trào thi đua; hồ sơ đề nghị khen thưởng",
                datetime.date(2025, 11, 15),
            )
            for number in range(4)
        ),
        deadline="trước 17 giờ 00 ngày 25/11/2025",
        channel="qua Hệ thống quản lý văn bản",
        contact="ông Lê Quốc Bảo, chuyên viên Phòng Thi đua - Khen thưởng, điện thoại 0258 000 0000",
    )


def submission() -> Submission:
    """Return the submission of a unit for twelve people and two collectives."""
    unit = dataclasses.replace(
        OFFICE,
        name="Phòng Lao động - Việc làm",
        parent_lines=("SỞ NỘI VỤ",),
        agency_lines=("PHÒNG LAO ĐỘNG - VIỆC LÀM",),
        symbol="LĐVL",
        department_symbol="",
    )
    return Submission(
        office=unit,
        signer=Signer(("TRƯỞNG PHÒNG",), person(5)),
        number="7",
        day=datetime.date(2025, 11, 14),
        subject="Về việc đề nghị tặng danh hiệu thi đua và khen thưởng năm 2025",
        addressees=("Giám đốc Sở Nội vụ", "Hội đồng Thi đua - Khen thưởng Sở Nội vụ"),
        legal_bases=(
            *BASES[:2],
            "Căn cứ kết quả thực hiện nhiệm vụ năm 2025 và biên bản họp bình xét của tập thể ngày 12 tháng 11 năm 2025",
        ),
        grants=grants(12, 2),
        statement="Phòng cam đoan hồ sơ đầy đủ, thông tin đúng sự thật và chịu trách nhiệm về nội dung đề nghị",
        attachments=("Biên bản họp bình xét ngày 12/11/2025", "Báo cáo thành tích của 02 tập thể và 12 cá nhân"),
    )


def appraisal() -> AppraisalSheet:
    """Return the appraisal of a nominee with something met, something missing and something to judge."""
    return AppraisalSheet(
        office=OFFICE,
        signer=Signer(("NGƯỜI THẨM ĐỊNH",), person(11)),
        head_signer=Signer(("TRƯỞNG PHÒNG",), person(20)),
        day=datetime.date(2025, 11, 25),
        nominee=person(7),
        nominee_post="Chuyên viên",
        nominee_unit=UNITS[1],
        award="Chiến sĩ thi đua cơ sở",
        year=2025,
        received=datetime.date(2025, 11, 18),
        documents=("Luật số 06/2022/QH15", "Nghị định số 152/2025/NĐ-CP"),
        conditions=(
            Condition(
                "met",
                "Đạt tiêu chuẩn danh hiệu “Lao động tiên tiến” năm 2025: hoàn thành tốt nhiệm vụ",
                "Điều 23 khoản 1, 06/2022/QH15",
            ),
            Condition(
                "met",
                "Có sáng kiến được cơ sở công nhận: Quyết định số 112/QĐ-SNV ngày 20/10/2025",
                "Điều 23 khoản 1, 06/2022/QH15",
            ),
            Condition(
                "unknown",
                "Sáng kiến chưa dùng để xét tặng danh hiệu khác: dữ liệu chưa ghi nhận",
                "Điều 23 khoản 2",
                "assumed",
            ),
            Condition("unknown", "Thành tích nổi trội để Hội đồng lựa chọn", "Điều 23", needs_judgement=True),
        ),
        outcome="open",
        warnings=("Hồ sơ thiếu bản chụp quyết định công nhận sáng kiến",),
        remarks="Đề nghị đơn vị bổ sung bản chụp quyết định công nhận sáng kiến trước ngày 28/11/2025",
    )


def registration() -> RegistrationList:
    """Return the registration list of a unit."""
    rows = [
        RegistrationRow(
            UNITS[3],
            "collective",
            unit="Sở Nội vụ",
            title="Tập thể lao động xuất sắc",
            award_form="Bằng khen của Chủ tịch UBND tỉnh",
        )
    ]
    for number in range(9):
        title = "Chiến sĩ thi đua cơ sở" if number % 4 == 0 else "Lao động tiên tiến"
        rows.append(
            RegistrationRow(
                person(number),
                post=POSTS[number % 6],
                unit=UNITS[3],
                title=title,
                award_form="Giấy khen" if number % 3 == 0 else "",
                initiative="Số hóa và khai thác dữ liệu hồ sơ người lao động" if number % 4 == 0 else "",
            )
        )
    return RegistrationList(
        office=OFFICE,
        signer=DIRECTOR,
        union_signer=Signer(("TM. BAN CHẤP HÀNH CÔNG ĐOÀN", "CHỦ TỊCH"), person(15)),
        day=datetime.date(2025, 1, 20),
        year=2025,
        movement="Thi đua yêu nước chào mừng Đại hội Đảng các cấp",
        rows=tuple(rows),
        commitments=(
            "100% nhiệm vụ được giao hoàn thành đúng hạn",
            "Có ít nhất 02 sáng kiến được công nhận cấp cơ sở",
            "Không có công chức, người lao động vi phạm kỷ luật",
        ),
    )


def payment() -> PaymentList:
    """Return the payment list of a decision."""
    rates = {2_340_000: Decimal("1.0"), 710_000: Decimal("0.3"), 1_880_000: Decimal("0.8")}
    return PaymentList(
        office=OFFICE,
        signer=DIRECTOR,
        preparer=Signer(("NGƯỜI LẬP",), person(11), "(Ký, ghi rõ họ tên)"),
        accountant=Signer(("KẾ TOÁN TRƯỞNG",), person(12), "(Ký, ghi rõ họ tên)"),
        day=datetime.date(2025, 12, 10),
        decision="Quyết định số 08/QĐ-SNV ngày 05/12/2025 của Giám đốc Sở Nội vụ",
        cite="Nghị định số 152/2025/NĐ-CP",
        rows=tuple(
            PaymentRow(row.name, row.money or 0, row.unit, row.award, rates[row.money or 0], 2_340_000, row.recipient)
            for row in grants(12, 2)
        ),
    )


def certificates(count: int = 3) -> tuple[Certificate, ...]:
    """Return certificates of the kinds that a department gives, for invented people."""
    kinds = (("Giấy khen", "award_form"), ("Chiến sĩ thi đua cơ sở", "title"), ("Lao động tiên tiến", "title"))
    items = []
    for number in range(count):
        award, category = kinds[number % 3]
        name = person(number)
        items.append(
            Certificate(
                award=award,
                category=category,  # type: ignore[arg-type]
                name=name,
                salutation=salutation(number),
                detail=f"{POSTS[number % 6]}, {UNITS[number % 7]}, Sở Nội vụ tỉnh Khánh Hòa",
                achievement=(
                    "Đã có thành tích xuất sắc trong phong trào thi đua yêu nước chào mừng Đại hội Đảng các cấp "
                    "năm 2025"
                ),
                number="8",
                symbol="QĐ-SNV",
                day=DAY,
                register_number=str(number + 1),
                signer=DIRECTOR,
                code=f"KH25-{number:04d}",
                verify_url=f"https://thidua.example.vn/xac-minh/KH25-{number:04d}",
            )
        )
    return tuple(items)


SAMPLES: dict[str, Callable[[], Document]] = {
    "decision": decision,
    "minutes": minutes,
    "reminder": reminder,
    "submission": submission,
    "appraisal": appraisal,
    "registration": registration,
    "payment": payment,
    **PAPERS,
}
"""A sample of each kind of document; the achievement report once for each of its forms."""
