"""The permission table of the pages: which roles each address opens to, for what lies within their reach.

One row per address. The page "What may I do, and why" is made from it, and a test opens every address as every role
and compares; an address without a row fails that test. What depends on the single object (the own unit, a conflict of
interest, the state) is decided by the predicates of each app and explained on the object's own page.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from thidua.accounts.roles import Role
from thidua.organisation.roles import roles_of

R = Role


class Everybody(Enum):
    """Audiences that are not roles."""

    PUBLIC = "public"
    SIGNED_IN = "signed_in"


@dataclass(frozen=True)
class Door:
    """One address: what it is for, who may pass, and whether it is an act (POST) rather than a page."""

    what: str | Promise
    who: frozenset[Role] | Everybody
    act: bool = False


def _roles(*roles: Role) -> frozenset[Role]:
    return frozenset(roles)


PUBLIC, SIGNED_IN = Everybody.PUBLIC, Everybody.SIGNED_IN
OVERSEERS = _roles(R.OFFICER, R.DIRECTOR, R.ADMINISTRATION_OFFICE, R.UNION, R.COUNCIL_SECRETARY)
READERS = _roles(R.OFFICER, R.DIRECTOR, R.ADMINISTRATION_OFFICE)
OFFICER = _roles(R.OFFICER)
CLERKS = _roles(R.OFFICER, R.ADMINISTRATION_OFFICE)
CODERS = CLERKS | {R.ADMINISTRATOR}
COUNCIL_STAFF = _roles(R.OFFICER, R.COUNCIL_SECRETARY, R.DIRECTOR, R.ADMINISTRATION_OFFICE)
KEEPERS = _roles(R.OFFICER, R.COUNCIL_SECRETARY)
SECRETARY = _roles(R.COUNCIL_SECRETARY)
PRINTERS = _roles(R.OFFICER, R.ADMINISTRATION_OFFICE)
COUNCIL = COUNCIL_STAFF | {R.COUNCIL_MEMBER}
CONTACT = _roles(R.UNIT_CONTACT)
# The council's own join once the dossier has come to them.
DOSSIER = READERS | {R.UNIT_CONTACT, R.UNION, R.COUNCIL_SECRETARY, R.COUNCIL_MEMBER}
SCREENERS = _roles(R.OFFICER, R.UNIT_CONTACT, R.DIRECTOR, R.UNION)
RECORD = OVERSEERS | {R.UNIT_CONTACT, R.ADMINISTRATOR}

GROUPS: dict[str | Promise, dict[str, Door]] = {
    _("Chung"): {
        "start": Door(_("Xem việc của tôi"), SIGNED_IN),
        "who_may_see": Door(_("Xem tôi được làm gì, vì sao"), SIGNED_IN),
        "sign_in": Door(_("Đăng nhập"), PUBLIC),
        "change_password": Door(_("Đổi mật khẩu của mình"), SIGNED_IN),
        "sign_out": Door(_("Đăng xuất"), PUBLIC, act=True),
        "set_language": Door(_("Đổi ngôn ngữ"), PUBLIC, act=True),
        "notices:list": Door(_("Xem thông báo của tôi"), SIGNED_IN),
        "notices:detail": Door(_("Mở một thông báo của tôi"), SIGNED_IN),
        "notices:all_read": Door(_("Đánh dấu đã đọc hết thông báo"), SIGNED_IN, act=True),
        "organisation:my_record": Door(_("Xem hồ sơ của tôi"), SIGNED_IN),
    },
    pgettext_lazy("menu", "Phong trào"): {
        "movements:list": Door(_("Xem danh sách phong trào"), SIGNED_IN),
        "movements:detail": Door(_("Xem phong trào mà đơn vị tham gia"), SIGNED_IN),
        "movements:tasks": Door(_("Xem nhiệm vụ của phong trào"), SIGNED_IN),
        "movements:task": Door(_("Xem một nhiệm vụ"), SIGNED_IN),
        "movements:calendar": Door(_("Tải lịch của phong trào"), SIGNED_IN),
        "movements:upload": Door(_("Tải kế hoạch lên"), OFFICER),
        "movements:review": Door(_("Rà soát kế hoạch đã đọc"), READERS),
        "movements:review_draft": Door(_("Lưu tạm bản rà soát khi đang viết"), OFFICER, act=True),
        "movements:plan_units": Door(_("Xác nhận đơn vị được kế hoạch nhắc đến"), OFFICER),
        "movements:plan_progress": Door(_("Xem việc đọc kế hoạch đến đâu"), OFFICER),
        "movements:read_again": Door(_("Cho đọc lại kế hoạch"), OFFICER, act=True),
        "movements:discard": Door(_("Bỏ kế hoạch chưa lập phong trào"), OFFICER),
        "movements:plan_page": Door(_("Xem ảnh trang kế hoạch"), SIGNED_IN),
        "movements:plan_file": Door(_("Tải tệp kế hoạch gốc"), SIGNED_IN),
        "movements:blank": Door(_("Lập phong trào từ mẫu trống"), OFFICER),
        "movements:amend": Door(_("Tải bản mới của kế hoạch lên"), OFFICER),
        "movements:amendment": Door(_("So sánh và nhận thay đổi của bản mới"), OFFICER),
        "movements:derive": Door(_("Lập kế hoạch riêng từ phong trào cấp trên"), OFFICER),
        "movements:derive_plan": Door(_("Lập kế hoạch riêng từ kế hoạch cấp trên"), OFFICER),
        "movements:edit_tasks": Door(_("Sửa nhiệm vụ của phong trào đang soạn"), OFFICER),
        "movements:higher": Door(_("Gắn với phong trào cấp trên"), OFFICER),
        "movements:duty": Door(_("Ghi đã làm xong việc kế hoạch giao"), CONTACT, act=True),
        "movements:edit": Door(_("Sửa phong trào đang soạn"), OFFICER),
        "movements:launch": Door(_("Phát động phong trào"), OFFICER),
        "movements:admit": Door(_("Nhận thêm đơn vị vào phong trào đang thực hiện"), OFFICER),
        "movements:act": Door(_("Trình, duyệt, trả lại, tổng kết phong trào"), OFFICER | {R.DIRECTOR}, act=True),
        "movements:board": Door(_("Theo dõi đơn vị đã làm, chưa làm"), OVERSEERS),
        "movements:remind": Door(_("Đôn đốc đơn vị chậm"), _roles(R.OFFICER, R.ADMINISTRATION_OFFICE)),
        "movements:registrations": Door(_("Xem các bản đăng ký thi đua"), SIGNED_IN),
        "movements:acknowledge": Door(_("Xác nhận kế hoạch cho đơn vị"), CONTACT, act=True),
        "movements:registration": Door(_("Xem bản đăng ký của một đơn vị"), OVERSEERS | CONTACT | {R.STAFF}),
        "movements:registration_act": Door(_("Gửi, duyệt, trả lại bản đăng ký"), OFFICER | CONTACT, act=True),
        "movements:report": Door(_("Báo cáo tiến độ nhiệm vụ"), CONTACT),
        "movements:evidence": Door(_("Mở minh chứng báo cáo của đơn vị"), READERS | CONTACT | {R.STAFF, R.UNION}),
    },
    pgettext_lazy("menu", "Hồ sơ khen thưởng"): {
        "nominations:list": Door(_("Xem danh sách đề nghị trong phạm vi"), SIGNED_IN),
        "nominations:export": Door(_("Xuất danh sách đề nghị ra Excel, CSV"), SIGNED_IN),
        "nominations:dossiers": Door(_("Xem hồ sơ theo đơn vị"), SIGNED_IN),
        "nominations:create": Door(_("Lập hồ sơ"), CONTACT),
        "nominations:detail": Door(_("Xem hồ sơ"), DOSSIER),
        "nominations:nomination": Door(_("Xem một đề nghị"), DOSSIER),
        "nominations:nominate": Door(_("Thêm đề nghị vào hồ sơ"), CONTACT),
        "nominations:consider": Door(_("Xem điều kiện trước khi đề nghị"), CONTACT),
        "nominations:evidence": Door(_("Mở minh chứng"), DOSSIER),
        "nominations:add_paper": Door(_("Đính kèm giấy tờ của hồ sơ"), CONTACT, act=True),
        "nominations:add_evidence": Door(_("Đính kèm minh chứng"), CONTACT, act=True),
        "nominations:remove_evidence": Door(_("Bỏ một minh chứng"), CONTACT, act=True),
        "nominations:check_again": Door(_("Đối chiếu lại với luật"), CONTACT | OFFICER, act=True),
        "nominations:check": Door(_("Xem vì sao luật trả lời như vậy"), DOSSIER),
        "nominations:check_json": Door(_("Tải kết quả đối chiếu"), DOSSIER),
        "nominations:drop": Door(_("Rút một đề nghị"), CONTACT | OFFICER),
        "nominations:act": Door(_("Gửi, trả lại, tiếp nhận, rút hồ sơ"), CONTACT | OFFICER, act=True),
        "nominations:submission": Door(_("Tải tờ trình"), DOSSIER),
        "nominations:report": Door(_("Viết báo cáo thành tích theo mẫu"), CONTACT),
        "nominations:appraise": Door(_("Thẩm định"), OFFICER),
        "nominations:appraisal_sheet": Door(_("In phiếu thẩm định"), DOSSIER),
    },
    _("Hỏi luật"): {
        "nominations:laws": Door(_("Luật nói gì: mọi danh hiệu, hình thức"), SIGNED_IN),
        "nominations:law": Door(_("Luật nói gì về một danh hiệu, hình thức"), SIGNED_IN),
        "nominations:law_changes": Door(_("Quy định đã thay đổi thế nào giữa hai ngày"), SIGNED_IN),
        "nominations:law_documents": Door(_("Văn bản pháp luật và ngày hiệu lực"), SIGNED_IN),
        "nominations:eligibility": Door(_("Hỏi luật: tôi có đủ điều kiện không"), SIGNED_IN),
        "nominations:eligibility_person": Door(_("Hỏi luật về một người trong phạm vi"), SCREENERS),
        "nominations:eligibility_unit": Door(_("Hỏi luật về một tập thể trong phạm vi"), SCREENERS),
        "nominations:replay": Door(_("Hỏi lại luật với dữ kiện đã chốt"), DOSSIER),
        "nominations:screenings": Door(_("Chọn đơn vị trong phạm vi để rà soát"), SIGNED_IN),
        "nominations:screening": Door(_("Rà soát cả đơn vị với luật"), SCREENERS),
        "nominations:screening_export": Door(_("Xuất kết quả rà soát ra Excel, CSV"), SCREENERS),
        "nominations:screening_trial": Door(_("Thử ngày khác, mức khác của luật với cả đơn vị"), SCREENERS),
        "nominations:screening_keep": Door(_("Lưu danh sách rà soát của đơn vị"), OFFICER, act=True),
        "nominations:screening_lists": Door(_("Các danh sách rà soát đã lưu"), SIGNED_IN),
        "nominations:screening_list": Door(_("Xem danh sách rà soát đã lưu"), SCREENERS),
        "nominations:screening_list_export": Door(_("Xuất danh sách rà soát đã lưu"), SCREENERS),
        "nominations:screening_list_again": Door(_("Hỏi lại luật với danh sách đã lưu"), SCREENERS),
        "nominations:screening_nominate": Door(_("Đưa người đã rà soát vào hồ sơ"), CONTACT),
    },
    _("Hội đồng"): {
        "councils:list": Door(_("Xem các hội đồng của tôi"), SIGNED_IN),
        "councils:create": Door(_("Ghi hội đồng theo quyết định thành lập"), KEEPERS),
        "councils:detail": Door(_("Xem hội đồng"), COUNCIL),
        "councils:appoint": Door(_("Thêm ủy viên"), KEEPERS),
        "councils:release": Door(_("Kết thúc nhiệm kỳ ủy viên"), KEEPERS, act=True),
        "councils:plan_meeting": Door(_("Lập phiên họp"), SECRETARY),
        "councils:meeting": Door(_("Xem phiên họp"), COUNCIL),
        "councils:progress": Door(_("Xem bao nhiêu ủy viên đã bỏ phiếu"), COUNCIL),
        "councils:agenda": Door(_("Đưa đề nghị vào chương trình"), SECRETARY),
        "councils:attendance": Door(_("Điểm danh"), SECRETARY),
        "councils:act": Door(_("Khai mạc, mở bỏ phiếu, kiểm phiếu, bế mạc"), SECRETARY),
        "councils:take_off": Door(_("Đưa một nội dung ra khỏi chương trình"), SECRETARY, act=True),
        "councils:secrecy": Door(_("Chọn bỏ phiếu kín hay công khai"), SECRETARY, act=True),
        "councils:conflict": Door(_("Ghi xung đột lợi ích"), SECRETARY, act=True),
        "councils:withdraw_conflict": Door(_("Bỏ xung đột lợi ích ghi nhầm"), SECRETARY, act=True),
        "councils:vote": Door(_("Trang bỏ phiếu; bỏ phiếu là việc của ủy viên"), COUNCIL),
        "councils:ballots": Door(_("Tìm phiếu của mình trong phiếu đã kiểm"), COUNCIL),
        "councils:papers": Door(_("Nhập phiếu giấy"), KEEPERS),
        "councils:confirm_papers": Door(_("Xác nhận phiếu giấy (người thứ hai)"), KEEPERS | {R.COUNCIL_MEMBER}),
        "councils:withdraw_papers": Door(_("Rút lần nhập phiếu giấy"), KEEPERS, act=True),
        "councils:minutes": Door(_("Tải biên bản"), COUNCIL),
    },
    pgettext_lazy("menu", "Quyết định"): {
        "decisions:list": Door(_("Xem danh sách quyết định"), SIGNED_IN),
        "decisions:detail": Door(_("Xem quyết định đã công bố"), SIGNED_IN),
        "decisions:file": Door(_("Tải quyết định đã công bố"), SIGNED_IN),
        "decisions:draft": Door(_("Soạn quyết định"), KEEPERS),
        "decisions:edit": Door(_("Sửa dự thảo"), KEEPERS),
        "decisions:discard": Door(_("Bỏ dự thảo"), COUNCIL_STAFF),
        "decisions:return": Door(_("Trả lại dự thảo"), COUNCIL_STAFF),
        "decisions:sign": Door(_("Xem trước khi ký; ký là việc của người đứng đầu"), COUNCIL_STAFF),
        "decisions:act": Door(_("Trình ký, công bố"), COUNCIL_STAFF, act=True),
        "decisions:revocations": Door(_("Xem các việc hủy bỏ khen thưởng"), COUNCIL_STAFF),
        "decisions:revoke": Door(_("Lập đề nghị hủy bỏ từ một quyết định"), OFFICER),
        "decisions:revoke_honour": Door(_("Lập đề nghị hủy bỏ từ hồ sơ"), OFFICER),
        "decisions:revocation": Door(_("Xem một việc hủy bỏ khen thưởng"), COUNCIL_STAFF),
        "decisions:revocation_act": Door(
            _("Rút, gỡ, xác nhận việc hủy bỏ; xác nhận là việc của người đứng đầu"), COUNCIL_STAFF
        ),
        "decisions:revocation_settle": Door(_("Ghi ngày thu hồi hiện vật, tiền thưởng"), CLERKS, act=True),
        "decisions:signed": Door(_("Tải bản đã ký số của quyết định lên"), CLERKS),
        "decisions:package": Door(_("Tải gói gửi hệ thống quản lý văn bản của quyết định"), CLERKS),
        "decisions:award_records": Door(_("Xem, xuất dữ liệu khen thưởng"), CLERKS),
        "decisions:award_records_file": Door(_("Tải tệp dữ liệu khen thưởng"), CLERKS),
        "decisions:blanks": Door(_("Xem các loại phôi"), PRINTERS),
        "decisions:blank_add": Door(_("Thêm phôi"), PRINTERS),
        "decisions:blank": Door(_("Chỉnh vị trí in trên phôi"), PRINTERS),
        "decisions:blank_act": Door(_("Nhân bản, ngừng dùng phôi; ghi độ lệch máy in"), PRINTERS, act=True),
        "decisions:blank_file": Door(_("Xem thử phôi, in tờ thử máy in"), PRINTERS),
        "decisions:blank_sheets": Door(_("Xem sổ phôi đã dùng, đã hỏng"), PRINTERS),
        "decisions:print": Door(_("In giấy khen, giấy chứng nhận"), PRINTERS),
        "decisions:print_run": Door(_("Xem đợt in, ghi phôi hỏng"), PRINTERS),
        "decisions:print_file": Door(_("Tải tệp in"), PRINTERS),
        "decisions:print_retry": Door(_("Tạo lại tệp in"), PRINTERS, act=True),
    },
    pgettext_lazy("menu", "Văn bản đi"): {
        "documents:list": Door(_("Xem văn bản trong phạm vi"), SIGNED_IN),
        "documents:detail": Door(_("Xem một văn bản"), READERS),
        "documents:page": Door(_("Xem từng trang của văn bản"), READERS),
        "documents:file": Door(_("Tải tệp của văn bản"), READERS),
        "documents:draft": Door(_("Soạn văn bản từ số liệu"), CLERKS, act=True),
        "documents:edit": Door(_("Sửa dự thảo văn bản"), CLERKS),
        "documents:gather": Door(_("Lấy lại số liệu vào dự thảo"), CLERKS, act=True),
        "documents:discard": Door(_("Bỏ dự thảo văn bản"), CLERKS),
        "documents:number": Door(_("Cấp số, chốt văn bản"), CLERKS),
        "documents:issue": Door(_("Ban hành văn bản"), CLERKS, act=True),
        "documents:replace": Door(_("Thay thế, đính chính văn bản"), CLERKS),
        "documents:recall": Door(_("Thu hồi, hủy văn bản"), CLERKS),
        "documents:check": Door(_("Kiểm tra thể thức một tệp"), SIGNED_IN),
        "documents:check_paper": Door(_("Kiểm tra thể thức của văn bản"), READERS),
        "documents:register": Door(_("Xem sổ văn bản đi"), READERS),
        "documents:register_export": Door(_("Xuất sổ văn bản đi ra Excel, CSV"), READERS),
        "documents:register_print": Door(_("In sổ văn bản đi"), READERS),
        "documents:register_note": Door(_("Ghi sổ văn bản đi"), CLERKS),
        "documents:start_series": Door(_("Đặt số bắt đầu của dãy"), CLERKS),
        "documents:numbering": Door(_("Đặt cách đánh số văn bản"), CLERKS),
        "documents:copies": Door(_("Xem danh sách bản sao"), READERS),
        "documents:copy": Door(_("Xem một bản sao"), READERS),
        "documents:copy_page": Door(_("Xem từng trang của bản sao"), READERS),
        "documents:copy_file": Door(_("Tải tệp của bản sao"), READERS),
        "documents:copy_outside": Door(_("Tải văn bản nơi khác lên để sao"), CLERKS),
        "documents:copy_make": Door(_("Lập bản sao"), CLERKS),
        "documents:copy_recall": Door(_("Thu hồi bản sao"), CLERKS),
        "documents:copy_signed": Door(_("Tải bản sao đã ký số lên"), CLERKS),
        "documents:annex_add": Door(_("Thêm tệp kèm theo văn bản"), CLERKS),
        "documents:annex_file": Door(_("Tải tệp kèm theo văn bản"), SIGNED_IN),
        "documents:annex_signed": Door(_("Tải tệp kèm theo đã ký số lên"), CLERKS),
        "documents:annex_remove": Door(_("Bỏ tệp kèm theo văn bản"), CLERKS),
        "documents:signed": Door(_("Tải bản đã ký số lên"), CLERKS),
        "documents:package": Door(_("Tải gói gửi hệ thống quản lý văn bản"), CLERKS),
        "documents:letterheads": Door(_("Xem thể thức văn bản của cơ quan"), CODERS),
        "documents:letterhead": Door(_("Khai thể thức văn bản của cơ quan"), CODERS),
        "documents:agency_codes": Door(_("Xem mã định danh của cơ quan"), CODERS),
        "documents:agency_code": Door(_("Khai mã định danh của cơ quan"), CODERS),
        "documents:templates": Door(_("Xem mẫu văn bản của cơ quan"), CLERKS),
        "documents:template_upload": Door(_("Tải mẫu văn bản lên"), CLERKS),
        "documents:template_fields": Door(_("Xem các trường của mẫu"), CLERKS),
        "documents:template": Door(_("Xem thử, nhận mẫu văn bản"), CLERKS),
        "documents:template_file": Door(_("Tải mẫu văn bản, bản xem thử"), CLERKS),
        "documents:template_retire": Door(_("Ngừng dùng mẫu văn bản"), CLERKS, act=True),
    },
    _("Đơn vị và người"): {
        "organisation:units": Door(_("Xem cây đơn vị"), SIGNED_IN),
        "organisation:unit": Door(_("Xem một đơn vị"), RECORD),
        "organisation:people": Door(_("Tìm người trong phạm vi"), SIGNED_IN),
        "organisation:person": Door(_("Xem hồ sơ một người"), RECORD),
        "organisation:ratings": Door(_("Ghi xếp loại của năm"), _roles(R.OFFICER, R.ADMINISTRATOR)),
        "organisation:person_hindrances": Door(_("Ghi kỷ luật, tạm dừng, thời gian nghỉ của người"), OFFICER),
        "organisation:unit_hindrances": Door(_("Ghi tạm dừng xét khen của tập thể"), OFFICER),
        "organisation:conclude": Door(_("Ghi kết luận của việc đang xem xét"), OFFICER),
        "organisation:withdraw": Door(_("Bỏ mục kỷ luật, tạm dừng, nghỉ ghi nhầm"), OFFICER),
        "organisation:roles": Door(_("Giao vai trò"), _roles(R.ADMINISTRATOR)),
        "organisation:end_role": Door(_("Kết thúc vai trò"), _roles(R.ADMINISTRATOR), act=True),
        "organisation:create_account": Door(_("Tạo tài khoản"), _roles(R.ADMINISTRATOR), act=True),
    },
    _("Trang công khai"): {
        "portal:home": Door(_("Xem trang đầu công khai"), PUBLIC),
        "portal:movements": Door(_("Phong trào công khai"), PUBLIC),
        "portal:movement": Door(_("Một phong trào công khai"), PUBLIC),
        "portal:decisions": Door(_("Quyết định công khai"), PUBLIC),
        "portal:decision": Door(_("Một quyết định công khai"), PUBLIC),
        "portal:decision_pdf": Door(_("Quyết định công khai (PDF)"), PUBLIC),
        "portal:honour_roll": Door(_("Bảng vàng"), PUBLIC),
        "portal:honour_roll_export": Door(_("Bảng vàng, dữ liệu mở"), PUBLIC),
        "portal:revocations": Door(_("Khen thưởng đã bị hủy bỏ"), PUBLIC),
        "portal:verify": Door(_("Xác minh giấy khen"), PUBLIC),
        "portal:verify_code": Door(_("Kết quả xác minh"), PUBLIC),
        "portal:transparency": Door(_("Số liệu minh bạch"), PUBLIC),
    },
    _("Chỉ ở bản trình diễn"): {
        "demo_day": Door(_("Dời ngày trình diễn"), PUBLIC, act=True),
        "demo_sign_in": Door(_("Vào bằng một vai"), PUBLIC, act=True),
        "components": Door(_("Xem các thành phần giao diện"), PUBLIC),
    },
}


def doors() -> dict[str, Door]:
    """All rows by the address's name."""
    return {name: door for group in GROUPS.values() for name, door in group.items()}


def passes(user: Any, door: Door) -> bool:
    """Whether the table lets ``user`` through the door, for objects within their reach."""
    if door.who is PUBLIC:
        return True
    if not getattr(user, "is_authenticated", False):
        return False
    if isinstance(door.who, Everybody):
        return True
    return roles_of(user).has(*door.who)


def abilities(user: Any) -> list[dict[str, Any]]:
    """The table as one person reads it, by why: what each role opens, what is open to all, what is closed.

    Returns:
        groups with ``title``, ``count``, ``may``, ``open`` (what the own roles give is shown at once) and ``areas``:
        part of the product → what can be done there; of what is closed also which roles it needs.
    """
    found: dict[str, dict[str, Any]] = {}
    closed = gettext("Không được làm, vì cần vai trò khác")
    for area, rows in GROUPS.items():
        for door in rows.values():
            may, why = passes(user, door), _why(user, door)
            group = found.setdefault(
                why if may else closed,
                {"title": why if may else closed, "may": may, "open": may and _is_by_role(door), "count": 0}
                | {"areas": {}},
            )
            group["count"] += 1
            group["areas"].setdefault(str(area), []).append({"what": str(door.what), "why": "" if may else why})
    ordered = sorted(found.values(), key=lambda group: (not group["may"], not group["open"]))
    return [group | {"areas": list(group["areas"].items())} for group in ordered]


def _is_by_role(door: Door) -> bool:
    return not isinstance(door.who, Everybody)


def _why(user: Any, door: Door) -> str:
    if door.who is PUBLIC:
        return gettext("Mở cho mọi người.")
    if isinstance(door.who, Everybody):
        return gettext("Mở cho người đã đăng nhập, trong phạm vi đơn vị của mình.")
    reach = roles_of(user).reach(*door.who)
    if reach is not None:
        return gettext("Vì bạn là %(role)s tại %(unit)s.") % {
            "role": str(reach.role.label).lower(),
            "unit": reach.unit_name,
        }
    labels = ", ".join(str(role.label) for role in Role if role in door.who)
    return gettext("Cần một trong các vai trò: %(roles)s.") % {"roles": labels}
