"""All writes of dossiers and nominations, in the order of a dossier's life."""

from thidua.nominations.actions.checking import check_nomination, judge
from thidua.nominations.actions.council import mark_awarded, put_in_council, record_recommendation
from thidua.nominations.actions.evidence import attach_evidence, attach_paper, remove_evidence
from thidua.nominations.actions.reporting import write_report
from thidua.nominations.actions.sending import accept_dossier, return_dossier, submit_dossier, withdraw_dossier
from thidua.nominations.actions.writing import create_dossier, drop_nomination, nominate, write_achievements

__all__ = [
    "accept_dossier",
    "attach_evidence",
    "attach_paper",
    "check_nomination",
    "create_dossier",
    "drop_nomination",
    "judge",
    "mark_awarded",
    "nominate",
    "put_in_council",
    "record_recommendation",
    "remove_evidence",
    "return_dossier",
    "submit_dossier",
    "withdraw_dossier",
    "write_achievements",
    "write_report",
]
