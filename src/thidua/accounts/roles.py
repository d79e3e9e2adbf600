"""The roles of the house. Which unit a role reaches, and from when until when, is an `organisation.Assignment`."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a person does in emulation and commendation; one person may have several."""

    OFFICER = "officer", _("Chuyên viên thi đua, khen thưởng")
    UNIT_CONTACT = "unit_contact", _("Đầu mối của đơn vị")
    STAFF = "staff", _("Công chức, viên chức, người lao động")
    COUNCIL_SECRETARY = "council_secretary", _("Thư ký hội đồng")
    COUNCIL_MEMBER = "council_member", _("Ủy viên hội đồng")
    DIRECTOR = "director", _("Giám đốc")
    ADMINISTRATION_OFFICE = "administration_office", _("Văn phòng")
    UNION = "union", _("Công đoàn, Đoàn thanh niên")
    ADMINISTRATOR = "administrator", _("Quản trị hệ thống")
