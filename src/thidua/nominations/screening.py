"""The law's answers before anybody is nominated: for one person, and for a whole unit at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from thidua import law as library
from thidua.base.refusal import Refused
from thidua.nominations.facts import facts_of_people, facts_of_person, facts_of_unit, facts_of_units
from thidua.nominations.lawbook import ask, award_info, award_names, the_law
from thidua.nominations.models import Check, Dossier, Nomination
from thidua.nominations.readiness import LIVE
from thidua.organisation.models import Honour, Person, Unit
from thidua.organisation.queries import people_of, posts_on, units_below


@dataclass(frozen=True)
class Candidate:
    """Somebody who could be nominated, with the law's answer; ``taken`` says why not, where that is known."""

    person: Person | None
    unit: Unit | None
    name: str
    post: str
    outcome: str
    taken: str = ""


def kind_for(dossier: Dossier, award: str, day: date) -> str:
    """The kind under which the law is asked: titles have none."""
    return "" if award_info(award, day).category == "title" else dossier.kind


def candidates(dossier: Dossier, award: str, day: date) -> list[Candidate]:
    """All people of the dossier's unit, or the unit and those below it, with the law's answer for one award.

    People come in the order of Vietnamese names, units in the order of the tree.

    Raises:
        Refused: ``unknown_award``.
    """
    info = award_info(award, day)
    kind = kind_for(dossier, award, day)
    found: list[Candidate] = []
    if "individual" in info.recipients:
        people = list(people_of(dossier.unit, day))
        facts = facts_of_people(people, day)
        outcomes = _outcomes([facts[person.pk] for person in people], award, dossier, kind, day)
        running = posts_on(day).filter(person__in=people).select_related("unit").order_by("start", "pk")
        posts = {post.person_id: f"{post.title}, {post.unit.short_name}" for post in running}
        taken = _taken(dossier, award, kind, "person")
        found += [
            Candidate(person, None, person.full_name, posts.get(person.pk, ""), outcome, taken.get(person.pk, ""))
            for person, outcome in zip(people, outcomes, strict=True)
        ]
    if "collective" in info.recipients:
        units = [dossier.unit, *units_below(dossier.unit, day)]
        unit_facts = facts_of_units(units, day)
        outcomes = _outcomes([unit_facts[unit.pk] for unit in units], award, dossier, kind, day)
        taken = _taken(dossier, award, kind, "unit")
        found += [
            Candidate(None, unit, unit.name, pgettext("one", "Tập thể"), outcome, taken.get(unit.pk, ""))
            for unit, outcome in zip(units, outcomes, strict=True)
        ]
    return found


def _outcomes(facts: Sequence[dict[str, Any]], award: str, dossier: Dossier, kind: str, day: date) -> list[str]:
    """One answer each; a record that contradicts itself spoils only its own answer (an empty one)."""
    if not facts:
        return []
    question: dict[str, Any] = {"year": dossier.year, "kind": kind or "merit"}
    try:
        return list(library.check_many(the_law(), list(facts), [award], day, **question).outcomes(award))
    except library.LawError:
        return [_outcome_alone(one, award, day, question) for one in facts]


def _outcome_alone(facts: dict[str, Any], award: str, day: date, question: dict[str, Any]) -> str:
    try:
        return library.check(the_law(), facts, award, day, **question).outcome
    except library.LawError:
        return ""


def _taken(dossier: Dossier, award: str, kind: str, subject: str) -> dict[int, str]:
    """Subject → why it cannot be nominated again for this award and year."""
    nominated = Nomination.objects.filter(
        award=award, year=dossier.year, kind=kind, state__in=LIVE, **{f"{subject}__isnull": False}
    ).values_list(f"{subject}_id", "dossier__reference")
    held = Honour.objects.filter(
        Q(kind=kind) if kind else Q(),
        award=award,
        year=dossier.year,
        revoked_on__isnull=True,
        **{f"{subject}__isnull": False},
    ).values_list(f"{subject}_id", flat=True)
    reasons = {pk: _("Đã đề nghị trong hồ sơ %(reference)s") % {"reference": reference} for pk, reference in nominated}
    return reasons | {pk: _("Đã được tặng năm %(year)d") % {"year": dossier.year} for pk in held}


def preview(dossier: Dossier, award: str, day: date, *, person: Person | None, unit: Unit | None) -> Check:
    """The law's answer on somebody not yet nominated; nothing is stored.

    Raises:
        Refused: ``unknown_award`` or ``law_cannot_answer``.
    """
    kind = kind_for(dossier, award, day)
    facts = (
        facts_of_person(person, day) if person is not None else facts_of_unit(unit, day) if unit is not None else None
    )
    if facts is None:
        raise Refused("one_subject", _("Mỗi đề nghị dành cho đúng một cá nhân hoặc một tập thể."))
    outcome, verdict = ask(facts, award, day, received=None, year=dossier.year, kind=kind)
    nomination = Nomination(dossier=dossier, award=award, year=dossier.year, kind=kind, person=person, unit=unit)
    return Check(nomination=nomination, on=day, law_hash=the_law().hash, outcome=outcome, facts=facts, verdict=verdict)


def members_nominated(nomination: Nomination, day: date) -> list[tuple[str, int]]:
    """For a collective: how many of its people are nominated for what this year (titles are not decided yet).

    Returns:
        (name of the award, people), most first; nothing for a person's nomination.
    """
    if nomination.unit is None:
        return []
    people = people_of(nomination.unit, day).values("pk")
    rows = (
        Nomination.objects.filter(year=nomination.year, state__in=LIVE, person__in=people)
        .values_list("award")
        .annotate(count=Count("person", distinct=True))
        .order_by("-count", "award")
    )
    names = award_names(day)
    return [(names.get(award, award), count) for award, count in rows]


@dataclass(frozen=True)
class QuotaNote:
    """How many of a dossier are nominated for an award against a quota of the law."""

    text: str
    cite: library.Cite
    knowledge: str
    nominated: int
    base: int
    allowed: int

    @property
    def exceeded(self) -> bool:
        """Whether more are nominated than the quota allows."""
        return self.nominated > self.allowed


def quota_notes(dossier: Dossier, nominations: Sequence[Nomination], day: date) -> list[QuotaNote]:
    """The quotas of the law that touch this dossier, counted within the unit; nothing is stopped by them here.

    The base is what the quota names: those nominated for another award in this dossier, or the unit's people.
    """
    people = [row for row in nominations if row.person_id and row.state in LIVE]
    notes = []
    for code in dict.fromkeys(row.award for row in people):
        nominated = sum(row.award == code for row in people)
        for quota in library.quotas(the_law(), code, day):
            if quota.share is None:
                continue
            if quota.of == "members":
                base = people_of(dossier.unit, day).count()
            else:
                base = sum(row.award == quota.of for row in people)
            allowed = int(Fraction(quota.share) * base)
            notes.append(QuotaNote(quota.text, quota.cite, quota.knowledge, nominated, base, allowed))
    return notes


@dataclass(frozen=True)
class PaperNeed:
    """A paper that the law asks for, and how far it is there."""

    id: str
    text: str
    when: str
    made_here: bool
    there: bool


# Papers that the program writes from what stands in the dossier; all others are files.
MADE_HERE = {"submission", "achievement_report"}


def papers_needed(dossier: Dossier, nominations: Sequence[Nomination], day: date) -> list[PaperNeed]:
    """The papers for the awards in the dossier (Luật 06/2022/QH15, Điều 84), each once, in the law's order."""
    live = [row for row in nominations if row.state in LIVE]
    files = set(dossier.evidence.exclude(paper="").values_list("paper", flat=True))
    names = award_names(day)
    needed: dict[str, PaperNeed] = {}
    for code in dict.fromkeys(row.award for row in live):
        for paper in award_info(code, day).papers if code in names else ():
            there = paper.id in files
            if paper.id == "submission":
                there = True
            elif paper.id == "achievement_report":
                there = all(row.achievements.strip() for row in live)
            when = paper.required_when or ""
            # The fuller wording wins: "… có kết quả bỏ phiếu" where one of the awards asks for the vote.
            kept = needed.get(paper.id)
            if kept is None or len(paper.text) > len(kept.text):
                needed[paper.id] = PaperNeed(paper.id, paper.text, when, paper.id in MADE_HERE, there)
    return list(needed.values())
