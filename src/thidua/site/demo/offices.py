"""The units of the demo: Sở Nội vụ Khánh Hòa and the offices that it took over on 1 March 2025."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from thidua.organisation.models import Unit
from thidua.organisation.naming import unit_names

MERGER = date(2025, 3, 1)
FOUNDED = date(2008, 6, 1)


@dataclass(frozen=True)
class Office:
    """One unit of the demo and how many people work there on the demo's day.

    ``before`` is the code of the unit in which its people worked until the merger; ``trade`` says what they are called
    (see `lives`), by default that of the unit's code; ``women`` is their share; ``symbol`` that of its documents, where
    it is a body of its own.
    """

    code: str
    name: str
    short_name: str
    kind: Unit.Kind
    staff: int
    founded: date = FOUNDED
    before: str = ""
    public_employees: bool = False
    trade: str = ""
    women: float = 0.58
    symbol: str = ""


DEPARTMENT = "SNV"
# The divisions and bodies below the department, in the order in which its documents list them.
OFFICES = (
    Office("SNV-VP", "Văn phòng Sở", "Văn phòng", Unit.Kind.DIVISION, 17),
    Office("SNV-TTR", "Thanh tra Sở", "Thanh tra", Unit.Kind.DIVISION, 9),
    Office("SNV-TCBC", "Phòng Tổ chức biên chế và Công chức, viên chức", "P. Tổ chức biên chế", Unit.Kind.DIVISION, 14),
    Office("SNV-XDCQ", "Phòng Xây dựng chính quyền và Công tác thanh niên", "P. Xây dựng chính quyền",
           Unit.Kind.DIVISION, 12),
    Office("SNV-CCHC", "Phòng Cải cách hành chính", "P. Cải cách hành chính", Unit.Kind.DIVISION, 9),
    Office("SNV-TDKT", "Phòng Thi đua - Khen thưởng", "P. Thi đua - Khen thưởng", Unit.Kind.DIVISION, 11),
    Office("SNV-BTG", "Ban Tôn giáo", "Ban Tôn giáo", Unit.Kind.SUBORDINATE, 15),
    Office("SNV-TTLT", "Trung tâm Lưu trữ lịch sử tỉnh", "TT Lưu trữ lịch sử", Unit.Kind.SUBORDINATE, 23,
           public_employees=True),
    Office("SNV-LDVL", "Phòng Lao động - Việc làm", "P. Lao động - Việc làm", Unit.Kind.DIVISION, 11, MERGER,
           "SLDTBXH-LD"),
    Office("SNV-NCC", "Phòng Người có công", "P. Người có công", Unit.Kind.DIVISION, 9, MERGER, "SLDTBXH-NCC"),
    Office("SNV-TTVL", "Trung tâm Dịch vụ việc làm tỉnh", "TT Dịch vụ việc làm", Unit.Kind.SUBORDINATE, 28, MERGER,
           "SLDTBXH-TTVL", public_employees=True, symbol="TTDVVL"),
    Office("SNV-TTDD", "Trung tâm Điều dưỡng người có công", "TT Điều dưỡng NCC", Unit.Kind.SUBORDINATE, 17, MERGER,
           "SLDTBXH-TTDD", public_employees=True),
)  # fmt: skip
MASS_ORGANISATIONS = (
    Office("SNV-CD", "Công đoàn cơ sở Sở Nội vụ", "Công đoàn cơ sở", Unit.Kind.MASS_ORGANISATION, 0),
    Office("SNV-DTN", "Chi đoàn thanh niên Sở Nội vụ", "Chi đoàn thanh niên", Unit.Kind.MASS_ORGANISATION, 0),
)
# What existed until the merger: only histories lead there now.
FORMER_DEPARTMENT = "SLDTBXH"
FORMER_OFFICES = (
    Office("SLDTBXH-LD", "Phòng Việc làm - An toàn lao động", "P. Việc làm - ATLĐ", Unit.Kind.DIVISION, 0),
    Office("SLDTBXH-NCC", "Phòng Chính sách người có công", "P. Chính sách NCC", Unit.Kind.DIVISION, 0),
    Office("SLDTBXH-TTVL", "Trung tâm Dịch vụ việc làm (thuộc Sở Lao động - Thương binh và Xã hội)",
           "TT Dịch vụ việc làm (cũ)", Unit.Kind.SUBORDINATE, 0),
    Office("SLDTBXH-TTDD", "Trung tâm Điều dưỡng (thuộc Sở Lao động - Thương binh và Xã hội)", "TT Điều dưỡng (cũ)",
           Unit.Kind.SUBORDINATE, 0),
)  # fmt: skip


class Planter:
    """Plants units by the thousand: keeps their places in the tree itself and writes them at once."""

    def __init__(self) -> None:
        self.units: list[Unit] = []
        self.by_code: dict[str, Unit] = {}
        self.raised: list[Unit] = []

    @classmethod
    def beside(cls, written: dict[str, Unit]) -> Planter:
        """A planter that puts more units below those that are written already."""
        planter = cls()
        planter.by_code = dict(written)
        planter.raised = [unit for unit in written.values() if unit.depth == 1]
        return planter

    def plant(
        self, code: str, name: str, short_name: str, kind: Unit.Kind, parent: Unit | None, **values: object
    ) -> Unit:
        """Put a unit below ``parent`` (a root for None), after those already there."""
        if parent is None:
            siblings = sum(1 for unit in self.units if unit.depth == 1)
            path, depth = Unit._get_path("", 1, siblings + 1), 1
        else:
            parent.numchild += 1
            depth = parent.depth + 1
            path = Unit._get_path(parent.path, depth, parent.numchild)
        unit = Unit(
            code=code, kind=kind, path=path, depth=depth, **unit_names(name, short_name),
            **({"founded": FOUNDED} | values),
        )  # fmt: skip
        self.units.append(unit)
        self.by_code[code] = unit
        return unit

    def write(self) -> None:
        """Write all units that were planted."""
        Unit.objects.bulk_create(self.units, batch_size=500)
        for unit in self.raised:
            Unit.objects.filter(pk=unit.pk).update(numchild=unit.numchild)


def plant_department(planter: Planter, province: Unit) -> Unit:
    """Plant the department with its offices, and the former department whose offices it took over."""
    department = planter.plant(
        DEPARTMENT, "Sở Nội vụ", "Sở Nội vụ", Unit.Kind.DEPARTMENT, province, symbol="SNV", is_body=True
    )
    for office in (*OFFICES, *MASS_ORGANISATIONS):
        planter.plant(
            office.code, office.name, office.short_name, office.kind, department, founded=office.founded,
            symbol=office.symbol, is_body=bool(office.symbol),
        )  # fmt: skip
    former = planter.plant(
        FORMER_DEPARTMENT, "Sở Lao động - Thương binh và Xã hội", "Sở LĐTB&XH", Unit.Kind.DEPARTMENT, province,
        symbol="SLĐTBXH", is_body=True, dissolved=MERGER,
    )  # fmt: skip
    for office in FORMER_OFFICES:
        planter.plant(office.code, office.name, office.short_name, office.kind, former, dissolved=MERGER)
    return department
