"""The permission table of the pages: which roles each address opens to, for what lies within their reach.

One row per address. The page "What may I do, and why" is made from it, and a test opens every address as every role
and compares; an address without a row fails that test. What depends on the single object (the own unit, a conflict of
interest, the state) is decided by the predicates of each app and explained on the object's own page.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

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
COUNCIL_STAFF = _roles(R.OFFICER, R.COUNCIL_SECRETARY, R.DIRECTOR, R.ADMINISTRATION_OFFICE)
KEEPERS = _roles(R.OFFICER, R.COUNCIL_SECRETARY)
SECRETARY = _roles(R.COUNCIL_SECRETARY)
COUNCIL = COUNCIL_STAFF | {R.COUNCIL_MEMBER}
CONTACT = _roles(R.UNIT_CONTACT)
DOSSIER = READERS | {R.UNIT_CONTACT, R.UNION}
RECORD = OVERSEERS | {R.UNIT_CONTACT, R.ADMINISTRATOR}
t = gettext_lazy

GROUPS: dict[str | Promise, dict[str, Door]] = {
    t("Chung"): {
        "start": Door(t("Xem việc của tôi"), SIGNED_IN),
        "who_may_see": Door(t("Xem tôi được làm gì, vì sao"), SIGNED_IN),
        "sign_in": Door(t("Đăng nhập"), PUBLIC),
        "sign_out": Door(t("Đăng xuất"), PUBLIC, act=True),
        "set_language": Door(t("Đổi ngôn ngữ"), PUBLIC, act=True),
        "notices:list": Door(t("Xem thông báo của tôi"), SIGNED_IN),
        "notices:detail": Door(t("Mở một thông báo của tôi"), SIGNED_IN),
        "notices:all_read": Door(t("Đánh dấu đã đọc hết thông báo"), SIGNED_IN, act=True),
        "organisation:my_record": Door(t("Xem hồ sơ của tôi"), SIGNED_IN),
    },
    t("Phong trào"): {
        "movements:list": Door(t("Xem danh sách phong trào"), SIGNED_IN),
        "movements:detail": Door(t("Xem phong trào mà đơn vị tham gia"), SIGNED_IN),
        "movements:tasks": Door(t("Xem nhiệm vụ của phong trào"), SIGNED_IN),
        "movements:task": Door(t("Xem một nhiệm vụ"), SIGNED_IN),
        "movements:calendar": Door(t("Tải lịch của phong trào"), SIGNED_IN),
        "movements:upload": Door(t("Tải kế hoạch lên"), OFFICER),
        "movements:review": Door(t("Rà soát kế hoạch đã đọc"), READERS),
        "movements:plan_file": Door(t("Tải tệp kế hoạch gốc"), SIGNED_IN),
        "movements:edit": Door(t("Sửa phong trào đang soạn"), OFFICER),
        "movements:launch": Door(t("Phát động đến các đơn vị"), OFFICER),
        "movements:act": Door(t("Trình, duyệt, trả lại, tổng kết phong trào"), OFFICER | {R.DIRECTOR}, act=True),
        "movements:board": Door(t("Theo dõi đơn vị đã làm, chưa làm"), OVERSEERS),
        "movements:remind": Door(t("Đôn đốc đơn vị chậm"), _roles(R.OFFICER, R.ADMINISTRATION_OFFICE)),
        "movements:reminder_letter": Door(
            t("Tạo công văn đôn đốc"), _roles(R.OFFICER, R.ADMINISTRATION_OFFICE), act=True
        ),
        "movements:registrations": Door(t("Xem các bản đăng ký thi đua"), SIGNED_IN),
        "movements:acknowledge": Door(t("Xác nhận kế hoạch cho đơn vị"), CONTACT, act=True),
        "movements:registration": Door(t("Xem bản đăng ký của một đơn vị"), OVERSEERS | CONTACT | {R.STAFF}),
        "movements:registration_act": Door(t("Gửi, duyệt, trả lại bản đăng ký"), OFFICER | CONTACT, act=True),
        "movements:report": Door(t("Báo cáo tiến độ nhiệm vụ"), CONTACT),
        "movements:evidence": Door(t("Mở minh chứng báo cáo của đơn vị"), READERS | CONTACT | {R.STAFF, R.UNION}),
    },
    t("Hồ sơ khen thưởng"): {
        "nominations:list": Door(t("Xem danh sách đề nghị trong phạm vi"), SIGNED_IN),
        "nominations:export": Door(t("Xuất danh sách đề nghị ra Excel, CSV"), SIGNED_IN),
        "nominations:dossiers": Door(t("Xem hồ sơ theo đơn vị"), SIGNED_IN),
        "nominations:create": Door(t("Lập hồ sơ"), CONTACT),
        "nominations:detail": Door(t("Xem hồ sơ"), DOSSIER),
        "nominations:nomination": Door(t("Xem một đề nghị"), DOSSIER),
        "nominations:nominate": Door(t("Thêm đề nghị vào hồ sơ"), CONTACT),
        "nominations:consider": Door(t("Xem điều kiện trước khi đề nghị"), CONTACT),
        "nominations:evidence": Door(t("Mở minh chứng"), DOSSIER),
        "nominations:add_paper": Door(t("Đính kèm giấy tờ của hồ sơ"), CONTACT, act=True),
        "nominations:add_evidence": Door(t("Đính kèm minh chứng"), CONTACT, act=True),
        "nominations:remove_evidence": Door(t("Bỏ minh chứng"), CONTACT, act=True),
        "nominations:check_again": Door(t("Đối chiếu lại với luật"), CONTACT | OFFICER, act=True),
        "nominations:check": Door(t("Xem vì sao luật trả lời như vậy"), DOSSIER),
        "nominations:check_json": Door(t("Tải kết quả đối chiếu"), DOSSIER),
        "nominations:drop": Door(t("Rút một đề nghị"), CONTACT | OFFICER),
        "nominations:act": Door(t("Gửi, trả lại, tiếp nhận, rút hồ sơ"), CONTACT | OFFICER, act=True),
        "nominations:submission": Door(t("Tải tờ trình"), DOSSIER),
        "nominations:appraise": Door(t("Thẩm định"), OFFICER),
        "nominations:appraisal_sheet": Door(t("In phiếu thẩm định"), DOSSIER),
    },
    t("Hội đồng"): {
        "councils:list": Door(t("Xem các hội đồng của tôi"), SIGNED_IN),
        "councils:create": Door(t("Ghi hội đồng theo quyết định thành lập"), KEEPERS),
        "councils:detail": Door(t("Xem hội đồng"), COUNCIL),
        "councils:appoint": Door(t("Thêm ủy viên"), KEEPERS),
        "councils:release": Door(t("Kết thúc nhiệm kỳ ủy viên"), KEEPERS, act=True),
        "councils:plan_meeting": Door(t("Lập phiên họp"), SECRETARY),
        "councils:meeting": Door(t("Xem phiên họp"), COUNCIL),
        "councils:progress": Door(t("Xem bao nhiêu ủy viên đã bỏ phiếu"), COUNCIL),
        "councils:agenda": Door(t("Đưa đề nghị vào chương trình"), SECRETARY),
        "councils:attendance": Door(t("Điểm danh"), SECRETARY),
        "councils:act": Door(t("Khai mạc, mở bỏ phiếu, kiểm phiếu, bế mạc"), SECRETARY),
        "councils:take_off": Door(t("Đưa một nội dung ra khỏi chương trình"), SECRETARY, act=True),
        "councils:secrecy": Door(t("Chọn bỏ phiếu kín hay công khai"), SECRETARY, act=True),
        "councils:conflict": Door(t("Ghi xung đột lợi ích"), SECRETARY, act=True),
        "councils:withdraw_conflict": Door(t("Bỏ xung đột lợi ích ghi nhầm"), SECRETARY, act=True),
        "councils:vote": Door(t("Trang bỏ phiếu; bỏ phiếu là việc của ủy viên"), COUNCIL),
        "councils:ballots": Door(t("Tìm phiếu của mình trong phiếu đã kiểm"), COUNCIL),
        "councils:papers": Door(t("Nhập phiếu giấy"), KEEPERS),
        "councils:confirm_papers": Door(t("Xác nhận phiếu giấy (người thứ hai)"), KEEPERS | {R.COUNCIL_MEMBER}),
        "councils:withdraw_papers": Door(t("Rút lần nhập phiếu giấy"), KEEPERS, act=True),
        "councils:minutes": Door(t("Tải biên bản"), COUNCIL),
    },
    t("Quyết định"): {
        "decisions:list": Door(t("Xem danh sách quyết định"), SIGNED_IN),
        "decisions:detail": Door(t("Xem quyết định đã công bố"), SIGNED_IN),
        "decisions:file": Door(t("Tải quyết định đã công bố"), SIGNED_IN),
        "decisions:draft": Door(t("Soạn quyết định"), KEEPERS),
        "decisions:edit": Door(t("Sửa dự thảo"), KEEPERS),
        "decisions:discard": Door(t("Bỏ dự thảo"), COUNCIL_STAFF),
        "decisions:return": Door(t("Trả lại dự thảo"), COUNCIL_STAFF),
        "decisions:sign": Door(t("Xem trước khi ký; ký là việc của người đứng đầu"), COUNCIL_STAFF),
        "decisions:act": Door(t("Trình ký, công bố"), COUNCIL_STAFF, act=True),
    },
    t("Đơn vị và người"): {
        "organisation:units": Door(t("Xem cây đơn vị"), SIGNED_IN),
        "organisation:unit": Door(t("Xem một đơn vị"), RECORD),
        "organisation:people": Door(t("Tìm người trong phạm vi"), SIGNED_IN),
        "organisation:person": Door(t("Xem hồ sơ một người"), RECORD),
    },
    t("Công khai"): {
        "portal:home": Door(t("Trang công khai"), PUBLIC),
        "portal:movements": Door(t("Phong trào công khai"), PUBLIC),
        "portal:movement": Door(t("Một phong trào công khai"), PUBLIC),
        "portal:decisions": Door(t("Quyết định công khai"), PUBLIC),
        "portal:decision": Door(t("Một quyết định công khai"), PUBLIC),
        "portal:decision_pdf": Door(t("Quyết định công khai (PDF)"), PUBLIC),
        "portal:honour_roll": Door(t("Bảng vàng"), PUBLIC),
        "portal:honour_roll_export": Door(t("Bảng vàng, dữ liệu mở"), PUBLIC),
        "portal:verify": Door(t("Xác minh giấy khen"), PUBLIC),
        "portal:verify_code": Door(t("Kết quả xác minh"), PUBLIC),
        "portal:transparency": Door(t("Số liệu minh bạch"), PUBLIC),
    },
    t("Chỉ ở bản trình diễn"): {
        "demo_day": Door(t("Dời ngày trình diễn"), PUBLIC, act=True),
        "demo_sign_in": Door(t("Vào bằng một vai"), PUBLIC, act=True),
        "components": Door(t("Xem các thành phần giao diện"), PUBLIC),
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


def abilities(user: Any) -> Iterator[dict[str, Any]]:
    """The table as one person reads it: what, whether, and by which role or for want of which."""
    for group, rows in GROUPS.items():
        yield {
            "group": str(group),
            "rows": [
                {"what": str(door.what), "may": passes(user, door), "why": _why(user, door)} for door in rows.values()
            ],
        }


def _why(user: Any, door: Door) -> str:
    if door.who is PUBLIC:
        return _("Mở cho mọi người.")
    if isinstance(door.who, Everybody):
        return _("Mở cho người đã đăng nhập, trong phạm vi đơn vị của mình.")
    reach = roles_of(user).reach(*door.who)
    if reach is not None:
        return _("Vì bạn là %(role)s của %(unit)s.") % {"role": str(reach.role.label).lower(), "unit": reach.unit_name}
    labels = ", ".join(str(role.label) for role in Role if role in door.who)
    return _("Cần một trong các vai trò: %(roles)s.") % {"roles": labels}
