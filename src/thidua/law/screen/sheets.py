"""The sheets of the workbook: their columns, what each may hold, and how people also write the headers.

A sheet that is there is complete: a person without a row on it is known to have none. A sheet that was taken out is
unknown for everybody.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from thidua.text import fold


@dataclass(frozen=True)
class ColumnSpec:
    """One column.

    Attributes:
        id: its name in the program.
        header: as the template writes it.
        help: what to fill in.
        kind: text, code, day, year, count, words (one of `words`), award, uses, yes.
        required: must be filled in every row.
        aliases: other headers that mean the same (compared without diacritics and case).
        words: accepted words → value, for kind "words".
        width: of the column in characters.
    """

    id: str
    header: str
    help: str
    kind: str = "text"
    required: bool = False
    aliases: tuple[str, ...] = ()
    words: tuple[tuple[str, str], ...] = ()
    width: int = 16

    def matches(self, header: str) -> bool:
        """Whether a header of somebody's workbook is this column."""
        folded = fold(header).strip(" .:*")
        return folded in {fold(self.header), *map(fold, self.aliases)}

    @cached_property
    def by_word(self) -> dict[str, str]:
        """Word without diacritics and case → value."""
        return {fold(word): value for word, value in self.words}

    @property
    def choices(self) -> tuple[str, ...]:
        """The words to choose from, one for each value."""
        return tuple({value: word for word, value in reversed(self.words)}.values())[::-1]


@dataclass(frozen=True)
class SheetSpec:
    """One sheet: `required` sheets must be in the workbook."""

    id: str
    name: str
    help: str
    columns: tuple[ColumnSpec, ...]
    aliases: tuple[str, ...] = ()

    def column(self, identifier: str) -> ColumnSpec:
        return next(column for column in self.columns if column.id == identifier)

    def matches(self, name: str) -> bool:
        """Whether a sheet of somebody's workbook is this one."""
        return fold(name) in {fold(self.name), *map(fold, self.aliases)}


RATING_WORDS = (
    ("Hoàn thành xuất sắc nhiệm vụ", "excellent"),
    ("Hoàn thành tốt nhiệm vụ", "good"),
    ("Hoàn thành nhiệm vụ", "completed"),
    ("Không hoàn thành nhiệm vụ", "failed"),
    ("Hoàn thành xuất sắc", "excellent"),
    ("Xuất sắc", "excellent"),
    ("HTXSNV", "excellent"),
    ("HTXS", "excellent"),
    ("Hoàn thành tốt", "good"),
    ("Tốt", "good"),
    ("HTTNV", "good"),
    ("HTT", "good"),
    ("Hoàn thành", "completed"),
    ("HTNV", "completed"),
    ("HT", "completed"),
    ("Không hoàn thành", "failed"),
    ("KHTNV", "failed"),
    ("KHT", "failed"),
)
_ROLE_WORDS = (
    ("Cán bộ", "cadre"),
    ("Công chức", "civil_servant"),
    ("Viên chức", "public_employee"),
    ("Hợp đồng", "contract"),
    ("Công nhân", "worker"),
    ("Nông dân", "farmer"),
    ("Doanh nhân", "businessperson"),
    ("Trí thức, nhà khoa học", "scientist"),
    ("Lực lượng vũ trang", "armed_forces"),
    ("Người nước ngoài", "foreigner"),
    ("Người Việt Nam ở nước ngoài", "overseas"),
    ("Khác", "other"),
    ("Lao động hợp đồng", "contract"),
    ("Người lao động", "contract"),
    ("Giáo viên", "public_employee"),
    ("CC", "civil_servant"),
    ("VC", "public_employee"),
    ("HĐ", "contract"),
)
_BAND_WORDS = (
    ("Lãnh đạo cấp bộ, tỉnh trở lên", "province_leader"),
    ("Lãnh đạo cấp vụ, sở, ngành", "department_leader"),
    ("Lãnh đạo khác từ phó phòng trở lên", "division_leader"),
    ("Trực tiếp công tác", "direct"),
    ("Lãnh đạo tỉnh", "province_leader"),
    ("Lãnh đạo sở", "department_leader"),
    ("Lãnh đạo phòng", "division_leader"),
    ("Lãnh đạo", "division_leader"),
    ("Quản lý", "division_leader"),
    ("Trực tiếp", "direct"),
    ("Người trực tiếp công tác, lao động", "direct"),
    ("Chuyên viên", "direct"),
    ("Nhân viên", "direct"),
)
_KIND_WORDS = (
    ("Công trạng", "merit"),
    ("Đột xuất", "spontaneous"),
    ("Phong trào", "movement"),
    ("Cống hiến", "dedication"),
    ("Niên hạn", "tenure"),
    ("Đối ngoại", "external"),
    ("Chuyên đề", "movement"),
    ("Phong trào thi đua", "movement"),
    ("Quá trình cống hiến", "dedication"),
    ("Thường xuyên", "merit"),
)
_EVENT_WORDS = (
    ("Kỷ luật khiển trách", "discipline:reprimand"),
    ("Kỷ luật cảnh cáo", "discipline:warning"),
    ("Kỷ luật hạ bậc lương", "discipline:pay_cut"),
    ("Kỷ luật giáng chức", "discipline:demotion"),
    ("Kỷ luật cách chức", "discipline:removal"),
    ("Kỷ luật buộc thôi việc", "discipline:dismissal"),
    ("Đang xem xét kỷ luật", "holds:discipline_pending"),
    ("Đang điều tra, thanh tra, kiểm tra", "holds:investigation"),
    ("Đang xác minh đơn thư", "holds:complaint"),
    ("Đang xác minh báo chí nêu", "holds:press"),
    ("Nghỉ thai sản", "leave:maternity"),
    ("Nghỉ ốm", "leave:sick"),
    ("Đi học", "leave:study"),
    ("Nghỉ không lương", "leave:unpaid"),
    ("Nghỉ khác", "leave:other"),
    ("Khiển trách", "discipline:reprimand"),
    ("Cảnh cáo", "discipline:warning"),
    ("Hạ bậc lương", "discipline:pay_cut"),
    ("Giáng chức", "discipline:demotion"),
    ("Cách chức", "discipline:removal"),
    ("Buộc thôi việc", "discipline:dismissal"),
    ("Thai sản", "leave:maternity"),
    ("Nghỉ ốm đau", "leave:sick"),
)
_WORST_WORDS = (
    ("Không có", "none"),
    ("Khiển trách", "reprimand"),
    ("Cảnh cáo", "warning"),
    ("Hạ bậc lương", "pay_cut"),
    ("Giáng chức", "demotion"),
    ("Cách chức", "removal"),
    ("Buộc thôi việc", "dismissal"),
    ("Không", "none"),
)
_CODE = ColumnSpec(
    "key",
    "Mã",
    "Mã cán bộ hoặc mã tập thể, như ở trang Cán bộ hoặc Tập thể",
    "code",
    aliases=("Mã số", "Mã cán bộ", "Mã nhân sự", "Mã CBCC", "Mã CB", "Số hiệu", "Mã tập thể", "Mã đơn vị"),
)
_NAME = ColumnSpec(
    "name",
    "Họ và tên",
    "Dùng để tìm khi không ghi mã; trùng tên thì phải ghi mã",
    width=28,
    aliases=("Họ tên", "Họ và tên, đơn vị", "Tên", "Tên tập thể", "Tên đơn vị", "Họ và tên khai sinh"),
)
_YEAR = ColumnSpec("year", "Năm", "Năm thành tích; năm học 2023-2024 ghi 2024", "year", required=True, width=8)

PEOPLE = SheetSpec(
    "people",
    "Cán bộ",
    "Mỗi người một dòng.",
    (
        _CODE,
        ColumnSpec(
            "name", "Họ và tên", "Bắt buộc", required=True, width=28, aliases=("Họ tên", "Họ và tên khai sinh", "Tên")
        ),
        ColumnSpec("gender", "Giới tính", "Nam hoặc Nữ", "words", words=(("Nam", "male"), ("Nữ", "female")), width=10),
        ColumnSpec(
            "role",
            "Đối tượng",
            "Vị trí pháp lý: luật mở các trường hợp khác nhau cho từng đối tượng",
            "words",
            words=_ROLE_WORDS,
            aliases=("Loại cán bộ", "Diện", "Ngạch"),
        ),
        ColumnSpec(
            "post_band",
            "Nhóm vị trí",
            "Để thống kê lãnh đạo, quản lý và người trực tiếp công tác",
            "words",
            words=_BAND_WORDS,
            aliases=("Vị trí", "Nhóm chức vụ"),
            width=32,
        ),
        ColumnSpec("unit", "Đơn vị", "Phòng, ban, đơn vị", aliases=("Phòng", "Phòng ban", "Bộ phận"), width=28),
        ColumnSpec(
            "employed_from",
            "Ngày tuyển dụng",
            "ngày/tháng/năm",
            "day",
            aliases=("Ngày vào cơ quan", "Ngày vào ngành", "Ngày công tác"),
        ),
    ),
    aliases=("Danh sách", "Danh sách cán bộ", "Nhân sự", "Công chức, viên chức", "Người"),
)
RATINGS = SheetSpec(
    "ratings",
    "Xếp loại",
    "Kết quả xếp loại chất lượng hằng năm của cá nhân và tập thể.",
    (
        _CODE,
        _NAME,
        _YEAR,
        ColumnSpec(
            "rating",
            "Mức xếp loại",
            "Một trong bốn mức",
            "words",
            required=True,
            words=RATING_WORDS,
            aliases=("Xếp loại", "Kết quả", "Xếp loại chất lượng", "Kết quả xếp loại"),
            width=32,
        ),
    ),
    aliases=("Xếp loại chất lượng", "Đánh giá", "Đánh giá, xếp loại"),
)
HONOURS = SheetSpec(
    "honours",
    "Danh hiệu, khen thưởng",
    "Mọi danh hiệu thi đua và hình thức khen thưởng đã có, cả những lần đã bị hủy bỏ.",
    (
        _CODE,
        _NAME,
        ColumnSpec(
            "award",
            "Danh hiệu, hình thức",
            "Tên đầy đủ, tên tắt (LĐTT, CSTĐCS, BK tỉnh…) hoặc mã",
            "award",
            required=True,
            aliases=("Danh hiệu", "Hình thức", "Hình thức khen thưởng", "Khen thưởng", "Danh hiệu thi đua"),
            width=34,
        ),
        ColumnSpec("year", "Năm", "Năm thành tích; danh hiệu bắt buộc phải có", "year", width=8),
        ColumnSpec("decided_on", "Ngày quyết định", "ngày/tháng/năm", "day", aliases=("Ngày QĐ", "Ngày ký")),
        ColumnSpec("number", "Số quyết định", "Để đối chiếu", aliases=("Số QĐ",)),
        ColumnSpec(
            "kind",
            "Loại hình",
            "Của hình thức khen thưởng: công trạng, đột xuất, phong trào…",
            "words",
            words=_KIND_WORDS,
            aliases=("Loại khen thưởng", "Loại hình khen thưởng"),
        ),
        ColumnSpec(
            "basis",
            "Xét theo",
            "Của danh hiệu CSTĐCS: xếp loại, sáng kiến hay đề tài",
            "words",
            words=(
                ("Xếp loại", "rating"),
                ("Sáng kiến", "initiative"),
                ("Đề tài", "research"),
                ("Chiến đấu", "combat"),
            ),
            aliases=("Căn cứ xét",),
        ),
        ColumnSpec("from_year", "Giai đoạn từ năm", "Giai đoạn thành tích ghi trong quyết định", "year"),
        ColumnSpec("to_year", "Giai đoạn đến năm", "Giai đoạn thành tích ghi trong quyết định", "year"),
        ColumnSpec("revoked", "Đã hủy bỏ", "Ghi x nếu quyết định đã bị hủy bỏ", "yes", aliases=("Hủy bỏ", "Thu hồi")),
    ),
    aliases=("Khen thưởng", "Danh hiệu", "Thi đua khen thưởng", "Danh hiệu khen thưởng"),
)
INITIATIVES = SheetSpec(
    "initiatives",
    "Sáng kiến",
    "Sáng kiến, đề tài; để trống ngày công nhận nghĩa là chưa được công nhận.",
    (
        _CODE,
        _NAME,
        ColumnSpec("title", "Tên sáng kiến, đề tài", "Để đối chiếu", aliases=("Tên sáng kiến", "Sáng kiến"), width=40),
        _YEAR,
        ColumnSpec(
            "kind",
            "Loại",
            "Sáng kiến (mặc định) hoặc Đề tài",
            "words",
            words=(("Sáng kiến", "initiative"), ("Đề tài", "research"), ("Đề án", "research")),
        ),
        ColumnSpec(
            "scope",
            "Phạm vi",
            "Phạm vi ảnh hưởng được công nhận",
            "words",
            required=True,
            words=(
                ("Cơ sở", "base"),
                ("Tỉnh, bộ, ngành", "province"),
                ("Toàn quốc", "nation"),
                ("Cấp cơ sở", "base"),
                ("Tỉnh", "province"),
                ("Cấp tỉnh", "province"),
                ("Bộ", "province"),
                ("Cấp bộ", "province"),
                ("Cả nước", "nation"),
            ),
            aliases=("Phạm vi ảnh hưởng", "Cấp công nhận"),
        ),
        ColumnSpec(
            "recognised_on", "Ngày công nhận", "ngày/tháng/năm", "day", aliases=("Ngày quyết định", "Ngày nghiệm thu")
        ),
        ColumnSpec(
            "used_for",
            "Đã dùng để xét",
            "Ví dụ: CSTĐCS 2024; BK tỉnh 2025. Chưa dùng thì ghi Không; để trống là chưa rõ",
            "uses",
            aliases=("Đã dùng", "Đã sử dụng"),
            width=28,
        ),
    ),
    aliases=("Sáng kiến, đề tài", "Sáng kiến kinh nghiệm"),
)
EVENTS = SheetSpec(
    "events",
    "Kỷ luật, tạm dừng, nghỉ",
    "Kỷ luật; việc đang xem xét, xác minh; nghỉ thai sản, nghỉ ốm, đi học. Không có ai thì để trống trang.",
    (
        _CODE,
        _NAME,
        ColumnSpec(
            "event",
            "Nội dung",
            "Chọn trong danh sách",
            "words",
            required=True,
            words=_EVENT_WORDS,
            width=34,
            aliases=("Hình thức", "Sự việc", "Loại"),
        ),
        ColumnSpec("start", "Từ ngày", "ngày/tháng/năm", "day", required=True),
        ColumnSpec("end", "Đến ngày", "Kỷ luật: ngày chấp hành xong; để trống là chưa kết thúc", "day"),
        ColumnSpec("cleared", "Đã kết luận không vi phạm", "Ghi x nếu đã kết luận không vi phạm", "yes"),
    ),
    aliases=("Kỷ luật", "Kỷ luật, nghỉ", "Kỷ luật và nghỉ"),
)
COLLECTIVES = SheetSpec(
    "collectives",
    "Tập thể",
    "Mỗi tập thể mỗi năm một dòng.",
    (
        _CODE,
        ColumnSpec("name", "Tên tập thể", "Bắt buộc", required=True, aliases=("Tên đơn vị", "Đơn vị", "Tên"), width=34),
        ColumnSpec("founded", "Ngày thành lập", "ngày/tháng/năm", "day"),
        ColumnSpec("year", "Năm", "Năm của số liệu", "year", width=8),
        ColumnSpec("members", "Số thành viên", "Trong năm đó", "count", aliases=("Số người", "Tổng số người")),
        ColumnSpec("completed", "Hoàn thành nhiệm vụ", "Số người hoàn thành nhiệm vụ trở lên", "count"),
        ColumnSpec("LDTT", "Lao động tiên tiến", "Số người đạt", "count", aliases=("LĐTT", "Số LĐTT")),
        ColumnSpec("CSTDCS", "Chiến sĩ thi đua cơ sở", "Số người đạt", "count", aliases=("CSTĐCS", "Số CSTĐCS")),
        ColumnSpec(
            "worst_discipline",
            "Kỷ luật nặng nhất",
            "Hình thức kỷ luật nặng nhất của thành viên trong năm; Không có nếu không ai bị kỷ luật",
            "words",
            words=_WORST_WORDS,
        ),
        ColumnSpec("cluster_rank", "Thứ hạng cụm, khối", "1 là dẫn đầu", "count"),
    ),
    aliases=("Đơn vị", "Danh sách tập thể"),
)

SHEETS = (PEOPLE, RATINGS, HONOURS, INITIATIVES, EVENTS, COLLECTIVES)
