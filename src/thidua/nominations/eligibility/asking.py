"""One question about one subject: what is asked, of which law, and the answer with its words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from thidua import law as library
from thidua.base.refusal import Refused
from thidua.nominations.facts import facts_of_person, facts_of_unit
from thidua.nominations.lawbook import AwardOption, award_options, the_law
from thidua.nominations.models import Check, Nomination
from thidua.nominations.traces import SENSITIVE, dressed_conditions
from thidua.organisation.models import Honour, Person, Unit

# How the law's texts begin a lack that names only a number.
_BARE = "thêm "
# Before October the achievements of the running year are not yet being reviewed: the year before is meant.
_REVIEW_BEGINS = 10


def usual_year(day: date) -> int:
    """The achievement year that a question on ``day`` is usually about."""
    return day.year if day.month >= _REVIEW_BEGINS else day.year - 1


@dataclass(frozen=True)
class Question:
    """What is asked of the law.

    Attributes:
        award: code.
        on: the day of the question; it chooses the law.
        year: achievement year.
        kind: kind of commendation; titles have none and ignore it.
        received: the day the dossier was taken in, where there is one; it then chooses the law.
        assume_unchanged: answer days whose law is not known yet as if it did not change.
    """

    award: str
    on: date
    year: int
    kind: str = Honour.Kind.MERIT.value
    received: date | None = None
    assume_unchanged: bool = False

    def about(self, award: str) -> Question:
        """The same question about another award."""
        return replace(self, award=award)

    def in_address(self, *, without_award: bool = False) -> dict[str, str]:
        """The question as the parameters of an address, as `forms.QuestionForm` reads them."""
        parts = {} if without_award else {"danh_hieu": self.award}
        parts |= {"ngay": self.on.isoformat(), "nam": str(self.year), "loai_hinh": self.kind}
        return parts | ({"gia_dinh": "on"} if self.assume_unchanged else {})

    @property
    def words(self) -> dict[str, Any]:
        """The question as `thidua.law` takes it, without award and day."""
        return {
            "year": self.year,
            "kind": self.kind or "merit",
            "received": self.received,
            "assume_unchanged": self.assume_unchanged,
        }


def facts_of(subject: Person | Unit, day: date) -> dict[str, Any]:
    """What is on record of a person or a unit, as seen on a day."""
    return facts_of_person(subject, day) if isinstance(subject, Person) else facts_of_unit(subject, day)


def recipient_of(facts: Mapping[str, Any]) -> str:
    """individual, collective or household."""
    return str(facts["subject"]["kind"])


def options_for(recipient: str, day: date) -> list[AwardOption]:
    """The awards that a recipient of this kind can receive, in the law's order, named in the reader's language."""
    return [option for option in award_options(day) if recipient in option.recipients]


def known_codes(law: library.Law, codes: Sequence[str], recipient: str, on: date) -> list[str]:
    """Those of ``codes`` of whose criteria on that day the packs hold something."""

    def is_known(code: str) -> bool:
        try:
            return law.criteria(code, recipient, on) is not None
        except library.LawError:
            return False

    return [code for code in codes if is_known(code)]


def put(law: library.Law, facts: Mapping[str, Any], question: Question) -> library.Verdict:
    """Put one question.

    Raises:
        Refused: ``law_cannot_answer`` when the record contradicts itself, the question does not fit together, or the
            law of that day is not known.
    """
    try:
        return library.check(law, facts, question.award, question.on, **question.words)
    except library.LawError as error:
        message = _("Chưa trả lời được câu hỏi này. %(error)s")
        raise Refused("law_cannot_answer", message % {"error": error}) from error


def answered(
    subject: Person | Unit, question: Question, *, facts: dict[str, Any] | None = None, law: library.Law | None = None
) -> Check:
    """The answer in the form of a stored check, but not stored.

    Args:
        subject: the person or unit.
        question: what is asked.
        facts: in place of what is on record (for trials).
        law: in place of this installation's (for trials).

    Raises:
        Refused: see `put`.
    """
    law = law or the_law()
    facts = facts if facts is not None else facts_of(subject, question.on)
    verdict = put(law, facts, question)
    key = "person" if isinstance(subject, Person) else "unit"
    nomination = Nomination(award=question.award, year=question.year, kind=question.kind, **{key: subject})
    return Check(
        nomination=nomination,
        on=question.on,
        law_hash=law.hash,
        outcome=verdict.outcome,
        facts=facts,
        verdict=dict(verdict.to_json()),
    )


@dataclass(frozen=True)
class Shown:
    """An answer as one reader may read it.

    Attributes:
        verdict: for the verdict box: with the conditions of the way that was met or is nearest.
        elsewhere: the conditions of other ways.
        steps: what is still missing on the nearest way, as things to do.
    """

    verdict: dict[str, Any]
    elsewhere: list[dict[str, Any]]
    steps: list[str]


def shown(check: Check, *, whole: bool) -> Shown:
    """The answer for a page; unless ``whole``, what rests on sensitive rows says only how it was answered."""
    rows = dressed_conditions(check, whole=whole)
    near = [row for row in rows if not row["elsewhere"]]
    return Shown(
        verdict=check.verdict | {"conditions": near},
        elsewhere=[row for row in rows if row["elsewhere"]],
        steps=steps_of(near, whole=whole),
    )


def steps_of(conditions: Sequence[Mapping[str, Any]], *, whole: bool) -> list[str]:
    """What is missing for conditions that still stand in the way, each once; what people must judge comes last."""
    steps: list[tuple[bool, str]] = []
    for condition in conditions:
        if condition["state"] == "met" or not condition["blocking"]:
            continue
        missing = condition["missing"]
        if not missing or (not whole and is_sensitive(condition)):
            missing = _("chưa đạt: %(asked)s") if condition["state"] == "unmet" else _("làm rõ: %(asked)s")
            missing = missing % {"asked": condition["ask"]}
        elif missing.startswith(_BARE):
            # "Thêm 3 năm liên tục": of what, the question says.
            missing = f"{missing} ({condition['ask']})"
        step = missing[:1].upper() + missing[1:]
        judged = bool(condition["needs_judgement"])
        steps.append((judged, _("%(step)s (do người có trách nhiệm đánh giá)") % {"step": step} if judged else step))
    return list(dict.fromkeys(step for _judged, step in sorted(steps, key=lambda row: row[0])))


def is_sensitive(condition: Mapping[str, Any]) -> bool:
    """Whether the answer to a condition rests on rows that only few may read."""
    return any(pointer.strip("/").split("/")[0] in SENSITIVE for pointer in condition.get("evidence", []))


@dataclass(frozen=True)
class Line:
    """The answer about one award in a list; ``outcome`` is empty where the law of that day is not known."""

    option: AwardOption
    outcome: str


def overview(facts: Mapping[str, Any], question: Question) -> list[Line]:
    """The answers about every award that the subject can receive at all; no words are made.

    Raises:
        Refused: ``law_cannot_answer`` when the record contradicts itself or the question does not fit together.
    """
    law, recipient = the_law(), recipient_of(facts)
    options = options_for(recipient, question.on)
    codes = known_codes(law, [option.code for option in options], recipient, question.received or question.on)
    try:
        screening = library.check_many(law, [facts], codes, question.on, **question.words)
        outcomes = {code: screening.outcome(0, code) for code in codes}
    except library.LawError as error:
        message = _("Chưa trả lời được câu hỏi này. %(error)s")
        raise Refused("law_cannot_answer", message % {"error": error}) from error
    return [Line(option, outcomes.get(option.code, "")) for option in options]
