"""Units, people and what is on record of them: all of it dated."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from treebeard.mp_tree import MP_Node, MP_NodeManager

from thidua.accounts.roles import Role
from thidua.base.models import StoredFile
from thidua.journal.models import Sealed


class Unit(MP_Node):
    """A body or a part of one, from the day it was set up to the day it was merged or dissolved."""

    class Kind(models.TextChoices):
        """What sort of unit it is; the law asks it for who decides and who may nominate."""

        PROVINCE = "province", _("Tỉnh")
        DEPARTMENT = "department", _("Sở, ban, ngành")
        COMMUNE = "commune", _("Xã, phường, đặc khu")
        SUBORDINATE = "subordinate", _("Đơn vị trực thuộc")
        DIVISION = "division", _("Phòng, ban")
        MASS_ORGANISATION = "mass_organisation", _("Tổ chức đoàn thể")

    code = models.CharField(_("mã"), max_length=40, unique=True)
    name = models.CharField(_("tên"), max_length=200)
    name_folded = models.CharField(max_length=200, editable=False)
    short_name = models.CharField(_("tên ngắn"), max_length=60)
    symbol = models.CharField(_("ký hiệu văn bản"), max_length=20, blank=True)
    kind = models.CharField(_("loại"), max_length=20, choices=Kind.choices)
    is_body = models.BooleanField(_("cơ quan có thẩm quyền quyết định"), default=False)
    founded = models.DateField(_("ngày thành lập"), null=True)
    dissolved = models.DateField(_("ngày giải thể"), null=True, blank=True)

    node_order_by: list[str] = []
    objects = MP_NodeManager()

    class Meta:
        verbose_name = _("đơn vị")

    def __str__(self) -> str:
        return self.name


class Person(models.Model):
    """One record per person. Identity is the code, never the name."""

    class Gender(models.TextChoices):
        """As the statutory forms ask it."""

        FEMALE = "female", _("Nữ")
        MALE = "male", _("Nam")

    class Occupation(models.TextChoices):
        """The legal position at work; the law opens different doors to each (`role` in the facts)."""

        CADRE = "cadre", _("Cán bộ")
        CIVIL_SERVANT = "civil_servant", _("Công chức")
        PUBLIC_EMPLOYEE = "public_employee", _("Viên chức")
        CONTRACT = "contract", _("Lao động hợp đồng")
        WORKER = "worker", _("Công nhân")
        OTHER = "other", _("Khác")

    code = models.CharField(_("mã nhân sự"), max_length=40, unique=True)
    full_name = models.CharField(_("họ và tên"), max_length=150)
    name_folded = models.CharField(max_length=150, editable=False, db_index=True)
    name_key = models.CharField(max_length=300, editable=False, db_index=True)
    gender = models.CharField(_("giới tính"), max_length=10, choices=Gender.choices)
    birth_date = models.DateField(_("ngày sinh"), null=True)
    occupation = models.CharField(_("vị trí pháp lý"), max_length=20, choices=Occupation.choices)
    employed_from = models.DateField(_("ngày vào cơ quan"), null=True)
    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True)

    class Meta:
        verbose_name = _("người")
        ordering = ["name_key", "pk"]

    def __str__(self) -> str:
        return self.full_name


class Post(models.Model):
    """A post that a person holds or held in a unit."""

    class Band(models.TextChoices):
        """Position band of the statutory forms 0602 and 0603 (Thông tư 2/2023/TT-BNV)."""

        PROVINCE_LEADER = "province_leader", _("Lãnh đạo cấp bộ, tỉnh trở lên")
        DEPARTMENT_LEADER = "department_leader", _("Lãnh đạo cấp vụ, sở, ngành")
        DIVISION_LEADER = "division_leader", _("Lãnh đạo khác từ phó phòng trở lên")
        DIRECT = "direct", _("Người trực tiếp công tác, lao động")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="posts")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="posts")
    title = models.CharField(_("chức vụ"), max_length=150)
    band = models.CharField(_("nhóm vị trí"), max_length=20, choices=Band.choices)
    start = models.DateField(_("từ ngày"))
    end = models.DateField(_("đến ngày"), null=True, blank=True)

    class Meta:
        verbose_name = _("chức vụ")
        constraints = [
            models.CheckConstraint(condition=Q(end__isnull=True) | Q(end__gte=models.F("start")), name="post_dates")
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.unit_id}"


class Assignment(Sealed):
    """A role of a user, for a unit and all below it, from a day until a day."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="assignments")
    role = models.CharField(_("vai trò"), max_length=30, choices=Role.choices)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="assignments")
    start = models.DateField(_("từ ngày"))
    end = models.DateField(_("đến ngày"), null=True, blank=True)

    sealed_fields: ClassVar[tuple[str, ...]] = ("user", "role", "unit", "start", "end")

    class Meta:
        verbose_name = _("phân công")
        constraints = [
            models.UniqueConstraint(fields=["user", "role", "unit", "start"], name="one_assignment_a_start"),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} · {self.unit_id}"


class Rating(Sealed):
    """The yearly rating of a person or of a unit."""

    class Level(models.TextChoices):
        """Mức độ hoàn thành nhiệm vụ."""

        EXCELLENT = "excellent", _("Hoàn thành xuất sắc nhiệm vụ")
        GOOD = "good", _("Hoàn thành tốt nhiệm vụ")
        COMPLETED = "completed", _("Hoàn thành nhiệm vụ")
        FAILED = "failed", _("Không hoàn thành nhiệm vụ")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="ratings")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="ratings")
    year = models.PositiveSmallIntegerField(_("năm"))
    level = models.CharField(_("mức"), max_length=12, choices=Level.choices)
    decided_on = models.DateField(_("ngày quyết định"), null=True)

    sealed_fields: ClassVar[tuple[str, ...]] = ("person", "unit", "year", "level", "decided_on")
    # Records are taken over from paper and other programs by the thousand, with one event for all.
    recorded_from_the_start: ClassVar[bool] = False

    class Meta:
        verbose_name = _("xếp loại chất lượng")
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, unit__isnull=True) | Q(person__isnull=True, unit__isnull=False),
                name="rating_of_one_subject",
            ),
            models.UniqueConstraint(fields=["person", "year"], name="one_rating_a_person_and_year"),
            models.UniqueConstraint(fields=["unit", "year"], name="one_rating_a_unit_and_year"),
        ]

    def __str__(self) -> str:
        return f"{self.year}: {self.get_level_display()}"


class Honour(Sealed):
    """A title or form of commendation that a person or a unit holds: the award register."""

    class Kind(models.TextChoices):
        """Loại hình khen thưởng (Luật 06/2022/QH15, Điều 8)."""

        MERIT = "merit", _("Công trạng")
        SPONTANEOUS = "spontaneous", _("Đột xuất")
        MOVEMENT = "movement", _("Phong trào thi đua")
        DEDICATION = "dedication", _("Quá trình cống hiến")
        TENURE = "tenure", _("Niên hạn")
        EXTERNAL = "external", _("Đối ngoại")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="honours")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="honours")
    award = models.CharField(_("danh hiệu, hình thức"), max_length=20)
    is_title = models.BooleanField(_("là danh hiệu thi đua"))
    year = models.PositiveSmallIntegerField(_("năm thành tích"))
    kind = models.CharField(_("loại hình"), max_length=12, choices=Kind.choices, default=Kind.MERIT)
    basis = models.CharField(_("dựa trên"), max_length=12, blank=True)
    decided_on = models.DateField(_("ngày quyết định"), null=True)
    decision_number = models.CharField(_("số quyết định"), max_length=60, blank=True)
    decided_by = models.CharField(_("cơ quan quyết định"), max_length=200, blank=True)
    revoked_on = models.DateField(_("ngày hủy bỏ"), null=True, blank=True)

    sealed_fields: ClassVar[tuple[str, ...]] = (
        "person", "unit", "award", "is_title", "year", "kind", "basis", "decided_on", "decision_number", "decided_by",
        "revoked_on",
    )  # fmt: skip
    # Records are taken over from paper and other programs by the thousand, with one event for all.
    recorded_from_the_start: ClassVar[bool] = False

    class Meta:
        verbose_name = _("khen thưởng đã nhận")
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, unit__isnull=True) | Q(person__isnull=True, unit__isnull=False),
                name="honour_of_one_subject",
            ),
            models.UniqueConstraint(
                fields=["person", "award", "year"],
                condition=Q(is_title=True, revoked_on__isnull=True),
                name="one_title_a_person_and_year",
            ),
            models.UniqueConstraint(
                fields=["unit", "award", "year"],
                condition=Q(is_title=True, revoked_on__isnull=True),
                name="one_title_a_unit_and_year",
            ),
        ]
        indexes = [models.Index(fields=["award", "year"])]

    def __str__(self) -> str:
        return f"{self.award} {self.year}"


class Discipline(Sealed):
    """A disciplinary measure and the time in which it is in force."""

    class Level(models.TextChoices):
        """Hình thức kỷ luật, mildest first."""

        REPRIMAND = "reprimand", _("Khiển trách")
        WARNING = "warning", _("Cảnh cáo")
        PAY_CUT = "pay_cut", _("Hạ bậc lương")
        DEMOTION = "demotion", _("Giáng chức")
        REMOVAL = "removal", _("Cách chức")
        DISMISSAL = "dismissal", _("Buộc thôi việc")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="disciplines")
    level = models.CharField(_("hình thức"), max_length=12, choices=Level.choices)
    start = models.DateField(_("từ ngày"))
    end = models.DateField(_("đến ngày"), null=True, blank=True)
    public_duty = models.BooleanField(_("liên quan hoạt động công vụ"), default=True)

    sealed_fields: ClassVar[tuple[str, ...]] = ("person", "level", "start", "end", "public_duty")
    # Registers are taken over from elsewhere by the thousand with one event for all.
    recorded_from_the_start: ClassVar[bool] = False

    class Meta:
        verbose_name = _("kỷ luật")

    def __str__(self) -> str:
        return self.get_level_display()


class Hold(Sealed):
    """A pending matter: commendation waits until it is cleared (NĐ 152/2025, Điều 4)."""

    class Reason(models.TextChoices):
        """Why it must wait."""

        DISCIPLINE_PENDING = "discipline_pending", _("Đang xem xét kỷ luật")
        INVESTIGATION = "investigation", _("Đang điều tra, thanh tra, kiểm tra có dấu hiệu vi phạm")
        COMPLAINT = "complaint", _("Có đơn khiếu nại, tố cáo đang xác minh")
        PRESS = "press", _("Báo chí nêu vấn đề đang xác minh")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="holds")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="holds")
    reason = models.CharField(_("lý do"), max_length=20, choices=Reason.choices)
    start = models.DateField(_("từ ngày"))
    end = models.DateField(_("đến ngày"), null=True, blank=True)
    cleared = models.BooleanField(_("đã kết luận không vi phạm"), null=True)

    sealed_fields: ClassVar[tuple[str, ...]] = ("person", "unit", "reason", "start", "end", "cleared")
    # Registers are taken over from elsewhere by the thousand with one event for all.
    recorded_from_the_start: ClassVar[bool] = False

    class Meta:
        verbose_name = _("tạm dừng xét khen")
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, unit__isnull=True) | Q(person__isnull=True, unit__isnull=False),
                name="hold_of_one_subject",
            ),
        ]

    def __str__(self) -> str:
        return self.get_reason_display()


class Leave(Sealed):
    """A longer absence that the law treats in its own way."""

    class Kind(models.TextChoices):
        """Loại nghỉ."""

        MATERNITY = "maternity", _("Thai sản")
        SICK = "sick", _("Ốm đau")
        STUDY = "study", _("Đi học")
        UNPAID = "unpaid", _("Không hưởng lương")
        OTHER = "other", _("Khác")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="leaves")
    kind = models.CharField(_("loại"), max_length=12, choices=Kind.choices)
    start = models.DateField(_("từ ngày"))
    end = models.DateField(_("đến ngày"))
    result = models.CharField(_("kết quả học tập"), max_length=12, blank=True)

    sealed_fields: ClassVar[tuple[str, ...]] = ("person", "kind", "start", "end", "result")
    # Registers are taken over from elsewhere by the thousand with one event for all.
    recorded_from_the_start: ClassVar[bool] = False

    class Meta:
        verbose_name = _("thời gian nghỉ")

    def __str__(self) -> str:
        return self.get_kind_display()


class OfficeProfile(models.Model):
    """How a body's documents are headed and signed (Nghị định 30/2020/NĐ-CP, Phụ lục I)."""

    body = models.OneToOneField(Unit, on_delete=models.CASCADE, related_name="office")
    parent_lines = models.TextField(_("cơ quan chủ quản"), help_text=_("Mỗi dòng như khi in trên văn bản."), blank=True)
    body_lines = models.TextField(_("cơ quan ban hành"), help_text=_("Mỗi dòng như khi in trên văn bản."))
    place = models.CharField(_("địa danh"), max_length=60)
    signer = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    signer_position = models.CharField(_("chức vụ người ký"), max_length=100)
    drafting_unit = models.CharField(_("đơn vị soạn thảo (ghi ở Lưu)"), max_length=30, blank=True)
    emblem = models.ForeignKey(StoredFile, on_delete=models.SET_NULL, null=True, blank=True)
    agency_code = models.CharField(_("mã định danh điện tử"), max_length=35, blank=True)
    agency_code_since = models.DateField(_("mã dùng từ ngày"), null=True, blank=True)
    former_agency_codes = models.JSONField(_("các mã trước đây"), default=list, blank=True)
    layout = models.JSONField(_("lề, cỡ chữ, giãn dòng"), default=dict, blank=True)
    """What differs from the usual: fields of `paperwork.OfficeProfile` by name; those of margins and sizes inside."""

    class Meta:
        verbose_name = _("thể thức văn bản của cơ quan")

    def __str__(self) -> str:
        return str(self.body)
