"""Pages of units and people; what is kept about them (ratings, roles) has pages of its own."""

from thidua.organisation.views.hindrances import conclude, person_hindrances, unit_hindrances, withdraw
from thidua.organisation.views.pages import my_record, people, person, unit, units
from thidua.organisation.views.ratings import ratings
from thidua.organisation.views.roles import create_account, end_role, roles

__all__ = [
    "conclude",
    "create_account",
    "end_role",
    "my_record",
    "people",
    "person",
    "person_hindrances",
    "ratings",
    "roles",
    "unit",
    "unit_hindrances",
    "units",
    "withdraw",
]
