"""All writes of the app, by the step of a meeting's life that they belong to."""

from thidua.councils.actions.agenda import (
    declare_conflict,
    put_on_agenda,
    set_secrecy,
    take_off_agenda,
    withdraw_conflict,
)
from thidua.councils.actions.councils import appoint_member, create_council, release_member
from thidua.councils.actions.counting import close_meeting, count_votes
from thidua.councils.actions.meetings import (
    adjourn_meeting,
    cancel_meeting,
    create_meeting,
    mark_attendance,
    open_meeting,
)
from thidua.councils.actions.papers import confirm_paper_ballots, enter_paper_ballots, withdraw_paper_ballots
from thidua.councils.actions.voting import cancel_voting, cast_ballot, move_closing, open_voting

__all__ = [
    "adjourn_meeting",
    "appoint_member",
    "cancel_meeting",
    "cancel_voting",
    "cast_ballot",
    "close_meeting",
    "confirm_paper_ballots",
    "count_votes",
    "create_council",
    "create_meeting",
    "declare_conflict",
    "enter_paper_ballots",
    "mark_attendance",
    "move_closing",
    "open_meeting",
    "open_voting",
    "put_on_agenda",
    "release_member",
    "set_secrecy",
    "take_off_agenda",
    "withdraw_conflict",
    "withdraw_paper_ballots",
]
