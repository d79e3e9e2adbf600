"""Movements, from the plan that launches them to the reports of the units."""

from thidua.movements.models.movements import (
    Duty,
    DutyDone,
    HigherMovement,
    LegalBasis,
    Milestone,
    Movement,
    Task,
)
from thidua.movements.models.plans import BodyName, PlanDocument
from thidua.movements.models.work import (
    Evidence,
    Participation,
    ProgressReport,
    Registration,
    RegistrationLine,
    Reminder,
)

__all__ = [
    "BodyName",
    "Duty",
    "DutyDone",
    "Evidence",
    "HigherMovement",
    "LegalBasis",
    "Milestone",
    "Movement",
    "Participation",
    "PlanDocument",
    "ProgressReport",
    "Registration",
    "RegistrationLine",
    "Reminder",
    "Task",
]
