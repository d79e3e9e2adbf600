"""Samples of the papers of a movement's year beside decision and minutes, with invented people and figures."""

import datetime
from collections.abc import Callable

from thidua.paperwork.documents.base import Document, Marks
from thidua.paperwork.documents.cancelling import CancellingDecision
from thidua.paperwork.documents.ceremony import Confirmation, HonourRow, Invitation, ReissueLetter, ReissueRow
from thidua.paperwork.documents.free import GeneralDocument, Notice, OfficialLetter, Plan
from thidua.paperwork.documents.outline import AnnexTable, Line, cells
from thidua.paperwork.documents.pledge import Party, Pledge
from thidua.paperwork.office import Signer
from thidua.paperwork.sample_people import DEPUTY, DIRECTOR, OFFICE, UNITS, person, salutation
from thidua.paperwork.sample_reports import REPORTS
from thidua.paperwork.sample_results import ballot, count, initiative, review

_MOVEMENT = "Cán bộ, công chức, viên chức thi đua thực hiện văn hóa công sở"


def plan() -> Plan:
    """Return the plan of a movement with two annexes."""
    lines = (
        Line("roman", "Mục đích, yêu cầu"),
        Line("heading", "Mục đích"),
        Line("dash", "Tạo khí thế thi đua sôi nổi, hoàn thành xuất sắc nhiệm vụ chính trị năm 2026"),
        Line("dash", "Phát hiện, biểu dương kịp thời các điển hình tiên tiến"),
        Line("heading", "Yêu cầu"),
        Line("dash", "Nội dung thi đua thiết thực, tiêu chí rõ ràng, đo đếm được"),
        Line("dash", "Việc xét khen thưởng công khai, công bằng, đúng đối tượng"),
        Line("roman", "Đối tượng, thời gian"),
        Line("heading", "Đối tượng"),
        Line("text", "Các phòng, đơn vị và toàn thể công chức, viên chức, người lao động thuộc Sở Nội vụ."),
        Line("heading", "Thời gian"),
        Line("text", "Từ ngày Kế hoạch này được ban hành đến ngày 31/12/2026; sơ kết vào tháng 6/2026."),
        Line("roman", "Nội dung và tiêu chí thi đua"),
        Line("heading", "Nội dung"),
        Line("text", "Các phòng, đơn vị tập trung vào những nội dung sau:"),
        Line("point", "Hoàn thành 100% nhiệm vụ được giao đúng thời hạn"),
        Line("point", "Giải quyết hồ sơ của tổ chức, công dân trước hạn"),
        Line("point", "Đẩy mạnh chuyển đổi số, khai thác dữ liệu dùng chung"),
        Line("point", "Thực hành tiết kiệm, chống lãng phí"),
        Line("point", "Xây dựng văn hóa công sở, nói đi đôi với làm"),
        Line("heading", "Tiêu chí"),
        Line("text", "Tiêu chí và chỉ tiêu cụ thể nêu tại Phụ lục I; phân công thực hiện tại Phụ lục II kèm theo."),
        Line("roman", "Khen thưởng"),
        Line("text", "Kết thúc phong trào, Sở Nội vụ tặng Giấy khen cho tối đa 03 tập thể và 10 cá nhân tiêu biểu."),
        Line("roman", "Tổ chức thực hiện"),
        Line("heading", "Phòng Thi đua - Khen thưởng"),
        Line("text", "Chủ trì theo dõi, đôn đốc, tổng hợp kết quả, báo cáo Giám đốc Sở trước ngày 10/12/2026."),
        Line("heading", "Các phòng, đơn vị"),
        Line(
            "text",
            "Đăng ký thi đua trước ngày 31/01/2026; báo cáo kết quả trước ngày 15/6/2026 và ngày 15/11/2026; quá trình "
            "thực hiện có vướng mắc thì phản ánh về Phòng Thi đua - Khen thưởng để được hướng dẫn",
        ),
    )
    targets = AnnexTable(
        "Tiêu chí và chỉ tiêu thi đua năm 2026",
        "TT|Tiêu chí|Chỉ tiêu|Điểm tối đa",
        (
            cells(1, "Nhiệm vụ hoàn thành đúng hạn", "100%", 40),
            cells(2, "Hồ sơ giải quyết trước hạn", "từ 60% trở lên", 25),
            cells(3, "Sáng kiến được công nhận", "ít nhất 02 sáng kiến", 20),
            cells(4, "Không có vi phạm kỷ luật, kỷ cương hành chính", "0 trường hợp", 15),
        ),
    )
    duties = AnnexTable(
        "Phân công thực hiện",
        "TT|Nhiệm vụ|Đơn vị chủ trì|Đơn vị phối hợp|Thời hạn|Kết quả",
        tuple(
            cells(number, task, UNITS[number - 1], UNITS[number % 7], due, result)
            for number, (task, due, result) in enumerate(
                (
                    ("Tổ chức lễ phát động, ký giao ước thi đua", "15/01/2026", "Giao ước thi đua"),
                    ("Đăng ký danh hiệu thi đua, sáng kiến", "31/01/2026", "Bản đăng ký"),
                    ("Kiểm tra việc thực hiện phong trào tại các đơn vị", "30/5/2026", "Biên bản kiểm tra"),
                    ("Sơ kết phong trào", "30/6/2026", "Báo cáo sơ kết"),
                    ("Bình xét, đề nghị khen thưởng", "15/11/2026", "Tờ trình, hồ sơ"),
                    ("Tổng kết, trao thưởng", "20/12/2026", "Báo cáo tổng kết"),
                ),
                start=1,
            )
        ),
        landscape=True,
    )
    return Plan(
        office=OFFICE,
        signer=DIRECTOR,
        number="4",
        day=datetime.date(2026, 1, 8),
        subject=f"Tổ chức phong trào thi đua “{_MOVEMENT}” năm 2026",
        introduction=(
            "Thực hiện chỉ đạo của Ủy ban nhân dân tỉnh về công tác thi đua, khen thưởng năm 2026, Sở Nội vụ ban hành "
            "Kế hoạch tổ chức phong trào thi đua với những nội dung sau:",
        ),
        lines=lines,
        annexes=(targets, duties),
        recipients=("Ban Giám đốc Sở", "Các phòng, đơn vị thuộc Sở", "Công đoàn, Đoàn Thanh niên Sở"),
        marks=Marks(drafter="NTH", copies=25),
    )


def letter() -> OfficialLetter:
    """Return an urgent letter that only some may read on."""
    return OfficialLetter(
        office=OFFICE,
        signer=DEPUTY,
        number="1302",
        day=datetime.date(2025, 11, 24),
        subject="cung cấp số liệu phục vụ báo cáo tổng kết phong trào thi đua năm 2025",
        addressees=("Các phòng, đơn vị thuộc Sở",),
        introduction=(
            "Để chuẩn bị Hội nghị tổng kết phong trào thi đua năm 2025, Sở Nội vụ đề nghị các phòng, đơn vị:",
        ),
        lines=(
            Line(
                "clause",
                "Cung cấp số liệu theo biểu mẫu tại Phụ lục kèm theo công văn này, gồm cả số liệu của cá nhân.",
            ),
            Line("clause", "Đề xuất điển hình tiên tiến để tham luận tại Hội nghị."),
            Line("text", "Số liệu gửi về Phòng Thi đua - Khen thưởng trước ngày 28/11/2025 để tổng hợp"),
        ),
        annexes=(
            AnnexTable(
                "Biểu số liệu phong trào thi đua năm 2025",
                "TT|Nội dung|Đơn vị tính|Số lượng|Ghi chú",
                (
                    cells(1, "Phong trào thi đua đã tổ chức", "phong trào", "", ""),
                    cells(2, "Sáng kiến được công nhận", "sáng kiến", "", ""),
                    cells(3, "Tập thể, cá nhân được khen thưởng", "lượt", "", ""),
                ),
            ),
        ),
        marks=Marks(urgency="very_urgent", circulation="internal", drafter="LQB", copies=12),
    )


def notice() -> Notice:
    """Return the notice of a result."""
    return Notice(
        office=OFFICE,
        signer=Signer(("TL. GIÁM ĐỐC", "CHÁNH VĂN PHÒNG"), person(9)),
        number="86",
        day=datetime.date(2025, 12, 3),
        subject="Kết quả họp Hội đồng Thi đua - Khen thưởng và việc lấy ý kiến công khai",
        introduction=("Ngày 02/12/2025, Hội đồng Thi đua - Khen thưởng Sở Nội vụ đã họp xét khen thưởng năm 2025.",),
        lines=(
            Line("clause", "Danh sách đề nghị tặng danh hiệu “Chiến sĩ thi đua cơ sở” gồm 02 cá nhân:"),
            Line("point", f"{salutation(8)} {person(8)}, Phòng Công chức, viên chức"),
            Line("point", f"{salutation(17)} {person(17)}, Văn phòng Sở"),
            Line("clause", "Thời gian lấy ý kiến: từ ngày 03/12/2025 đến hết ngày 09/12/2025."),
            Line("clause", "Ý kiến gửi về Phòng Thi đua - Khen thưởng, ghi rõ họ tên, địa chỉ."),
        ),
        recipients=("Các phòng, đơn vị thuộc Sở", "Cổng thông tin điện tử Sở"),
    )


def general() -> GeneralDocument:
    """Return rules with parts, chapters, sections, articles, clauses and points."""
    return GeneralDocument(
        office=OFFICE,
        signer=DIRECTOR,
        number="2",
        day=datetime.date(2026, 2, 3),
        type_code="QC",
        subject="Xét tặng danh hiệu thi đua và hình thức khen thưởng của Sở Nội vụ",
        lines=(
            Line("chapter", "Những quy định chung"),
            Line("article", "Phạm vi điều chỉnh"),
            Line("text", "Quy chế này quy định trình tự, tiêu chí xét tặng danh hiệu thi đua của Sở Nội vụ."),
            Line("article", "Nguyên tắc"),
            Line("clause", "Công khai, công bằng, chính xác, kịp thời."),
            Line("clause", "Một thành tích không khen thưởng nhiều lần."),
            Line("chapter", "Trình tự, thủ tục"),
            Line("section", "Hồ sơ đề nghị"),
            Line("article", "Thành phần hồ sơ"),
            Line("clause", "Hồ sơ đề nghị tặng danh hiệu gồm:"),
            Line("point", "Tờ trình"),
            Line("point", "Báo cáo thành tích"),
            Line("point", "Biên bản bình xét"),
            Line("point", "Giấy xác nhận sáng kiến"),
            Line("point", "Tài liệu khác có liên quan"),
            Line("clause", "Hồ sơ gửi 01 bản điện tử qua hệ thống."),
            Line("section", "Xét duyệt"),
            Line("article", "Họp Hội đồng"),
            Line("clause", "Hội đồng họp khi có ít nhất hai phần ba số thành viên."),
            Line("clause", "Kết quả bỏ phiếu ghi trong biên bản."),
            Line("article", "Quy chế này có hiệu lực từ ngày ký; vướng mắc gửi về Phòng Thi đua - Khen thưởng."),
        ),
        recipients=("Thành viên Hội đồng", "Các phòng, đơn vị thuộc Sở"),
    )


def invitation() -> Invitation:
    """Return the invitation to a conference."""
    return Invitation(
        office=OFFICE,
        signer=Signer(("TL. GIÁM ĐỐC", "CHÁNH VĂN PHÒNG"), person(9)),
        number="58",
        day=datetime.date(2025, 12, 10),
        guests=(
            "Đại diện Ban Thi đua - Khen thưởng tỉnh",
            "Trưởng các phòng, đơn vị thuộc Sở",
            "Các cá nhân điển hình",
        ),
        event="Hội nghị tổng kết phong trào thi đua năm 2025 và phát động phong trào thi đua năm 2026",
        held_on=datetime.date(2025, 12, 19),
        starts_at=datetime.time(8, 0),
        meeting_place="Hội trường tầng 2, Sở Nội vụ tỉnh Khánh Hòa",
        chair=f"đồng chí {DIRECTOR.name}, Giám đốc Sở",
        notes=("Đại biểu mang theo Giấy mời; trang phục lịch sự",),
    )


def pledge() -> Pledge:
    """Return the pledge of a cluster of five units."""
    names = ("Sở Nội vụ", "Sở Tài chính", "Sở Tư pháp", "Thanh tra tỉnh", "Văn phòng Ủy ban nhân dân tỉnh")
    posts = ("GIÁM ĐỐC", "GIÁM ĐỐC", "GIÁM ĐỐC", "CHÁNH THANH TRA", "CHÁNH VĂN PHÒNG")
    people = (DIRECTOR.name, *(person(40 + number) for number in range(1, 5)))
    return Pledge(
        office=OFFICE,
        signer=Signer(("TRƯỞNG CỤM THI ĐUA", "GIÁM ĐỐC SỞ NỘI VỤ"), DIRECTOR.name),
        day=datetime.date(2026, 1, 15),
        year=2026,
        cluster="Cụm thi đua các cơ quan tham mưu tổng hợp",
        introduction=("Thực hiện Kế hoạch số 04/KH-SNV ngày 08/01/2026 của Sở Nội vụ.",),
        commitments=(
            Line("clause", "Hoàn thành 100% nhiệm vụ Ủy ban nhân dân tỉnh giao, đúng thời hạn."),
            Line("clause", "Mỗi đơn vị có ít nhất 02 sáng kiến được công nhận."),
            Line("clause", "Không có công chức, viên chức vi phạm pháp luật."),
            Line("clause", "Chấm điểm, xếp hạng khách quan, công khai."),
        ),
        parties=tuple(Party(unit, (post,), name) for unit, post, name in zip(names, posts, people, strict=True)),
    )


def confirmation() -> Confirmation:
    """Return the confirmation of two honours."""
    return Confirmation(
        office=OFFICE,
        signer=DIRECTOR,
        number="21",
        day=datetime.date(2026, 3, 9),
        whom=f"{salutation(10).lower()} {person(10)}",
        whom_detail="nguyên Chuyên viên chính Văn phòng Sở",
        request=f"Đơn đề nghị ngày 02/3/2026 của {salutation(10).lower()} {person(10)}",
        purpose="bổ sung hồ sơ đề nghị khen thưởng quá trình cống hiến",
        honours=(
            HonourRow(2019, "Chiến sĩ thi đua cơ sở", "15/QĐ-SNV", datetime.date(2019, 12, 20), "Giám đốc Sở Nội vụ"),
            HonourRow(2023, "Giấy khen", "22/QĐ-SNV", datetime.date(2023, 12, 18), "Giám đốc Sở Nội vụ"),
        ),
    )


def reissue() -> ReissueLetter:
    """Return the request to issue a lost certificate again."""
    return ReissueLetter(
        office=OFFICE,
        signer=DEPUTY,
        number="331",
        day=datetime.date(2026, 3, 12),
        addressees=("Chủ tịch Ủy ban nhân dân tỉnh",),
        action="reissue",
        rows=(
            ReissueRow(
                person(12),
                "Bằng khen",
                "1520/QĐ-UBND",
                "Văn phòng Sở",
                datetime.date(2018, 6, 11),
                "Chủ tịch Ủy ban nhân dân tỉnh",
                "bị mất do bão",
            ),
        ),
    )


def cancelling() -> CancellingDecision:
    """Return the decision that takes a certificate away."""
    return CancellingDecision(
        office=OFFICE,
        signer=DIRECTOR,
        number="27",
        day=datetime.date(2026, 4, 6),
        legal_bases=(
            "Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022",
            "Quyết định số 22/QĐ-SNV ngày 18/12/2023 của Giám đốc Sở Nội vụ",
        ),
        articles=(
            f"Hủy bỏ Giấy khen năm 2023 của {person(12)}, tặng theo Quyết định số 22/QĐ-SNV ngày 18/12/2023. Lý do: kê "
            "khai thành tích của người khác (Điểm a Khoản 2 Điều 93 Luật số 06/2022/QH15)",
            "Thu hồi hiện vật khen thưởng và tiền thưởng 540.000 đồng đã trao kèm theo. Quyết định này có hiệu lực thi "
            "hành kể từ ngày ký",
            "Các đơn vị liên quan và cá nhân có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này",
        ),
        recipients=("Như Điều 3",),
    )


PAPERS: dict[str, Callable[[], Document]] = {
    "plan": plan,
    "pledge": pledge,
    "letter": letter,
    "notice": notice,
    "general": general,
    "invitation": invitation,
    "initiative": initiative,
    "ballot": ballot,
    "count": count,
    "review": review,
    "confirmation": confirmation,
    "reissue": reissue,
    "cancelling": cancelling,
    **REPORTS,
}
