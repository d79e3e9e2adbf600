"""All writes to units, people and their record: each journalled, each in one transaction.

``actor`` is the user who acts; None stands for the program itself, e.g. an import that an administrator started.
"""

from thidua.organisation.actions.hindrances import discipline, lift_hold, place_hold, record_leave, withdraw
from thidua.organisation.actions.office import set_agency_code, set_letterhead
from thidua.organisation.actions.people import appoint, assign_role, create_person, end_post, end_role, open_account
from thidua.organisation.actions.register import grant_honour, restore_honour, revoke_honour, set_rating, set_ratings
from thidua.organisation.actions.units import create_unit, dissolve_unit, rename_unit

__all__ = [
    "appoint",
    "assign_role",
    "create_person",
    "create_unit",
    "discipline",
    "dissolve_unit",
    "end_post",
    "end_role",
    "grant_honour",
    "lift_hold",
    "open_account",
    "place_hold",
    "record_leave",
    "rename_unit",
    "restore_honour",
    "revoke_honour",
    "set_agency_code",
    "set_letterhead",
    "set_rating",
    "set_ratings",
    "withdraw",
]
