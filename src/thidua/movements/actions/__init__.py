"""All writes of movements: plans handed in, the movement's states, what units do in it, reminders."""

from thidua.movements.actions.admission import admit_units
from thidua.movements.actions.amendments import accept_changes, may_amend
from thidua.movements.actions.creation import create_movement, draft_movement, save_tasks, version_of
from thidua.movements.actions.derivation import derive_movement
from thidua.movements.actions.duties import finish_duty, reopen_duty
from thidua.movements.actions.higher import link_higher
from thidua.movements.actions.movements import (
    approve_movement,
    begin_closing,
    close_movement,
    launch_movement,
    recall_movement,
    reopen_movement,
    return_movement,
    submit_movement,
    sum_up_movement,
    update_movement,
)
from thidua.movements.actions.participation import acknowledge
from thidua.movements.actions.plans import discard_plan, hand_in_plan, read_again, read_plan_document
from thidua.movements.actions.registrations import (
    Line,
    approve_registration,
    recall_registration,
    return_registration,
    save_registration,
    submit_registration,
)
from thidua.movements.actions.reminders import Reminded, remind
from thidua.movements.actions.reports import EvidenceFile, report_progress
from thidua.movements.actions.reviews import confirm_body_names, review_plan

__all__ = [
    "EvidenceFile",
    "Line",
    "Reminded",
    "accept_changes",
    "acknowledge",
    "admit_units",
    "approve_movement",
    "approve_registration",
    "begin_closing",
    "close_movement",
    "confirm_body_names",
    "create_movement",
    "derive_movement",
    "discard_plan",
    "draft_movement",
    "finish_duty",
    "hand_in_plan",
    "launch_movement",
    "link_higher",
    "may_amend",
    "read_again",
    "read_plan_document",
    "recall_movement",
    "recall_registration",
    "remind",
    "reopen_duty",
    "reopen_movement",
    "report_progress",
    "return_movement",
    "return_registration",
    "review_plan",
    "save_registration",
    "save_tasks",
    "submit_movement",
    "submit_registration",
    "sum_up_movement",
    "update_movement",
    "version_of",
]
