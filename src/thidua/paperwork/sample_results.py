"""Samples of what a year results in: initiative, ballot, count and final review, with invented people and figures."""

import datetime
from decimal import Decimal

from thidua.paperwork.documents.ballot import Ballot, BallotNominee
from thidua.paperwork.documents.count import CountMinutes
from thidua.paperwork.documents.initiative import Author, InitiativeCertificate
from thidua.paperwork.documents.minutes import Member
from thidua.paperwork.documents.outline import Line, cells
from thidua.paperwork.documents.review import FigureTable, ReviewReport
from thidua.paperwork.documents.voting import NomineeVote, VoteGroup
from thidua.paperwork.office import Signer
from thidua.paperwork.sample_people import DEPUTY, DIRECTOR, OFFICE, UNITS, person, salutation

_YEAR = "Thi đua yêu nước chào mừng Đại hội Đảng các cấp"


def initiative() -> InitiativeCertificate:
    """Return the certificate of an initiative of two authors."""
    return InitiativeCertificate(
        office=OFFICE,
        signer=DIRECTOR,
        number="15",
        day=datetime.date(2025, 10, 28),
        name="Số hóa và khai thác dữ liệu hồ sơ người lao động",
        domain="quản lý nhà nước về lao động",
        applied_at="Phòng Lao động - Việc làm, Sở Nội vụ",
        applied_from=datetime.date(2025, 3, 1),
        authors=(
            Author(person(0), "Chuyên viên", UNITS[3], Decimal(60)),
            Author(person(4), "Chuyên viên", UNITS[3], Decimal(40)),
        ),
        effect=("Giảm thời gian tra cứu một hồ sơ từ 15 phút xuống 01 phút", "Tiết kiệm khoảng 40 giờ công mỗi tháng"),
        scope="cấp cơ sở",
        recognised_by="Hội đồng Sáng kiến Sở Nội vụ",
        decision="Quyết định số 112/QĐ-SNV ngày 20/10/2025",
        use="danh hiệu “Chiến sĩ thi đua cơ sở” năm 2025",
    )


def ballot() -> Ballot:
    """Return nine ballots, two to a page."""
    return Ballot(
        office=OFFICE,
        day=datetime.date(2025, 12, 2),
        council="Hội đồng Thi đua - Khen thưởng Sở Nội vụ",
        question="Xét tặng danh hiệu “Chiến sĩ thi đua cơ sở” năm 2025",
        nominees=tuple(BallotNominee(person(number), UNITS[number % 7]) for number in range(30, 36)),
        count=9,
        per_page="2",
    )


def count() -> CountMinutes:
    """Return the minutes of a count with both rules of shares."""
    return CountMinutes(
        office=OFFICE,
        signer=Signer(("TỔ TRƯỞNG",), person(20)),
        number="4",
        day=datetime.date(2025, 12, 2),
        council="Hội đồng Thi đua - Khen thưởng Sở Nội vụ",
        members_total=9,
        present=8,
        wrote=1,
        tellers=(
            Member(person(20), "Trưởng phòng Thi đua - Khen thưởng", "Tổ trưởng", salutation=salutation(20)),
            Member(person(8), "Chuyên viên Văn phòng Sở", "Thành viên", salutation=salutation(8)),
        ),
        opened=datetime.time(9, 40),
        closed=datetime.time(10, 5),
        meeting_place="Phòng họp số 1, Sở Nội vụ tỉnh Khánh Hòa",
        votes=(
            VoteGroup(
                "Chiến sĩ thi đua cơ sở",
                tuple(
                    NomineeVote(
                        person(number), 9 - 2 * (number % 2), 2 * (number % 2), number % 2 == 0, UNITS[number % 7]
                    )
                    for number in range(30, 34)
                ),
                threshold_percent=80,
                issued=9,
                returned=9,
                valid=9,
            ),
            VoteGroup(
                "Giấy khen của Giám đốc Sở",
                (NomineeVote(UNITS[0], 6, 3, True), NomineeVote(UNITS[4], 4, 5, False)),
                threshold_percent=50,
                rule="more_than",
                issued=9,
                returned=9,
                valid=9,
            ),
        ),
        sealed="niêm phong, giao Thư ký Hội đồng lưu giữ",
    )


def review() -> ReviewReport:
    """Return a final review whose figures come from its tables."""
    return ReviewReport(
        office=OFFICE,
        signer=DEPUTY,
        number="210",
        day=datetime.date(2025, 12, 15),
        stage="final",
        movement=_YEAR,
        period="năm 2025",
        addressees=("Ủy ban nhân dân tỉnh",),
        introduction=("Sở Nội vụ báo cáo kết quả phong trào thi đua năm 2025 như sau:",),
        lines=(
            Line("roman", "Kết quả đạt được"),
            Line("heading", "Công tác chỉ đạo"),
            Line("text", "Sở đã ban hành kế hoạch, tổ chức ký giao ước và kiểm tra tại các phòng, đơn vị."),
            Line("heading", "Kết quả phong trào"),
            Line("text", "Các đơn vị hoàn thành {1|tổng|Đã hoàn thành}/{1|tổng|Nhiệm vụ} nhiệm vụ, cụ thể:"),
            Line("text", "{bảng 1}"),
            Line("heading", "Khen thưởng"),
            Line(
                "text",
                "Đã khen thưởng {2|tổng|Tập thể} tập thể và {2|tổng|Cá nhân} cá nhân; trong đó Giấy khen cho "
                "{2|Giấy khen|Tập thể} tập thể, {2|Giấy khen|Cá nhân} cá nhân.",
            ),
            Line("text", "{bảng 2}"),
            Line("roman", "Đánh giá"),
            Line("heading", "Ưu điểm"),
            Line("text", "Phong trào bám sát nhiệm vụ chính trị, có tiêu chí rõ ràng."),
            Line("heading", "Tồn tại, nguyên nhân"),
            Line("text", "Một số đơn vị gửi báo cáo chậm do thay đổi người theo dõi."),
            Line("roman", "Phương hướng năm 2026"),
            Line("dash", "Hoàn thành 100% nhiệm vụ đúng hạn"),
            Line("dash", "Nâng tỷ lệ khen thưởng người lao động trực tiếp"),
        ),
        tables=(
            FigureTable(
                "Kết quả thực hiện nhiệm vụ",
                "Đơn vị|Nhiệm vụ|Đã hoàn thành|Trước hạn",
                tuple(cells(UNITS[at], 40 + 3 * at, 38 + 3 * at, 20 + at) for at in range(7)),
            ),
            FigureTable(
                "Kết quả khen thưởng",
                "Danh hiệu, hình thức|Tập thể|Cá nhân",
                (
                    cells("Tập thể lao động tiên tiến", 5, 0),
                    cells("Chiến sĩ thi đua cơ sở", 0, 9),
                    cells("Lao động tiên tiến", 0, 19),
                    cells("Giấy khen", 2, 7),
                ),
            ),
        ),
    )
