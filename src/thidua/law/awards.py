"""Titles and forms of commendation as the packs hold them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, TypeVar

from thidua.law.codes import AWARD_CODES
from thidua.law.compiling import CriteriaSpec
from thidua.law.criteria import Criteria
from thidua.law.facts import RECIPIENTS
from thidua.law.reading import Entry
from thidua.law.shared import PARTS, NotKnown, Shared, read_not_known
from thidua.law.sources import Cite, Dated, Version, worst_knowledge

T = TypeVar("T")


@dataclass(frozen=True)
class Vote:
    """How a council votes on an award.

    Attributes:
        required: the law asks for a vote.
        share: share of the base that must be in favour; None: no share is set.
        more_than: more than the share, not just reaching it.
        of: "all_members" or "present"; None with no share.
        secret: None where the law is silent.
    """

    required: bool
    share: Fraction | None
    more_than: bool
    of: str | None
    secret: bool | None

    @classmethod
    def read(cls, entry: Entry) -> Vote:
        keys = entry.mapping(("required", "share", "more_than", "of", "secret"), required=("required",))
        share = keys["share"].fraction() if "share" in keys and not keys["share"].is_null else None
        if share is not None and not 0 < share <= 1:
            keys["share"].fail("tỷ lệ phải lớn hơn 0 và không quá 1", "Viết dạng 0.8")
        if share is not None and "of" not in keys:
            entry.fail("nêu tỷ lệ phiếu mà không nêu tính trên số nào", "Bổ sung 'of': all_members hoặc present")
        return cls(
            required=keys["required"].boolean(),
            share=share,
            more_than="more_than" in keys and keys["more_than"].boolean(),
            of=keys["of"].one_of(("all_members", "present")) if share is not None else None,
            secret=keys["secret"].boolean() if "secret" in keys and not keys["secret"].is_null else None,
        )

    def to_json(self) -> dict[str, Any]:
        return {
            "required": self.required,
            "share": None if self.share is None else float(self.share),
            "of": self.of,
            "secret": self.secret,
        }


@dataclass(frozen=True)
class Paper:
    """A paper of the dossier. `required_when`: None: always; else the case in which it is needed, in Vietnamese."""

    id: str
    text: str
    required_when: str | None

    @classmethod
    def read(cls, entry: Entry) -> Paper:
        keys = entry.mapping(("id", "text", "when"), required=("id", "text"))
        return cls(keys["id"].text(), keys["text"].text(), keys["when"].text() if "when" in keys else None)

    def to_json(self) -> dict[str, Any]:
        return {"id": self.id, "text": self.text, "when": self.required_when}


#: Multiples of the base salary by recipient; "by:BODY" keys hold those of a giver that differ.
Coefficients = Mapping[tuple[str, str | None], Decimal]


def _read_coefficients(entry: Entry) -> Coefficients:
    result: dict[tuple[str, str | None], Decimal] = {}
    for key, value in entry.mapping((*RECIPIENTS, "by")).items():
        if key == "by":
            for body, amounts in value.mapping().items():
                for recipient, amount in amounts.mapping(RECIPIENTS).items():
                    result[recipient, body] = _positive(amount)
        else:
            result[key, None] = _positive(value)
    return result


def _positive(entry: Entry) -> Decimal:
    value = entry.decimal()
    if value <= 0:
        entry.fail("hệ số phải lớn hơn 0", "Sửa hệ số")
    return value


def _read_papers(entry: Entry) -> tuple[Paper, ...]:
    return tuple(Paper.read(item) for item in entry.items())


def _read_texts(entry: Entry) -> tuple[str, ...]:
    return entry.texts()


def _read_text(entry: Entry) -> str:
    return entry.text()


def _read_days(entry: Entry) -> int:
    return entry.integer()


@dataclass(frozen=True)
class AwardPack:
    """One title or form, with everything dated."""

    code: str
    names: Mapping[str, str]
    category: str
    recipients: tuple[str, ...]
    decided_by: Dated[tuple[str, ...]]
    nominated_by: Dated[str]
    vote: Dated[Vote]
    papers: Dated[tuple[Paper, ...]]
    public_comment: Dated[int]
    deadlines: Dated[tuple[str, ...]]
    considered: Dated[str]
    money: Dated[Coefficients]
    money_note: Dated[str]
    not_known: Mapping[str, Dated[str]]
    own_gaps: frozenset[str]
    criteria: tuple[CriteriaSpec, ...]
    file: str

    def criteria_on(self, day: date) -> tuple[CriteriaSpec, ...]:
        return tuple(spec for spec in self.criteria if spec.holds_on(day))


_AWARD_KEYS = (
    "code",
    "names",
    "category",
    "for",
    "decided_by",
    "nominated_by",
    "vote",
    "papers",
    "public_comment",
    "deadlines",
    "considered",
    "money",
    "money_note",
    "not_known",
    "criteria",
)


def read_award(entry: Entry, shared: Shared, *, own: bool = False) -> AwardPack:
    """An award from its file; parts that many awards have alike stand in `shared`.

    Args:
        entry: of the file, or of an overlay.
        shared: parts and groups of conditions to be named.
        own: it is a body's own award: its code is not among the national ones.

    Raises:
        LawError: something is missing, unknown or without its article.
    """
    keys = entry.mapping(
        (*_AWARD_KEYS, "room") if own else _AWARD_KEYS,
        required=("code", "names", "category", "for", "decided_by", "criteria"),
    )
    names = keys["names"].mapping(("vi", "en"), required=("vi", "en"))
    specs = tuple(CriteriaSpec.read(item) for item in keys["criteria"].items())
    for index, spec in enumerate(specs):
        for other in specs[index + 1 :]:
            if set(spec.recipients) & set(other.recipients) and (
                spec.holds_on(other.start) or other.holds_on(spec.start)
            ):
                keys["criteria"].fail(
                    "hai tiêu chuẩn cùng có hiệu lực cho một đối tượng", "Sửa 'from', 'to' hoặc 'for'"
                )

    def part(name: str, read_value: Callable[[Entry], T]) -> Dated[T]:
        return shared.part(name, keys[name], read_value) if name in keys else Dated()

    return AwardPack(
        code=keys["code"].text() if own else keys["code"].one_of(AWARD_CODES),
        names={language: value.text() for language, value in names.items()},
        category=keys["category"].one_of(("title", "award")),
        recipients=tuple(item.one_of(RECIPIENTS) for item in keys["for"].items()),
        decided_by=shared.part("decided_by", keys["decided_by"], _read_texts),
        nominated_by=part("nominated_by", _read_text),
        vote=part("vote", Vote.read),
        papers=part("papers", _read_papers),
        public_comment=part("public_comment", _read_days),
        deadlines=part("deadlines", _read_texts),
        considered=part("considered", _read_text),
        money=part("money", _read_coefficients),
        money_note=part("money_note", _read_text),
        not_known={
            **({} if own else shared.not_known),
            **(read_not_known(keys["not_known"]) if "not_known" in keys else {}),
        },
        own_gaps=frozenset(keys["not_known"].mapping()) if "not_known" in keys else frozenset(),
        criteria=specs,
        file=entry.file,
    )


@dataclass(frozen=True)
class AwardInfo:
    """An award as it stands on one day; parts that are not known are None or empty."""

    code: str
    names: Mapping[str, str]
    category: str
    recipients: tuple[str, ...]
    decided_by: tuple[str, ...]
    nominated_by: str | None
    vote: Vote | None
    papers: tuple[Paper, ...]
    public_comment_days: int | None
    deadlines: tuple[str, ...]
    considered: str | None
    coefficients: Coefficients | None
    criteria: tuple[Criteria, ...]
    cites: tuple[Cite, ...]
    knowledge: str
    sources: Mapping[str, Version[Any]]
    not_known: tuple[NotKnown, ...] = ()
    money_note: str | None = None

    def to_json(self) -> dict[str, Any]:
        """As `thidua law show --json`."""

        def source(part: str) -> dict[str, Any]:
            version = self.sources[part]
            return {"cite": version.cite.to_json(), "knowledge": version.knowledge}

        def listed(part: str, texts: tuple[str, ...]) -> list[dict[str, Any]]:
            return [{"text": text, **source(part)} for text in texts]

        criteria = [item.to_json() for item in self.criteria]
        return {
            "award": self.code,
            "names": dict(self.names),
            "category": self.category,
            "for": list(self.recipients),
            "decided_by": listed("decided_by", self.decided_by),
            "nominated_by": None
            if self.nominated_by is None
            else {"text": self.nominated_by, **source("nominated_by")},
            "vote": None if self.vote is None else {**self.vote.to_json(), **source("vote")},
            "public_comment": (
                None
                if self.public_comment_days is None
                else {"working_days": self.public_comment_days, **source("public_comment")}
            ),
            "papers": [{**paper.to_json(), **source("papers")} for paper in self.papers],
            "money": None
            if self.coefficients is None
            else {"coefficient": self._coefficients_json(), "note": self.money_note, **source("money")},
            "deadlines": listed("deadlines", self.deadlines),
            "considered": None if self.considered is None else {"text": self.considered, **source("considered")},
            "criteria": criteria[0] if len(criteria) == 1 else {"any": criteria},
            "not_known": [item.to_json() for item in self.not_known],
            "cites": [cite.to_json() for cite in self.cites],
            "knowledge": self.knowledge,
        }

    def _coefficients_json(self) -> float | dict[str, float] | None:
        """A number for one recipient, else numbers by recipient (`individual@commune`: as given by a commune)."""
        if self.coefficients is None:
            return None
        by_recipient = {
            recipient if body is None else f"{recipient}@{body}": float(amount)
            for (recipient, body), amount in self.coefficients.items()
        }
        return next(iter(by_recipient.values())) if len(by_recipient) == 1 else by_recipient


def award_on(pack: AwardPack, day: date, criteria: tuple[Criteria, ...]) -> AwardInfo:
    """An award as it stands on a day, with its compiled criteria."""
    dated: dict[str, Dated[Any]] = {
        "decided_by": pack.decided_by,
        "nominated_by": pack.nominated_by,
        "vote": pack.vote,
        "papers": pack.papers,
        "public_comment": pack.public_comment,
        "deadlines": pack.deadlines,
        "considered": pack.considered,
        "money": pack.money,
    }
    sources = {part: version for part, values in dated.items() if (version := values.on(day)) is not None}

    def value(part: str, default: Any = None) -> Any:
        return sources[part].value if part in sources else default

    cites = [item.cite for item in criteria] + [version.cite for version in sources.values()]
    marks = [item.knowledge for item in criteria] + [version.knowledge for version in sources.values()]
    return AwardInfo(
        code=pack.code,
        names=pack.names,
        category=pack.category,
        recipients=pack.recipients,
        decided_by=value("decided_by", ()),
        nominated_by=value("nominated_by"),
        vote=value("vote"),
        papers=value("papers", ()),
        public_comment_days=value("public_comment"),
        deadlines=value("deadlines", ()),
        considered=value("considered"),
        coefficients=value("money"),
        criteria=criteria,
        cites=tuple(dict.fromkeys(cites)),
        knowledge=worst_knowledge(marks),
        sources=sources,
        not_known=tuple(_gaps(pack, day, set(sources), criteria)),
        money_note=note.value if (note := pack.money_note.on(day)) is not None else None,
    )


#: What would settle a gap of which the packs say no more.
TEXT_OF_THE_TIME = "văn bản quy định của thời kỳ đó"

#: What every award has: where the packs have none for a day, it is told as not known. Public comment is asked only for
#: some, so its gap must be declared.
_EXPECTED = tuple(part for part in PARTS if part not in ("public_comment", "criteria"))


def _gaps(pack: AwardPack, day: date, known: set[str], criteria: tuple[Criteria, ...]) -> Iterator[NotKnown]:
    """The parts that the packs do not know on a day, each with the document that would settle it."""
    expected = [*_EXPECTED, *(part for part in pack.own_gaps if part == "public_comment")]
    missing = [part for part in expected if part not in known]
    covered = {recipient for item in criteria for recipient in item.recipients}
    if set(pack.recipients) - covered:
        missing.append("criteria")
    for part in missing:
        version = pack.not_known.get(part, Dated[str]()).on(day)
        settled_by = TEXT_OF_THE_TIME if version is None else version.value
        yield NotKnown(part, settled_by, None if version is None else version.cite)
