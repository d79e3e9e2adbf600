"""The structure of a plan that launches an emulation movement, each fact with the place it was read from.

`Plan.to_json()` is the exchange form; every `at` is a half-open range of characters of `Plan.text`. What the document
does not say is None or empty.
"""

from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date

At = tuple[int, int]
"""Half-open range of characters of `Plan.text`."""


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of the document: its cleaned text and where it stands."""

    text: str
    at: At


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date of which parts may be blank in the document ("ngày   tháng 9 năm 2024")."""

    year: int | None
    month: int | None
    day: int | None


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs: the line of authority (TM., KT., TL., TUQ.), the post, the name."""

    authority: str | None
    position: str | None
    name: str | None


@dataclass(frozen=True, slots=True)
class Document:
    """The document itself: what its head and its foot say.

    `at` gives the place of each of these facts by its name ("number", "date", "signer" …); a blank that the document
    leaves open has the place of the blank.
    """

    kind: str | None = None
    number: str | None = None
    symbol: str | None = None
    parent_body: str | None = None
    body: str | None = None
    place: str | None = None
    date: PartialDate | None = None
    title: str | None = None
    recipients: tuple[Span, ...] = ()
    archive: str | None = None
    signer: Signer | None = None
    at: dict[str, At] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Period:
    """From when to when the movement runs; an end that is left open is None."""

    start: date | None
    start_is_issue_date: bool
    end: date | None
    at: At


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered or listed part of the document's outline. `id` is the path of labels: "III.4", "III.4.-2"."""

    id: str
    label: str
    title: str | None
    text: str | None
    at: At
    children: tuple["Section", ...] = ()


@dataclass(frozen=True, slots=True)
class Movement:
    """Another emulation movement that the plan names."""

    name: str
    start_year: int | None
    end_year: int | None
    launched_by: str | None
    at: At


@dataclass(frozen=True, slots=True)
class Milestone:
    """A commemoration or dated event: "95 năm ngày thành lập … (03/02/1930 - 03/02/2025)"."""

    name: str
    anniversary: int | None
    origin: date | None
    date: date | None
    at: At


@dataclass(frozen=True, slots=True)
class Reference:
    """A document cited by its number, with every place that names it.

    `status`, `replaced_by` and `registered_title` are filled by `resolve_references`: "in_force", "not_yet",
    "replaced", "expired", "undated" (registered, but its dates are not known there), "unknown" (not registered).
    """

    kind: str
    number: str
    date: date | None
    issuer: str | None
    subject: str | None
    at: tuple[At, ...]
    status: str | None = None
    replaced_by: str | None = None
    registered_title: str | None = None


@dataclass(frozen=True, slots=True)
class UnnumberedReference:
    """A document cited by its name alone: a law, a resolution of a congress, an office's own rules."""

    kind: str
    name: str
    date: date | None
    at: tuple[At, ...]


@dataclass(frozen=True, slots=True)
class Task:
    """A task of the movement; `references` and `movements` are indexes into the lists of the plan.

    `bodies` are responsible, `supporting` ("đơn vị phối hợp" of a table) help.
    """

    id: str
    title: str | None
    text: str
    at: At
    bodies: tuple[str, ...] = ()
    due: date | None = None
    references: tuple[int, ...] = ()
    movements: tuple[int, ...] = ()
    supporting: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Duty:
    """Who does what to carry the plan out."""

    bodies: tuple[str, ...]
    text: str
    at: At


@dataclass(frozen=True, slots=True)
class Phase:
    """A part of the period: "Đợt 1", "Giai đoạn 2"."""

    name: str
    start: date | None
    end: date | None
    at: At


@dataclass(frozen=True, slots=True)
class Target:
    """A figure that the movement is to reach, with the clause that says of what.

    `bound` is "at_least", "above", "exact", "at_most" or "below"; `unit` is "%" or what is counted ("sáng kiến").
    """

    text: str
    value: float
    unit: str
    bound: str
    section: str | None
    due: date | None
    at: At


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day by which something is to be done, with the clause that says what.

    `date` is None where the day comes again (`every`: "tháng", "quý", "năm", "tuần") or its year is not written.
    `kind` is what is due: "registration", "report", "nomination", "interim_review", "final_review", "task" (in a task)
    or "other"; `bodies` by whom, as far as the sentence or its heading says.
    """

    text: str
    date: date | None
    every: str | None
    section: str | None
    at: At
    kind: str = "other"
    bodies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Quota:
    """How many may be commended or proposed: of which unit (None: as a whole), for which award, whom ("tập thể" …)."""

    unit: str | None
    award: str | None
    recipient: str | None
    count: int
    at: At


@dataclass(frozen=True, slots=True)
class Submission:
    """Which way papers go: who sends them to whom, by when; what the text does not say is None or empty."""

    senders: tuple[str, ...]
    receiver: str
    due: date | None
    text: str
    at: At


@dataclass(frozen=True, slots=True)
class Annex:
    """What stands behind the signature: its label, its title, its place."""

    label: str
    title: str | None
    at: At


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line as it stands on a page: its characters in `Plan.text` and its box (left, top, right, bottom)."""

    at: At
    box: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a PDF or a scan, so that a screen can mark a fact on the page's picture.

    Sizes and boxes are in points (1/72 inch) of the page as it is shown, counted from its upper left corner.
    """

    width: float
    height: float
    lines: tuple[PageLine, ...]
    is_scan: bool = False


@dataclass(frozen=True, slots=True)
class PlanWarning:
    """A contradiction, a blank or a doubtful reading, in Vietnamese, for the person who reviews."""

    code: str
    message: str
    at: At | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan as read."""

    text: str
    document: Document
    theme: Span | None
    period: Period | None
    participants: tuple[Span, ...]
    reward_forms: tuple[Span, ...]
    sections: tuple[Section, ...]
    tasks: tuple[Task, ...]
    movements: tuple[Movement, ...]
    milestones: tuple[Milestone, ...]
    references: tuple[Reference, ...]
    duties: tuple[Duty, ...]
    warnings: tuple[PlanWarning, ...]
    unnumbered_references: tuple[UnnumberedReference, ...] = ()
    phases: tuple[Phase, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    quotas: tuple[Quota, ...] = ()
    dossier: tuple[Span, ...] = ()
    submissions: tuple[Submission, ...] = ()
    annexes: tuple[Annex, ...] = ()
    pages: tuple[Page, ...] = ()
    targets: tuple[Target, ...] = ()

    def to_json(self) -> dict[str, object]:
        """Return the plan as dictionaries, lists, strings and numbers, in the form of `plan.schema.json`."""
        return {each.name: _plain(getattr(self, each.name)) for each in fields(self)}


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return {each.name: _plain(getattr(value, each.name)) for each in fields(value)}
    return value
