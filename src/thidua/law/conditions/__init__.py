"""The closed vocabulary of conditions: what a pack may ask of a record. Nothing else can be written in a pack."""

from thidua.law.conditions.absence import AbsentLess
from thidua.law.conditions.base import Condition
from thidua.law.conditions.discipline import DisciplineServed, NotDisciplinedInYear
from thidua.law.conditions.employed import EmployedMonths
from thidua.law.conditions.holds import NotOnHold
from thidua.law.conditions.initiatives import Initiatives
from thidua.law.conditions.judged import Judged
from thidua.law.conditions.left_open import LeftOpen
from thidua.law.conditions.members import MembersShare, NoMemberDisciplined
from thidua.law.conditions.rating_run import RatingRun
from thidua.law.conditions.role import Role
from thidua.law.conditions.title_run import TitleRun

VOCABULARY: dict[str, type[Condition]] = {
    condition.name: condition
    for condition in (
        RatingRun,
        TitleRun,
        Initiatives,
        MembersShare,
        NoMemberDisciplined,
        Role,
        EmployedMonths,
        AbsentLess,
        NotDisciplinedInYear,
        DisciplineServed,
        NotOnHold,
        Judged,
        LeftOpen,
    )
}

__all__ = ["VOCABULARY", "Condition", "NotOnHold", "Role"]
