"""What is known of one person, collective or household, as read and checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

RECIPIENTS = ("individual", "collective", "household")
RATINGS = ("failed", "completed", "good", "excellent")
DISCIPLINE_LEVELS = ("reprimand", "warning", "pay_cut", "demotion", "removal", "dismissal")
AWARD_KINDS = ("merit", "spontaneous", "movement", "dedication", "tenure", "external")
MOVEMENT_LEVELS = ("unit", "cluster", "province", "nation")
MOVEMENT_OUTCOMES = ("outstanding", "leading", "good", "took_part")
MOVEMENT_PHASES = ("interim", "final")
SENTENCES = ("prison", "life", "death", "suspended", "acquitted")
SCOPES = ("base", "province", "nation")
ROLES = (
    "cadre",
    "civil_servant",
    "public_employee",
    "contract",
    "worker",
    "farmer",
    "businessperson",
    "scientist",
    "armed_forces",
    "foreigner",
    "overseas",
    "other",
)
FIRST_YEAR, LAST_YEAR = 1945, 2053


@dataclass(frozen=True)
class Title:
    """A title held for a year."""

    pointer: str
    award: str
    year: int
    decided_on: date | None
    basis: str | None
    revoked: bool


@dataclass(frozen=True)
class Given:
    """A form of commendation received."""

    pointer: str
    award: str
    year: int | None
    decided_on: date | None
    from_year: int | None
    to_year: int | None
    kind: str | None
    revoked: bool

    @property
    def last_year(self) -> int | None:
        """The last year whose achievement it rewarded, where the record says so."""
        return self.to_year or self.year


@dataclass(frozen=True)
class Initiative:
    """An initiative or a research topic. `recognised` is False for "not recognised", None when the record is silent.

    One that was recognised for a wider scope later stands in the record twice: the narrower row serves until
    `superseded_on`, from then on only the wider one, so that one initiative is never counted as two.
    """

    pointer: str
    year: int
    kind: str
    scope: str
    recognised: bool | None
    recognised_on: date | None
    used_for: tuple[str, ...] | None
    superseded_on: date | None = None


@dataclass(frozen=True)
class Interval:
    """A discipline, a hold, a leave: something that runs from a day, and until a day where that is known."""

    pointer: str
    what: str
    start: date
    end: date | None
    end_given: bool = True
    cleared: bool = False


@dataclass(frozen=True)
class MembersYear:
    """A collective's members in one year."""

    pointer: str
    year: int
    members: int | None
    completed: int | None
    titles: Mapping[str, int] | None
    worst_discipline: str | None
    cluster_rank: int | None


@dataclass(frozen=True)
class Movement:
    """A result in a movement: its level, length in years, the review at which it was found, and the year of that."""

    pointer: str
    level: str
    outcome: str
    years: float | None
    phase: str | None
    year: int | None


@dataclass(frozen=True)
class Facts:
    """Everything known of one subject. `given` names the lists that are there, and so are complete."""

    kind: str
    role: str | None
    armed_forces: bool | None
    employed_from: date | None
    founded: date | None
    given: frozenset[str]
    ratings: Mapping[int, tuple[str, str]]
    titles: tuple[Title, ...] = ()
    awards: tuple[Given, ...] = ()
    initiatives: tuple[Initiative, ...] = ()
    discipline: tuple[Interval, ...] = ()
    holds: tuple[Interval, ...] = ()
    leave: tuple[Interval, ...] = ()
    member_years: tuple[MembersYear, ...] = ()
    movements: tuple[Movement, ...] = ()
    service: tuple[Interval, ...] = ()
    sentences: tuple[Interval, ...] = ()
    judged: Mapping[str, bool] = field(default_factory=dict)
    gender: str | None = None
    post_band: str | None = None
    female_share: float | None = None
