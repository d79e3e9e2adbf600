"""Who keeps an office's templates, and the table of a template's states."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.accounts.roles import Role
from thidua.base.answers import Answer, no, yes
from thidua.documents.template_models import OfficeTemplate
from thidua.journal.transitions import Transition, TransitionTable
from thidua.organisation.models import Unit
from thidua.organisation.roles import roles_of
from thidua.paperwork import office_templates as library

State = OfficeTemplate.State
KEEPERS = (Role.OFFICER, Role.ADMINISTRATION_OFFICE)


def may_keep(user: Any, body: Unit) -> Answer:
    """Whether ``user`` keeps the templates of ``body``."""
    reach = roles_of(user).reach(*KEEPERS, unit=body)
    if reach is None:
        return no(_("Chỉ chuyên viên thi đua, khen thưởng hoặc Văn phòng của cơ quan được quản lý mẫu văn bản."))
    return yes(_("Bạn là %(role)s của %(unit)s.") % {"role": reach.role.label, "unit": reach.unit_name})


def _keeps(user: Any, template: OfficeTemplate) -> Answer:
    return may_keep(user, template.body)


def is_usable(template: OfficeTemplate) -> Answer:
    """A template with mistakes makes no papers."""
    if template.found.usable:
        return yes("")
    return no(_("Mẫu còn lỗi; hãy sửa tệp Word theo các chỗ đã nêu rồi tải lên bản mới."))


def has_libreoffice(_template: OfficeTemplate) -> Answer:
    """The PDF of a paper must be the same as its Word file, and only a word processor sets an office's template."""
    if library.office_program() is not None:
        return yes("")
    message = _("Máy chủ chưa có LibreOffice để làm bản PDF theo mẫu. Người quản trị cài bằng lệnh: %(command)s")
    return no(message % {"command": library.INSTALL_OFFICE})


TEMPLATE = TransitionTable(
    name="documents.template",
    rows=(
        Transition(
            State.TRIAL,
            "accept",
            State.ACCEPTED,
            gettext_lazy("Nhận mẫu này"),
            who=_keeps,
            requires=(is_usable, has_libreoffice),
        ),
        Transition(State.TRIAL, "retire", State.RETIRED, gettext_lazy("Bỏ mẫu này"), who=_keeps),
        Transition(State.ACCEPTED, "retire", State.RETIRED, gettext_lazy("Ngừng dùng"), who=_keeps),
    ),
)
