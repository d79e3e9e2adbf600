"""A whole unit put to the law: all its people and collectives × the chosen awards, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from thidua import law as library
from thidua.base.refusal import Refused
from thidua.nominations.eligibility.asking import Question, known_codes, recipient_of, steps_of
from thidua.nominations.eligibility.lacking import lacking
from thidua.nominations.eligibility.outlook import as_before
from thidua.nominations.facts import facts_of_people, facts_of_units
from thidua.nominations.lawbook import AwardOption, award_options, the_law
from thidua.nominations.models import Check, Nomination
from thidua.nominations.readiness import LIVE
from thidua.organisation.models import Honour, Person, Post, Unit
from thidua.organisation.queries import people_of, posts_on, units_existing

# More people than this are not looked through at once: the page then asks to choose a unit below.
MOST_PEOPLE = 2_000

# What a unit is usually looked through for.
USUAL_AWARDS = ("LDTT", "CSTDCS", "TTLDTT", "TTLDXS", "GIAY_KHEN", "BK_TINH")

Outcome = Check.Outcome


@dataclass(frozen=True)
class Entry:
    """A person or a collective of the unit."""

    person: Person | None
    unit: Unit | None
    name: str
    name_folded: str
    post: str
    unit_name: str
    band: str = ""
    is_woman: bool = False

    @property
    def key(self) -> str:
        """The same key by which a dossier's page names its candidates."""
        return f"p{self.person.pk}" if self.person is not None else f"u{self.unit.pk}"  # type: ignore[union-attr]

    @property
    def recipient(self) -> str:
        """individual or collective."""
        return "individual" if self.person is not None else "collective"

    @property
    def is_leader(self) -> bool:
        """Whether the person leads, from deputy head of a division up (bands of the statutory forms)."""
        return self.person is not None and self.band not in ("", Post.Band.DIRECT)

    @property
    def is_direct(self) -> bool:
        """Whether the person works directly."""
        return self.person is not None and self.band == Post.Band.DIRECT


@dataclass(frozen=True)
class Cell:
    """The law's answer about one subject and one award.

    Attributes:
        outcome: eligible, not_eligible, open, on_hold; empty where the law cannot answer.
        lacks: conditions missing that the record decides.
        judgements: conditions that people have yet to answer.
        due: would stand at the end of next year if everything goes on as before.
        taken, taken_short: why it cannot be nominated again for this year, and the same in a word; empty when it can.
        considered: nominated for it or holding it at some time.
    """

    outcome: str
    lacks: int = 0
    judgements: int = 0
    due: bool = False
    taken: str = ""
    taken_short: str = ""
    considered: bool = False

    @property
    def eligible(self) -> bool:
        """All conditions are met."""
        return self.outcome == Outcome.ELIGIBLE

    @property
    def judged_only(self) -> bool:
        """Nothing is missing but what people must judge."""
        return self.outcome == Outcome.OPEN and self.lacks == 0

    @property
    def nearly(self) -> bool:
        """Exactly one condition is missing that the record decides."""
        return self.outcome in (Outcome.NOT_ELIGIBLE, Outcome.OPEN) and self.lacks == 1


# Filter → which cells it lets through.
GROUPS: dict[str, Callable[[Cell], bool]] = {
    "du": lambda cell: cell.eligible,
    "cho": lambda cell: cell.judged_only,
    "gan": lambda cell: cell.nearly,
    "sang_nam": lambda cell: cell.due,
    "dung": lambda cell: cell.outcome == Outcome.ON_HOLD,
}
CIRCLES: dict[str, Callable[[Entry], bool]] = {
    "lanh_dao": lambda entry: entry.is_leader,
    "truc_tiep": lambda entry: entry.is_direct,
    "nu": lambda entry: entry.is_woman,
    "tap_the": lambda entry: entry.unit is not None,
}


@dataclass(frozen=True)
class Part:
    """What was asked of people or of collectives; ``rows``: place of a subject → its row in the screening."""

    screening: library.Screening
    rows: dict[int, int]


@dataclass
class UnitScreening:
    """The answers of the law about a unit.

    Attributes:
        entries: people in the order of Vietnamese names, then collectives in the order of the tree.
        options: the awards asked about.
        cells: award → one cell per entry; None where the award is not for such a subject. Awards of which a quota is
            a share are there too.
        unreadable: the names of those whose record contradicts itself, so that the law cannot answer.
    """

    unit: Unit
    question: Question
    law: library.Law
    entries: list[Entry]
    options: list[AwardOption]
    cells: dict[str, list[Cell | None]]
    parts: list[Part]
    unreadable: list[str] = field(default_factory=list)

    def reasons(self, place: int, award: str, *, whole: bool) -> list[str]:
        """What one subject lacks for an award on the nearest way, in words."""
        cell = self.cells[award][place]
        part = next((part for part in self.parts if place in part.rows), None)
        if cell is None or cell.eligible or not cell.outcome or part is None:
            return []
        verdict = part.screening.verdict(part.rows[place], award).to_json()
        near = [row for row in verdict["conditions"] if row["path"] in (None, verdict["path"])]
        return steps_of(near, whole=whole)

    def summary(self) -> list[dict[str, Any]]:
        """For each award: how many qualify, of whom leaders, direct workers, women; who is near; who is due."""
        rows = []
        for option in self.options:
            pairs = [
                (entry, cell)
                for entry, cell in zip(self.entries, self.cells[option.code], strict=True)
                if cell is not None
            ]
            standing = [entry for entry, cell in pairs if cell.eligible]
            row: dict[str, Any] = {
                "option": option,
                "total": len(pairs),
                "eligible": len(standing),
                "leaders": sum(entry.is_leader for entry in standing),
                "direct": sum(entry.is_direct for entry in standing),
                "women": sum(entry.is_woman for entry in standing),
                "never": sum(cell.eligible and not cell.considered for _entry, cell in pairs),
                "has_people": "individual" in option.recipients,
            }
            row |= {name: sum(test(cell) for _entry, cell in pairs) for name, test in GROUPS.items()}
            rows.append(row)
        return rows


def people_below(unit: Unit, day: date) -> int:
    """How many people work in the unit or below it."""
    return people_of(unit, day).count()


def screened(unit: Unit, question: Question, codes: Sequence[str], *, law: library.Law | None = None) -> UnitScreening:
    """Put all people and collectives of ``unit`` to the law; nothing is stored.

    Args:
        unit: it and all units below it that exist on the day.
        question: day, year, kind; its award is not used.
        codes: the awards asked about.
        law: in place of this installation's (for trials).

    Raises:
        Refused: ``law_cannot_answer`` when the question does not fit together.
    """
    law = law or the_law()
    day = question.on
    entries, facts = _subjects(unit, day)
    offered = {option.code: option for option in award_options(day)}
    chosen = [code for code in offered if code in codes]
    # The quota of an award is a share of another: that one is asked about too, though it is not shown.
    asked = chosen + [code for code in _bases(law, chosen) if code in offered]
    history = _history(unit, day, asked, question)
    answers, parts, unreadable = _answers(law, facts, asked, question)
    due = _due(law, facts, chosen, question)
    cells: dict[str, list[Cell | None]] = {
        code: [
            _cell(answers.get((code, place)), (code, place) in due, history, (code, entry.key))
            if entry.recipient in offered[code].recipients
            else None
            for place, entry in enumerate(entries)
        ]
        for code in asked
    }
    options = [offered[code] for code in chosen]
    return UnitScreening(unit, question, law, entries, options, cells, parts, [entries[row].name for row in unreadable])


def _bases(law: library.Law, codes: Sequence[str]) -> list[str]:
    """The awards of which a quota on one of ``codes`` is a share."""
    versions = [version for code in codes if code in law.quotas for version in law.quotas[code].versions]
    bases = dict.fromkeys(str(version.value.of) for version in versions)
    return [base for base in bases if base in law.awards and base not in codes]


def _subjects(unit: Unit, day: date) -> tuple[list[Entry], list[dict[str, Any]]]:
    people = list(people_of(unit, day))
    running = posts_on(day).filter(unit__path__startswith=unit.path).select_related("unit").order_by("start", "pk")
    posts = {post.person_id: post for post in running}
    entries, facts = [], []
    facts_by_person = facts_of_people(people, day)
    for person in people:
        post, woman = posts[person.pk], person.gender == Person.Gender.FEMALE
        where = post.unit.short_name
        entries.append(Entry(person, None, person.full_name, person.name_folded, post.title, where, post.band, woman))
        facts.append(facts_by_person[person.pk])
    units = list(units_existing(Unit.objects.filter(path__startswith=unit.path), day).order_by("path"))
    facts_by_unit = facts_of_units(units, day)
    for row in units:
        entries.append(Entry(None, row, row.name, row.name_folded, pgettext("one", "Tập thể"), ""))
        facts.append(facts_by_unit[row.pk])
    return entries, facts


Answers = dict[tuple[str, int], tuple[str, int, int]]


def _answers(
    law: library.Law, facts: Sequence[dict[str, Any]], codes: Sequence[str], question: Question
) -> tuple[Answers, list[Part], list[int]]:
    """(award, place) → (outcome, lacks, judgements); what was asked; the places whose record the law cannot read.

    People and collectives are asked apart, since the packs may know an award's criteria for one of them only.
    """
    answers: Answers = {}
    parts, unreadable = [], []
    for recipient in ("individual", "collective"):
        places = [place for place, row in enumerate(facts) if recipient_of(row) == recipient]
        asked = known_codes(law, codes, recipient, question.received or question.on)
        if not places or not asked:
            continue
        readable = places
        try:
            screening = library.check_many(law, [facts[row] for row in places], asked, question.on, **question.words)
        except library.LawError:
            # A record that contradicts itself spoils only its own answers.
            readable = [place for place in places if _is_readable(law, facts[place], question)]
            unreadable += [place for place in places if place not in readable]
            screening = _asked(law, [facts[row] for row in readable], asked, question)
        parts.append(Part(screening, {place: row for row, place in enumerate(readable)}))
        for code, lacks in lacking(law, screening, asked).items():
            rows = zip(readable, screening.outcomes(code), lacks.record.tolist(), lacks.judgement.tolist(), strict=True)
            answers |= {(code, place): (outcome, record, judged) for place, outcome, record, judged in rows}
    return answers, parts, unreadable


def _asked(
    law: library.Law, facts: Sequence[dict[str, Any]], codes: Sequence[str], question: Question
) -> library.Screening:
    try:
        return library.check_many(law, facts, codes, question.on, **question.words)
    except library.LawError as error:
        message = _("Chưa trả lời được câu hỏi này. %(error)s")
        raise Refused("law_cannot_answer", message % {"error": error}) from error


def _is_readable(law: library.Law, facts: dict[str, Any], question: Question) -> bool:
    try:
        library.check_many(law, [facts], [], question.on, **question.words)
    except library.LawError:
        return False
    return True


def _due(
    law: library.Law, facts: Sequence[dict[str, Any]], codes: Sequence[str], question: Question
) -> set[tuple[str, int]]:
    """(award, place) of those who would stand at the end of next year if everything goes on as before."""
    year = question.year + 1
    later = Question("", date(year, 12, 31), year, question.kind, assume_unchanged=True)
    answers, _parts, _unreadable = _answers(law, [as_before(row, year) for row in facts], codes, later)
    standing = (Outcome.ELIGIBLE, Outcome.OPEN)
    return {place for place, (outcome, lacks, _judged) in answers.items() if lacks == 0 and outcome in standing}


def _cell(answer: tuple[str, int, int] | None, will_stand: bool, history: History, key: tuple[str, str]) -> Cell:
    (taken, short), considered = history.taken.get(key, ("", "")), key in history.considered
    if answer is None:
        return Cell("", taken=taken, taken_short=short, considered=considered)
    outcome, lacks, judgements = answer
    # What is only not rated yet is open, not due: it is decided this year.
    due = will_stand and outcome == Outcome.NOT_ELIGIBLE
    return Cell(outcome, lacks, judgements, due, taken, short, considered)


@dataclass(frozen=True)
class History:
    """(award, key of the subject): what was nominated and given before.

    Attributes:
        considered: nominated or given at some time.
        taken: nominated or given for the year that is asked about, in words and in a word.
    """

    considered: set[tuple[str, str]]
    taken: dict[tuple[str, str], tuple[str, str]]


def _history(unit: Unit, day: date, codes: Sequence[str], question: Question) -> History:
    mine = Q(person__in=people_of(unit, day).values("pk")) | Q(unit__path__startswith=unit.path)
    considered: set[tuple[str, str]] = set()
    taken: dict[tuple[str, str], tuple[str, str]] = {}
    nominated = Nomination.objects.filter(mine, award__in=codes).order_by("pk")
    columns = ("award", "person_id", "unit_id", "year", "kind", "state", "dossier__reference")
    for award, person, row_unit, year, kind, state, reference in nominated.values_list(*columns):
        key = (award, f"p{person}" if person else f"u{row_unit}")
        considered.add(key)
        if year == question.year and kind in ("", question.kind) and state in LIVE:
            taken[key] = (_("Đã đề nghị trong hồ sơ %(reference)s") % {"reference": reference}, reference)
    given = Honour.objects.filter(mine, award__in=codes, revoked_on__isnull=True).order_by("pk")
    for award, person, row_unit, year, kind in given.values_list("award", "person_id", "unit_id", "year", "kind"):
        key = (award, f"p{person}" if person else f"u{row_unit}")
        considered.add(key)
        if year == question.year and kind in ("", question.kind):
            taken[key] = (_("Đã được tặng năm %(year)d") % {"year": year}, _("Đã tặng"))
    return History(considered, taken)


@dataclass(frozen=True)
class Filters:
    """What the list is narrowed to; empty parts let everything through."""

    group: str = ""
    circle: str = ""
    words: str = ""
    never: bool = False

    def passes(self, cell: Cell | None) -> bool:
        """Whether the answer about one award belongs to the list."""
        if cell is None:
            return False
        if self.group and not GROUPS[self.group](cell):
            return False
        return not (self.never and cell.considered)

    def passes_entry(self, entry: Entry) -> bool:
        """Whether the subject itself belongs to the list."""
        if self.circle and not CIRCLES[self.circle](entry):
            return False
        return all(word in entry.name_folded for word in self.words.split())


def listed(found: UnitScreening, filters: Filters) -> list[int]:
    """The places of the subjects of whom at least one answer passes."""
    return [
        place
        for place, entry in enumerate(found.entries)
        if filters.passes_entry(entry)
        and any(filters.passes(found.cells[option.code][place]) for option in found.options)
    ]
