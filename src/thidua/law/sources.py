"""Where a rule comes from and how sure we are of it; values that hold from one day to another."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any, Generic, TypeVar

from thidua.law.language import EN, VI, Language
from thidua.law.reading import Entry

T = TypeVar("T")

#: From best known to not known.
KNOWLEDGE = ("confirmed", "quoted", "assumed", "unknown")

KNOWLEDGE_TEXT = {
    "confirmed": "đã đối chiếu văn bản",
    "quoted": "theo trích dẫn, chưa có toàn văn",
    "assumed": "giả định, cần kiểm tra",
    "unknown": "chưa rõ",
}

_ARTICLE_KEYS = ("document", "article", "clause", "point")


KNOWLEDGE_ENGLISH = {
    "confirmed": "read in the text",
    "quoted": "read in a quotation, the whole text was not available",
    "assumed": "assumed, to be checked",
    "unknown": "not known",
}

_KIND_BY_SIGN = (
    ("/QH", "Luật số ", "Law No. "),
    ("/NĐ-CP", "Nghị định số ", "Decree No. "),
    ("/TT-", "Thông tư số ", "Circular No. "),
    ("/QĐ-", "Quyết định số ", "Decision No. "),
    ("/VBHN-", "Văn bản hợp nhất số ", "Consolidated Text No. "),
    ("/BNV", "Công văn số ", "Official Letter No. "),
)


def document_text(number: str, language: Language = VI) -> str:
    """A document as cited in a sentence: the sign in its number tells the kind ('Nghị định số 152/2025/NĐ-CP')."""
    kind = next(((vi, en)[language == EN] for sign, vi, en in _KIND_BY_SIGN if sign in number), "")
    return kind + number


def knowledge_text(knowledge: str, language: Language = VI) -> str:
    """How sure we are, in words."""
    return (KNOWLEDGE_TEXT if language == VI else KNOWLEDGE_ENGLISH)[knowledge]


@dataclass(frozen=True)
class Cite:
    """A place in a legal document: article, clause, point."""

    document: str
    article: int | None = None
    clause: int | None = None
    point: str | None = None

    @property
    def text(self) -> str:
        """As an officer writes it: 'điểm c khoản 1 Điều 28 Luật số 06/2022/QH15'."""
        parts = []
        if self.point is not None:
            parts.append(f"điểm {self.point}")
        if self.clause is not None:
            parts.append(f"khoản {self.clause}")
        if self.article is not None:
            parts.append(f"Điều {self.article}")
        return " ".join([*parts, document_text(self.document)])

    def told(self, language: Language) -> str:
        """The place in a language; English: 'point c, clause 1, Article 28, Law No. 06/2022/QH15'."""
        if language == VI:
            return self.text
        named = (("point", self.point), ("clause", self.clause), ("Article", self.article))
        parts = [f"{name} {value}" for name, value in named if value is not None]
        return ", ".join([*parts, document_text(self.document, language)])

    def to_json(self) -> dict[str, Any]:
        """As `cite` in verdict.schema.json."""
        return {"document": self.document, "article": self.article, "clause": self.clause, "point": self.point}

    @classmethod
    def read(cls, entry: Entry) -> Cite:
        keys = entry.mapping(_ARTICLE_KEYS, required=("document",))
        has_article = "article" in keys and not keys["article"].is_null
        if not has_article and ("clause" in keys or "point" in keys):
            entry.fail("nêu khoản hoặc điểm mà không nêu điều", "Bổ sung 'article'")
        return cls(
            document=keys["document"].text(),
            article=keys["article"].integer() if has_article else None,
            clause=keys["clause"].integer() if "clause" in keys else None,
            point=keys["point"].text() if "point" in keys else None,
        )


def worst_knowledge(marks: Iterable[str]) -> str:
    """The least sure of several marks: what rests on an assumption is an assumption."""
    return max(marks, key=KNOWLEDGE.index, default="confirmed")


@dataclass(frozen=True)
class Version(Generic[T]):
    """A value in force from one day to another (both included; no end: still in force)."""

    start: date
    end: date | None
    value: T
    cite: Cite
    knowledge: str

    def holds_on(self, day: date) -> bool:
        return self.start <= day and (self.end is None or day <= self.end)


@dataclass(frozen=True)
class Dated(Generic[T]):
    """All versions of one value, oldest first, never two on one day."""

    versions: tuple[Version[T], ...] = ()

    def on(self, day: date) -> Version[T] | None:
        """The version in force on a day, or None where the packs know none."""
        return next((version for version in self.versions if version.holds_on(day)), None)


VERSION_KEYS = ("from", "to", "value", "cite", "knowledge")


def read_source(keys: dict[str, Entry], owner: Entry) -> tuple[Cite, str]:
    """The cite and the mark of knowledge that every value and criterion must carry."""
    if "cite" not in keys:
        owner.fail("thiếu căn cứ pháp lý", "Bổ sung 'cite' với văn bản, điều, khoản, điểm")
    if "knowledge" not in keys:
        owner.fail("thiếu mức độ chắc chắn", f"Bổ sung 'knowledge': {', '.join(KNOWLEDGE)}")
    return Cite.read(keys["cite"]), keys["knowledge"].one_of(KNOWLEDGE)


def read_period(keys: dict[str, Entry], owner: Entry) -> tuple[date, date | None]:
    """The days of force of a version."""
    if "from" not in keys:
        owner.fail("thiếu ngày có hiệu lực", "Bổ sung 'from'")
    start = keys["from"].day()
    end = keys["to"].day() if "to" in keys and not keys["to"].is_null else None
    if end is not None and end < start:
        keys["to"].fail("ngày hết hiệu lực trước ngày có hiệu lực", "Sửa 'from' hoặc 'to'")
    return start, end


def read_dated(entry: Entry, read_value: Callable[[Entry], T]) -> Dated[T]:
    """A list of versions; overlaps are refused, gaps are allowed (they mean: not known)."""
    versions: list[Version[T]] = []
    for item in entry.items():
        keys = item.mapping(VERSION_KEYS, required=("value",))
        start, end = read_period(keys, item)
        cite, knowledge = read_source(keys, item)
        versions.append(Version(start, end, read_value(keys["value"]), cite, knowledge))
    versions.sort(key=lambda version: version.start)
    for earlier, later in pairwise(versions):
        if earlier.end is None or earlier.end >= later.start:
            entry.fail(
                f"hai giá trị cùng có hiệu lực ngày {later.start:%d/%m/%Y}",
                "Đặt 'to' của bản trước trước 'from' bản sau",
            )
    return Dated(tuple(versions))
