"""The law on emulation and commendation as data, and the engine that answers from it.

A pure library: no Django, no database. Load the law once, ask it about facts:

    law = load_law()
    verdict = check(law, facts, "CSTDCS", date(2025, 12, 10))
    print(verdict.outcome_text, [condition.text for condition in verdict.conditions])
"""

from __future__ import annotations

from datetime import date

from thidua.law.awards import AwardInfo, Paper, Vote
from thidua.law.codes import AWARD_CODES, FORMS, TITLES
from thidua.law.corpus import Law, Quota
from thidua.law.documents import Document
from thidua.law.errors import LawError, LawUnknown
from thidua.law.language import Language
from thidua.law.loader import load_law
from thidua.law.money import Money, money
from thidua.law.packing import Question, criteria_of, pack_tables
from thidua.law.requirements import codes_asked, member_codes_counted
from thidua.law.screening import Screening, check, check_many, screen_tables
from thidua.law.snapshot import Snapshot
from thidua.law.sources import KNOWLEDGE_TEXT, Cite
from thidua.law.tables import Tables, pack_rows
from thidua.law.threshold import Threshold, threshold
from thidua.law.verdict import OUTCOME_TEXT, STATE_TEXT, AlternativeResult, Caution, ConditionResult, Verdict

__all__ = [
    "AWARD_CODES",
    "FORMS",
    "KNOWLEDGE_TEXT",
    "OUTCOME_TEXT",
    "STATE_TEXT",
    "TITLES",
    "AlternativeResult",
    "AwardInfo",
    "Caution",
    "Cite",
    "ConditionResult",
    "Document",
    "Law",
    "LawError",
    "LawUnknown",
    "Money",
    "Paper",
    "Question",
    "Quota",
    "Screening",
    "Snapshot",
    "Tables",
    "Threshold",
    "Verdict",
    "Vote",
    "award",
    "award_names",
    "awards",
    "check",
    "check_many",
    "codes_asked",
    "criteria_of",
    "documents",
    "load_law",
    "member_codes_counted",
    "money",
    "pack_rows",
    "pack_tables",
    "quotas",
    "screen_tables",
    "threshold",
]


def award(law: Law, code: str, on: date) -> AwardInfo:
    """A title or form as it stands on a day: names, who decides, papers, vote, money, criteria.

    Raises:
        LawError: the packs hold no such award.
    """
    return law.award(code, on)


def awards(law: Law, on: date) -> list[AwardInfo]:
    """All titles and forms of the packs, in the order of the law."""
    return [law.award(code, on) for code in law.awards]


def award_names(law: Law, language: Language = "vi") -> dict[str, str]:
    """Code → name of every title and form: the national ones in the order of the law, then the body's own."""
    return {code: pack.names[language] for code, pack in law.awards.items()}


def documents(law: Law, on: date | None = None) -> list[Document]:
    """The registry of legal documents; with a day: those in force on it."""
    return [document for document in law.documents.values() if on is None or document.is_in_force(on)]


def quotas(law: Law, code: str, on: date) -> list[Quota]:
    """The limits on numbers of an award that hold on a day."""
    dated = law.quotas.get(code)
    version = dated.on(law.clamp(on)) if dated else None
    return [] if version is None else [version.value]
