"""Who may see and do what with dossiers and nominations.

Each question has twins: an answer about one object with its reason, and a queryset of all objects.
"""

from __future__ import annotations

from typing import Any

from django.db.models import BooleanField, Case, Q, QuerySet, Value, When
from django.utils.translation import gettext as _

from thidua.accounts.roles import Role
from thidua.base.answers import Answer, all_of, first_yes, no, yes
from thidua.nominations.models import Dossier, Nomination
from thidua.organisation.models import Unit
from thidua.organisation.permissions import may_see_sensitive
from thidua.organisation.queries import person_of
from thidua.organisation.roles import roles_of

State = Dossier.State

# Who works with what the units have sent; they see it from the first sending on, drafts belong to the unit alone.
RECEIVERS = (Role.OFFICER, Role.ADMINISTRATION_OFFICE, Role.DIRECTOR)
APPRAISED = (State.ACCEPTED, State.IN_COUNCIL, State.DECIDED, State.CLOSED)
BEFORE_COUNCIL = (State.IN_COUNCIL, State.DECIDED, State.CLOSED)
LIVE = (Nomination.State.LISTED, Nomination.State.RECOMMENDED, Nomination.State.AWARDED)


def may_see(user: Any, dossier: Dossier) -> Answer:
    """Whether ``user`` may open the dossier, and why."""
    return first_yes(
        _reasons_to_see(user, dossier),
        _("Hồ sơ khen thưởng chỉ mở cho đơn vị lập hồ sơ và những người có trách nhiệm xét."),
    )


def _reasons_to_see(user: Any, dossier: Dossier) -> list[Answer]:
    roles = roles_of(user)
    sent = dossier.submitted_at is not None
    unit, body = dossier.unit, dossier.body

    def by_role(allowed: bool, reason: str) -> Answer:
        return yes(reason) if allowed else no(_("Không có vai trò này, hoặc hồ sơ chưa đến bước của vai trò này."))

    return [
        by_role(roles.has(Role.UNIT_CONTACT, unit=unit), _("Bạn là đầu mối của đơn vị lập hồ sơ.")),
        by_role(
            sent and (roles.has(*RECEIVERS, unit=body) or roles.has(*RECEIVERS, unit=unit)),
            _("Bạn làm việc tại cơ quan nhận hồ sơ."),
        ),
        by_role(sent and roles.has(Role.UNION, unit=unit), _("Đoàn thể theo dõi hồ sơ của đoàn viên.")),
        by_role(
            dossier.state in APPRAISED and roles.has(Role.COUNCIL_SECRETARY, unit=body),
            _("Bạn là thư ký hội đồng, hồ sơ đã được tiếp nhận."),
        ),
        by_role(
            dossier.state in BEFORE_COUNCIL and roles.has(Role.COUNCIL_MEMBER, unit=body),
            _("Bạn là ủy viên hội đồng, hồ sơ đã đưa ra hội đồng."),
        ),
    ]


def _visible(user: Any, prefix: str = "") -> Q:
    roles = roles_of(user)
    sent = Q(**{f"{prefix}submitted_at__isnull": False})
    unit, body = f"{prefix}unit", f"{prefix}body"
    return (
        roles.units(Role.UNIT_CONTACT, field=unit)
        | sent & (roles.units(*RECEIVERS, field=body) | roles.units(*RECEIVERS, Role.UNION, field=unit))
        | Q(**{f"{prefix}state__in": APPRAISED}) & roles.units(Role.COUNCIL_SECRETARY, field=body)
        | Q(**{f"{prefix}state__in": BEFORE_COUNCIL}) & roles.units(Role.COUNCIL_MEMBER, field=body)
    )


def visible_to(user: Any) -> QuerySet[Dossier]:
    """All dossiers that ``user`` may open: the twin of `may_see`."""
    return Dossier.objects.filter(_visible(user))


def dossier_opens(user: Any) -> Case:
    """For a queryset of nominations: whether ``user`` may open the dossier around it, too.

    Whoever is nominated sees the own nomination, but not the dossier with everybody else's.
    """
    return Case(When(_visible(user, "dossier__"), then=Value(True)), default=False, output_field=BooleanField())


def may_see_nomination(user: Any, nomination: Nomination) -> Answer:
    """Whether ``user`` may open the nomination: with its dossier, or because it is about the user."""
    person = person_of(user) if user.is_authenticated else None
    if person is not None and nomination.person_id == person.pk:
        return yes(_("Đây là đề nghị khen thưởng của chính bạn."))
    return may_see(user, nomination.dossier)


def nominations_visible_to(user: Any) -> QuerySet[Nomination]:
    """All nominations that ``user`` may open: the twin of `may_see_nomination`."""
    person = person_of(user) if user.is_authenticated else None
    own = Q(person=person) if person is not None else Q(pk__in=[])
    return Nomination.objects.filter(_visible(user, "dossier__") | own)


def may_report(user: Any, nomination: Nomination) -> Answer:
    """Whether ``user`` writes the achievement report: the nominee, or the contact of the unit."""
    person = person_of(user) if user.is_authenticated else None
    if person is not None and nomination.person_id == person.pk:
        return yes(_("Đây là đề nghị khen thưởng của chính bạn."))
    answer = prepares(user, nomination.dossier)
    return answer if answer else no(_("Báo cáo thành tích do người được đề nghị hoặc đầu mối của đơn vị viết."))


def reportable_by(user: Any) -> QuerySet[Nomination]:
    """All nominations whose report ``user`` writes: the twin of `may_report`."""
    units = roles_of(user).units(Role.UNIT_CONTACT, field="dossier__unit")
    return Nomination.objects.filter(units) | own_nominations(user)


def own_nominations(user: Any) -> QuerySet[Nomination]:
    """The nominations of ``user`` as a person."""
    person = person_of(user) if user.is_authenticated else None
    return Nomination.objects.filter(person=person) if person is not None else Nomination.objects.none()


def may_see_record(user: Any, nomination: Nomination) -> Answer:
    """Whether ``user`` may read the sensitive rows (discipline, pending matters, leave) behind the law's answer.

    Whoever may not still learns the answer itself. A collective's record has no such rows.
    """
    if nomination.person is None:
        return yes(_("Hồ sơ của tập thể không có dữ liệu riêng tư."))
    return may_see_sensitive(user, nomination.person)


def may_prepare_for(user: Any, unit: Unit) -> Answer:
    """Whether ``user`` may make dossiers for ``unit``."""
    if roles_of(user).has(Role.UNIT_CONTACT, unit=unit):
        return yes(_("Bạn là đầu mối của đơn vị."))
    return no(_("Chỉ đầu mối của đơn vị lập, sửa và gửi hồ sơ của đơn vị."))


def prepares(user: Any, dossier: Dossier) -> Answer:
    """Whether ``user`` is a contact of the unit that makes the dossier."""
    return may_prepare_for(user, dossier.unit)


def may_edit(user: Any, dossier: Dossier) -> Answer:
    """Whether ``user`` may change what stands in the dossier as it is now."""
    if dossier.state not in (State.DRAFT, State.RETURNED):
        return no(_("Hồ sơ đã gửi thì không sửa được; cơ quan thẩm định trả lại mới sửa được."))
    return prepares(user, dossier)


def may_appraise(user: Any, dossier: Dossier) -> Answer:
    """Whether ``user`` may appraise: an officer of the body who is not nominated in this dossier."""
    if not roles_of(user).has(Role.OFFICER, unit=dossier.body):
        return no(_("Chỉ chuyên viên thi đua, khen thưởng của cơ quan nhận hồ sơ được thẩm định."))
    return not_in_dossier(user, dossier)


def not_in_dossier(user: Any, dossier: Dossier) -> Answer:
    """Conflict of interest: who is nominated in the dossier neither appraises nor decides it."""
    person = person_of(user)
    if person is not None and dossier.nominations.filter(person=person, state__in=LIVE).exists():
        return no(_("Bạn được đề nghị khen thưởng trong hồ sơ này nên không được thẩm định hồ sơ."))
    return yes(_("Bạn không được đề nghị khen thưởng trong hồ sơ này."))


def not_nominee(user: Any, nomination: Nomination) -> Answer:
    """Conflict of interest: nobody decides or votes on the own nomination."""
    person = person_of(user)
    if person is not None and nomination.person_id == person.pk:
        return no(_("Đây là đề nghị khen thưởng của chính bạn nên bạn không tham gia quyết định."))
    return yes(_("Bạn không phải là người được đề nghị."))


def may_bring_to_council(user: Any, dossier: Dossier) -> Answer:
    """Whether ``user`` may bring the dossier before the council and enter what the council found."""
    if roles_of(user).has(Role.COUNCIL_SECRETARY, Role.OFFICER, unit=dossier.body):
        return yes(_("Bạn là thư ký hội đồng hoặc chuyên viên thi đua, khen thưởng."))
    return no(_("Chỉ thư ký hội đồng hoặc chuyên viên thi đua, khen thưởng đưa hồ sơ ra hội đồng."))


def may_settle(user: Any, dossier: Dossier) -> Answer:
    """Whether ``user`` is among those whose acts bring a dossier to its end."""
    if roles_of(user).has(Role.DIRECTOR, Role.COUNCIL_SECRETARY, Role.OFFICER, unit=dossier.body):
        return yes(_("Bạn có trách nhiệm kết thúc việc xét hồ sơ."))
    return no(_("Chỉ người có thẩm quyền xét khen thưởng kết thúc hồ sơ."))


def may_drop(user: Any, nomination: Nomination) -> Answer:
    """Whether ``user`` may take the nomination out: the contact while writing, the officer while appraising."""
    dossier = nomination.dossier
    if dossier.state in (State.DRAFT, State.RETURNED):
        return prepares(user, dossier)
    if dossier.state == State.SUBMITTED:
        return may_appraise(user, dossier)
    return no(_("Hồ sơ đã qua thẩm định, không rút từng đề nghị được nữa."))


def may_withdraw_with_dossier(user: Any, nomination: Nomination) -> Answer:
    """Whether the nomination leaves together with its dossier, which the contact has just taken back."""
    if nomination.dossier.state != State.WITHDRAWN:
        return no(_("Đề nghị này chỉ rút cùng với cả hồ sơ."))
    return prepares(user, nomination.dossier)


def may_restore(user: Any, nomination: Nomination) -> Answer:
    """Whether ``user`` may put a nomination that was taken out back into its dossier."""
    return may_edit(user, nomination.dossier)


def may_enter_vote(user: Any, nomination: Nomination) -> Answer:
    """Whether ``user`` may enter the council's recommendation on the nomination."""
    if nomination.dossier.state != State.IN_COUNCIL:
        return no(_("Hồ sơ chưa được đưa ra hội đồng."))
    return may_bring_to_council(user, nomination.dossier)


def may_award(user: Any, nomination: Nomination) -> Answer:
    """Whether ``user`` may decide the award: the director, unless the director is the one to be commended."""
    if not roles_of(user).has(Role.DIRECTOR, unit=nomination.dossier.body):
        return no(_("Chỉ người có thẩm quyền ký quyết định khen thưởng."))
    return all_of([not_nominee(user, nomination)], _("Bạn có thẩm quyền quyết định khen thưởng."))


def explain(dossier: Dossier) -> list[dict[str, Any]]:
    """Rows for the page "who may see this, and why": every group, whether it may, the reason."""
    unit, body = dossier.unit.name, dossier.body.name
    sent = dossier.submitted_at is not None
    not_sent = _("Bản nháp chỉ đơn vị lập hồ sơ xem được; mở ra từ khi gửi lần đầu.")
    rows = [
        (_("Đầu mối của %(unit)s") % {"unit": unit}, True, _("Lập, sửa, gửi và theo dõi hồ sơ.")),
        (
            _("Chuyên viên thi đua, khen thưởng, Văn phòng và người đứng đầu %(body)s") % {"body": body},
            sent,
            _("Thẩm định, theo dõi và quyết định.") if sent else not_sent,
        ),
        (
            _("Công đoàn, Đoàn thanh niên"),
            sent,
            _("Theo dõi việc khen thưởng đoàn viên.") if sent else not_sent,
        ),
        (
            _("Thư ký hội đồng"),
            dossier.state in APPRAISED,
            _("Chuẩn bị phiên họp từ khi hồ sơ được tiếp nhận."),
        ),
        (
            _("Ủy viên hội đồng"),
            dossier.state in BEFORE_COUNCIL,
            _("Xem hồ sơ khi hồ sơ đã đưa ra hội đồng."),
        ),
        (_("Người được đề nghị"), True, _("Chỉ xem phần đề nghị của chính mình, không xem cả hồ sơ.")),
        (_("Người khác, kể cả quản trị hệ thống"), False, _("Không có trách nhiệm với hồ sơ này.")),
    ]
    return [{"who": who, "may": may, "why": why, "article": ""} for who, may, why in rows]
