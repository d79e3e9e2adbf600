"""The closed vocabulary of conditions: what a pack may ask of a record. Nothing else can be written in a pack."""

from thidua.law.conditions.absence import AbsentLess
from thidua.law.conditions.award_held import AwardHeld
from thidua.law.conditions.base import Condition
from thidua.law.conditions.discipline import CleanInPost, DisciplineServed, NeverDisciplined, NotDisciplinedInYear
from thidua.law.conditions.employed import EmployedMonths
from thidua.law.conditions.existence import Existed, RoundAnniversary
from thidua.law.conditions.holds import NotOnHold
from thidua.law.conditions.initiatives import Initiatives
from thidua.law.conditions.judged import Judged
from thidua.law.conditions.leads_cluster import LeadsCluster
from thidua.law.conditions.left_open import LeftOpen
from thidua.law.conditions.members import MembersCompleted, MembersHolding, MembersShare, NoMemberDisciplined
from thidua.law.conditions.movement import MovementOutcome
from thidua.law.conditions.rating_run import RatingRun
from thidua.law.conditions.role import Role
from thidua.law.conditions.service_years import ServiceYears
from thidua.law.conditions.title_run import TitleRun
from thidua.law.conditions.within_run import TimesWithin, YearsWithin

VOCABULARY: dict[str, type[Condition]] = {
    condition.name: condition
    for condition in (
        RatingRun,
        TitleRun,
        Initiatives,
        AwardHeld,
        TimesWithin,
        YearsWithin,
        Existed,
        RoundAnniversary,
        ServiceYears,
        MovementOutcome,
        LeadsCluster,
        MembersShare,
        MembersCompleted,
        MembersHolding,
        NoMemberDisciplined,
        Role,
        EmployedMonths,
        AbsentLess,
        NotDisciplinedInYear,
        DisciplineServed,
        CleanInPost,
        NeverDisciplined,
        NotOnHold,
        Judged,
        LeftOpen,
    )
}

#: Conditions whose answer people may give under their id.
ANSWERED_BY_ID = frozenset({Judged.name, ServiceYears.name, MovementOutcome.name})

__all__ = ["ANSWERED_BY_ID", "VOCABULARY", "Condition", "NotOnHold", "Role"]
